import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import {
  cancelBooking,
  confirmBooking,
  createAbsence,
  createBooking,
  createResource,
  createSlot,
  endAbsence,
  generateSlots,
  getAbsence,
  getSlot,
  getWaitlistEntry,
  joinWaitlist,
  listAbsenceBookings,
  listAbsenceEntries,
  listAbsences,
  listAudit,
  listEvents,
  rescheduleBooking,
  updateResource,
  updateSchedule,
  updateSlot,
} from "../src/index.ts";
import { createCheckedContext } from "./checked-harness.ts";
import { codeOf, UNKNOWN_ID } from "./harness.ts";
import { DESK, settle } from "./history-harness.ts";
import { makeDaily, rowsOf, utcDay, utcTime } from "./schedule-harness.ts";

/* Times in which a doctor is away. */

const { ctx, staff } = await createCheckedContext();

const customer = { name: "Ann" };
const PAGE = { limit: 50 };
const at = (hour: number) => new Date(`2031-12-25T${String(hour).padStart(2, "0")}:00:00Z`);
const doctor = async () => (await createResource(ctx, { kind: "doctor", name: "Dr. Away" })).id;
const slotAt = (resourceId: string, hour: number, capacity = 1) =>
  createSlot(ctx, { resourceId, startsAt: at(hour), endsAt: at(hour + 1), capacity });
const book = (slotId: string) => createBooking(ctx, { slotId, quantity: 1, customer });
const away = (resourceId: string, from: number, until: number, reason?: string) =>
  createAbsence(staff, { resourceId, from: at(from), until: at(until), ...(reason && { reason }) });
const isClosed = async (id: string) => (await getSlot(ctx, { id })).closed;

