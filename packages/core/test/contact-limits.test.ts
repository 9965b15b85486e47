import { randomUUID } from "node:crypto";
import type { Hold, Slot } from "@holdfast/contract";
import { openDatabase } from "@holdfast/db";
import { countLockWaiters, holdBookingLock } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holdRequest } from "../src/holds/request.ts";
import {
  brokenInvariants,
  cancelBooking,
  changeQuantity,
  confirmBooking,
  confirmOrder,
  confirmOrReacquireBooking,
  createBooking,
  createBookings,
  createServices,
  createSlot,
  expireHolds,
  getBooking,
  getSlot,
  getWaitlistEntry,
  handOverBooking,
  joinWaitlist,
  leaveWaitlist,
  placeHolds,
  rescheduleBooking,
  updateBooking,
  updateSlot,
} from "../src/index.ts";
import { codeOf, createTestContext, HOLD_SECONDS, makeSlot, passTime, SECONDS, transact } from "./harness.ts";
import { as, DESK } from "./history-harness.ts";

/* `maxPerContact`: how many places of a slot one contact may have. */

type Context = Awaited<ReturnType<typeof createTestContext>>;
let ctx: Context;
let staff: Context;
/** Another process: a pool and queues of its own. */
let other: Context;

beforeAll(async () => {
  ctx = await createTestContext();
  staff = as(ctx, DESK);
  const db = openDatabase({ url: ctx.url, maxConnections: 20 });
  other = { ...ctx, ...createServices({ ...ctx, db, ...SECONDS, holdLimits: undefined }) };
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await other.db.destroy();
  await ctx.close();
});

const ANN = { name: "Ann", contact: "ann@example.org" };
const BEA = { name: "Bea", contact: "bea@example.org" };
const NOBODY = { name: "Nobody" };
const LIMIT = 2;

const limited = async (capacity = 10, maxPerContact: number | null = LIMIT): Promise<Slot> => {
  const { resourceId, ...slot } = await makeSlot(ctx, capacity);
  return createSlot(ctx, {
    resourceId,
    startsAt: new Date(Date.parse(slot.startsAt) + 24 * 60 * 60 * 1000),
    endsAt: new Date(Date.parse(slot.endsAt) + 24 * 60 * 60 * 1000),
    capacity,
    maxPerContact,
  });
};

/** Another slot of the same doctor, without a limit. */
const beside = (slot: Slot) =>
  createSlot(ctx, {
    resourceId: slot.resourceId,
    startsAt: new Date("2031-12-28T10:00:00Z"),
    endsAt: new Date("2031-12-28T11:00:00Z"),
    capacity: 10,
  });

const book = (slotId: string, quantity = 1, customer: { name: string; contact?: string } = ANN, by = ctx) =>
  createBooking(by, { slotId, quantity, customer });
const confirmed = async (...args: Parameters<typeof book>) => confirmBooking(ctx, await book(...args));
const join = (slotId: string, quantity = 1, customer: { name: string; contact?: string } = ANN, by = ctx) =>
  joinWaitlist(by, { slotId, quantity, customer });
const statusOf = async ({ id }: { id: string }) => (await getWaitlistEntry(ctx, { id })).status;

/** The places of a slot by contact, as the database has them. */
async function placesOn(slotId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ contact: string; places: number }>`
    SELECT lower(customer_contact) AS contact, sum(quantity)::integer AS places FROM bookings
    WHERE slot_id = ${slotId} AND (status = 'CONFIRMED' OR (status = 'PENDING' AND expires_at > clock_timestamp()))
    GROUP BY 1`.execute(ctx.db);
  return Object.fromEntries(rows.map(({ contact, places }) => [contact ?? "", places]));
}

const counts = async (calls: readonly Promise<unknown>[]) => {
  const codes = await Promise.all(calls.map(codeOf));
  return Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, all]) => [code, all.length]));
};

