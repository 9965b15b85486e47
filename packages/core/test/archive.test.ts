import { describe, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  confirmBooking,
  createBooking,
  createSchedule,
  createSlot,
  createSlots,
  generateSlots,
  getSlot,
  getWaitlistEntry,
  joinWaitlist,
  listAudit,
  listResources,
  listSlots,
  rescheduleBooking,
  updateResource,
  updateSlot,
} from "../src/index.ts";
import { createCheckedContext } from "./checked-harness.ts";
import { codeOf, makeSlot, type TestContext } from "./harness.ts";
import { makeDaily, rowsOf, utcDay, utcTime } from "./schedule-harness.ts";

/* Doctors and shows that are archived, and bookings that staff move between them. */

const { ctx, staff } = await createCheckedContext();

const customer = { name: "Ann" };
const book = (slotId: string) => createBooking(ctx, { slotId, quantity: 1, customer });
const archive = (id: string, archived = true) => updateResource(staff, { id, archived });
const beside = (resourceId: string, hour: number) =>
  createSlot(ctx, {
    resourceId,
    capacity: 1,
    startsAt: new Date(`2031-12-25T${hour}:00:00Z`),
    endsAt: new Date(`2031-12-25T${hour + 1}:00:00Z`),
  });

test("staff move a booking to a colleague's slot, and customers do not", async () => {
  const [from, to, full] = [await makeSlot(ctx, 1), await makeSlot(ctx, 1), await makeSlot(ctx, 1)];
  await book(full.id);
  const { id } = await book(from.id);
  await confirmBooking(ctx, { id });
  const move = (context: TestContext, slotId: string) => codeOf(rescheduleBooking(context, { id, slotId }));
  expect(await move(ctx, to.id)).toBe("OTHER_RESOURCE");
  expect(await move(staff, full.id)).toBe("NO_SEAT");
  expect(await move(staff, to.id)).toBe("ok");
  expect((await getSlot(ctx, from)).booked).toBe(0);
  expect((await getSlot(ctx, to)).booked).toBe(1);
});

