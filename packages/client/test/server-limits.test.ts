import { expect, test } from "vitest";
import { BODY_MAX_BYTES } from "../../../apps/api/src/http/middleware.ts";
import { createTestApp } from "../../../apps/api/test/harness.ts";
import { proceduresOf } from "../../../apps/api/test/inventory.ts";
import { KEY_USE, type KeyUse } from "../../contract/src/index.ts";
import { BATCH_MAX_CALLS, BODY_MAX_BYTES as CLIENT_BODY_MAX_BYTES } from "../src/batch-link.ts";
import { KEYED_MUTATIONS, REPEATABLE_MUTATIONS } from "../src/generated/mutations.ts";

/* The client imports nothing of the server, so it repeats what it has to know of it. */

const mutations = proceduresOf().filter(({ type }) => type === "mutation");

test("the client gives an idempotency key to mutations that take one alone", () => {
  const taking = mutations.filter(({ input }) => "idempotencyKey" in (input["properties"] ?? {}));
  expect(taking.map(({ path }) => path)).toEqual(expect.arrayContaining([...KEYED_MUTATIONS]));
});

test("the client repeats every mutation after a lost answer, with a key or without, but those with another effect each time", () => {
  const unrepeated = Object.entries<KeyUse>(KEY_USE)
    .filter(([, use]) => !use.takesKey && !use.isRepeatable)
    .map(([path]) => path);
  const repeated = [...KEYED_MUTATIONS, ...REPEATABLE_MUTATIONS, ...unrepeated].sort();
  expect(repeated).toEqual(mutations.map(({ path }) => path).sort());
});

test("the client's batches and bodies are as large as the server takes", async () => {
  expect(CLIENT_BODY_MAX_BYTES).toBe(BODY_MAX_BYTES);
  const api = await createTestApp();
  try {
    const batchOf = (calls: number) =>
      api.call("GET", `/trpc/${Array(calls).fill("slots.list").join()}?batch=1&input=%7B%7D`);
    expect((await batchOf(BATCH_MAX_CALLS + 1)).status).toBe(400);
    expect((await batchOf(BATCH_MAX_CALLS)).body).toHaveLength(BATCH_MAX_CALLS);
  } finally {
    await api.close();
  }
});