describe("a hold", () => {
  test("is refused beyond the limit, over any number of calls, and says how many are allowed", async () => {
    const { id } = await limited();
    await book(id);
    await expect(book(id, 2)).rejects.toMatchObject({
      code: "CONTACT_LIMIT",
      message: "One contact may have 2 places of this slot, waiting entries included",
    });
    await book(id);
    expect(await codeOf(book(id))).toBe("CONTACT_LIMIT");
    expect(await codeOf(book(id, 3, BEA))).toBe("CONTACT_LIMIT");
    await book(id, 2, BEA);
    expect(await getSlot(ctx, { id })).toMatchObject({ booked: 4, available: 6, maxPerContact: LIMIT });
  });

  test("counts with all of its contact, in whatever capitals or composition", async () => {
    const { id } = await limited();
    const spelled = (contact: string) => book(id, 1, { name: "Jürgen", contact });
    await spelled("Jürgen.Weiß@Example.org");
    await spelled("JU\u0308RGEN.WEISS@EXAMPLE.ORG");
    expect(await codeOf(spelled("jürgen.weiẞ@example.org"))).toBe("CONTACT_LIMIT");
    expect(await codeOf(book(id, 1, { ...ANN, contact: "ANN@example.org" }))).toBe("ok");
    expect(await codeOf(book(id, 2, { ...ANN, contact: "ann@EXAMPLE.org" }))).toBe("CONTACT_LIMIT");
    await book(id);
    expect(await codeOf(book(id))).toBe("CONTACT_LIMIT");
  });

  test("needs a contact, of customers alone", async () => {
    const { id } = await limited();
    expect(await codeOf(book(id, 1, NOBODY))).toBe("CONTACT_REQUIRED");
    expect(await codeOf(book(id, 1, NOBODY, staff))).toBe("ok");
    expect(await codeOf(book((await limited(10, null)).id, 1, NOBODY))).toBe("ok");
  });

  test("is no more counted once it is cancelled or has expired, written down or not", async () => {
    const { id } = await limited();
    await cancelBooking(ctx, await book(id, 2));
    const expired = await book(id, 2);
    expect(await codeOf(book(id))).toBe("CONTACT_LIMIT");
    await passTime(ctx.db, HOLD_SECONDS);
    const again = await book(id, 2);
    expect(await getBooking(ctx, expired)).toMatchObject({ status: "FAILED" });
    expect(await codeOf(confirmBooking(ctx, expired))).toBe("HOLD_EXPIRED");
    await confirmBooking(ctx, again);
    expect(await codeOf(book(id))).toBe("CONTACT_LIMIT");
    expect(await getSlot(ctx, { id })).toMatchObject({ booked: 2 });
  });

  test("of a contact with expired holds takes the last places of the slot", async () => {
    const { id } = await limited(2);
    await book(id, 2);
    await passTime(ctx.db, HOLD_SECONDS);
    await book(id, 1);
    await book(id, 1);
    expect(await codeOf(book(id))).toBe("NO_SEAT");
    expect(await placesOn(id)).toEqual({ [ANN.contact]: 2 });
  });

  test("that is being confirmed while it expires counts", async () => {
    const { id } = await limited();
    const hold = await book(id, 2);
    await passTime(ctx.db, HOLD_SECONDS);
    // Whoever confirms it has it locked, and commits later.
    const letGo = await holdBookingLock(ctx.db, hold.id);
    expect(await codeOf(book(id))).toBe("CONTACT_LIMIT");
    await letGo();
    expect(await codeOf(book(id))).toBe("ok");
  });

  test("of staff exceeds it, and counts for those of the customer", async () => {
    const { id } = await limited();
    await book(id);
    await book(id, 3, ANN, staff);
    expect(await codeOf(book(id))).toBe("CONTACT_LIMIT");
    expect(await placesOn(id)).toEqual({ [ANN.contact]: 4 });
  });

  test("is replayed by its idempotency key, also once the limit is reached", async () => {
    const { id } = await limited();
    const input = { slotId: id, quantity: 2, customer: ANN, idempotencyKey: randomUUID() };
    const first = await createBooking(ctx, input);
    expect(await createBooking(ctx, input)).toEqual(first);
    const refused = { ...input, idempotencyKey: randomUUID() };
    expect(await codeOf(createBooking(ctx, refused))).toBe("CONTACT_LIMIT");
    await cancelBooking(ctx, first);
    expect(await codeOf(createBooking(ctx, refused))).toBe("ok");
  });
});

