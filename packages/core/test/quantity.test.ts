import { randomUUID } from "node:crypto";
import { holdSlotLock } from "@holdfast/db/testing";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  changeQuantity,
  checkInBooking,
  confirmBooking,
  createBooking,
  getBooking,
  getSlot,
  getWaitlistEntry,
  joinWaitlist,
  listAudit,
  listEvents,
  markNoShow,
  requireBookingToken,
  updateSlot,
} from "../src/index.ts";
import { createCheckedContext } from "./checked-harness.ts";
import { codeOf, createTestContext, HOLD_SECONDS, makeSlot, passTime, UNKNOWN_ID } from "./harness.ts";
import { as, DESK, settle } from "./history-harness.ts";

const { ctx } = await createCheckedContext();

const HOUR_MILLISECONDS = 60 * 60 * 1000;
const customer = { name: "Ann" };
const book = (slotId: string, quantity = 1) => createBooking(ctx, { slotId, quantity, customer });
const confirmed = async (slotId: string, quantity = 1) => confirmBooking(ctx, await book(slotId, quantity));
const slotOf = ({ slotId }: { slotId: string }) => getSlot(ctx, { id: slotId });
const change = (id: string, quantity: number) => codeOf(changeQuantity(ctx, { id, quantity }));

describe("fewer places", () => {
  test("are free at once; the booking keeps its id, its token and its time", async () => {
    const hold = await book((await makeSlot(ctx, 4)).id, 4);
    const changed = await changeQuantity(ctx, { id: hold.id, quantity: 3 });
    const { token, expiresInSeconds: _ofTheHold, ...before } = hold;
    expect(changed).toEqual({ ...before, quantity: 3, updatedAt: changed.updatedAt });
    expect(Date.parse(changed.updatedAt)).toBeGreaterThan(Date.parse(hold.updatedAt));
    expect(await slotOf(hold)).toMatchObject({ booked: 3, available: 1 });
    await requireBookingToken(ctx, { id: hold.id, token });
    await confirmBooking(ctx, hold);
    expect(await change(hold.id, 1)).toBe("ok");
    expect(await slotOf(hold)).toMatchObject({ booked: 1, available: 3 });
  });

  test("serve the waitlist in the same transaction", async () => {
    const { id, slotId } = await confirmed((await makeSlot(ctx, 4)).id, 4);
    const join = (quantity: number) => joinWaitlist(ctx, { slotId, quantity, customer });
    const [two, one] = [await join(2), await join(1)];
    await changeQuantity(ctx, { id, quantity: 3 });
    expect(await getWaitlistEntry(ctx, one)).toMatchObject({ status: "PROMOTED" });
    expect(await getWaitlistEntry(ctx, two)).toMatchObject({ status: "WAITING" });
    await changeQuantity(ctx, { id, quantity: 1 });
    expect(await getWaitlistEntry(ctx, two)).toMatchObject({ status: "PROMOTED" });
    expect(await getSlot(ctx, { id: slotId })).toMatchObject({ booked: 4, waiting: 0 });
  });

  test("can be given back on a closed slot, but no more than of those who have not come", async () => {
    const { id, slotId } = await confirmed((await makeSlot(ctx, 5)).id, 5);
    await updateSlot(ctx, { id: slotId, closed: true });
    await checkInBooking(ctx, { id, persons: 3 });
    expect(await change(id, 2)).toBe("BOOKING_CHECKED_IN");
    expect(await changeQuantity(ctx, { id, quantity: 3 })).toMatchObject({ quantity: 3, checkedIn: 3 });
    expect(await getSlot(ctx, { id: slotId })).toMatchObject({ booked: 3 });
  });
});

