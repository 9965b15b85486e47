/// <reference lib="esnext.temporal" />
import type { PreviewedSlot, PreviewScheduleInput, Schedule, SchedulePreview } from "@holdfast/contract";
import { PREVIEW_MAX_SLOTS } from "@holdfast/contract";
import { readResource } from "../resources/index.ts";
import { type DbContext, newId } from "../shared/index.ts";
import { planSlots, rulesOf } from "./plan.ts";
import { getSchedule } from "./schedule.ts";
import { exclusiveTimes } from "./slots-of-schedule.ts";
import { daysUpTo, type SlotTimes, slotTimes } from "./times.ts";

/**
 * What a new schedule, or a changed one, would make in a time, by the functions that make its slots: without those of which
 * clocks skip a part, and without those that overlap others of an exclusive resource. It writes nothing.
 * @throws RESOURCE_NOT_FOUND; SCHEDULE_NOT_FOUND
 */
export async function previewSchedule(
  { db }: DbContext,
  { from, to, scheduleId, ...input }: PreviewScheduleInput,
): Promise<SchedulePreview> {
  await readResource(db, { id: input.resourceId });
  const changed = scheduleId === undefined ? undefined : await getSchedule({ db }, { id: scheduleId });
  const schedule = asSchedule(input, from, changed);
  const times = slotTimes(schedule, from, daysUpTo(schedule.timeZone, from, to)).filter(
    ({ startsAt }) => startsAt < to,
  );
  const others = await exclusiveTimes(db, { schedule, lockedAt: from });
  const { created } = planSlots(rulesOf(schedule, times, from), [], others);
  const items = created.slice(0, PREVIEW_MAX_SLOTS).map((slot) => toPreviewedSlot(slot, schedule.timeZone));
  return { items, total: created.length, overlapping: times.length - created.length };
}

/** The schedule that `createSchedule` would make, as if at this time; or the changed one, if these were its fields. */
function asSchedule(
  fields: Omit<PreviewScheduleInput, "from" | "to" | "scheduleId">,
  now: Date,
  changed: Schedule | undefined,
): Schedule {
  return {
    ...fields,
    id: changed?.id ?? newId(),
    holidays: changed?.holidays ?? [],
    endsOn: fields.endsOn ?? null,
    moreHours: fields.moreHours ?? [],
    cancelUntil: fields.cancelUntil ?? null,
    maxPerContact: fields.maxPerContact ?? null,
    bookableFromMinutes: fields.bookableFromMinutes ?? null,
    bookableUntilMinutes: fields.bookableUntilMinutes ?? null,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
  };
}

function toPreviewedSlot({ startsAt, endsAt }: SlotTimes, timeZone: string): PreviewedSlot {
  const local = (time: Date) =>
    Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(timeZone);
  const start = local(startsAt);
  const end = local(endsAt);
  const clock = (time: Temporal.ZonedDateTime) => time.toPlainDateTime().toString({ smallestUnit: "minute" });
  return {
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    localStart: clock(start),
    localEnd: clock(end),
    startOffset: start.offset,
    endOffset: end.offset,
  };
}