describe("an order", () => {
  test("of several slots keeps the limit of each, and adds up lines of one slot", async () => {
    const [one, two] = [await limited(), await limited()];
    const order = (...lines: [Slot, number][]) =>
      createBookings(ctx, {
        lines: lines.map(([{ id: slotId }, quantity]) => ({ slotId, quantity })),
        customer: ANN,
      });
    await expect(order([two, 2], [one, 1], [one, 2])).rejects.toMatchObject({
      code: "CONTACT_LIMIT",
      message: expect.stringContaining(one.id),
    });
    expect(await getSlot(ctx, two)).toMatchObject({ booked: 0 });
    await order([two, 2], [one, 1], [one, 1]);
    expect(await codeOf(order([one, 1]))).toBe("CONTACT_LIMIT");
  });

  test("without a contact is refused where one slot has a limit", async () => {
    const [one, two] = [await limited(), await limited(10, null)];
    const lines = [two, one].map(({ id: slotId }) => ({ slotId, quantity: 1 }));
    expect(await codeOf(createBookings(ctx, { lines, customer: NOBODY }))).toBe("CONTACT_REQUIRED");
    expect(await codeOf(createBookings(ctx, { lines, customer: ANN }))).toBe("ok");
  });

  test("with an external id and metadata, too", async () => {
    const { id } = await limited();
    const open = { ...ctx, isOpenToAll: true };
    const noted = () =>
      createBooking(open, { slotId: id, quantity: 2, customer: ANN, externalId: randomUUID() });
    expect(await codeOf(noted())).toBe("ok");
    expect(await codeOf(noted())).toBe("CONTACT_LIMIT");
  });
});

describe("fifty requests of one contact at once", () => {
  const FIFTY = 50;

  test("in two processes get exactly the limit", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await limited(100, 3);
      const calls = Array.from({ length: FIFTY }, (_, index) => book(id, 1, ANN, index % 2 ? ctx : other));
      expect(await counts(calls)).toEqual({ ok: 3, CONTACT_LIMIT: FIFTY - 3 });
      expect(await placesOn(id)).toEqual({ [ANN.contact]: 3 });
    }
  });

  test("and of others fill the slot, orders and keys among them", async () => {
    const { id } = await limited(20);
    const contacts = Array.from({ length: 12 }, (_, index) => ({
      name: "Ann",
      contact: `c${index}@example.org`,
    }));
    const calls = contacts.flatMap((customer, index) =>
      Array.from({ length: 6 }, (_, n) => {
        const by = (index + n) % 2 ? ctx : other;
        const upper = { ...customer, contact: n % 3 ? customer.contact : customer.contact.toUpperCase() };
        if (n === 0) return createBookings(by, { lines: [{ slotId: id, quantity: 1 }], customer: upper });
        const idempotencyKey = n === 1 ? randomUUID() : undefined;
        return createBooking(by, { slotId: id, quantity: 1, customer: upper, idempotencyKey });
      }),
    );
    await counts(calls);
    const places = Object.values(await placesOn(id));
    expect(Math.max(...places)).toBe(LIMIT);
    expect(places.reduce((sum, one) => sum + one, 0)).toBe(20);
  });

  test("with confirmations, moves, more places, corrections and promotions keep the limit", async () => {
    for (let round = 0; round < 5; round += 1) {
      const slot = await limited(12, 4);
      const { id: fromId } = await beside(slot);
      const moving = [await book(fromId), await book(fromId)];
      const [growing, foreign] = [await book(slot.id), await book(slot.id, 1, BEA)];
      const most = await book(slot.id, 9, NOBODY, staff);
      const entry = await join(slot.id, 2);
      const calls = [ctx, other].flatMap((by) => [
        () => cancelBooking(by, most),
        () => changeQuantity(by, { id: growing.id, quantity: 2 }),
        () => updateBooking(by, { id: foreign.id, customerContact: ANN.contact }),
        () => handOverBooking({ ...by, isOpenToAll: true }, { id: foreign.id, customer: ANN }),
        ...moving.map((one) => () => rescheduleBooking(by, { id: one.id, slotId: slot.id })),
        ...Array.from({ length: 6 }, () => () => book(slot.id, 1, ANN, by)),
        () => createBookings(by, { lines: [{ slotId: slot.id, quantity: 1 }], customer: ANN }),
        () => join(slot.id, 1, ANN, by),
        () => confirmBooking(by, growing),
        () => expireHolds(by),
      ]);
      await counts(calls.map((call) => call()));
      expect((await placesOn(slot.id))[ANN.contact]).toBe(4);
      expect(await statusOf(entry)).toBe("PROMOTED");
    }
  });
});

