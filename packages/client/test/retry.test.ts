import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { KEYED_MUTATIONS, REPEATABLE_MUTATIONS } from "../src/generated/mutations.ts";
import type { CallOptions, CallSettings, HoldfastClient } from "../src/index.ts";
import { answerAll, busy, clientOn, errorItem, failureOf, json, type Sent, SLOT_ID } from "./support.ts";

const CREATE_BOOKING = { slotId: SLOT_ID, customer: { name: "Ada" } };
const CREATE_SLOT = {
  resourceId: SLOT_ID,
  startsAt: "2031-12-25T10:00:00Z",
  endsAt: "2031-12-25T11:00:00Z",
  capacity: 3,
};

/** Every call there is, and how often it is sent at most. */
const CALLS: [path: string, attempts: number, call: (client: HoldfastClient) => Promise<unknown>][] = [
  ["resources.get", 4, (client) => client.resources.get.query({ id: SLOT_ID })],
  ["resources.list", 4, (client) => client.resources.list.query({})],
  ["slots.get", 4, (client) => client.slots.get.query({ id: SLOT_ID })],
  ["slots.list", 4, (client) => client.slots.list.query({})],
  ["bookings.get", 4, (client) => client.bookings.get.query({ id: SLOT_ID })],
  ["bookings.list", 4, (client) => client.bookings.list.query({})],
  ["bookings.confirm", 4, (client) => client.bookings.confirm.mutate({ id: SLOT_ID })],
  ["bookings.extend", 4, (client) => client.bookings.extend.mutate({ id: SLOT_ID })],
  ["bookings.reschedule", 4, (client) => client.bookings.reschedule.mutate({ id: SLOT_ID, slotId: SLOT_ID })],
  [
    "bookings.createMany",
    4,
    (client) =>
      client.bookings.createMany.mutate({ lines: [{ slotId: SLOT_ID }], customer: { name: "Ada" } }),
  ],
  ["orders.confirm", 4, (client) => client.orders.confirm.mutate({ id: SLOT_ID })],
  ["orders.extend", 4, (client) => client.orders.extend.mutate({ id: SLOT_ID })],
  ["orders.cancel", 4, (client) => client.orders.cancel.mutate({ id: SLOT_ID })],
  ["bookings.cancel", 4, (client) => client.bookings.cancel.mutate({ id: SLOT_ID })],
  ["resources.update", 4, (client) => client.resources.update.mutate({ id: SLOT_ID, name: "Ada" })],
  ["slots.update", 4, (client) => client.slots.update.mutate({ id: SLOT_ID, capacity: 2 })],
  [
    "schedules.addException",
    4,
    (client) => client.schedules.addException.mutate({ id: SLOT_ID, day: "2031-12-25" }),
  ],
  [
    "slots.update with ifMatch",
    4,
    (client) => client.slots.update.mutate({ id: SLOT_ID, capacity: 2, ifMatch: "2031-12-25T10:00:00.000Z" }),
  ],
  ["slots.delete", 4, (client) => client.slots.delete.mutate({ id: SLOT_ID })],
  ["customers.erase", 4, (client) => client.customers.erase.mutate({ contact: "ada@example.org" })],
  ["keys.create", 1, (client) => client.keys.create.mutate({ name: "Front desk", role: "desk" })],
  ["resources.create", 4, (client) => client.resources.create.mutate({ kind: "show", name: "Hamlet" })],
  ["slots.create", 4, (client) => client.slots.create.mutate(CREATE_SLOT)],
  ["bookings.create", 4, (client) => client.bookings.create.mutate(CREATE_BOOKING)],
  ["holds.start", 4, (client) => client.holds.start(CREATE_BOOKING)],
];

const noNetwork = () => Promise.reject(new TypeError("fetch failed", { cause: new Error("no route") }));
const html = (status: number) =>
  new Response("<h1>Bad</h1>", { status, headers: { "Content-Type": "text/html" } });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** The delays between attempts, in milliseconds, on the fake clock. */
function clientWithTimes(answer: (sent: Sent, index: number) => Response | Promise<Response>) {
  const times: number[] = [];
  const { client, sent } = clientOn((request, index) => {
    times.push(performance.now());
    return answer(request, index);
  });
  const pauses = () => times.slice(1).map((time, index) => time - (times[index] ?? 0));
  return { client, sent, pauses };
}

test.each(CALLS)("%s is sent %i times at most while the network is down", async (_, attempts, call) => {
  const { client, sent } = clientOn(noNetwork);
  const failure = failureOf(call(client));
  await vi.runAllTimersAsync();
  expect(await failure).toMatchObject({ failure: "unreachable", url: "http://holdfast.invalid" });
  expect(sent).toHaveLength(attempts);
  expect(vi.getTimerCount()).toBe(0);
});

test.each(CALLS)("%s is sent %i times at most while the server is busy", async (_, attempts, call) => {
  const { client, sent } = clientOn(() => busy());
  const failure = failureOf(call(client));
  await vi.runAllTimersAsync();
  expect(await failure).toMatchObject({ code: "BUSY", status: 503 });
  expect(sent).toHaveLength(attempts);
});

