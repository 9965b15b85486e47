import type { UpdateSlotInput } from "@holdfast/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  confirmBooking,
  deleteSlot,
  getBooking,
  getSlot,
  listBookings,
  listSlots,
  updateSlot,
} from "../src/index.ts";
import { makeSlots, outcome, takenWhereRoomy, warmQueue } from "./bookable-harness.ts";
import {
  createTestContext,
  HOLD_SECONDS,
  holdOf,
  makeSlot,
  outcomes,
  passTime,
  place,
  request,
  type TestContext,
  UNKNOWN_ID,
} from "./harness.ts";

/* Closed slots, slots outside their booking window, and deleted slots. */

const PAST = new Date("2001-01-01T00:00:00Z");
const FUTURE = new Date("2101-01-01T00:00:00Z");

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

describe("a slot that cannot be booked", () => {
  test.each<[string, Omit<UpdateSlotInput, "id">, string]>([
    ["closed", { closed: true }, "NOT_BOOKABLE"],
    ["before its window", { bookableFrom: FUTURE }, "NOT_BOOKABLE"],
    ["after its window", { bookableUntil: PAST }, "NOT_BOOKABLE"],
    ["closed inside its window", { closed: true, bookableFrom: PAST }, "NOT_BOOKABLE"],
    ["inside its window", { bookableFrom: PAST, bookableUntil: FUTURE }, "ok"],
    ["opened again", { closed: false, bookableFrom: null, bookableUntil: null }, "ok"],
  ])("%s", async (_name, changes, expected) => {
    const { id } = await makeSlot(ctx, 5);
    await updateSlot(ctx, { id, ...changes });
    const queue = await warmQueue(ctx);
    expect(await outcome(queue.place(request(id)))).toBe(expected);
    expect(outcomes(await place(ctx, [id]))).toEqual([expected === "ok" ? 1 : expected]);
    expect(await takenWhereRoomy(ctx, [id])).toEqual(expected === "ok" ? [id] : []);
    expect(await getSlot(ctx, { id })).toMatchObject({ booked: expected === "ok" ? 3 : 0 });
  });

  test("is refused alone, before it is full; an unknown or deleted slot is not found", async () => {
    const [open, closed, deleted] = [await makeSlot(ctx, 1), await makeSlot(ctx, 1), await makeSlot(ctx, 1)];
    await place(ctx, [closed.id]);
    await updateSlot(ctx, { id: closed.id, closed: true });
    await deleteSlot(ctx, deleted);
    const ids = [closed.id, open.id, deleted.id, UNKNOWN_ID, open.id];
    const results = await place(ctx, ...ids.map((id): [string] => [id]));
    const expected = ["NOT_BOOKABLE", 1, "SLOT_NOT_FOUND", "SLOT_NOT_FOUND", "NO_SEAT"];
    expect(outcomes(results)).toEqual(expected);
    const queue = await warmQueue(ctx);
    for (const id of [deleted.id, UNKNOWN_ID, deleted.id]) {
      expect(await outcome(queue.place(request(id)))).toBe("SLOT_NOT_FOUND");
    }
  });

  test("is bookable again after a change, though the queue remembers a refusal", async () => {
    const queue = await warmQueue(ctx);
    const { id } = await makeSlot(ctx, 1);
    const ask = () => outcome(queue.place(request(id)));
    expect([await ask(), await ask(), await ask()]).toEqual(["ok", "NO_SEAT", "NO_SEAT"]);
    await updateSlot(ctx, { id, closed: true });
    expect([await ask(), await ask()]).toEqual(["NOT_BOOKABLE", "NOT_BOOKABLE"]);
    await updateSlot(ctx, { id, closed: false });
    expect(await ask()).toBe("NO_SEAT");
    await passTime(ctx.db, HOLD_SECONDS);
    expect([await ask(), await ask()]).toEqual(["ok", "NO_SEAT"]);
    await passTime(ctx.db, HOLD_SECONDS);
    await deleteSlot(ctx, { id });
    expect([await ask(), await ask()]).toEqual(["SLOT_NOT_FOUND", "SLOT_NOT_FOUND"]);
  });

  test("keeps its bookings, which can be confirmed and cancelled", async () => {
    const { id } = await makeSlot(ctx, 2);
    const [first, second] = (await place(ctx, [id], [id])).map(holdOf);
    await updateSlot(ctx, { id, closed: true, bookableUntil: PAST });
    expect(await confirmBooking(ctx, { id: first?.id ?? "" })).toMatchObject({ status: "CONFIRMED" });
    expect(await cancelBooking(ctx, { id: second?.id ?? "" })).toMatchObject({ status: "CANCELLED" });
    expect(await getSlot(ctx, { id })).toMatchObject({ closed: true, booked: 1, available: 1 });
  });

  test("is left out of a list of available slots", async () => {
    const slotIds = await makeSlots(ctx, 1);
    const [open, closed, early, late, deleted] = slotIds;
    await updateSlot(ctx, { id: closed, closed: true });
    await updateSlot(ctx, { id: early, bookableFrom: FUTURE });
    await updateSlot(ctx, { id: late, bookableUntil: PAST });
    await deleteSlot(ctx, { id: deleted });
    const list = async (availableOnly: boolean) => {
      const { items } = await listSlots(ctx, { availableOnly, limit: 500 });
      return items.map(({ id }) => id).filter((id) => slotIds.includes(id));
    };
    expect(await list(true)).toEqual([open]);
    expect((await list(false)).toSorted()).toEqual([open, closed, early, late].toSorted());
  });
});