describe("a late confirmation", () => {
  test("is refused where the contact has its share by now, for staff, too", async () => {
    const { id } = await limited();
    const late = await book(id, 2);
    await passTime(ctx.db, HOLD_SECONDS);
    const again = await book(id, 1);
    for (const by of [ctx, staff]) {
      expect(await codeOf(confirmOrReacquireBooking(by, { id: late.id, reacquire: true }))).toBe(
        "HOLD_EXPIRED",
      );
    }
    expect(await getBooking(ctx, again)).toMatchObject({ status: "PENDING" });
    expect(await placesOn(id)).toEqual({ [ANN.contact]: 1 });
  });

  test("takes its places again where it still may, released or not", async () => {
    for (const isReleased of [false, true]) {
      const { id } = await limited();
      const late = await book(id, 2);
      await passTime(ctx.db, HOLD_SECONDS);
      if (isReleased) await expireHolds(ctx);
      await confirmOrReacquireBooking(ctx, { id: late.id, reacquire: true });
      expect(await codeOf(book(id))).toBe("CONTACT_LIMIT");
      expect(await getSlot(ctx, { id })).toMatchObject({ booked: 2 });
    }
  });

  test("of an order is refused as a whole where the contact has its share of one slot by now", async () => {
    const [one, two] = [await limited(), await limited()];
    const lines = [one, two].map(({ id: slotId }) => ({ slotId, quantity: 2 }));
    const order = await createBookings(ctx, { lines, customer: ANN });
    await passTime(ctx.db, HOLD_SECONDS);
    const again = await book(one.id);
    const late = () => codeOf(confirmOrder(staff, { id: order.orderId, reacquire: true }));
    expect(await late()).toBe("HOLD_EXPIRED");
    expect(await getSlot(ctx, two)).toMatchObject({ booked: 0 });
    const next = await createBookings(ctx, { lines: lines.slice(1), customer: ANN });
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await codeOf(confirmOrder(ctx, { id: next.orderId, reacquire: true }))).toBe("ok");
    expect(await codeOf(book(two.id))).toBe("CONTACT_LIMIT");
    expect(await getBooking(ctx, again)).toMatchObject({ status: "FAILED" });
  });

  test("of a booking without a contact counts for nobody", async () => {
    const { id } = await limited();
    const late = await book(id, 3, NOBODY, staff);
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await codeOf(confirmOrReacquireBooking(ctx, { id: late.id, reacquire: true }))).toBe("ok");
  });
});

