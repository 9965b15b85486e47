import { randomUUID } from "node:crypto";
import { openDatabase } from "@holdfast/db";
import { createTestDatabase, holdSlotLock, isLockAwaited, type TestDatabase } from "@holdfast/db/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startServer, type TestServer, UNKNOWN_ID } from "../../../apps/api/test/harness.ts";
import {
  type CallResponse,
  createClient,
  type Fetch,
  type HoldfastClient,
  isHoldfastError,
  type RouterOutputs,
} from "../src/index.ts";
import { collect, failureOf } from "./support.ts";

/* The client against a started server. */

const HOLD_SECONDS = 2;
/** How long a hold's end is waited for. */
const HOLD_END = { timeout: 10_000 };
const BODY_MAX_BYTES = 64 * 1024;
const startsAt = "2031-12-25T10:00:00Z";
const endsAt = "2031-12-25T11:00:00Z";
const customer = { name: "Ada" };

let database: TestDatabase;
let server: TestServer;
let client: HoldfastClient;
/** How many bytes the body of each request had. */
const bodies: number[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServer({ DATABASE_URL: database.url, BOOKING_EXPIRY_SECONDS: String(HOLD_SECONDS) });
  const counting: Fetch = (url, init) => {
    bodies.push(Buffer.byteLength(String(init.body ?? "")));
    return fetch(url, init);
  };
  client = createClient({ url: server.url, fetch: counting });
});

afterAll(async () => {
  await server?.end();
  await database?.drop();
});

async function makeSlot(capacity: number): Promise<string> {
  const { id: resourceId } = await client.resources.create.mutate({ kind: "show", name: "Hamlet" });
  return (await client.slots.create.mutate({ resourceId, startsAt, endsAt, capacity })).id;
}

test("a slot is listed, held, confirmed and cancelled", async () => {
  const slotId = await makeSlot(3);
  expect((await client.slots.list.query({ availableOnly: true })).items).toContainEqual(
    expect.objectContaining({ id: slotId, available: 3 }),
  );
  const hold = await client.holds.start({ slotId, quantity: 2, customer });
  expect(hold.booking).toMatchObject({ slotId, status: "PENDING", quantity: 2 });
  expect(hold.secondsLeft).toBeGreaterThan(0);
  expect(hold.secondsLeft).toBeLessThan(HOLD_SECONDS);
  expect(await hold.confirm()).toMatchObject({ id: hold.booking.id, status: "CONFIRMED" });
  expect(await hold.confirm()).toMatchObject({ status: "CONFIRMED" });
  expect(await hold.cancel()).toMatchObject({ status: "CANCELLED" });
  expect(await client.slots.get.query({ id: slotId })).toMatchObject({ booked: 0 });
});

test("several slots are booked with one token, and confirmed and cancelled as one", async () => {
  const lines = [{ slotId: await makeSlot(2), quantity: 2 }, { slotId: await makeSlot(1) }];
  const { orderId: id, token, items } = await client.bookings.createMany.mutate({ lines, customer });
  expect(items.map((hold) => [hold.orderId, hold.token])).toEqual([
    [id, token],
    [id, token],
  ]);
  expect(await client.orders.extend.mutate({ id, token })).toMatchObject({ id, status: "PENDING" });
  expect(await client.orders.confirm.mutate({ id, token })).toMatchObject({ status: "CONFIRMED" });
  expect(await failureOf(client.orders.extend.mutate({ id }))).toMatchObject({ code: "BOOKING_NOT_PENDING" });
  expect(await client.orders.cancel.mutate({ id })).toMatchObject({ status: "CANCELLED" });
  const { bookings } = await client.orders.get.query({ id });
  expect(bookings.map(({ status }) => status)).toEqual(["CANCELLED", "CANCELLED"]);
});

test("a hold whose time is over says so, and the server agrees", async () => {
  const hold = await client.holds.start({ slotId: await makeSlot(1), customer });
  await hold.expired;
  expect(hold.secondsLeft).toBe(0);
  // The client counts from before the request left, so it is moments early.
  await vi.waitFor(async () => {
    const booking = await client.bookings.get.query({ id: hold.booking.id });
    expect(Date.parse(booking.expiresAt)).toBeLessThanOrEqual(Date.now());
  });
  expect(await failureOf(hold.confirm())).toMatchObject({ code: "HOLD_EXPIRED", status: 409 });
});

