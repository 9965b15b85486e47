/// <reference lib="esnext.temporal" />
import type { Schedule, UpdateSlotInput } from "@holdfast/contract";
import type { SlotAspect, SlotsTable } from "@holdfast/db";
import fc from "fast-check";
import type { Selectable } from "kysely";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  createBooking,
  deleteSchedule,
  deleteSlot,
  expireHolds,
  generateSlots,
  getSchedule,
  importHolidays,
  joinWaitlist,
  removeHolidays,
  updateSlot,
} from "../src/index.ts";
import { codeOf, createTestContext, HOLD_SECONDS, passTime, type TestContext } from "./harness.ts";
import { changeSchedule, makeDaily, rowsOf, ruledTimes, utcDay, utcTime } from "./schedule-harness.ts";

/* Random histories of a schedule's slots: customers book, cancel and wait, holds expire, staff change slots
   by hand, and every field of the schedule changes. After each change its slots must be what the rules and
   the hands of staff say. */

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(() => ctx.close());

type Row = Selectable<SlotsTable>;
const MINUTE_MILLISECONDS = 60_000;

const which = fc.nat({ max: 20 });
const bound = fc.option(fc.integer({ min: 0, max: 3_000 }));
const optionalHours = fc.option(fc.integer({ min: 0, max: 100 }));
const scheduleChange = fc.oneof(
  fc.record({ rrule: fc.constantFrom("FREQ=DAILY", "FREQ=DAILY;INTERVAL=2", "FREQ=DAILY;COUNT=2") }),
  fc.record({ timeZone: fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kolkata") }),
  fc.record({ startsOn: fc.constantFrom(utcDay(1), utcDay(2)) }),
  fc.record({ opensAt: fc.constantFrom("08:45", "09:00", "09:15") }),
  fc.record({ closesAt: fc.constantFrom("10:15", "10:30", "11:00") }),
  fc.record({ moreHours: fc.subarray(["12:00-12:45", "14:00-15:00", "22:30-00:30"]) }),
  fc.record({ endsOn: fc.constantFrom(null, utcDay(2)) }),
  fc.record({ slotMinutes: fc.constantFrom(20, 30, 45) }),
  fc.record({ gapMinutes: fc.constantFrom(0, 15) }),
  fc.record({ capacity: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ leadMinutes: fc.constantFrom(0, 5_000) }),
  fc.record({ cancelUntil: optionalHours }),
  fc.record({ bookableFromMinutes: bound }),
  fc.record({ bookableUntilMinutes: bound }),
  fc.record({ horizonDays: fc.constantFrom(1, 3) }),
  fc.record({ exceptions: fc.subarray([1, 2, 3].map(utcDay)) }),
  fc.record({ holidays: fc.subarray([1, 2, 3].map(utcDay)) }),
);
const slotChange = fc.oneof(
  fc.record({ closed: fc.boolean() }),
  fc.record({ capacity: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ cancelUntil: optionalHours }),
  fc.record({ bookableFrom: fc.constantFrom(null, utcTime(-9, "00:00"), utcTime(3, "00:00")) }),
  fc.record({ bookableUntil: fc.constantFrom(null, utcTime(9, "00:00")) }),
  fc.record({ laterMinutes: fc.constantFrom(-45, 10, 300) }),
);
const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("book" as const), which, quantity: fc.constantFrom(1, 2) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("cancel" as const, "join" as const, "delete" as const),
      which,
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ do: "pass time" as const }, { do: "expire" as const }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("by hand" as const), which, change: slotChange }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("change" as const), change: scheduleChange }) },
);
type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never;

/** A change of a slot by hand; it may move both of its times. */
type HandChange = Partial<Omit<UpdateSlotInput, "id">> & { laterMinutes?: number };

/** The columns of each aspect that staff can set by hand. */
const COLUMNS: Partial<Record<SlotAspect, (keyof Row)[]>> = {
  times: ["starts_at", "ends_at"],
  capacity: ["capacity"],
  booking_window: ["bookable_from", "bookable_until"],
  cancel_until: ["cancel_until"],
};

/** No hours of a day begin before it. */
const NIGHT_END_HOUR = 8;

/** A change of the schedule's fields, or of its holidays. */
type Changed = Partial<Omit<Schedule, "holidays">> & { holidays?: string[] };

