import { expect, test } from "vitest";
import { BODY_MAX_BYTES } from "../../../apps/api/src/http/middleware.ts";
import { createTestApp } from "../../../apps/api/test/harness.ts";
import { proceduresOf } from "../../../apps/api/test/inventory.ts";
import { BATCH_MAX_CALLS, BODY_MAX_BYTES as CLIENT_BODY_MAX_BYTES } from "../src/batch-link.ts";
import { KEYED_MUTATIONS, REPEATABLE_MUTATIONS } from "../src/retry-link.ts";

/* The client imports nothing of the server, so it repeats what it has to know of it. */

test("the client gives an idempotency key to exactly the mutations that take one", () => {
  const creating = proceduresOf().filter(({ input }) => "idempotencyKey" in (input["properties"] ?? {}));
  expect([...KEYED_MUTATIONS].sort()).toEqual(creating.map(({ path }) => path).sort());
});

test("what the client repeats are mutations that are served", () => {
  const mutations = proceduresOf().filter(({ type }) => type === "mutation");
  expect(mutations.map(({ path }) => path)).toEqual(expect.arrayContaining([...REPEATABLE_MUTATIONS]));
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
