import {
  HoldfastError,
  type Holidays,
  type ListSchedulesInput,
  type Schedule,
  type SchedulePage,
} from "@holdfast/contract";
import type { SchedulesTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { type OfKind, readResource } from "../resources/index.ts";
import { type Db, type DbContext, readPage } from "../shared/index.ts";

/** The columns of a schedule. Days and times of day are text, because pg would convert them to the process's zone. */
export const scheduleColumns = [
  "schedules.id",
  "schedules.resource_id",
  "schedules.rrule",
  "schedules.time_zone",
  "schedules.slot_minutes",
  "schedules.gap_minutes",
  "schedules.capacity",
  "schedules.lead_minutes",
  "schedules.cancel_until",
  "schedules.max_per_contact",
  "schedules.bookable_from_minutes",
  "schedules.bookable_until_minutes",
  "schedules.horizon_days",
  "schedules.created_at",
  "schedules.updated_at",
  sql<string>`to_char(schedules.starts_on, 'YYYY-MM-DD')`.as("starts_on"),
  sql<string | null>`to_char(schedules.ends_on, 'YYYY-MM-DD')`.as("ends_on"),
  sql<string>`left(schedules.opens_at::text, 5)`.as("opens_at"),
  sql<string>`left(schedules.closes_at::text, 5)`.as("closes_at"),
  sql<string[]>`ARRAY(
    SELECT left(opens_at::text, 5) || '-' || left(closes_at::text, 5)
    FROM schedule_hours WHERE schedule_id = schedules.id ORDER BY opens_at
  )`.as("more_hours"),
  sql<string[]>`ARRAY(
    SELECT to_char(day, 'YYYY-MM-DD') FROM schedule_exceptions WHERE schedule_id = schedules.id ORDER BY day
  )`.as("exceptions"),
  sql<Holidays>`(
    SELECT coalesce(json_agg(json_build_object('file', file, 'days', days) ORDER BY file COLLATE "C"), '[]')
    FROM (
      SELECT file, json_agg(json_build_object('day', to_char(day, 'YYYY-MM-DD'), 'name', name) ORDER BY day) AS days
      FROM schedule_holidays WHERE schedule_id = schedules.id GROUP BY file
    ) AS files
  )`.as("holidays"),
] as const;

type ScheduleRow = Omit<Selectable<SchedulesTable>, "starts_on" | "ends_on" | "followed_at"> & {
  starts_on: string;
  ends_on: string | null;
  more_hours: string[];
  exceptions: string[];
  holidays: Holidays;
};

export const toSchedule = (row: ScheduleRow): Schedule => ({
  id: row.id,
  resourceId: row.resource_id,
  rrule: row.rrule,
  timeZone: row.time_zone,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  opensAt: row.opens_at,
  closesAt: row.closes_at,
  moreHours: row.more_hours,
  slotMinutes: row.slot_minutes,
  gapMinutes: row.gap_minutes,
  capacity: row.capacity,
  leadMinutes: row.lead_minutes,
  cancelUntil: row.cancel_until,
  maxPerContact: row.max_per_contact,
  bookableFromMinutes: row.bookable_from_minutes,
  bookableUntilMinutes: row.bookable_until_minutes,
  horizonDays: row.horizon_days,
  exceptions: row.exceptions,
  holidays: row.holidays,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

const selectSchedules = (db: Db) => db.selectFrom("schedules").select(scheduleColumns);

/** @throws SCHEDULE_NOT_FOUND */
export async function getSchedule({ db }: DbContext, input: { id: string }): Promise<Schedule> {
  const row = await selectSchedules(db).where("id", "=", input.id).executeTakeFirst();
  if (!row) throw new HoldfastError("SCHEDULE_NOT_FOUND");
  return toSchedule(row);
}

/** A schedule as the audit has it: of its holidays the days and their files. */
export async function readAudited(db: Db, id: string): Promise<AuditedSchedule> {
  const { holidays, ...schedule } = await getSchedule({ db }, { id });
  const days = holidays.flatMap(({ file, days: ofFile }) => ofFile.map(({ day }) => `${day} ${file}`));
  return { ...schedule, holidays: days.sort() };
}

export type AuditedSchedule = Omit<Schedule, "holidays"> & { holidays: string[] };

/**
 * Lists schedules in the order of their creation. A resource of a given kind must exist.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listSchedules(
  { db }: DbContext,
  input: OfKind<ListSchedulesInput>,
): Promise<SchedulePage> {
  if (input.kind && input.resourceId) await readResource(db, { id: input.resourceId, kind: input.kind });
  const schedules = selectSchedules(db);
  const { resourceId, updatedSince } = input;
  const wanted = resourceId ? schedules.where("resource_id", "=", resourceId) : schedules;
  const changed = updatedSince ? wanted.where("updated_at", ">=", updatedSince) : wanted;
  return readPage(changed, "id", input, toSchedule);
}
