import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startServer, type TestServer, UNKNOWN_ID } from "../../../apps/api/test/harness.ts";
import { TcpProxy } from "../../../test/faults/proxy.ts";
import { createClient, type Fetch, isHoldfastError, type SlotsMessage } from "../src/index.ts";
import { createFakeServer, holdfastError } from "../src/testing/index.ts";
import { clientOn, failureOf, SLOT_ID } from "./support.ts";

/* Streams of slots: against a started server, and against one that does what it should not. */

const customer = { name: "Ada" };
const times = { startsAt: "2031-12-25T10:00:00Z", endsAt: "2031-12-25T11:00:00Z" };

let database: TestDatabase;
let server: TestServer;
const environment = () => ({ DATABASE_URL: database.url, BOOKING_EXPIRY_SECONDS: "60" });

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServer(environment());
});

afterAll(async () => {
  await server?.end();
  await database?.drop();
});

const client = () => createClient({ url: server.url });

async function makeSlot(capacity = 5) {
  const { id: resourceId } = await client().resources.create.mutate({ kind: "show", name: "Hamlet" });
  return client().slots.create.mutate({ resourceId, capacity, ...times });
}

/** Notes the messages of a stream; its end is what the loop ends with. */
function note(messages: AsyncIterable<SlotsMessage>) {
  const noted: SlotsMessage[] = [];
  const loop = async () => {
    for await (const message of messages) noted.push(message);
    return "over";
  };
  return { noted, end: loop().catch((error: unknown) => error) };
}

test("a loop has the state, then the changes, until its signal aborts", async () => {
  const slot = await makeSlot();
  const controller = new AbortController();
  const watched = [{ slotId: slot.id }, { resourceId: slot.resourceId }].map((input) =>
    note(client().slots.watch(input, { signal: controller.signal })),
  );
  await vi.waitUntil(() => watched.every(({ noted }) => noted.length === 1));
  await client().bookings.create.mutate({ slotId: slot.id, customer });
  await vi.waitUntil(() => watched.every(({ noted }) => noted.length === 2));
  const now = await client().slots.get.query({ id: slot.id });
  for (const { noted } of watched) {
    expect(noted).toEqual([
      { type: "slots", slots: [slot] },
      { type: "slot", slot: now },
    ]);
  }
  controller.abort();
  for (const { end } of watched) expect(await end).toMatchObject({ failure: "aborted" });
});

test("a loop that is left closes its connection, also while it waits", async () => {
  const slot = await makeSlot();
  const signals: AbortSignal[] = [];
  const noting: Fetch = (url, init) => {
    signals.push(init.signal as AbortSignal);
    return fetch(url, init);
  };
  const { slots } = createClient({ url: server.url, fetch: noting });
  for await (const message of slots.watch({ slotId: slot.id })) {
    expect(message.type).toBe("slots");
    break;
  }
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  const iterator = slots.watch({ slotId: slot.id })[Symbol.asyncIterator]();
  await iterator.next();
  const next = iterator.next();
  await iterator.return?.();
  expect(await next).toEqual({ done: true, value: undefined });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});

test("a stream comes back after its server was replaced, and misses nothing", async () => {
  const slot = await makeSlot();
  const { port } = new URL(server.url);
  const controller = new AbortController();
  const { noted, end } = note(client().slots.watch({ slotId: slot.id }, { signal: controller.signal }));
  await vi.waitUntil(() => noted.length === 1);
  await server.end("SIGTERM");
  server = await startServer({ ...environment(), PORT: port });
  await client().bookings.create.mutate({ slotId: slot.id, customer });
  const isTold = (message: SlotsMessage) =>
    message.type !== "deleted" &&
    (message.type === "slot" ? [message.slot] : message.slots).some(({ booked }) => booked === 1);
  await vi.waitUntil(() => noted.some(isTold), { timeout: 30_000 });
  controller.abort();
  await end;
}, 60_000);

test("a slot's stream ends when it is deleted", async () => {
  const slot = await makeSlot();
  const { noted, end } = note(client().slots.watch({ slotId: slot.id }));
  await vi.waitUntil(() => noted.length === 1);
  await client().slots.delete.mutate({ id: slot.id });
  expect(await end).toBe("over");
  expect(noted.at(-1)).toEqual({ type: "deleted", id: slot.id });
});

test("what there is not, and what is no input, fails as a call does", async () => {
  const first = (input: { slotId?: string; resourceId?: string }) =>
    client().slots.watch(input)[Symbol.asyncIterator]().next();
  const failures = await Promise.all(
    [{ slotId: UNKNOWN_ID }, { resourceId: UNKNOWN_ID }, {}].map((input) => failureOf(first(input))),
  );
  expect(failures.every(isHoldfastError)).toBe(true);
  expect(failures).toMatchObject([
    { code: "SLOT_NOT_FOUND", status: 404 },
    { code: "RESOURCE_NOT_FOUND", status: 404 },
    { code: "INVALID_INPUT", status: 400 },
  ]);
  const wrongKey = createClient({ url: server.url, apiKey: "hf_live_wrong" });
  expect(
    await failureOf(wrongKey.slots.watch({ slotId: UNKNOWN_ID })[Symbol.asyncIterator]().next()),
  ).toMatchObject({
    code: "UNAUTHORIZED",
  });
});