describe("more places of a booking", () => {
  test("are refused beyond the limit, and fewer never", async () => {
    const { id } = await limited();
    const [hold, second] = [await book(id), await confirmed(id)];
    const change = (of: Hold | typeof second, quantity: number, by = ctx) =>
      codeOf(changeQuantity(by, { id: of.id, quantity }));
    expect(await change(hold, 2)).toBe("CONTACT_LIMIT");
    expect(await change(second, 2)).toBe("CONTACT_LIMIT");
    expect(await change(second, 4, staff)).toBe("ok");
    expect(await change(second, 3)).toBe("ok");
    await cancelBooking(ctx, second);
    expect(await change(hold, 2)).toBe("ok");
    expect(await change(hold, 3)).toBe("CONTACT_LIMIT");
  });

  test("are none of a hold that expires meanwhile", async () => {
    const { id } = await limited();
    const [kept, expired] = [await confirmed(id), await book(id)];
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await codeOf(changeQuantity(ctx, { id: expired.id, quantity: 2 }))).toBe("HOLD_EXPIRED");
    expect(await codeOf(changeQuantity(ctx, { id: kept.id, quantity: 2 }))).toBe("ok");
  });

  test("of a booking without a contact, made before the limit, need one", async () => {
    const { id } = await limited(10, null);
    const hold = await book(id, 1, NOBODY);
    await updateSlot(ctx, { id, maxPerContact: 5 });
    expect(await codeOf(changeQuantity(ctx, { id: hold.id, quantity: 2 }))).toBe("CONTACT_REQUIRED");
    await updateBooking(ctx, { id: hold.id, customerContact: ANN.contact });
    expect(await codeOf(changeQuantity(ctx, { id: hold.id, quantity: 5 }))).toBe("ok");
    expect(await codeOf(book(id))).toBe("CONTACT_LIMIT");
  });
});

describe("a booking that is moved to a slot with a limit", () => {
  test("keeps it, and brings its places along", async () => {
    const slot = await limited();
    const { id: fromId } = await beside(slot);
    const [hold, unnamed] = [await book(fromId, 2), await book(fromId, 1, NOBODY)];
    const own = await book(slot.id);
    const move = (id: string, by = ctx) => codeOf(rescheduleBooking(by, { id, slotId: slot.id }));
    expect(await move(hold.id)).toBe("CONTACT_LIMIT");
    expect(await move(unnamed.id)).toBe("CONTACT_REQUIRED");
    expect(await getSlot(ctx, { id: fromId })).toMatchObject({ booked: 3 });
    await cancelBooking(ctx, own);
    expect(await move(hold.id)).toBe("ok");
    expect(await move(hold.id)).toBe("ok");
    expect(await codeOf(book(slot.id))).toBe("CONTACT_LIMIT");
    expect(await move(unnamed.id, staff)).toBe("ok");
    await rescheduleBooking(ctx, { id: hold.id, slotId: fromId });
    expect(await codeOf(book(slot.id, 2))).toBe("ok");
  });
});

