import { randomUUID } from "node:crypto";
import type { Hold } from "@holdfast/contract";
import { holdSlotLock } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  confirmBooking,
  confirmOrReacquireBooking,
  createBooking,
  createBookings,
  createSlot,
  expireHolds,
  extendHold,
  getBooking,
  getSlot,
  rescheduleBooking,
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

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const customer = { name: "Ann" };
const book = (slotId: string, quantity = 1) => createBooking(ctx, { slotId, quantity, customer });
const booked = async (id: string) => (await getSlot(ctx, { id })).booked;
/** Another slot of the same resource. */
const beside = (resourceId: string, capacity: number) =>
  createSlot(ctx, {
    resourceId,
    capacity,
    startsAt: new Date("2031-12-26T10:00:00Z"),
    endsAt: new Date("2031-12-26T11:00:00Z"),
  });

describe("several slots in one call", () => {
  test("each gets a hold; lines for one slot are added up", async () => {
    const [a, b] = [await makeSlot(ctx, 5), await makeSlot(ctx, 5)];
    const lines = [
      { slotId: a.id, quantity: 1 },
      { slotId: b.id, quantity: 2 },
      { slotId: a.id, quantity: 3 },
    ];
    const { items } = await createBookings(ctx, { lines, customer });
    expect(items).toMatchObject([
      { slotId: a.id, quantity: 4, status: "PENDING" },
      { slotId: b.id, quantity: 2, status: "PENDING" },
    ]);
    expect(await Promise.all([a, b].map(({ id }) => booked(id)))).toEqual([4, 2]);
  });

  test("none gets a hold if one is refused, and the refusal names the slot", async () => {
    const [a, full] = [await makeSlot(ctx, 5), await makeSlot(ctx, 1)];
    await book(full.id);
    const lines = [a, full].map(({ id }) => ({ slotId: id, quantity: 1 }));
    await expect(createBookings(ctx, { lines, customer })).rejects.toMatchObject({
      code: "NO_SEAT",
      message: expect.stringContaining(full.id),
    });
    const unknown = [...lines.slice(0, 1), { slotId: UNKNOWN_ID, quantity: 1 }];
    expect(await codeOf(createBookings(ctx, { lines: unknown, customer }))).toBe("SLOT_NOT_FOUND");
    expect(await booked(a.id)).toBe(0);
  });

  test("more than 100 places of one slot are refused, however they are split", async () => {
    const slot = await makeSlot(ctx, 1_000);
    const lines = [60, 60].map((quantity) => ({ slotId: slot.id, quantity }));
    await expect(createBookings(ctx, { lines, customer })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      issues: [{ path: "lines.1.quantity" }],
    });
  });

  test("happens once per idempotency key, and a refusal has no record", async () => {
    const slot = await makeSlot(ctx, 2);
    const input = { lines: [{ slotId: slot.id, quantity: 2 }], customer, idempotencyKey: randomUUID() };
    const hold = await book(slot.id);
    expect(await codeOf(createBookings(ctx, input))).toBe("NO_SEAT");
    await cancelBooking(ctx, hold);
    let replays = 0;
    const first = await createBookings(ctx, input);
    expect(await createBookings(ctx, input, { onReplay: () => replays++ })).toEqual(first);
    expect(replays).toBe(1);
    expect(await booked(slot.id)).toBe(2);
  });

  test("simultaneous calls in any order of slots never deadlock or oversell", async () => {
    const slots = await Promise.all([1, 2, 3].map(() => makeSlot(ctx, 10)));
    const ask = (index: number) => {
      const order = index % 2 ? slots : slots.toReversed();
      return codeOf(
        createBookings(ctx, { lines: order.map(({ id }) => ({ slotId: id, quantity: 1 })), customer }),
      );
    };
    const results = await Promise.all(Array.from({ length: 16 }, (_, index) => ask(index)));
    expect(results.toSorted()).toEqual([...Array(6).fill("NO_SEAT"), ...Array(10).fill("ok")]);
    for (const { id } of slots) expect(await booked(id)).toBe(10);
  });
});

