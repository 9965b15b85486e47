/// <reference lib="esnext.temporal" />
import type { CreateScheduleInput, Schedule, UpdateScheduleInput } from "@holdfast/contract";
import { createResource, createSchedule, generateSlots, updateSchedule } from "../src/index.ts";
import { slotTimes } from "../src/schedules/times.ts";
import type { TestContext } from "./harness.ts";

/** The day so many days from now, in UTC. */
export const utcDay = (days: number) => Temporal.Now.plainDateISO("UTC").add({ days }).toString();

/** A time on that day. */
export const utcTime = (days: number, time: string) => new Date(`${utcDay(days)}T${time}:00Z`);

/**
 * A daily schedule of two slots of one place, from 09:00 to 10:00 in UTC, on the days from tomorrow on; its
 * slots are made.
 */
export async function makeDaily(
  ctx: TestContext,
  change: Partial<CreateScheduleInput> = {},
): Promise<Schedule> {
  const { id: resourceId } = await createResource(ctx, { kind: "doctor", name: "Dr. Daily" });
  const schedule = await createSchedule(ctx, {
    resourceId,
    rrule: "FREQ=DAILY",
    timeZone: "UTC",
    startsOn: utcDay(1),
    opensAt: "09:00",
    closesAt: "10:00",
    slotMinutes: 30,
    gapMinutes: 0,
    capacity: 1,
    leadMinutes: 0,
    horizonDays: 3,
    exceptions: [],
    ...change,
  });
  await generateSlots(ctx, schedule);
  return schedule;
}

/** Changes a schedule, and brings its slots in line. */
export async function changeSchedule(ctx: TestContext, input: UpdateScheduleInput): Promise<Schedule> {
  const schedule = await updateSchedule(ctx, input);
  await generateSlots(ctx, schedule);
  return schedule;
}

/** The rows of a schedule's slots, and those of its resource that have left it, by start; deleted ones too. */
export const rowsOf = (ctx: TestContext, { resourceId }: Schedule) =>
  ctx.db
    .selectFrom("slots")
    .selectAll()
    .where("resource_id", "=", resourceId)
    .orderBy("starts_at")
    .orderBy("id")
    .execute();

/** The times that the rules of a schedule make from now on. */
export const ruledTimes = (schedule: Schedule, now = new Date()) =>
  slotTimes(schedule, now, schedule.horizonDays);

/** The slot that starts then; fails the test where there is none that is not deleted. */
export async function slotAt(ctx: TestContext, schedule: Schedule, startsAt: Date) {
  const rows = await rowsOf(ctx, schedule);
  const row = rows.find((slot) => !slot.deleted_at && slot.starts_at.getTime() === startsAt.getTime());
  if (!row) throw new Error(`no slot starts at ${startsAt.toISOString()}`);
  return row;
}