test("tRPC's own client subscribes, too", async () => {
  const slot = await makeSlot();
  const sent: unknown[] = [];
  const subscription = client().trpc.slots.watch.subscribe(
    { slotId: slot.id },
    { onData: ({ id, data }) => sent.push([id, data]) },
  );
  await vi.waitUntil(() => sent.length === 1);
  expect(sent[0]).toEqual([expect.stringMatching(/^\d+$/), { type: "slots", slots: [slot] }]);
  subscription.unsubscribe();
  const failed = Promise.withResolvers<unknown>();
  client().trpc.slots.watch.subscribe({ slotId: UNKNOWN_ID }, { onError: failed.resolve });
  expect(await failed.promise).toMatchObject({ code: "SLOT_NOT_FOUND" });
});

/** Runs `own-link.ts` in a process of its own; returns the lines that it writes. */
function startOwnLink(url: string, slotId: string) {
  const script = fileURLToPath(new URL("./own-link.ts", import.meta.url));
  const child = spawn(process.execPath, ["--experimental-eventsource", script, url, slotId], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: unknown[] = [];
  createInterface(child.stdout).on("line", (line) => lines.push(JSON.parse(line)));
  return { child, lines };
}

test("tRPC's own links of another client subscribe, and come back by themselves", async () => {
  const slot = await makeSlot();
  const watched = await startServer(environment());
  const proxy = await TcpProxy.start(Number(new URL(watched.url).port));
  const { child, lines } = startOwnLink(`http://127.0.0.1:${proxy.port}`, slot.id);
  const messages = () => lines.filter((line) => Object(line).message);
  try {
    await vi.waitUntil(() => messages().length === 2, { timeout: 30_000 });
    const id = expect.stringMatching(/^\d+$/);
    expect(messages()).toEqual([
      { id, message: { type: "slots", slots: [slot] } },
      { id, message: { type: "slot", slot: expect.objectContaining({ id: slot.id, booked: 1 }) } },
    ]);
    proxy.cutAll();
    await vi.waitUntil(() => messages().length === 4, { timeout: 30_000 });
    expect(messages().slice(2)).toMatchObject([
      { message: { type: "slots", slots: [{ id: slot.id, booked: 1 }] } },
      { message: { type: "slot", slot: { id: slot.id, booked: 2 } } },
    ]);
  } finally {
    child.kill();
    await proxy.stop();
    await watched.end();
  }
}, 60_000);

const events = (text: string) =>
  new Response(text, { headers: { "Content-Type": "text/event-stream", "X-Request-Id": "r" } });
const message = (id: number, type = "slots") => `id: ${id}\ndata: {"type":"${type}","slots":[]}\n\n`;

test("it goes on with the last id, with the client's headers, wherever the text was cut", async () => {
  const { client, sent } = clientOn(
    (_, index) =>
      index === 0
        ? events(
            `event: connected\ndata: {}\n\n${message(7)}: a comment\r\n\r\nevent: ping\ndata: \n\nid: 9\nda`,
          )
        : events(`event: connected\ndata: {}\n\n${message(10, "more")}event: return\ndata: \n\n`),
    { apiKey: "hf_live_key", headers: { "X-Mine": "1" } },
  );
  const { noted, end } = note(client.slots.watch({ slotId: SLOT_ID }));
  expect(await end).toBe("over");
  expect(noted.map(({ type }) => type)).toEqual(["slots", "more"]);
  const inputs = sent.map(({ url }) => JSON.parse(new URL(url).searchParams.get("input") ?? ""));
  expect(inputs).toEqual([{ slotId: SLOT_ID }, { slotId: SLOT_ID, lastEventId: "7" }]);
  for (const { headers } of sent) {
    expect(headers.get("Authorization")).toBe("Bearer hf_live_key");
    expect([headers.get("X-Mine"), headers.get("Holdfast-Slot")]).toEqual(["1", SLOT_ID]);
  }
});

test("before its first message it is tried as often as a call, and what is no stream is told", async () => {
  const down = clientOn(() => Promise.reject(new TypeError("no network")), { maxRetries: 1 });
  expect(await failureOf(down.client.slots.watch({})[Symbol.asyncIterator]().next())).toMatchObject({
    failure: "unreachable",
  });
  expect(down.sent).toHaveLength(2);
  const other = clientOn(() => new Response("<html>", { headers: { "Content-Type": "text/html" } }));
  expect(await failureOf(other.client.slots.watch({})[Symbol.asyncIterator]().next())).toMatchObject({
    failure: "not-understood",
  });
  expect(other.sent).toHaveLength(1);
});

test("a fake server streams what its function yields, or refuses", async () => {
  const { client } = createFakeServer({
    slots: {
      watch: async function* ({ slotId }) {
        if (slotId === UNKNOWN_ID) throw holdfastError("SLOT_NOT_FOUND");
        yield { id: "1", data: { type: "slots", slots: [] } };
        yield { id: "2", data: { type: "deleted", id: slotId ?? "" } };
      },
    },
  });
  const { noted, end } = note(client.slots.watch({ slotId: SLOT_ID }));
  expect(await end).toBe("over");
  expect(noted).toEqual([
    { type: "slots", slots: [] },
    { type: "deleted", id: SLOT_ID },
  ]);
  const refusing = createFakeServer({
    slots: {
      watch: () => {
        throw holdfastError("SLOT_NOT_FOUND");
      },
    },
  });
  const next = refusing.client.slots.watch({ slotId: SLOT_ID })[Symbol.asyncIterator]().next();
  expect(await failureOf(next)).toMatchObject({ code: "SLOT_NOT_FOUND" });
});
