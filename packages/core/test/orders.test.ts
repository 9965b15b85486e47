import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { HoldfastError, type Order } from "@holdfast/contract";
import { holdBookingLock, isLockAwaited } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  cancelOrder,
  changeQuantity,
  checkInBooking,
  confirmBooking,
  confirmOrder,
  createBooking,
  createBookings,
  createSlot,
  eraseCustomer,
  expireHolds,
  extendOrder,
  getBooking,
  getOrder,
  getSlot,
  getWaitlistEntry,
  handOverBooking,
  joinWaitlist,
  listAudit,
  listBookings,
  listEvents,
  requireBookingToken,
  requireOrderToken,
  rescheduleBooking,
  updateSlot,
} from "../src/index.ts";
import {
  codeOf,
  createTestContext,
  HOLD_SECONDS,
  MAX_HOLD_SECONDS,
  makeSlot,
  passTime,
  type TestContext,
  UNKNOWN_ID,
} from "./harness.ts";
import { as, DESK, settle } from "./history-harness.ts";

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const customer = { name: "Ann", contact: "ann@example.org" };
const ids = ({ bookings }: Order) => bookings.map(({ id }) => id);
const statuses = ({ bookings }: Order) => bookings.map(({ status }) => status);
const booked = async (id: string) => (await getSlot(ctx, { id })).booked;

/** Slots of one doctor, an hour after the other. */
async function makeSlots(capacity: number, count = 2): Promise<string[]> {
  const { id, resourceId } = await makeSlot(ctx, capacity);
  const others = Array.from({ length: count - 1 }, async (_, index) => {
    const hour = (hours: number) => new Date(Date.parse("2031-12-25T11:00:00Z") + hours * 3_600_000);
    const times = { startsAt: hour(index), endsAt: hour(index + 1) };
    return (await createSlot(ctx, { resourceId, capacity, ...times })).id;
  });
  return [id, ...(await Promise.all(others))];
}

const orderOf = (slotIds: readonly string[], more: object = {}) =>
  createBookings(ctx, { lines: slotIds.map((slotId) => ({ slotId, quantity: 1 })), customer, ...more });

/** An order of two bookings, on slots of their own. */
async function makeOrder(capacity = 5) {
  const slotIds = await makeSlots(capacity);
  const { orderId: id, token, items } = await orderOf(slotIds);
  const [one, other] = items.map((hold) => hold.id) as [string, string];
  return { id, token, items, slotIds: slotIds as [string, string], one, other };
}

const expire = (...bookingIds: string[]) =>
  sql`UPDATE bookings SET expires_at = clock_timestamp() WHERE id = ANY(${bookingIds}::uuid[])`.execute(
    ctx.db,
  );

const late = (id: string) => confirmOrder(ctx, { id, reacquire: true });