describe("more places", () => {
  test("are taken while there are any, by a hold and by a confirmed booking", async () => {
    const slot = await makeSlot(ctx, 6);
    const [hold, other] = [await book(slot.id), await confirmed(slot.id)];
    expect(await changeQuantity(ctx, { id: hold.id, quantity: 3 })).toMatchObject({
      status: "PENDING",
      quantity: 3,
      expiresAt: hold.expiresAt,
    });
    expect(await change(other.id, 4)).toBe("NO_SEAT");
    expect(await getBooking(ctx, other)).toEqual(other);
    expect(await change(other.id, 3)).toBe("ok");
    expect(await slotOf(hold)).toMatchObject({ booked: 6 });
  });

  test("may be those of an expired hold, and of the own hold once it has expired none", async () => {
    const slot = await makeSlot(ctx, 3);
    const [kept, expired] = [await confirmed(slot.id), await book(slot.id, 2)];
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await change(expired.id, 3)).toBe("HOLD_EXPIRED");
    expect(await change(kept.id, 3)).toBe("ok");
    expect(await slotOf(kept)).toMatchObject({ booked: 3 });
  });

  test("are not those that an entry waits for, and may be those that none can use", async () => {
    const slot = await makeSlot(ctx, 4);
    const [first, second] = [await confirmed(slot.id, 3), await confirmed(slot.id)];
    const entry = await joinWaitlist(ctx, { slotId: slot.id, quantity: 2, customer });
    await changeQuantity(ctx, { id: first.id, quantity: 2 });
    expect(await change(second.id, 3)).toBe("NO_SEAT");
    expect(await change(second.id, 2)).toBe("ok");
    expect(await getWaitlistEntry(ctx, entry)).toMatchObject({ status: "WAITING" });
    expect(await brokenInvariants(ctx)).toEqual([]);
  });

  test("are refused where the slot takes no bookings", async () => {
    const { id, slotId } = await confirmed((await makeSlot(ctx, 5)).id, 2);
    await updateSlot(ctx, { id: slotId, closed: true });
    expect(await change(id, 3)).toBe("NOT_BOOKABLE");
    expect(await codeOf(changeQuantity(as(ctx, DESK), { id, quantity: 3 }))).toBe("NOT_BOOKABLE");
    expect(await slotOf({ slotId })).toMatchObject({ booked: 2 });
  });

  test("leave those who have come as many as they are", async () => {
    const { id } = await confirmed((await makeSlot(ctx, 5)).id, 2);
    await sql`UPDATE bookings SET checked_in_at = clock_timestamp() WHERE id = ${id}`.execute(ctx.db);
    expect(await changeQuantity(ctx, { id, quantity: 3 })).toMatchObject({ quantity: 3, checkedIn: 2 });
  });
});

describe("who may", () => {
  test("customers until cancel_until where it is confirmed, staff always, and a hold always", async () => {
    const slot = await makeSlot(ctx, 10);
    const [hold, own] = [await book(slot.id, 2), await confirmed(slot.id, 2)];
    const startsAt = new Date(Date.now() + HOUR_MILLISECONDS);
    const endsAt = new Date(startsAt.getTime() + HOUR_MILLISECONDS);
    await updateSlot(ctx, { id: slot.id, startsAt, endsAt, cancelUntil: 24 });
    for (const quantity of [1, 3]) {
      expect(await change(own.id, quantity)).toBe("CANCELLATION_CLOSED");
      expect(await change(hold.id, quantity)).toBe("ok");
      expect(await codeOf(changeQuantity(as(ctx, DESK), { id: own.id, quantity }))).toBe("ok");
    }
  });

  test("of a no-show only staff", async () => {
    const { id } = await confirmed((await makeSlot(ctx, 5)).id, 2);
    await markNoShow(ctx, { id });
    expect(await change(id, 1)).toBe("CANCELLATION_CLOSED");
    const changed = await changeQuantity(as(ctx, DESK), { id, quantity: 1 });
    expect(changed).toMatchObject({ quantity: 1, noShowAt: expect.any(String) });
  });

  test("nobody of a booking that is over, or that is not there", async () => {
    const slot = await makeSlot(ctx, 5);
    const [cancelled, expired] = [await book(slot.id, 2), await book(slot.id, 2)];
    expect(await cancelBooking(ctx, cancelled)).toMatchObject({ releasedPlaces: 2 });
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await change(cancelled.id, 1)).toBe("BOOKING_NOT_PENDING");
    expect(await change(expired.id, 1)).toBe("HOLD_EXPIRED");
    expect(await change(UNKNOWN_ID, 1)).toBe("BOOKING_NOT_FOUND");
  });
});

test("the same quantity leaves no trace, and a stale version changes nothing", async () => {
  const hold = await book((await makeSlot(ctx, 5)).id, 2);
  expect(await changeQuantity(ctx, { id: hold.id, quantity: 2 })).toMatchObject({
    updatedAt: hold.updatedAt,
  });
  expect((await listAudit(ctx, { bookingId: hold.id, limit: 100 })).items).toHaveLength(1);
  const changed = await changeQuantity(ctx, { id: hold.id, quantity: 3, ifMatch: [hold.updatedAt] });
  const late = changeQuantity(ctx, { id: hold.id, quantity: 1, ifMatch: [hold.updatedAt] });
  expect(await codeOf(late)).toBe("PRECONDITION_FAILED");
  expect(await getBooking(ctx, hold)).toEqual(changed);
});

test("happens once per idempotency key, and a refusal has no record", async () => {
  const slot = await makeSlot(ctx, 3);
  const [own, other] = [await book(slot.id), await book(slot.id)];
  const input = { id: own.id, quantity: 3, idempotencyKey: randomUUID() };
  expect(await codeOf(changeQuantity(ctx, input))).toBe("NO_SEAT");
  await cancelBooking(ctx, other);
  const first = await changeQuantity(ctx, input);
  await changeQuantity(ctx, { id: own.id, quantity: 1 });
  let replays = 0;
  expect(await changeQuantity(ctx, input, { onReplay: () => replays++ })).toEqual(first);
  expect(replays).toBe(1);
  expect(await codeOf(changeQuantity(ctx, { ...input, quantity: 2 }))).toBe("IDEMPOTENCY_MISMATCH");
  expect(await slotOf(own)).toMatchObject({ booked: 1 });
});