test.each([
  ["the network", noNetwork],
  ["502 of a proxy", () => html(502)],
  ["503 of a proxy", () => html(503)],
  ["504 of a proxy", () => html(504)],
  ["503 of a proxy in JSON", () => json({ error: { code: 503, message: "no healthy upstream" } }, 503)],
  ["a busy server", () => busy()],
])("one failure of %s is not seen by who confirms", async (_, fail) => {
  const { client, sent } = clientOn((request, index) => (index === 0 ? fail() : answerAll(request)));
  const call = client.bookings.confirm.mutate({ id: SLOT_ID });
  await vi.runAllTimersAsync();
  expect(await call).toMatchObject({ path: "bookings.confirm" });
  expect(sent).toHaveLength(2);
});

test.each([
  ["a key of its own", {}],
  ["a key that was given", { idempotencyKey: "given" }],
])("an earlier attempt that is still under way is waited for: %s", async (_, key) => {
  const inUse = () => json([errorItem("IDEMPOTENCY_KEY_IN_USE", 409)], 409, { "Retry-After": "1" });
  const { client, sent, pauses } = clientWithTimes((request, index) =>
    index === 0 ? noNetwork() : index < 3 ? inUse() : answerAll(request),
  );
  const call = client.bookings.create.mutate({ ...CREATE_BOOKING, ...key });
  await vi.runAllTimersAsync();
  expect(await call).toMatchObject({ path: "bookings.create", input: key });
  expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
  expect(pauses()[1]).toBeGreaterThanOrEqual(1_000);
});

test("who asks too often is heard again after Retry-After", async () => {
  const limited = () => json(errorItem("RATE_LIMITED", 429), 429, { "Retry-After": "4" });
  const { client, pauses } = clientWithTimes((request, index) =>
    index < 2 ? limited() : answerAll(request),
  );
  const call = client.bookings.create.mutate(CREATE_BOOKING);
  await vi.runAllTimersAsync();
  expect(await call).toMatchObject({ path: "bookings.create" });
  expect(pauses()).toHaveLength(2);
  for (const pause of pauses()) expect(pause).toBeGreaterThanOrEqual(4_000);
});

test.each([
  ["of the client", { maxRetries: 1 }, {}, 2],
  ["of the call", {}, { maxRetries: 1 }, 2],
  ["of the call, before the client's", { maxRetries: 2 }, { maxRetries: 0 }, 1],
  ["in tRPC's context of the call", { maxRetries: 2 }, { context: { maxRetries: 6 } }, 7],
] satisfies [string, CallSettings, CallOptions, number][])(
  "maxRetries %s: %o, %o, sent %i times",
  async (_, options, callOptions, attempts) => {
    const { client, sent } = clientOn(noNetwork, options);
    const failure = failureOf(client.slots.list.query({}, callOptions));
    await vi.runAllTimersAsync();
    expect(await failure).toMatchObject({ failure: "unreachable" });
    expect(sent).toHaveLength(attempts);
  },
);

test("a pause that would outlast the timeout is not begun: the call fails with what the server said", async () => {
  const { client, sent } = clientOn(() => busy({ "Retry-After": "5" }));
  const failure = failureOf(client.slots.list.query({}, { timeout: 8_000 }));
  await vi.advanceTimersByTimeAsync(5_500);
  expect(await failure).toMatchObject({ code: "BUSY", retryAfterSeconds: 5 });
  expect(sent).toHaveLength(2);
  expect(vi.getTimerCount()).toBe(0);
});

test("an attempt that stays under way is given up after the fourth", async () => {
  const { client, sent } = clientOn(() => json(errorItem("IDEMPOTENCY_KEY_IN_USE", 409), 409));
  const failure = failureOf(client.waitlist.join.mutate(CREATE_BOOKING));
  await vi.runAllTimersAsync();
  expect(await failure).toMatchObject({ code: "IDEMPOTENCY_KEY_IN_USE", status: 409 });
  expect(sent).toHaveLength(4);
});

test.each([
  ["NO_SEAT", 409],
  ["INTERNAL", 500],
])("%s is not retried", async (code, status) => {
  const { client, sent } = clientOn(() => json(errorItem(code, status), status));
  const failure = failureOf(client.slots.list.query({}));
  await vi.runAllTimersAsync();
  expect(await failure).toMatchObject({ code, status });
  expect(sent).toHaveLength(1);
});