describe("the bookings of one call", () => {
  test("are an order with one token, which opens each of them, too", async () => {
    const { id, token, items, one, other } = await makeOrder();
    expect(items).toMatchObject([
      { orderId: id, token },
      { orderId: id, token },
    ]);
    const order = await getOrder(ctx, { id });
    const { expiresAt, createdAt, updatedAt } = items[0] ?? {};
    const read = await Promise.all([one, other].map((booking) => getBooking(ctx, { id: booking })));
    expect(order).toEqual({ id, status: "PENDING", bookings: read, expiresAt, createdAt, updatedAt });
    await requireOrderToken(ctx, { id, token });
    for (const booking of [one, other]) await requireBookingToken(ctx, { id: booking, token });
    const { items: found } = await listBookings(ctx, { orderId: id, limit: 10 });
    expect(new Set(found.map((booking) => booking.id))).toEqual(new Set([one, other]));
  });

  test("are opened by no other token", async () => {
    const { id, one } = await makeOrder();
    const { token } = await makeOrder();
    const single = await createBooking(ctx, { slotId: (await makeSlots(1))[0] ?? "", quantity: 1, customer });
    expect(single.orderId).toBeNull();
    for (const wrong of [token, single.token, "", undefined]) {
      expect(await codeOf(requireOrderToken(ctx, { id, token: wrong }))).toBe("ORDER_NOT_FOUND");
      expect(await codeOf(requireBookingToken(ctx, { id: one, token: wrong }))).toBe("BOOKING_NOT_FOUND");
    }
    expect(await codeOf(requireOrderToken(ctx, { id: UNKNOWN_ID, token }))).toBe("ORDER_NOT_FOUND");
    for (const call of [getOrder, confirmOrder, extendOrder, cancelOrder]) {
      expect(await codeOf((call as typeof getOrder)(ctx, { id: UNKNOWN_ID }))).toBe("ORDER_NOT_FOUND");
    }
  });

  test("have the same order and token when the request is repeated with its key", async () => {
    const slotIds = await makeSlots(5);
    const idempotencyKey = randomUUID();
    const first = await orderOf(slotIds, { idempotencyKey });
    let replays = 0;
    const again = await createBookings(
      ctx,
      { lines: slotIds.map((slotId) => ({ slotId, quantity: 1 })), customer, idempotencyKey },
      { onReplay: () => replays++ },
    );
    expect(again).toEqual(first);
    expect(replays).toBe(1);
    await requireOrderToken(ctx, { id: first.orderId, token: again.token });
    const { rows } = await sql<{ record: string }>`
      SELECT response::text AS record FROM idempotency_records WHERE response ->> 'orderId' = ${first.orderId}`.execute(
      ctx.db,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.record).not.toContain(first.token);
  });

  test("leave no order behind where one line is refused", async () => {
    const [slotId = ""] = await makeSlots(5);
    const orders = async () => (await ctx.db.selectFrom("orders").select("id").execute()).length;
    const before = await orders();
    expect(await codeOf(orderOf([slotId, UNKNOWN_ID]))).toBe("SLOT_NOT_FOUND");
    expect(await orders()).toBe(before);
  });

  test("name their order in every event", async () => {
    const { id, one, other } = await makeOrder();
    await confirmOrder(ctx, { id });
    await handOverBooking({ ...ctx, isOpenToAll: true }, { id: one, customer: { name: "Bea" } });
    await cancelOrder(ctx, { id });
    await settle(ctx);
    const told = async (bookingId: string) => {
      const { items } = await listEvents(ctx, { bookingId, limit: 50 });
      return items.map(({ type, data }) => [type, data["orderId"]]);
    };
    expect(await told(one)).toEqual([
      ["booking.held", id],
      ["booking.confirmed", id],
      ["booking.handed_over", null],
    ]);
    expect(await told(other)).toEqual([
      ["booking.held", id],
      ["booking.confirmed", id],
      ["booking.cancelled", id],
    ]);
  });
});

/* Checks the table of docs/orders.md against the code. */

const PAGE = readFileSync(new URL("../../../docs/orders.md", import.meta.url), "utf8");
const ROWS = PAGE.split("\n")
  .filter((line) => /^\| (PENDING|CONFIRMED|checked in|FAILED|CANCELLED) \|/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()));
const VERBS = {
  confirm: (id: string) => confirmOrder(ctx, { id }),
  "confirm late": late,
  extend: (id: string) => extendOrder(ctx, { id }),
  cancel: (id: string) => cancelOrder(ctx, { id }),
};
const CELLS = ROWS.flatMap(([, one = "", other = "", status = "", ...cells]) =>
  Object.keys(VERBS).map((verb, index): [string, string, string, string, string] => [
    verb,
    one,
    other,
    status,
    cells[index] ?? "",
  ]),
);

async function bring(id: string, state: string): Promise<void> {
  if (state === "CONFIRMED" || state === "checked in") await confirmBooking(ctx, { id });
  if (state === "checked in") await checkInBooking(ctx, { id });
  if (state === "CANCELLED") await cancelBooking(ctx, { id });
  if (state === "FAILED") await expire(id);
}