describe("an archived resource", () => {
  test("takes nothing new, and what is there goes on", async () => {
    const slot = await makeSlot(ctx, 1);
    const { resourceId } = slot;
    const hold = await book(slot.id);
    const other = await book((await makeSlot(ctx, 1)).id);
    const archived = await archive(resourceId);
    expect(archived.archivedAt).not.toBeNull();
    expect(await archive(resourceId)).toEqual(archived);
    const times = { startsAt: new Date("2032-01-01T10:00:00Z"), endsAt: new Date("2032-01-01T11:00:00Z") };
    const refusals = await Promise.all(
      [
        createSlot(staff, { resourceId, capacity: 1, ...times }),
        createSlots(staff, { resourceId, slots: [{ capacity: 1, ...times }] }),
        createSchedule(staff, {
          resourceId,
          rrule: "FREQ=DAILY",
          timeZone: "UTC",
          startsOn: "2032-01-01",
          opensAt: "09:00",
          closesAt: "10:00",
          slotMinutes: 60,
          gapMinutes: 0,
          leadMinutes: 0,
          capacity: 1,
          horizonDays: 1,
          exceptions: [],
        }),
        updateSlot(staff, { id: slot.id, closed: false }),
        joinWaitlist(ctx, { slotId: slot.id, quantity: 1, customer }),
        rescheduleBooking(staff, { id: other.id, slotId: slot.id }),
      ].map(codeOf),
    );
    expect(refusals).toEqual([...Array(4).fill("RESOURCE_ARCHIVED"), ...Array(2).fill("NOT_BOOKABLE")]);
    expect((await confirmBooking(ctx, hold)).status).toBe("CONFIRMED");
    await cancelBooking(ctx, hold);
    expect(await codeOf(book(slot.id))).toBe("NOT_BOOKABLE");
    expect((await listSlots(ctx, { resourceId, availableOnly: false, limit: 10 })).items).toHaveLength(1);
  });

  test("is left out of lists unless it is asked for", async () => {
    const { resourceId } = await makeSlot(ctx, 1);
    await archive(resourceId);
    const idsOf = async (archived?: boolean) => {
      const { items } = await listResources(ctx, { limit: 500, ...(archived && { archived }) });
      return items.map(({ id }) => id);
    };
    expect(await idsOf()).not.toContain(resourceId);
    expect(await idsOf(true)).toContain(resourceId);
  });

  test("opens again what it has closed and nothing else, and promotes who waits", async () => {
    const slot = await makeSlot(ctx, 1);
    const { resourceId } = slot;
    const byHand = await beside(resourceId, 12);
    await updateSlot(staff, { id: byHand.id, closed: true });
    const hold = await book(slot.id);
    const entry = await joinWaitlist(ctx, { slotId: slot.id, quantity: 1, customer });
    await archive(resourceId);
    await cancelBooking(ctx, hold);
    expect((await getWaitlistEntry(ctx, entry)).status).toBe("WAITING");
    expect((await archive(resourceId, false)).archivedAt).toBeNull();
    expect((await getWaitlistEntry(ctx, entry)).status).toBe("PROMOTED");
    expect((await getSlot(ctx, byHand)).closed).toBe(true);
    const { items } = await listAudit(ctx, { slotId: slot.id, limit: 50 });
    expect(items.filter(({ action }) => action === "slot.updated").map(({ after }) => after)).toEqual([
      { closed: true },
      { closed: false },
    ]);
  });

  test("has schedules that make nothing, and that go on afterwards", async () => {
    const schedule = await makeDaily(ctx, { startsOn: utcDay(1), horizonDays: 1 });
    const { resourceId } = schedule;
    await archive(resourceId);
    await generateSlots(ctx, schedule);
    const closed = await rowsOf(ctx, schedule);
    expect(closed.map((row) => [row.closed, row.overridden])).toEqual([
      [true, []],
      [true, []],
    ]);
    await ctx.db.updateTable("schedules").set({ horizon_days: 2 }).where("id", "=", schedule.id).execute();
    expect(await generateSlots(ctx, schedule)).toEqual({ slotsCreated: 0, slotsDeleted: 0 });
    await archive(resourceId, false);
    const lagging = await ctx.db
      .selectFrom("schedules")
      .select("followed_at")
      .where("id", "=", schedule.id)
      .execute();
    expect(lagging).toEqual([{ followed_at: null }]);
    expect(await generateSlots(ctx, schedule)).toEqual({ slotsCreated: 2, slotsDeleted: 0 });
    const open = await rowsOf(ctx, schedule);
    expect(open.map((row) => row.closed)).toEqual([false, false, false, false]);
    expect(open[0]?.starts_at).toEqual(utcTime(1, "09:00"));
  });

  test("is never open to a slot that is made, opened or booked at the same time", async () => {
    for (let round = 0; round < 5; round += 1) {
      const slot = await makeSlot(ctx, 10);
      const closed = await beside(slot.resourceId, 12);
      await updateSlot(staff, { id: closed.id, closed: true });
      const codes = await Promise.all([
        codeOf(archive(slot.resourceId)),
        ...[14, 16, 18].map((hour) => codeOf(beside(slot.resourceId, hour))),
        codeOf(updateSlot(staff, { id: closed.id, closed: false })),
        ...Array.from({ length: 5 }, () => codeOf(book(slot.id))),
      ]);
      expect(codes[0]).toBe("ok");
      expect(["ok", "RESOURCE_ARCHIVED", "NOT_BOOKABLE"]).toEqual(
        expect.arrayContaining([...new Set(codes)]),
      );
      expect(await codeOf(book(slot.id))).toBe("NOT_BOOKABLE");
    }
    expect(await brokenInvariants(ctx)).toEqual([]);
  });
});