test("a hold that is started again with its key has the time that is left, and what has become of it", async () => {
  const [slotId, idempotencyKey] = [await makeSlot(2), randomUUID()];
  const start = () => client.holds.start({ slotId, customer, idempotencyKey });
  const first = await start();
  expect(first.secondsLeft).toBeGreaterThan(0);
  const secondsLeft = () => Math.max(0, (Date.parse(first.booking.expiresAt) - Date.now()) / 1000);
  await vi.waitUntil(() => secondsLeft() < HOLD_SECONDS / 2, HOLD_END);
  const again = await start();
  const atMost = secondsLeft();
  expect(again.secondsLeft).toBeLessThanOrEqual(atMost);
  expect(again.booking.id).toBe(first.booking.id);
  await vi.waitUntil(async () => (await start()).booking.status === "FAILED", HOLD_END);
  const late = await start();
  expect(late.secondsLeft).toBe(0);
  await late.expired;

  const kept = await client.holds.start({ slotId, customer, idempotencyKey: `${idempotencyKey}-2` });
  await kept.confirm();
  const keptAgain = await client.holds.start({ slotId, customer, idempotencyKey: `${idempotencyKey}-2` });
  expect(keptAgain.booking).toMatchObject({ id: kept.booking.id, status: "CONFIRMED" });
  expect(keptAgain.secondsLeft).toBe(0);
});

test("a hold that is extended has its full time again", async () => {
  const hold = await client.holds.start({ slotId: await makeSlot(1), customer });
  const firstEnd = hold.booking.expiresAt;
  // The server writes no extension that wins less than a second.
  const { id, expiresAt } = await vi.waitUntil(async () => {
    const extended = await hold.extend();
    return extended.expiresAt > firstEnd && extended;
  }, HOLD_END);
  expect(hold.booking).toMatchObject({ id, expiresAt });
  const atMost = (Date.parse(expiresAt) - Date.now()) / 1000;
  expect(hold.secondsLeft).toBeLessThanOrEqual(atMost);
  expect(hold.secondsLeft).toBeGreaterThan(0);
  expect((await hold.confirm()).status).toBe("CONFIRMED");
  expect(await failureOf(hold.extend())).toMatchObject({ code: "BOOKING_NOT_PENDING" });
});

test.each([
  [
    "bookings.createMany",
    ({ bookings }, slotId) => bookings.createMany.mutate({ lines: [{ slotId }], customer }),
  ],
  ["waitlist.join", ({ waitlist }, slotId) => waitlist.join.mutate({ slotId, customer })],
] satisfies [string, (client: HoldfastClient, slotId: string) => Promise<unknown>][])(
  "%s whose first answer is lost succeeds in the next attempt, though the first still waits for its slot",
  async (path, call) => {
    const slotId = await makeSlot(1);
    if (path === "waitlist.join") await client.bookings.create.mutate({ slotId, customer });
    const db = openDatabase({ url: database.url });
    const unlock = await holdSlotLock(db, slotId);
    const statuses: number[] = [];
    const first = Promise.withResolvers<Response>();
    const losing: Fetch = async (url, init) => {
      statuses.push(0);
      if (statuses.length === 1) {
        fetch(url, init).then(first.resolve, first.reject);
        await vi.waitUntil(() => isLockAwaited(db));
        throw new TypeError("fetch failed");
      }
      const answer = fetch(url, init);
      await unlock();
      const response = await answer;
      statuses[statuses.length - 1] = response.status;
      return response;
    };
    expect(await call(createClient({ url: server.url, fetch: losing }), slotId)).toBeDefined();
    expect(statuses).toEqual([0, 200]);
    expect((await first.promise).status).toBe(200);
    await db.destroy();
  },
);

test("errors have the server's code, status, request id and issues", async () => {
  const slotId = await makeSlot(1);
  await client.bookings.create.mutate({ slotId, customer });
  const noSeat = await failureOf(client.bookings.create.mutate({ slotId, customer }));
  expect(isHoldfastError(noSeat)).toBe(true);
  expect(noSeat).toMatchObject({ code: "NO_SEAT", status: 409, message: "No available seat", issues: [] });
  expect(noSeat).toHaveProperty("requestId", expect.stringMatching(/^[0-9a-f-]{36}$/));
  const missing = await failureOf(client.bookings.confirm.mutate({ id: UNKNOWN_ID }));
  expect(missing).toMatchObject({ code: "BOOKING_NOT_FOUND", status: 404 });
  const invalid = await failureOf(client.slots.get.query({ id: "1" }));
  expect(invalid).toMatchObject({
    code: "INVALID_INPUT",
    status: 400,
    issues: [{ path: "id", message: "must be a UUID" }],
  });
});