test("events tell the quantity before and after, and what it does to the slot", async () => {
  const { id, slotId } = await confirmed((await makeSlot(ctx, 3)).id, 2);
  await changeQuantity(ctx, { id, quantity: 3 });
  await changeQuantity(as(ctx, DESK), { id, quantity: 1 });
  await cancelBooking(ctx, { id });
  await settle(ctx);
  const { items } = await listEvents(ctx, { slotId, limit: 100 });
  expect(items.slice(-6)).toMatchObject([
    { type: "booking.confirmed", data: { quantity: 2 } },
    { type: "booking.quantity_changed", data: { quantity: 3, previousQuantity: 2, status: "CONFIRMED" } },
    { type: "slot.sold_out" },
    { type: "booking.quantity_changed", data: { quantity: 1, previousQuantity: 3 } },
    { type: "slot.available" },
    { type: "booking.cancelled", data: { quantity: 1, releasedPlaces: 1 } },
  ]);
  const { items: entries } = await listAudit(ctx, { bookingId: id, limit: 100 });
  expect(entries.filter(({ action }) => action === "booking.quantity_changed")).toMatchObject([
    { actor: "public", before: { quantity: 2 }, after: { quantity: 3 } },
    { actor: DESK, before: { quantity: 3 }, after: { quantity: 1 } },
  ]);
});

describe("at once", () => {
  test("of many who want the last place one gets it", async () => {
    const slot = await makeSlot(ctx, 9);
    const holds = await Promise.all(Array.from({ length: 8 }, () => book(slot.id)));
    const codes = await Promise.all(holds.map(({ id }) => change(id, 2)));
    expect(codes.toSorted()).toEqual([...Array(7).fill("NO_SEAT"), "ok"]);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 9 });
  });

  test("with confirmations, cancellations, check-ins and bookings the counters stay exact", async () => {
    for (let round = 0; round < 5; round += 1) {
      const slot = await makeSlot(ctx, 8);
      const holds = await Promise.all([1, 2, 2].map((quantity) => book(slot.id, quantity)));
      const codes = await Promise.all(
        holds.flatMap(({ id }) => [
          change(id, 3),
          codeOf(confirmBooking(ctx, { id })),
          change(id, 1),
          codeOf(checkInBooking(ctx, { id, persons: 1 })),
          codeOf(cancelBooking(ctx, { id })),
          change(id, 4),
          codeOf(book(slot.id)),
        ]),
      );
      for (const code of codes) {
        expect([
          "ok",
          "NO_SEAT",
          "BUSY",
          "BOOKING_NOT_PENDING",
          "BOOKING_NOT_CONFIRMED",
          "BOOKING_CHECKED_IN",
        ]).toContain(code);
      }
    }
    expect(await brokenInvariants(ctx)).toEqual([]);
  });

  test("a locked slot is waited for only briefly", async () => {
    const hold = await book((await makeSlot(ctx, 5)).id, 2);
    const letGo = await holdSlotLock(ctx.db, hold.slotId);
    expect(await change(hold.id, 1)).toBe("BUSY");
    await letGo();
    expect(await slotOf(hold)).toMatchObject({ booked: 2 });
  });
});

test("the invariants find a quantity that no change gave, and more persons than places", async () => {
  const other = await createTestContext();
  try {
    const { id: slotId } = await makeSlot(other, 5);
    const { id } = await confirmBooking(other, await createBooking(other, { slotId, quantity: 3, customer }));
    await changeQuantity(other, { id, quantity: 2 });
    await checkInBooking(other, { id });
    const tooMany = sql`UPDATE bookings SET checked_in = 3 WHERE id = ${id}`;
    await expect(tooMany.execute(other.db)).rejects.toThrow("bookings_checked_in_check");
    await sql`ALTER TABLE bookings DROP CONSTRAINT bookings_checked_in_check`.execute(other.db);
    await tooMany.execute(other.db);
    await sql`UPDATE bookings SET quantity = 4 WHERE id = ${id}`.execute(other.db);
    await sql`UPDATE slots SET booked = 4 WHERE id = ${slotId}`.execute(other.db);
    expect((await brokenInvariants(other)).join()).toContain("4 places, but last changed to 2");
    await sql`UPDATE bookings SET quantity = 2 WHERE id = ${id}`.execute(other.db);
    await sql`UPDATE slots SET booked = 2 WHERE id = ${slotId}`.execute(other.db);
    expect((await brokenInvariants(other)).join()).toContain("3 checked in, 2 places");
  } finally {
    await other.close();
  }
});