describe("an absence", () => {
  test("closes the open slots in its time, and lists who has to be told", async () => {
    const resourceId = await doctor();
    const hours = [8, 9, 10, 11, 12];
    const slots = await Promise.all(hours.map((hour) => slotAt(resourceId, hour)));
    const [, nine, ten, eleven] = slots as [
      (typeof slots)[0],
      (typeof slots)[0],
      (typeof slots)[0],
      (typeof slots)[0],
    ];
    await updateSlot(staff, { id: eleven.id, closed: true });
    const confirmed = await confirmBooking(ctx, await book(nine.id));
    const held = await book(ten.id);
    await cancelBooking(ctx, await book((slots[0] as { id: string }).id));
    const entry = await joinWaitlist(ctx, { slotId: nine.id, quantity: 1, customer });
    const absence = await away(resourceId, 9, 12, "ill");
    expect(absence).toMatchObject({ slotsClosed: 2, bookings: 2, entries: 1, reason: "ill", endedAt: null });
    expect(await Promise.all(slots.map(({ id }) => isClosed(id)))).toEqual([false, true, true, true, false]);
    const told = async () =>
      (await listAbsenceBookings(ctx, { ...absence, ...PAGE })).items.map(({ id }) => id);
    expect(await told()).toEqual([confirmed.id, held.id]);
    const entries = await listAbsenceEntries(ctx, { ...absence, ...PAGE });
    expect(entries.items.map(({ id, position }) => [id, position])).toEqual([[entry.id, 1]]);

    await rescheduleBooking(staff, { id: confirmed.id, slotId: (slots[4] as { id: string }).id });
    expect(await told()).toEqual([held.id]);
    expect((await getWaitlistEntry(ctx, entry)).status).toBe("WAITING");
    expect((await listAbsences(ctx, { resourceId, ...PAGE })).items).toEqual([
      await getAbsence(ctx, absence),
    ]);
  });

  test("ends with what it has closed open again and nothing else, and promotes who waits", async () => {
    const resourceId = await doctor();
    const [one, byHand, opened] = await Promise.all([9, 10, 11].map((hour) => slotAt(resourceId, hour)));
    const [{ id }, other, third] = [one, byHand, opened] as { id: string }[] as [
      { id: string },
      { id: string },
      { id: string },
    ];
    await updateSlot(staff, { id: other.id, closed: true });
    const hold = await book(id);
    const entry = await joinWaitlist(ctx, { slotId: id, quantity: 1, customer });
    const absence = await away(resourceId, 9, 12);
    await updateSlot(staff, { id: third.id, closed: false });
    await updateSlot(staff, { id: third.id, closed: true });
    await cancelBooking(ctx, hold);
    const ended = await endAbsence(staff, absence);
    expect(ended.endedAt).not.toBeNull();
    expect(await endAbsence(staff, absence)).toEqual(ended);
    expect([await isClosed(id), await isClosed(other.id), await isClosed(third.id)]).toEqual([
      false,
      true,
      true,
    ]);
    expect((await getWaitlistEntry(ctx, entry)).status).toBe("PROMOTED");
    expect(await codeOf(endAbsence(staff, { id: UNKNOWN_ID }))).toBe("ABSENCE_NOT_FOUND");
  });

  test("that ends leaves to another one, or to an archived doctor, what these keep closed", async () => {
    const resourceId = await doctor();
    const [nine, ten] = [await slotAt(resourceId, 9), await slotAt(resourceId, 10)];
    const [first, second] = [await away(resourceId, 9, 11), await away(resourceId, 10, 12)];
    expect(second.slotsClosed).toBe(0);
    await endAbsence(staff, first);
    expect([await isClosed(nine.id), await isClosed(ten.id)]).toEqual([false, true]);
    await updateResource(staff, { id: resourceId, archived: true });
    await endAbsence(staff, second);
    expect([await isClosed(nine.id), await isClosed(ten.id)]).toEqual([true, true]);
    const third = await away(resourceId, 9, 10);
    await updateResource(staff, { id: resourceId, archived: false });
    expect([await isClosed(nine.id), await isClosed(ten.id)]).toEqual([true, false]);
    await endAbsence(staff, third);
    expect(await isClosed(nine.id)).toBe(false);
  });

  test("is told without its reason", async () => {
    const resourceId = await doctor();
    await slotAt(resourceId, 9);
    const absence = await away(resourceId, 9, 10, "a private reason");
    await endAbsence(staff, absence);
    await settle(ctx);
    const { items } = await listEvents(ctx, { resourceId, limit: 50 });
    const types = items.map(({ type }) => type);
    expect(types.slice(2)).toEqual(
      ["slot.closed", "absence.created", "absence.ended", "slot.reopened"].toSorted(
        (one, other) => types.indexOf(one as never) - types.indexOf(other as never),
      ),
    );
    const ended = items.find(({ type }) => type === "absence.ended");
    expect(ended?.data).toMatchObject({ resourceId, slotsClosed: 1, slotsReopened: 1 });
    expect(JSON.stringify(items)).not.toContain("private");
    const { rows } = { rows: await ctx.db.selectFrom("audit").selectAll().execute() };
    expect(JSON.stringify(rows)).not.toContain("private");
    const noted = await listAudit(ctx, { absenceId: absence.id, ...PAGE });
    expect(noted.items.map(({ action, actor }) => [action, actor])).toEqual([
      ["absence.created", DESK],
      ["absence.ended", DESK],
    ]);
  });
});