test.each(CELLS)("%s: %s and %s, together %s: %s", async (verb, one, other, status, outcome) => {
  const order = await makeOrder();
  await bring(order.one, one);
  await bring(order.other, other);
  const before = await getOrder(ctx, order);
  expect(before.status).toBe(status);
  const refusal: unknown = await VERBS[verb as keyof typeof VERBS](order.id).then(() => undefined, rejected);
  const after = await getOrder(ctx, order);
  if (!refusal) {
    expect(statuses(after).join(", ")).toBe(outcome);
    const left = outcome.split(", ").filter((state) => state === "PENDING" || state === "CONFIRMED").length;
    await expireHolds(ctx);
    expect((await booked(order.slotIds[0])) + (await booked(order.slotIds[1]))).toBe(left);
    return;
  }
  expect(refusal).toMatchObject({ code: outcome });
  expect(ids(after).some((id) => (refusal as Error).message.endsWith(`: booking ${id}`))).toBe(true);
  expect(after).toEqual(before);
});

test("the table has the two bookings' states in every order that matters", () => {
  expect(ROWS).toHaveLength(14);
});

const rejected = (error: unknown) => {
  if (error instanceof HoldfastError) return error;
  throw error;
};

describe("confirming late", () => {
  test("takes the places of all again, also where nobody has written that they expired", async () => {
    const { id, one, other, slotIds } = await makeOrder(1);
    await expire(one, other);
    await expireHolds(ctx);
    expect(await booked(slotIds[0])).toBe(0);
    expect(statuses(await late(id))).toEqual(["CONFIRMED", "CONFIRMED"]);
    expect(await Promise.all(slotIds.map(booked))).toEqual([1, 1]);
    const unwritten = await makeOrder(1);
    await expire(unwritten.one);
    expect(statuses(await late(unwritten.id))).toEqual(["CONFIRMED", "CONFIRMED"]);
  });

  test("is refused for all where the places of one are taken, and for good", async () => {
    const { id, one, other, slotIds } = await makeOrder(1);
    await expire(one, other);
    const thief = await createBooking(ctx, { slotId: slotIds[1], quantity: 1, customer });
    expect(await codeOf(late(id))).toBe("HOLD_EXPIRED");
    expect(await booked(slotIds[0])).toBe(0);
    await cancelBooking(ctx, thief);
    expect(await codeOf(late(id))).toBe("HOLD_EXPIRED");
    const tooLate = async (bookingId: string) => {
      const { items } = await listAudit(ctx, { bookingId, limit: 50 });
      return items.filter(({ action }) => action === "booking.confirmed_too_late").length;
    };
    expect([await tooLate(one), await tooLate(other)]).toEqual([0, 1]);
  });

  test("counts two bookings that were moved to one slot together", async () => {
    for (const [capacity, outcome] of [
      [2, "ok"],
      [1, "HOLD_EXPIRED"],
    ] as const) {
      const { id, one, other, slotIds } = await makeOrder(2);
      await rescheduleBooking(ctx, { id: other, slotId: slotIds[0] });
      await expire(one, other);
      await expireHolds(ctx);
      await updateSlot(ctx, { id: slotIds[0], capacity });
      expect(await codeOf(late(id))).toBe(outcome);
      expect(await booked(slotIds[0])).toBe(outcome === "ok" ? 2 : 0);
    }
  });

  test("leaves places to those who wait for them", async () => {
    const { id, one, slotIds } = await makeOrder(1);
    const entry = await joinWaitlist(ctx, { slotId: slotIds[0], quantity: 1, customer });
    await expire(one);
    expect(await codeOf(late(id))).toBe("HOLD_EXPIRED");
    expect(await getWaitlistEntry(ctx, entry)).toMatchObject({ status: "PROMOTED" });
    expect(statuses(await getOrder(ctx, { id }))).toEqual(["FAILED", "PENDING"]);
  });
});

