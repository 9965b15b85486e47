import { HoldfastError, type Order } from "@holdfast/contract";
import { openDatabase } from "@holdfast/db";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  brokenInvariants,
  type Context,
  cancelBooking,
  cancelOrder,
  confirmBooking,
  confirmOrder,
  createBookings,
  createServices,
  createSlot,
  expireHolds,
  extendOrder,
  getOrder,
  handOverBooking,
  rescheduleBooking,
} from "../src/index.ts";
import { isLockTimeout } from "../src/shared/index.ts";
import { codeOf, createTestContext, makeSlot, SECONDS, type TestContext } from "./harness.ts";

/* Orders that several windows change at the same moment, in two processes: each has a pool and queues of its own. */

let ctx: TestContext;
let other: Context;

beforeAll(async () => {
  ctx = await createTestContext();
  const db = openDatabase({ url: ctx.url, maxConnections: 20 });
  other = createServices({ db, jobs: ctx.jobs, ...SECONDS });
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await other.db.destroy();
  await ctx.close();
});

const customer = { name: "Ann" };

async function makeSlots(count: number, capacity: number): Promise<string[]> {
  const { id, resourceId } = await makeSlot(ctx, capacity);
  const others = Array.from({ length: count - 1 }, async (_, index) => {
    const startsAt = new Date(Date.parse("2031-12-26T00:00:00Z") + index * 3_600_000);
    const endsAt = new Date(startsAt.getTime() + 3_600_000);
    return (await createSlot(ctx, { resourceId, capacity, startsAt, endsAt })).id;
  });
  return [id, ...(await Promise.all(others))];
}

const orderOf = (slotIds: readonly string[]) =>
  createBookings(ctx, { lines: slotIds.map((slotId) => ({ slotId, quantity: 1 })), customer });

const statuses = ({ bookings }: Order) => bookings.map(({ status }) => status);
const all = (order: Order) => new Set(statuses(order)).size === 1;

const ROUNDS = 15;

test("confirmed and cancelled at once, an order is cancelled as a whole", async () => {
  const slotIds = await makeSlots(3, 2 * ROUNDS);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { orderId: id } = await orderOf(slotIds);
    const [confirmed, cancelled] = await Promise.allSettled([
      confirmOrder(ctx, { id }),
      cancelOrder(other, { id }),
    ]);
    if (confirmed.status === "fulfilled") expect(confirmed.value.status).toBe("CONFIRMED");
    else expect(confirmed.reason).toMatchObject({ code: "BOOKING_NOT_PENDING" });
    expect(cancelled).toMatchObject({ status: "fulfilled", value: { status: "CANCELLED" } });
    expect(statuses(await getOrder(ctx, { id }))).toEqual(["CANCELLED", "CANCELLED", "CANCELLED"]);
  }
});

test("where one hold expires at the same moment, all are confirmed, or none", async () => {
  const slotIds = await makeSlots(3, 2 * ROUNDS);
  const outcomes = new Set<string>();
  for (let round = 0; round < 2 * ROUNDS; round += 1) {
    const { orderId: id, items } = await orderOf(slotIds);
    const [hold] = items.slice(round % 3);
    await sql`UPDATE bookings SET expires_at = clock_timestamp() + make_interval(secs => ${round / 1000})
      WHERE id = ${hold?.id}`.execute(ctx.db);
    const outcome = await codeOf(confirmOrder(ctx, { id }));
    outcomes.add(outcome);
    const { bookings, status } = await getOrder(ctx, { id });
    if (outcome === "ok") expect(bookings.every((booking) => booking.status === "CONFIRMED")).toBe(true);
    else {
      expect([outcome, status]).toEqual(["HOLD_EXPIRED", "FAILED"]);
      expect(bookings.some((booking) => booking.status === "CONFIRMED")).toBe(false);
    }
    if (outcome === "ok") await cancelOrder(ctx, { id });
    else await Promise.all(bookings.map((booking) => codeOf(cancelBooking(ctx, booking))));
  }
  await expireHolds(ctx);
  expect(outcomes).toContain("HOLD_EXPIRED");
});

/** Numbers from 0 on, below a limit, the same in each run. */
function randomNumbers(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** A transaction that refers to bookings as the row of a mail does, in the opposite order of their ids. */
const refer = (ids: readonly string[]) =>
  other.db.transaction().execute(async (trx) => {
    for (const id of ids.toSorted().reverse()) {
      await sql`SELECT FROM bookings WHERE id = ${id} FOR KEY SHARE`.execute(trx);
    }
  });

const VERBS = [
  (by: Context, id: string) => confirmOrder(by, { id }),
  (by: Context, id: string) => confirmOrder(by, { id, reacquire: true }),
  (by: Context, id: string) => extendOrder(by, { id }),
  (by: Context, id: string) => cancelOrder(by, { id }),
];

test("many at once on the same slots: nobody waits for ever, and no reader sees half of a change", async () => {
  const slotIds = await makeSlots(6, 100);
  const random = randomNumbers(7);
  const some = () => slotIds.toSorted(() => random(3) - 1).slice(0, 2 + random(4));
  const orders = await Promise.all(Array.from({ length: 20 }, () => orderOf(some())));
  for (let round = 0; round < 6; round += 1) {
    const calls = orders.flatMap(({ orderId: id, items }) => {
      const verb = VERBS[random(VERBS.length)] as (typeof VERBS)[0];
      const by = random(2) === 0 ? ctx : other;
      const read = getOrder(by, { id }).then((order) =>
        expect(all(order), String(statuses(order))).toBe(true),
      );
      return [verb(by, id), verb(other, id), read, refer(items.map((hold) => hold.id)), orderOf(some())];
    });
    for (const outcome of await Promise.allSettled(calls)) {
      if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(HoldfastError);
    }
  }
  for (const { orderId: id } of orders) expect(all(await getOrder(ctx, { id }))).toBe(true);
});

test("changes of single bookings go on meanwhile, and nobody waits for ever", async () => {
  const slotIds = await makeSlots(5, 200);
  const random = randomNumbers(11);
  const some = () => slotIds.toSorted(() => random(3) - 1).slice(0, 3);
  const orders = await Promise.all(Array.from({ length: 20 }, () => orderOf(some())));
  const bookingIds = orders.flatMap(({ items }) => items.map(({ id }) => id));
  const late = bookingIds.filter((_, index) => index % 7 === 0);
  await sql`UPDATE bookings SET expires_at = clock_timestamp() + interval '50 ms'
    WHERE id = ANY(${late}::uuid[])`.execute(ctx.db);
  const open = (by: Context) => ({ ...by, isOpenToAll: true });
  const singles = [
    (by: Context, id: string) => confirmBooking(by, { id }),
    (by: Context, id: string) => cancelBooking(by, { id }),
    (by: Context, id: string) => rescheduleBooking(by, { id, slotId: slotIds[random(5)] ?? "" }),
    (by: Context, id: string) => handOverBooking(open(by), { id, customer: { name: "Bea" } }),
  ];
  const calls = Array.from({ length: 150 }, (_, index) => {
    const by = index % 2 ? ctx : other;
    const order = orders[random(orders.length)] as (typeof orders)[0];
    // A slot that stays locked is left to the next call.
    if (index % 10 === 0) return expireHolds(by).catch((error) => expect(isLockTimeout(error)).toBe(true));
    if (index % 3 === 0) return VERBS[random(VERBS.length)]?.(by, order.orderId);
    return singles[random(singles.length)]?.(by, bookingIds[random(bookingIds.length)] ?? "");
  });
  for (const outcome of await Promise.allSettled(calls)) {
    if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(HoldfastError);
  }
});