test("the server has a successful request under the id that onResponse is told", async () => {
  const told: CallResponse[] = [];
  const listening = createClient({ url: server.url, onResponse: (response) => told.push(response) });
  await listening.slots.list.query({});
  await failureOf(listening.slots.get.query({ id: UNKNOWN_ID }));
  const requestId = expect.stringMatching(/^[0-9a-f-]{36}$/);
  expect(told).toMatchObject([
    { path: "slots.list", status: 200, requestId, attempts: 1 },
    { path: "slots.get", status: 404, requestId },
  ]);
});

test("ten at once for three places, in one request: three holds, seven NO_SEAT", async () => {
  const slotId = await makeSlot(3);
  bodies.length = 0;
  const calls = Array.from({ length: 10 }, () => client.holds.start({ slotId, customer }));
  const outcomes = await Promise.allSettled(calls);
  const codes = outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "held"));
  expect(codes.toSorted()).toEqual([...Array(7).fill("NO_SEAT"), ...Array(3).fill("held")]);
  expect(bodies).toHaveLength(1);
});

test("queries of both kinds and changes go at the same moment, and each has its answer", async () => {
  const slotId = await makeSlot(3);
  const contact = "mix@example.org";
  const { id, token } = await client.bookings.create.mutate({ slotId, customer: { name: "Ada", contact } });
  const [byToken, byContact, made, confirmed, slot] = await Promise.all([
    client.bookings.get.query({ id, token }),
    client.bookings.list.query({ contact }),
    client.bookings.create.mutate({ slotId, customer }),
    client.bookings.confirm.mutate({ id, token }),
    client.slots.get.query({ id: slotId }),
  ]);
  expect(byToken).toMatchObject({ id });
  expect(byContact.items).toMatchObject([{ id }]);
  expect(made).toMatchObject({ slotId, status: "PENDING" });
  expect(confirmed).toMatchObject({ id, status: "CONFIRMED" });
  expect(slot).toMatchObject({ id: slotId });
});

test("the largest valid inputs arrive, and a body may be as large as the server takes, to the byte", async () => {
  const slotId = await makeSlot(1_000);
  const family = "👨‍👩‍👧‍👦";
  const large = { slotId, customer: { name: family.repeat(200), contact: family.repeat(320) } };
  bodies.length = 0;
  const holds = Array.from({ length: 45 }, () => client.bookings.create.mutate(large));
  expect((await Promise.all(holds))[44]).toMatchObject({ customerName: large.customer.name });
  expect(Math.max(...bodies)).toBeLessThanOrEqual(BODY_MAX_BYTES);

  // Blanks around a name are cut off: with them a valid input has any size.
  const keyed = (of: typeof customer, idempotencyKey: string) => ({ slotId, customer: of, idempotencyKey });
  const body = (name: string) => JSON.stringify({ 0: keyed({ name }, "a"), 1: keyed(customer, "b") });
  const name = `Ada${" ".repeat(BODY_MAX_BYTES - body("Ada").length)}`;
  expect(body(name)).toHaveLength(BODY_MAX_BYTES);
  bodies.length = 0;
  const full = [keyed({ name }, "a"), keyed(customer, "b")];
  expect(await Promise.all(full.map((input) => client.bookings.create.mutate(input)))).toHaveLength(2);
  expect(bodies).toEqual([BODY_MAX_BYTES]);
});

test("a list is paged through by what an infinite query of tRPC sends", async () => {
  const { id: resourceId } = await client.resources.create.mutate({ kind: "show", name: "Paged" });
  const made: string[] = [];
  for (const day of [1, 2, 3, 4, 5]) {
    const times = { startsAt: `2032-01-0${day}T10:00:00Z`, endsAt: `2032-01-0${day}T11:00:00Z` };
    made.push((await client.slots.create.mutate({ resourceId, capacity: 1, ...times })).id);
  }
  const pages: RouterOutputs["slots"]["list"][] = [];
  for (let pageParam: string | null | undefined; pageParam !== null; pageParam = pages.at(-1)?.nextCursor) {
    const input = { resourceId, limit: 2, ...(pageParam && { cursor: pageParam }) };
    pages.push(await client.trpc.slots.list.query({ ...input, direction: "forward" }));
  }
  expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 1]);
  expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(made);
});