describe("schedules", () => {
  test("make no slots in its time, do not open those that it has closed, and go on afterwards", async () => {
    const schedule = await makeDaily(ctx, { startsOn: utcDay(1), horizonDays: 1 });
    const { resourceId } = schedule;
    const absence = await createAbsence(staff, {
      resourceId,
      from: utcTime(1, "09:30"),
      until: utcTime(2, "09:30"),
    });
    expect(absence.slotsClosed).toBe(1);
    const closedOf = async () => (await rowsOf(ctx, schedule)).map(({ closed }) => closed);
    await updateSchedule(ctx, { id: schedule.id, capacity: 2, horizonDays: 2 });
    expect(await generateSlots(ctx, schedule)).toEqual({ slotsCreated: 1, slotsDeleted: 0 });
    expect(await closedOf()).toEqual([false, true, false]);
    await endAbsence(staff, absence);
    expect(await generateSlots(ctx, schedule)).toEqual({ slotsCreated: 1, slotsDeleted: 0 });
    expect(await closedOf()).toEqual([false, false, false, false]);
    expect((await rowsOf(ctx, schedule)).map(({ overridden }) => overridden)).toEqual([[], [], [], []]);
  });

  test("make nothing open in it at the same time", async () => {
    for (let round = 0; round < 5; round += 1) {
      const schedule = await makeDaily(ctx, { startsOn: utcDay(1), horizonDays: 1 });
      await updateSchedule(ctx, { id: schedule.id, horizonDays: 3 });
      const { resourceId } = schedule;
      const [generated, created] = await Promise.all([
        codeOf(generateSlots(ctx, schedule)),
        codeOf(createAbsence(staff, { resourceId, from: utcTime(1, "00:00"), until: utcTime(4, "00:00") })),
      ]);
      expect([generated, created]).toEqual(["ok", "ok"]);
      const open = (await rowsOf(ctx, schedule)).filter(({ closed }) => !closed);
      expect(open.every(({ starts_at }) => starts_at >= utcTime(4, "00:00"))).toBe(true);
    }
  });
});

test("bookings and absences at once: nothing is booked once the absence is there", async () => {
  const resourceId = await doctor();
  const { id } = await slotAt(resourceId, 9, 50);
  const calls = Array.from({ length: 10 }, () => codeOf(book(id)));
  const absence = away(resourceId, 9, 10);
  const codes = await Promise.all(calls);
  expect(codes.every((code) => code === "ok" || code === "NOT_BOOKABLE")).toBe(true);
  const { bookings } = await absence;
  expect((await getAbsence(ctx, await absence)).bookings).toBe(bookings);
  expect(bookings).toBe(codes.filter((code) => code === "ok").length);
  expect(await codeOf(book(id))).toBe("NOT_BOOKABLE");
});

test("slots that a process of the release before has made in an absence are closed by the next run", async () => {
  const schedule = await makeDaily(ctx, { horizonDays: 3, capacity: 2 });
  const absence = await createAbsence(staff, {
    resourceId: schedule.resourceId,
    from: utcTime(2, "00:00"),
    until: utcTime(3, "00:00"),
  });
  const ofSecondDay = async () =>
    (await rowsOf(ctx, schedule)).filter(({ starts_at }) => starts_at.toISOString().startsWith(utcDay(2)));
  // It knows of no absence: its slots are open.
  await sql`UPDATE slots SET closed = false, closed_by = NULL WHERE schedule_id = ${schedule.id}`.execute(
    ctx.db,
  );
  const [first, second] = await ofSecondDay();
  await book(first?.id ?? "");
  await generateSlots(ctx, schedule);
  const closed = { closed: true, closed_by: absence.id };
  expect(await ofSecondDay()).toMatchObject([{ ...closed, booked: 1 }, closed]);
  await updateSlot(staff, { id: second?.id ?? "", closed: false });
  await generateSlots(ctx, schedule);
  expect(await ofSecondDay()).toMatchObject([closed, { closed: false, closed_by: null }]);
  await endAbsence(staff, absence);
  await generateSlots(ctx, schedule);
  expect(await ofSecondDay()).toMatchObject([{ closed: false, booked: 1 }, { closed: false }]);
});

test("slots that it has made for an archived doctor are closed, too", async () => {
  const schedule = await makeDaily(ctx, { horizonDays: 1 });
  await updateResource(staff, { id: schedule.resourceId, archived: true });
  await sql`UPDATE slots SET closed = false, closed_by = NULL WHERE schedule_id = ${schedule.id}`.execute(
    ctx.db,
  );
  await generateSlots(ctx, schedule);
  const closed = { closed: true, closed_by: schedule.resourceId };
  expect(await rowsOf(ctx, schedule)).toMatchObject([closed, closed]);
  await updateResource(staff, { id: schedule.resourceId, archived: false });
  expect(await rowsOf(ctx, schedule)).toMatchObject([{ closed: false }, { closed: false }]);
});