describe("updateSlot", () => {
  test("changes the given fields of the window; null removes one, and the window must end after it begins", async () => {
    const made = await makeSlot(ctx, 1);
    expect(made).toMatchObject({ closed: false, bookableFrom: null, bookableUntil: null });
    const { id } = made;
    const slot = { ...made, updatedAt: expect.any(String) };
    const from = { bookableFrom: FUTURE.toISOString() };
    expect(await updateSlot(ctx, { id, bookableFrom: FUTURE })).toEqual({ ...slot, ...from });
    for (const bookableUntil of [PAST, FUTURE]) {
      await expect(updateSlot(ctx, { id, bookableUntil })).rejects.toMatchObject({
        code: "INVALID_INPUT",
        issues: [{ path: "bookableUntil" }],
      });
    }
    expect(await updateSlot(ctx, { id, closed: true })).toEqual({ ...slot, ...from, closed: true });
    expect(await updateSlot(ctx, { id, bookableFrom: null })).toEqual({ ...slot, closed: true });
    expect(await updateSlot(ctx, { id, closed: false })).toEqual(slot);
  });
});

describe("deleteSlot", () => {
  test("deletes a slot without live bookings and keeps its bookings", async () => {
    const { id } = await makeSlot(ctx, 10);
    const [expired, cancelled, confirmed] = (await place(ctx, [id], [id], [id, 2])).map((result) => ({
      id: holdOf(result).id,
    }));
    if (!expired || !cancelled || !confirmed) throw new Error("not placed");
    const refusal = (live: number) => ({
      code: "SLOT_HAS_BOOKINGS",
      message: `Live holds and confirmed bookings on this slot: ${live}`,
    });
    await expect(deleteSlot(ctx, { id })).rejects.toMatchObject(refusal(3));
    await cancelBooking(ctx, cancelled);
    await confirmBooking(ctx, confirmed);
    await passTime(ctx.db, HOLD_SECONDS);
    await expect(deleteSlot(ctx, { id })).rejects.toMatchObject(refusal(1));
    await cancelBooking(ctx, confirmed);
    expect(await deleteSlot(ctx, { id })).toEqual({ id });

    const gone = { code: "SLOT_NOT_FOUND" };
    await expect(getSlot(ctx, { id })).rejects.toMatchObject(gone);
    await expect(updateSlot(ctx, { id, closed: false })).rejects.toMatchObject(gone);
    await expect(deleteSlot(ctx, { id })).rejects.toMatchObject(gone);
    await expect(deleteSlot(ctx, { id: UNKNOWN_ID })).rejects.toMatchObject(gone);
    expect(await getBooking(ctx, expired)).toMatchObject({ slotId: id, status: "FAILED" });
    expect((await listBookings(ctx, { slotId: id, limit: 50 })).items).toHaveLength(3);
    expect(await cancelBooking(ctx, confirmed)).toMatchObject({ status: "CANCELLED" });
    await expect(confirmBooking(ctx, expired)).rejects.toMatchObject({ code: "HOLD_EXPIRED" });
  });

  test("a deleted slot with a live booking breaks an invariant", async () => {
    const other = await createTestContext();
    try {
      const { id } = await makeSlot(other, 1);
      const [result] = await place(other, [id]);
      await cancelBooking(other, holdOf(result));
      await deleteSlot(other, { id });
      expect(await brokenInvariants(other)).toEqual([]);
      await sql`UPDATE bookings SET status = 'CONFIRMED' WHERE slot_id = ${id}`.execute(other.db);
      expect((await brokenInvariants(other)).join()).toContain("a deleted slot has no live bookings");
    } finally {
      await other.close();
    }
  });
});