describe("another contact of a booking", () => {
  test("may be one with room for its places alone", async () => {
    const { id } = await limited();
    const [hold] = [await book(id, 2), await book(id, 1, BEA)];
    const correct = (customerContact: string | null, by = ctx) =>
      codeOf(updateBooking(by, { id: hold.id, customerContact }));
    const handOver = (customer: { name: string; contact?: string }, by = ctx) =>
      codeOf(handOverBooking({ ...by, isOpenToAll: by === ctx }, { id: hold.id, customer }));
    expect(await correct(BEA.contact)).toBe("CONTACT_LIMIT");
    expect(await handOver(BEA)).toBe("CONTACT_LIMIT");
    expect(await correct(null)).toBe("CONTACT_REQUIRED");
    expect(await handOver(NOBODY)).toBe("CONTACT_REQUIRED");
    expect(await correct("ANN@example.org")).toBe("ok");
    expect(await correct("cat@example.org")).toBe("ok");
    expect(await codeOf(book(id, 2))).toBe("ok");
    expect(await codeOf(book(id, 1, { name: "Cat", contact: "Cat@example.org" }))).toBe("CONTACT_LIMIT");
    expect(await handOver({ name: "Dan", contact: "dan@example.org" })).toBe("ok");
    expect(await codeOf(updateBooking(ctx, { id: hold.id, customerName: "Daniel" }))).toBe("ok");
    expect(await correct(BEA.contact, staff)).toBe("ok");
    expect(await placesOn(id)).toEqual({ [ANN.contact]: 2, [BEA.contact]: 3 });
    expect(await correct("BEA@example.org")).toBe("ok");
  });

  test("waits for places that are being given to it", async () => {
    const { id } = await limited();
    const [one, two] = [await book(id, 1, BEA), await book(id, 1, BEA)];
    const given: Promise<string>[] = [];
    await transact(ctx, async (within) => {
      await placeHolds(within, [holdRequest({ slotId: id, quantity: 1, customer: ANN }, "public")]);
      given.push(
        codeOf(updateBooking(other, { id: one.id, customerContact: ANN.contact })),
        codeOf(handOverBooking({ ...other, isOpenToAll: true }, { id: two.id, customer: ANN })),
      );
      await expect.poll(() => countLockWaiters(ctx.db), { timeout: 30_000 }).toBeGreaterThan(0);
    });
    expect((await Promise.all(given)).toSorted()).toEqual(["CONTACT_LIMIT", "ok"]);
    expect(await placesOn(id)).toEqual({ [ANN.contact]: 2, [BEA.contact]: 1 });
  });

  test("of one that is over is not counted", async () => {
    const { id } = await limited();
    const gone = await book(id, 2);
    await cancelBooking(ctx, gone);
    await book(id, 2, BEA);
    expect(await codeOf(updateBooking(ctx, { id: gone.id, customerContact: BEA.contact }))).toBe("ok");
  });
});