describe("extend", () => {
  /** A hold's lifetime from one of its times, in seconds, by its own row. */
  const secondsFrom = async (column: "created_at" | "updated_at", { id }: { id: string }) => {
    const { rows } = await sql<{ seconds: number }>`
      SELECT round(extract(epoch FROM expires_at - ${sql.ref(column)}))::integer AS seconds
      FROM bookings WHERE id = ${id}`.execute(ctx.db);
    return rows[0]?.seconds;
  };

  test("gives the full lifetime again, up to the limit from its creation, and an expiry job", async () => {
    const hold = await book((await makeSlot(ctx, 1)).id);
    await passTime(ctx.db, HOLD_SECONDS / 2);
    const extended = await extendHold(ctx, hold);
    expect(await secondsFrom("updated_at", hold)).toBe(HOLD_SECONDS);
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::integer AS count FROM pgboss.job
      WHERE name = 'expire-holds' AND start_after >= ${extended.expiresAt}::timestamptz`.execute(ctx.db);
    expect(rows[0]?.count).toBeGreaterThan(0);
    await passTime(ctx.db, HOLD_SECONDS / 2);
    await extendHold(ctx, hold);
    await passTime(ctx.db, HOLD_SECONDS / 2);
    await extendHold(ctx, hold);
    await passTime(ctx.db, HOLD_SECONDS / 2);
    await extendHold(ctx, hold);
    expect(await secondsFrom("created_at", hold)).toBe(MAX_HOLD_SECONDS);
  });

  test("writes nothing where it wins less than a second", async () => {
    const { id } = await book((await makeSlot(ctx, 1)).id);
    const before = await getBooking(ctx, { id });
    expect(await extendHold(ctx, { id })).toEqual(before);
    const { rows } = await sql`SELECT FROM audit WHERE subject_id = ${id}`.execute(ctx.db);
    expect(rows).toEqual([]);
  });

  test("never makes a hold shorter", async () => {
    const hold = await book((await makeSlot(ctx, 1)).id);
    const [first, second] = [await extendHold(ctx, hold), await extendHold(ctx, hold)];
    expect(Date.parse(first.expiresAt)).toBeGreaterThanOrEqual(Date.parse(hold.expiresAt));
    expect(Date.parse(second.expiresAt)).toBeGreaterThanOrEqual(Date.parse(first.expiresAt));
  });

  test("only a live hold can be extended", async () => {
    const slot = await makeSlot(ctx, 3);
    const [due, confirmed, cancelled] = [await book(slot.id), await book(slot.id), await book(slot.id)];
    await confirmBooking(ctx, confirmed);
    await cancelBooking(ctx, cancelled);
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await codeOf(extendHold(ctx, due))).toBe("HOLD_EXPIRED");
    expect(await codeOf(extendHold(ctx, confirmed))).toBe("BOOKING_NOT_PENDING");
    expect(await codeOf(extendHold(ctx, cancelled))).toBe("BOOKING_NOT_PENDING");
    expect(await codeOf(extendHold(ctx, { id: UNKNOWN_ID }))).toBe("BOOKING_NOT_FOUND");
  });
});

describe("late confirmation", () => {
  const confirmLate = ({ id }: Hold, reacquire = true) => confirmOrReacquireBooking(ctx, { id, reacquire });

  test.each([
    ["before", false],
    ["after", true],
  ])("takes a free place again, %s the hold was released", async (_, isReleased) => {
    const slot = await makeSlot(ctx, 2);
    const hold = await book(slot.id, 2);
    await passTime(ctx.db, HOLD_SECONDS);
    if (isReleased) await expireHolds(ctx);
    expect(await codeOf(confirmLate(hold, false))).toBe("HOLD_EXPIRED");
    const confirmed = await confirmLate(hold);
    expect(confirmed).toMatchObject({ status: "CONFIRMED", failureReason: null });
    expect(await confirmLate(hold)).toEqual(confirmed);
    expect(await booked(slot.id)).toBe(2);
  });

  test("is HOLD_EXPIRED if the places are booked, even by simultaneous late confirmations", async () => {
    const slot = await makeSlot(ctx, 2);
    const late = await Promise.all([book(slot.id), book(slot.id)]);
    await passTime(ctx.db, HOLD_SECONDS);
    const other = await book(slot.id);
    expect((await Promise.all(late.map((hold) => codeOf(confirmLate(hold))))).toSorted()).toEqual([
      "HOLD_EXPIRED",
      "ok",
    ]);
    expect((await getBooking(ctx, other)).status).toBe("PENDING");
    expect(await booked(slot.id)).toBe(2);
  });

  test("uses the places of holds that have expired since", async () => {
    const slot = await makeSlot(ctx, 1);
    const first = await book(slot.id);
    await passTime(ctx.db, HOLD_SECONDS);
    await expireHolds(ctx);
    await book(slot.id);
    await passTime(ctx.db, HOLD_SECONDS);
    expect((await confirmLate(first)).status).toBe("CONFIRMED");
    expect(await booked(slot.id)).toBe(1);
  });

  test("does not restore a cancelled booking", async () => {
    const hold = await book((await makeSlot(ctx, 1)).id);
    await cancelBooking(ctx, hold);
    expect(await codeOf(confirmLate(hold))).toBe("BOOKING_NOT_PENDING");
  });
});

describe("reschedule", () => {
  test("moves a hold and a confirmed booking with their places", async () => {
    const from = await makeSlot(ctx, 5);
    const to = await beside(from.resourceId, 5);
    const [hold, confirmed] = [await book(from.id, 2), await book(from.id)];
    await confirmBooking(ctx, confirmed);
    expect(await rescheduleBooking(ctx, { id: hold.id, slotId: to.id })).toMatchObject({
      slotId: to.id,
      status: "PENDING",
      expiresAt: hold.expiresAt,
    });
    const moved = await rescheduleBooking(ctx, { id: confirmed.id, slotId: to.id });
    expect(moved).toMatchObject({ slotId: to.id, status: "CONFIRMED" });
    expect(await rescheduleBooking(ctx, { id: confirmed.id, slotId: to.id })).toEqual(moved);
    expect([await booked(from.id), await booked(to.id)]).toEqual([0, 3]);
    await cancelBooking(ctx, hold);
    expect(await booked(to.id)).toBe(1);
  });

  test("keeps the old place if the new one is refused", async () => {
    const from = await makeSlot(ctx, 1);
    const [full, elsewhere] = [await beside(from.resourceId, 1), await makeSlot(ctx, 1)];
    await book(full.id);
    const { id } = await book(from.id);
    const move = (slotId: string) => codeOf(rescheduleBooking(ctx, { id, slotId }));
    expect(await move(full.id)).toBe("NO_SEAT");
    expect(await move(elsewhere.id)).toBe("OTHER_RESOURCE");
    expect(await move(UNKNOWN_ID)).toBe("SLOT_NOT_FOUND");
    expect(await booked(from.id)).toBe(1);
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await move(full.id)).toBe("HOLD_EXPIRED");
    expect(await codeOf(rescheduleBooking(ctx, { id: UNKNOWN_ID, slotId: full.id }))).toBe(
      "BOOKING_NOT_FOUND",
    );
  });

  test("uses the place of an expired hold; a cancelled booking stays on its slot", async () => {
    const from = await makeSlot(ctx, 2);
    const to = await beside(from.resourceId, 1);
    await book(to.id);
    await passTime(ctx.db, HOLD_SECONDS);
    const [hold, cancelled] = [await book(from.id), await book(from.id)];
    await cancelBooking(ctx, cancelled);
    expect((await rescheduleBooking(ctx, { id: hold.id, slotId: to.id })).slotId).toBe(to.id);
    expect(await codeOf(rescheduleBooking(ctx, { id: cancelled.id, slotId: to.id }))).toBe(
      "BOOKING_NOT_PENDING",
    );
  });

  test("simultaneous with others, cancellations and bookings: exactly one seat each", async () => {
    const one = await makeSlot(ctx, 10);
    const two = await beside(one.resourceId, 10);
    const holds = await Promise.all(
      Array.from({ length: 8 }, (_, index) => book(index % 2 ? one.id : two.id)),
    );
    const calls = holds.flatMap(({ id }) => [
      codeOf(rescheduleBooking(ctx, { id, slotId: one.id })),
      codeOf(rescheduleBooking(ctx, { id, slotId: two.id })),
      codeOf(book(one.id)),
    ]);
    const cancelled = holds.slice(0, 2).map((hold) => codeOf(cancelBooking(ctx, hold)));
    for (const code of await Promise.all(calls))
      expect(["ok", "NO_SEAT", "BUSY", "BOOKING_NOT_PENDING"]).toContain(code);
    expect(await Promise.all(cancelled)).toEqual(["ok", "ok"]);
    expect(await brokenInvariants(ctx)).toEqual([]);
  });

  test("waits for a locked slot only briefly", async () => {
    const from = await makeSlot(ctx, 1);
    const to = await beside(from.resourceId, 1);
    const { id } = await book(from.id);
    const letGo = await holdSlotLock(ctx.db, to.id);
    await expect(rescheduleBooking(ctx, { id, slotId: to.id })).rejects.toMatchObject({ code: "BUSY" });
    await letGo();
    expect([await booked(from.id), await booked(to.id)]).toEqual([1, 0]);
  });
});