/** Imports a file of these days, or removes it where there is none; its slots are brought in line. */
async function changeHolidays({ id }: Schedule, days: readonly string[]): Promise<Schedule> {
  const file = { id, file: "file" };
  const events = days.flatMap((day) => [
    "BEGIN:VEVENT",
    `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`,
    "END:VEVENT",
  ]);
  const calendar = ["BEGIN:VCALENDAR", ...events, "END:VCALENDAR"].join("\r\n");
  await (days.length === 0 ? removeHolidays(ctx, file) : importHolidays(ctx, { ...file, calendar }));
  await generateSlots(ctx, { id });
  return getSchedule(ctx, { id });
}

/** A history of one schedule, and what staff did in it. */
class History {
  readonly bookings: string[] = [];
  /** What staff set by hand, by the slot's id. */
  readonly byHand = new Map<string, Partial<Row>>();
  /** The occurrences that staff deleted. */
  readonly deleted = new Set<number>();
  schedule: Schedule;

  constructor(schedule: Schedule) {
    this.schedule = schedule;
  }

  async run(step: Command): Promise<void> {
    if (step.do === "change") return this.#change(step.change);
    if (step.do === "pass time") return passTime(ctx.db, HOLD_SECONDS / 2);
    if (step.do === "expire") return expireHolds(ctx);
    const slots = (await rowsOf(ctx, this.schedule)).filter(({ deleted_at }) => !deleted_at);
    const slot = slots[step.which % Math.max(slots.length, 1)];
    if (!slot) return;
    if (step.do === "cancel") await this.#cancel(step.which);
    else if (step.do === "by hand") await this.#changeByHand(slot, step.change);
    else if (step.do === "delete") {
      if ((await codeOf(deleteSlot(ctx, slot))) === "ok") this.deleted.add(occurrenceOf(slot));
    } else {
      const quantity = step.do === "book" ? step.quantity : 1;
      const input = { slotId: slot.id, quantity, customer: { name: "Ann" } };
      if (step.do === "join") await codeOf(joinWaitlist(ctx, input));
      else await codeOf(createBooking(ctx, input).then(({ id }) => this.bookings.push(id)));
    }
  }