describe("cancelling", () => {
  test("releases the places of all, and promotes who waits", async () => {
    const { id, slotIds } = await makeOrder(1);
    const entry = await joinWaitlist(ctx, { slotId: slotIds[1], quantity: 1, customer });
    expect((await cancelOrder(ctx, { id })).status).toBe("CANCELLED");
    expect(await getWaitlistEntry(ctx, entry)).toMatchObject({ status: "PROMOTED" });
    expect(await Promise.all(slotIds.map(booked))).toEqual([0, 1]);
  });

  test("is refused for all where the time of one is over, but not to staff", async () => {
    const { id, other, slotIds } = await makeOrder();
    await confirmOrder(ctx, { id });
    const starts = new Date(Date.now() + 3_600_000);
    const ends = new Date(Date.now() + 7_200_000);
    await updateSlot(ctx, { id: slotIds[1], startsAt: starts, endsAt: ends, cancelUntil: 24 });
    const refusal = await cancelOrder(ctx, { id }).catch(rejected);
    expect(refusal).toMatchObject({
      code: "CANCELLATION_CLOSED",
      message: expect.stringContaining(`: booking ${other}`),
    });
    expect((await getOrder(ctx, { id })).status).toBe("CONFIRMED");
    expect((await cancelOrder(as(ctx, DESK), { id })).status).toBe("CANCELLED");
  });

  test("waits for a booking that is in use, without keeping its slots", async () => {
    const { id, one, slotIds } = await makeOrder();
    const release = await holdBookingLock(ctx.db, one);
    const cancelling = cancelOrder(ctx, { id });
    await createBooking(ctx, { slotId: slotIds[0], quantity: 1, customer });
    await release();
    expect((await cancelling).status).toBe("CANCELLED");
  });
});

describe("extending", () => {
  test("gives each hold its full time, and its end is in the audit", async () => {
    const { id, one } = await makeOrder();
    await passTime(ctx.db, HOLD_SECONDS / 2);
    const before = await getOrder(ctx, { id });
    const after = await extendOrder(ctx, { id });
    const won = after.bookings.map(
      ({ expiresAt }, index) => Date.parse(expiresAt) - Date.parse(before.bookings[index]?.expiresAt ?? ""),
    );
    for (const milliseconds of won) expect(milliseconds).toBeGreaterThan((HOLD_SECONDS / 2 - 10) * 1000);
    expect(after.expiresAt).toBe(after.bookings.map(({ expiresAt }) => expiresAt).toSorted()[0]);
    const { items } = await listAudit(ctx, { bookingId: one, limit: 50 });
    expect(items.at(-1)).toMatchObject({
      action: "booking.extended",
      before: { expiresAt: before.bookings.find((booking) => booking.id === one)?.expiresAt },
      after: { expiresAt: after.bookings.find((booking) => booking.id === one)?.expiresAt },
    });
    await passTime(ctx.db, HOLD_SECONDS / 2);
    await extendOrder(ctx, { id });
    const { bookings, createdAt } = await getOrder(ctx, { id });
    for (const { expiresAt } of bookings) {
      expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBeLessThanOrEqual(MAX_HOLD_SECONDS * 1000);
    }
  });
});

test.each([
  ["confirming", confirmOrder],
  ["extending", extendOrder],
])("%s locks bookings in the order of their ids", async (_, change) => {
  const { orderId: id, items } = await orderOf(await makeSlots(5, 3));
  const [lowest, middle = "", highest] = items.map((hold) => hold.id).toSorted();
  const release = await holdBookingLock(ctx.db, middle);
  const changing = change(ctx, { id });
  while (!(await isLockAwaited(ctx.db)));
  const free = await sql<{ id: string }>`
    SELECT id FROM bookings WHERE id = ANY(${[lowest, highest]}::uuid[]) FOR UPDATE SKIP LOCKED`.execute(
    ctx.db,
  );
  await release();
  await changing;
  expect(free.rows).toEqual([{ id: highest }]);
});