describe("a waitlist entry", () => {
  /** A full slot, of somebody whom staff know. */
  const full = async (capacity = 4, maxPerContact: number | null = LIMIT) => {
    const slot = await limited(capacity, maxPerContact);
    return { ...slot, hold: await book(slot.id, capacity, NOBODY, staff) };
  };

  test("counts from when it joins, whoever makes it", async () => {
    const { id } = await full();
    expect(await codeOf(join(id, 3))).toBe("CONTACT_LIMIT");
    expect(await codeOf(join(id, 3, ANN, staff))).toBe("CONTACT_LIMIT");
    expect(await codeOf(join(id, 1, NOBODY))).toBe("CONTACT_REQUIRED");
    expect(await codeOf(join(id, 1, NOBODY, staff))).toBe("ok");
    const entry = await join(id, 2);
    expect(await codeOf(join(id, 1, { ...ANN, contact: "ANN@example.org" }))).toBe("CONTACT_LIMIT");
    await leaveWaitlist(ctx, entry);
    expect(await codeOf(join(id, 1))).toBe("ok");
  });

  test("keeps its contact from more places than those it waits for", async () => {
    const { id, hold } = await full();
    await join(id, 2);
    await changeQuantity(staff, { id: hold.id, quantity: 3 });
    expect(await codeOf(book(id))).toBe("CONTACT_LIMIT");
    expect(await codeOf(book(id, 1, BEA))).toBe("ok");
  });

  test("is promoted, and counts as the hold that it becomes", async () => {
    const { id, hold } = await full();
    const entries = [await join(id, 1), await join(id, 1)];
    await cancelBooking(staff, hold);
    expect(await Promise.all(entries.map(statusOf))).toEqual(["PROMOTED", "PROMOTED"]);
    expect(await codeOf(book(id))).toBe("CONTACT_LIMIT");
    expect(await placesOn(id)).toMatchObject({ [ANN.contact]: 2 });
  });

  test("ends at its turn where its contact has its share by then, and the next one has its places", async () => {
    const { id, hold } = await full();
    const [first, second, third] = [await join(id, 2), await join(id, 1, BEA), await join(id, 1, BEA)];
    await changeQuantity(staff, { id: hold.id, quantity: 3 });
    expect(await Promise.all([first, second, third].map(statusOf))).toEqual([
      "WAITING",
      "PROMOTED",
      "WAITING",
    ]);
    // Staff give Ann a place, and then there are two.
    await cancelBooking(staff, hold);
    expect(await statusOf(first)).toBe("PROMOTED");
    expect(await statusOf(third)).toBe("PROMOTED");
  });

  test("ends where staff gave its contact the places meanwhile, or the limit was lowered", async () => {
    const { id, hold } = await full(4, 3);
    const [mine, theirs, last] = [
      await join(id, 2),
      await join(id, 3, BEA),
      await join(id, 1, { name: "Cat", contact: "cat@example.org" }),
    ];
    await changeQuantity(staff, { id: hold.id, quantity: 2 });
    expect(await statusOf(mine)).toBe("PROMOTED");
    await updateSlot(staff, { id, maxPerContact: 2 });
    expect(await statusOf(theirs)).toBe("LEFT");
    expect(await statusOf(last)).toBe("WAITING");
    await cancelBooking(staff, hold);
    expect(await statusOf(last)).toBe("PROMOTED");
    expect(await getSlot(ctx, { id })).toMatchObject({ booked: 3, waiting: 0, available: 1 });
  });

  test("of many whose contacts have their share none keeps the places from the next", async () => {
    const { id, hold } = await full(30, null);
    const contacts = Array.from({ length: 10 }, (_, index) => ({
      name: "C",
      contact: `c${index}@example.org`,
    }));
    await changeQuantity(staff, { id: hold.id, quantity: 10 });
    for (const customer of contacts) await book(id, 2, customer);
    const entries = [];
    for (const customer of contacts) entries.push(await join(id, 1, customer));
    const last = await join(id, 2);
    await updateSlot(staff, { id, maxPerContact: 2 });
    await changeQuantity(staff, { id: hold.id, quantity: 8 });
    expect(new Set(await Promise.all(entries.map(statusOf)))).toEqual(new Set(["LEFT"]));
    expect(await statusOf(last)).toBe("PROMOTED");
    expect(await getSlot(ctx, { id })).toMatchObject({ booked: 30, waiting: 0, available: 0 });
  });
});

describe("the limit itself", () => {
  test("changes no booking when it is set, lowered or removed", async () => {
    const { id } = await limited(10, null);
    const hold = await book(id, 4);
    await updateSlot(ctx, { id, maxPerContact: 1 });
    expect(await confirmBooking(ctx, hold)).toMatchObject({ status: "CONFIRMED", quantity: 4 });
    expect(await codeOf(book(id))).toBe("CONTACT_LIMIT");
    expect(await codeOf(changeQuantity(ctx, { id: hold.id, quantity: 3 }))).toBe("ok");
    await updateSlot(ctx, { id, maxPerContact: null });
    expect(await codeOf(book(id, 3))).toBe("ok");
    expect(await getSlot(ctx, { id })).toMatchObject({ maxPerContact: null });
  });

  test("is kept by the database between 1 and 100", async () => {
    for (const places of [0, 101]) {
      await expect(limited(10, places)).rejects.toThrow("max_per_contact");
    }
  });

  test("that is broken behind its back is found", async () => {
    const broken = await createTestContext();
    try {
      const { id } = await makeSlot(broken, 10);
      await sql`UPDATE slots SET max_per_contact = 1 WHERE id = ${id}`.execute(broken.db);
      await book(id, 1, ANN, broken);
      await sql`UPDATE slots SET booked = 2 WHERE id = ${id}`.execute(broken.db);
      await sql`UPDATE bookings SET quantity = 2 WHERE slot_id = ${id}`.execute(broken.db);
      expect((await brokenInvariants(broken)).join()).toContain("no contact has more places");
    } finally {
      await broken.close();
    }
  });
});