  async #cancel(index: number): Promise<void> {
    const id = this.bookings[index % Math.max(this.bookings.length, 1)];
    if (id) await codeOf(cancelBooking(ctx, { id }));
  }

  async #changeByHand(slot: Row, { laterMinutes = 0, ...fields }: HandChange): Promise<void> {
    const later = (time: Date) => new Date(time.getTime() + laterMinutes * MINUTE_MILLISECONDS);
    const times = laterMinutes ? { startsAt: later(slot.starts_at), endsAt: later(slot.ends_at) } : {};
    if ((await codeOf(updateSlot(ctx, { id: slot.id, ...fields, ...times }))) !== "ok") return;
    const after = await this.#row(slot.id);
    const set = this.byHand.get(slot.id) ?? {};
    for (const aspect of Object.values(COLUMNS)) {
      const isChanged = aspect.some((name) => JSON.stringify(slot[name]) !== JSON.stringify(after[name]));
      // A window that staff have set stays where it is; one of the schedule moves with its slot.
      const isMove = laterMinutes !== 0 && aspect.includes("bookable_from");
      if (isMove || !(isChanged || aspect.some((name) => name in set))) continue;
      for (const name of aspect) Object.assign(set, { [name]: after[name] });
    }
    if (fields.closed === true && !slot.closed) Object.assign(set, { closed: true });
    if (fields.closed === false) delete set.closed;
    this.byHand.set(slot.id, set);
  }

  async #row(id: string): Promise<Row> {
    return ctx.db.selectFrom("slots").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  }

  async #change({ holidays, ...change }: Changed): Promise<void> {
    const changing = holidays
      ? changeHolidays(this.schedule, holidays)
      : changeSchedule(ctx, { id: this.schedule.id, ...change });
    const code = await codeOf(changing);
    expect(["ok", "INVALID_INPUT"]).toContain(code); // a booking window that ends before it begins
    if (code !== "ok") return;
    this.schedule = await changing;
    await this.check();
  }

  /** What must be true after each change. */
  async check(): Promise<void> {
    await expireHolds(ctx); // so that `booked` counts live bookings alone
    const rows = (await rowsOf(ctx, this.schedule)).filter(({ schedule_id }) => schedule_id);
    const slots = rows.filter(({ deleted_at }) => !deleted_at);
    const now = new Date();
    const ends = new Map(
      ruledTimes(this.schedule, now).map((slot) => [slot.startsAt.getTime(), slot.endsAt]),
    );
    expect(new Set(rows.map(occurrenceOf)).size).toBe(rows.length);
    const holidays = this.schedule.holidays.flatMap(({ days }) => days.map(({ day }) => day));
    for (const start of ends.keys()) expect(holidays).not.toContain(this.#eveningDayOf(start));
    for (const slot of slots) {
      expect(this.deleted.has(occurrenceOf(slot))).toBe(false);
      if (slot.starts_at > now) this.#checkSlot(slot, ends);
    }
    for (const [startsAt, endsAt] of ends) {
      const isThere = slots.some((slot) => occurrenceOf(slot) === startsAt) || this.deleted.has(startsAt);
      const overlaps = slots.some((slot) => slot.starts_at < endsAt && slot.ends_at.getTime() > startsAt);
      expect(isThere || overlaps).toBe(true);
    }
    expect(await generateSlots(ctx, this.schedule)).toEqual({ slotsCreated: 0, slotsDeleted: 0 });
    expect((await rowsOf(ctx, this.schedule)).filter(({ schedule_id }) => schedule_id)).toEqual(rows);
  }

  /** The local day of an occurrence: of one past midnight, the day before. */
  #eveningDayOf(start: number): string {
    const local = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(this.schedule.timeZone);
    const { hour } = local;
    return local
      .toPlainDate()
      .subtract({ days: hour < NIGHT_END_HOUR ? 1 : 0 })
      .toString();
  }

  /** Deletes the schedule: what must be true then. */
  async end(): Promise<void> {
    const count = (await rowsOf(ctx, this.schedule)).filter(({ deleted_at }) => !deleted_at).length;
    const { slotsDeleted, slotsKept } = await deleteSchedule(ctx, this.schedule);
    expect(slotsDeleted + slotsKept).toBe(count);
    const left = (await rowsOf(ctx, this.schedule)).filter(({ deleted_at }) => !deleted_at);
    expect(left).toHaveLength(slotsKept);
    for (const slot of left.filter(({ starts_at }) => starts_at > new Date())) {
      expect(slot.closed || isOpenedByHand(slot)).toBe(true);
    }
    const { rows } = await sql`
      SELECT subject_id FROM audit WHERE action = 'slot.deleted' GROUP BY subject_id HAVING count(*) > 1`.execute(
      ctx.db,
    );
    expect(rows).toEqual([]);
  }

  #checkSlot(slot: Row, ends: ReadonlyMap<number, Date>): void {
    const set = this.byHand.get(slot.id) ?? {};
    const end = ends.get(occurrenceOf(slot));
    const isRuled = end && ("starts_at" in set || end.getTime() === slot.ends_at.getTime());
    if (!isRuled) {
      expect(slot.closed || isOpenedByHand(slot)).toBe(true);
      expect(slot.booked + slot.waiting > 0 || isOpenedByHand(slot)).toBe(true);
    } else expect(slot.closed).toBe(set.closed ?? false);
    const { capacity, cancelUntil, leadMinutes, bookableFromMinutes, bookableUntilMinutes } = this.schedule;
    const before = (minutes: number | null) =>
      minutes === null ? null : new Date(slot.starts_at.getTime() - minutes * MINUTE_MILLISECONDS);
    expect(slot).toMatchObject({
      capacity: Math.max(capacity, slot.booked),
      cancel_until: cancelUntil,
      lead_minutes: leadMinutes,
      bookable_from: before(bookableFromMinutes),
      bookable_until: before(bookableUntilMinutes),
      ...set,
    });
  }
}

const isOpenedByHand = ({ overridden, closed }: Row) => overridden.includes("closed") && !closed;
const occurrenceOf = ({ occurrence_at }: Row) => occurrence_at?.getTime() ?? 0;

test("after any history, a change leaves the slots as the rules say, and as staff have set them", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 6, maxLength: 18 }), async (commands) => {
      await sql`TRUNCATE schedules, slots, bookings, waitlist_entries CASCADE`.execute(ctx.db);
      const history = new History(await makeDaily(ctx, { closesAt: "10:30", capacity: 2 }));
      for (const step of commands) await history.run(step);
      await generateSlots(ctx, history.schedule);
      await history.check();
      await history.end();
      expect(await brokenInvariants(ctx)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