test("what creates something is sent with a key: the same in every attempt, another in another call", async () => {
  const { client, sent } = clientOn((request, index) => (index === 0 ? busy() : answerAll(request)));
  const calls = [
    client.bookings.create.mutate(CREATE_BOOKING),
    client.resources.create.mutate({ kind: "show", name: "Hamlet" }),
    client.slots.create.mutate({ ...CREATE_SLOT, idempotencyKey: "my own" }),
    client.bookings.confirm.mutate({ id: SLOT_ID }),
  ];
  await vi.runAllTimersAsync();
  await Promise.all(calls);
  const keys = sent.flatMap(({ paths, inputs }) =>
    paths.map((path, index) => `${path} ${(inputs[index] as { idempotencyKey?: string }).idempotencyKey}`),
  );
  expect(keys).toHaveLength(8);
  expect([...new Set(keys)]).toEqual([
    expect.stringMatching(/^bookings.create [0-9a-f]{32}$/),
    expect.stringMatching(/^resources.create [0-9a-f]{32}$/),
    "slots.create my own",
    "bookings.confirm undefined",
  ]);
});

/** The keys that a call of a mutation is sent with while its answers are lost: one for each attempt. */
async function keysOf(path: string, input: object): Promise<unknown[]> {
  const { client, sent } = clientOn(noNetwork);
  const [noun, verb] = path.split(".") as [string, string];
  const procedures = client as unknown as Record<
    string,
    Record<string, { mutate(input: object): Promise<unknown> }>
  >;
  const failure = failureOf(procedures[noun]?.[verb]?.mutate(input) as Promise<unknown>);
  await vi.runAllTimersAsync();
  expect(await failure).toMatchObject({ failure: "unreachable" });
  return sent.map(({ inputs }) => (inputs[0] as { idempotencyKey?: string }).idempotencyKey);
}

test.each([...KEYED_MUTATIONS])("%s is repeated after a lost answer, under one key", async (path) => {
  const condition = { id: SLOT_ID, ifMatch: "2031-12-25T10:00:00.000Z" };
  const keys = await keysOf(path, condition);
  expect(keys).toEqual(Array(4).fill(keys[0]));
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(await keysOf(path, { idempotencyKey: "my own" })).toEqual(Array(4).fill("my own"));
});

test.each([...REPEATABLE_MUTATIONS])("%s is repeated after a lost answer, without a key", async (path) => {
  expect(await keysOf(path, { id: SLOT_ID })).toEqual(Array(4).fill(undefined));
});

test.each([
  ["least", 0, [100, 200, 400]],
  ["most", 0.999_999, [200, 400, 800]],
])("a pause doubles, and chance takes at most half of it: the %s", async (_, random, expected) => {
  vi.spyOn(Math, "random").mockReturnValue(random);
  const { client, pauses } = clientWithTimes(noNetwork);
  const failure = failureOf(client.slots.list.query({}));
  await vi.runAllTimersAsync();
  await failure;
  expect(pauses()).toHaveLength(3);
  for (const [index, pause] of pauses().entries()) {
    // Two timers end a pause: the retry's and the batch's; each may round by one millisecond.
    expect(Math.abs(pause - (expected[index] ?? 0))).toBeLessThanOrEqual(2);
  }
});

test.each([
  ["a number of seconds", { "Retry-After": "3" }],
  ["a date", { "Retry-After": "Mon, 01 Jan 2035 00:00:03 GMT", Date: "Mon, 01 Jan 2035 00:00:00 GMT" }],
])("Retry-After, as %s, is waited for, and then a moment that differs", async (_, headers) => {
  const { client, pauses } = clientWithTimes((request, index) =>
    index === 0 ? busy(headers) : answerAll(request),
  );
  const call = client.slots.list.query({});
  await vi.runAllTimersAsync();
  await call;
  expect(pauses()[0]).toBeGreaterThanOrEqual(3_100);
  expect(pauses()[0]).toBeLessThanOrEqual(3_203);
});

test("where Retry-After asks for more than ten seconds, the call fails at once and says so", async () => {
  const { client, sent } = clientOn(() => busy({ "Retry-After": "60" }));
  const failure = failureOf(client.slots.list.query({}));
  await vi.runAllTimersAsync();
  expect(await failure).toMatchObject({ code: "BUSY", retryAfterSeconds: 60 });
  expect(sent).toHaveLength(1);
});

test("a call that is aborted while it waits for its retry is rejected at once and not sent again", async () => {
  const { client, sent } = clientOn(() => busy({ "Retry-After": "5" }));
  const controller = new AbortController();
  const failure = failureOf(client.slots.list.query({}, { signal: controller.signal }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toHaveLength(1);
  controller.abort(new Error("the page was left"));
  expect(await failure).toMatchObject({ failure: "aborted", cause: { message: "the page was left" } });
  expect(vi.getTimerCount()).toBe(0);
});

test("a call that is aborted during its second attempt is not sent a third time", async () => {
  const { client, sent } = clientOn((_, index) => (index === 0 ? busy() : new Promise(() => {})));
  const controller = new AbortController();
  const failure = failureOf(client.slots.list.query({}, { signal: controller.signal }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toHaveLength(2);
  controller.abort();
  expect(await failure).toMatchObject({ failure: "aborted" });
  await vi.runAllTimersAsync();
  expect(sent).toHaveLength(2);
});
