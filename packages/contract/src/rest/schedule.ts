import { z } from "zod";
import { id, utcTime } from "../common.ts";
import { checkSchedule, SCHEDULE_DEFAULTS, scheduleFields } from "../schedule.ts";
import { snakeName } from "./names.ts";

/* REST's names for a schedule: the same fields in snake_case. */

const fields = {
  rrule: scheduleFields.rrule,
  time_zone: scheduleFields.timeZone,
  starts_on: scheduleFields.startsOn,
  opens_at: scheduleFields.opensAt,
  closes_at: scheduleFields.closesAt,
  slot_minutes: scheduleFields.slotMinutes,
  gap_minutes: scheduleFields.gapMinutes,
  capacity: scheduleFields.capacity,
  lead_minutes: scheduleFields.leadMinutes,
  horizon_days: scheduleFields.horizonDays,
  exceptions: scheduleFields.exceptions,
};

export const restScheduleInput = z
  .strictObject({
    ...fields,
    gap_minutes: fields.gap_minutes.default(SCHEDULE_DEFAULTS.gapMinutes),
    lead_minutes: fields.lead_minutes.default(SCHEDULE_DEFAULTS.leadMinutes),
    horizon_days: fields.horizon_days.default(SCHEDULE_DEFAULTS.horizonDays),
    exceptions: fields.exceptions.default(SCHEDULE_DEFAULTS.exceptions),
  })
  .transform(camelCase)
  .superRefine(checkSchedule(snakeName));

/** Fields left out stay as they are; `exceptions` replaces the whole list. */
export const restUpdateScheduleInput = z.strictObject(z.object(fields).partial().shape).transform(camelCase);

export const restSchedule = z
  .object({
    id,
    resource_id: id,
    rrule: z.string(),
    time_zone: z.string(),
    starts_on: z.string(),
    opens_at: z.string(),
    closes_at: z.string(),
    slot_minutes: z.int(),
    gap_minutes: z.int(),
    capacity: z.int(),
    lead_minutes: z.int(),
    horizon_days: z.int(),
    exceptions: z.array(z.string()),
    created_at: utcTime,
    updated_at: utcTime,
  })
  .meta({ id: "Schedule" });

export const restDeletedSchedule = z
  .object({ id, slots_deleted: z.int(), slots_kept: z.int() })
  .meta({ id: "DeletedSchedule" });

type CamelCase<Text extends string> = Text extends `${infer First}_${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Text;

/** The same fields under camelCase names. */
function camelCase<Fields extends object>(
  input: Fields,
): { [Name in keyof Fields & string as CamelCase<Name>]: Fields[Name] } {
  const renamed: Record<string, unknown> = {};
  for (const name in input) {
    renamed[name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())] = input[name];
  }
  return renamed as ReturnType<typeof camelCase<Fields>>;
}