describe("a booking that is handed over", () => {
  const handOver = (id: string, token: string) =>
    handOverBooking(
      { ...ctx, actor: "public", isOpenToAll: false },
      { id, token, customer: { name: "Bea" } },
    );

  test("leaves the order, and no call of the order touches it", async () => {
    const { id, token, one, other } = await makeOrder();
    const given = await handOver(one, token);
    expect(given.orderId).toBeNull();
    expect(ids(await getOrder(ctx, { id }))).toEqual([other]);
    expect((await confirmOrder(ctx, { id })).status).toBe("CONFIRMED");
    await cancelOrder(ctx, { id });
    expect(await getBooking(ctx, { id: one })).toMatchObject({ status: "PENDING", customerName: "Bea" });
    expect(await codeOf(requireBookingToken(ctx, { id: one, token }))).toBe("BOOKING_NOT_FOUND");
    expect(await codeOf(requireOrderToken(ctx, { id, token: given.token }))).toBe("ORDER_NOT_FOUND");
  });

  test("was the last: then the order is there no longer", async () => {
    const { id, token, one, other } = await makeOrder();
    for (const booking of [one, other]) await handOver(booking, token);
    for (const call of [getOrder, confirmOrder, extendOrder, cancelOrder]) {
      expect(await codeOf((call as typeof getOrder)(ctx, { id }))).toBe("ORDER_NOT_FOUND");
    }
  });

  test("by the release before, which knows of no orders, has left it, too", async () => {
    const { id, one, other } = await makeOrder();
    await sql`UPDATE bookings SET token_hash = sha256('new') WHERE id = ${one}`.execute(ctx.db);
    expect(ids(await getOrder(ctx, { id }))).toEqual([other]);
    await cancelOrder(ctx, { id });
    expect(await getBooking(ctx, { id: one })).toMatchObject({ status: "PENDING" });
    await sql`UPDATE bookings SET order_id = NULL WHERE id = ${one}`.execute(ctx.db);
  });

  test("at the moment in which the order is cancelled is either cancelled first, or left alone", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id, token, one } = await makeOrder();
      const [given] = await Promise.allSettled([handOver(one, token), cancelOrder(ctx, { id })]);
      const { status } = await getBooking(ctx, { id: one });
      expect(status).toBe(given.status === "fulfilled" ? "PENDING" : "CANCELLED");
    }
  });
});

test("a move, another quantity and an erasure leave a booking in its order", async () => {
  const { id, one, slotIds } = await makeOrder();
  await rescheduleBooking(ctx, { id: one, slotId: slotIds[1] });
  await changeQuantity(ctx, { id: one, quantity: 2 });
  await cancelOrder(ctx, { id });
  await eraseCustomer(ctx, { contact: customer.contact });
  const { bookings, status } = await getOrder(ctx, { id });
  expect([bookings.length, status, bookings[0]?.customerName]).toEqual([2, "CANCELLED", "erased"]);
});

test("an erasure finds the record of an order", async () => {
  const { id } = await makeOrder();
  await cancelOrder(ctx, { id, idempotencyKey: randomUUID() });
  const records = () => sql`SELECT FROM idempotency_records WHERE response ->> 'id' = ${id}`.execute(ctx.db);
  expect((await records()).rows).toHaveLength(1);
  await eraseCustomer(ctx, { contact: customer.contact });
  expect((await records()).rows).toHaveLength(0);
});

test("a repeated key gets the first answer, whatever happened since", async () => {
  const { id } = await makeOrder();
  const idempotencyKey = randomUUID();
  const confirmed = await confirmOrder(ctx, { id, idempotencyKey });
  await cancelOrder(ctx, { id });
  expect(await confirmOrder(ctx, { id, idempotencyKey })).toEqual(confirmed);
  expect(await codeOf(cancelOrder(ctx, { id, idempotencyKey }))).toBe("IDEMPOTENCY_MISMATCH");
});