test("every item of a list comes in its order, a page at a time", async () => {
  const { id: resourceId } = await client.resources.create.mutate({ kind: "show", name: "All" });
  const made: string[] = [];
  for (const day of [1, 2, 3, 4, 5]) {
    const times = { startsAt: `2033-01-0${day}T10:00:00Z`, endsAt: `2033-01-0${day}T11:00:00Z` };
    made.push((await client.slots.create.mutate({ resourceId, capacity: 1, ...times })).id);
  }
  bodies.length = 0;
  const listed = client.slots.list.all({ resourceId, limit: 2 });
  const ids = (slots: RouterOutputs["slots"]["list"]["items"]) => slots.map(({ id }) => id);
  expect(ids(await collect(listed))).toEqual(made);
  expect(bodies).toHaveLength(3);
  expect(ids(await collect(listed)), "a second time").toEqual(made);
  for await (const slot of listed) {
    bodies.length = 0;
    if (slot.id === made[1]) break;
  }
  expect(bodies, "of later pages").toHaveLength(0);
});

test("the list of events ends with the newest", async () => {
  for (const name of ["Bob", "Cy"]) {
    const slotId = await makeSlot(1);
    const { id } = await client.bookings.create.mutate({ slotId, customer });
    await client.waitlist.join.mutate({ slotId, customer: { name } });
    await client.bookings.cancel.mutate({ id });
  }
  const type = "waitlist.promoted";
  const promotions = async () => (await client.events.list.query({ type })).items;
  await vi.waitUntil(async () => (await promotions()).length >= 2);
  const listed = await collect(client.events.list.all({ type, limit: 1 }));
  expect(listed).toEqual(await promotions());
});

test("a procedure that the server does not know is NOT_FOUND, as the server says", async () => {
  const bookings = client.bookings as unknown as { refund: { mutate(input: object): Promise<unknown> } };
  const error = await failureOf(bookings.refund.mutate({ id: UNKNOWN_ID }));
  expect(isHoldfastError(error)).toBe(true);
  expect(error).toMatchObject({ code: "NOT_FOUND", status: 404 });
  expect(error).toHaveProperty("requestId", expect.stringMatching(/^[0-9a-f-]{36}$/));
  expect(String(error)).toContain("bookings.refund");
});

test("a path of the server that is not its root is no Holdfast server", async () => {
  const error = await failureOf(createClient({ url: `${server.url}/api` }).slots.list.query({}));
  expect(error).toMatchObject({ failure: "not-understood" });
  expect(String(error)).toContain(`${server.url}/api answered 404 `);
});

test("with AUTH=required a customer has the booking's token, staff have a key, and nobody else gets in", async () => {
  const apiKey = "a-key-for-the-tests-of-the-client";
  const strict = await startServer({ DATABASE_URL: database.url, AUTH: "required", ADMIN_API_KEY: apiKey });
  try {
    const [anybody, staff] = [createClient({ url: strict.url }), createClient({ url: strict.url, apiKey })];
    const slotId = await makeSlot(3);
    const hold = await anybody.holds.start({ slotId, customer });
    const { id, token } = hold.booking;
    expect(await hold.confirm()).toMatchObject({ status: "CONFIRMED" });
    expect(await anybody.bookings.get.query({ id, token })).toMatchObject({ id });
    expect(await createClient({ url: strict.url, token }).bookings.get.query({ id })).toMatchObject({ id });
    expect(await failureOf(anybody.bookings.get.query({ id }))).toMatchObject({ code: "BOOKING_NOT_FOUND" });
    expect(await failureOf(anybody.bookings.checkIn.mutate({ id }))).toMatchObject({ code: "UNAUTHORIZED" });
    const desk = await staff.keys.create.mutate({ name: "Front desk", role: "desk" });
    const atDesk = createClient({ url: strict.url, apiKey: desk.key });
    expect(await atDesk.bookings.checkIn.mutate({ id })).toMatchObject({ id });
    expect(await failureOf(atDesk.keys.list.query({}))).toMatchObject({ code: "FORBIDDEN" });
  } finally {
    await strict.end();
  }
});
