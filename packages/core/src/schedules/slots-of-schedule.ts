import type { Schedule } from "@holdfast/contract";
import { sql } from "kysely";
import { changedFields, writeAudit } from "../audit/index.ts";
import { expiredPlaces, soldOutBy } from "../inventory/index.ts";
import { type Actor, type Db, newId, nextVersion, type Trx, wireTime } from "../shared/index.ts";
import type { LockedSchedule } from "./lock.ts";
import { bookingWindow, type ScheduleSlot } from "./ruled-slot.ts";
import type { SlotTimes } from "./times.ts";

const selectSlots = (trx: Trx, scheduleId: string) =>
  trx
    .selectFrom("slots")
    .select([
      "id",
      "starts_at as startsAt",
      "ends_at as endsAt",
      "capacity",
      "waiting",
      "closed",
      "closed_by as closedBy",
      "bookable_from as bookableFrom",
      "bookable_until as bookableUntil",
      "cancel_until as cancelUntil",
      "lead_minutes as leadMinutes",
      "max_per_contact as maxPerContact",
      "overridden",
      sql<Date>`occurrence_at`.as("occurrenceAt"),
      sql<boolean>`deleted_at IS NOT NULL`.as("isDeleted"),
    ])
    .where("schedule_id", "=", scheduleId);

/** Reads the slots of a locked schedule that have not ended, or whose occurrence is still to come. */
export const slotsOfSchedule = (trx: Trx, { schedule, lockedAt }: LockedSchedule): Promise<ScheduleSlot[]> =>
  selectSlots(trx, schedule.id)
    .select(sql<number>`CASE WHEN booked > 0 THEN booked - ${expiredPlaces} ELSE 0 END`.as("booked"))
    .where((slot) => slot.or([slot("ends_at", ">", lockedAt), slot("occurrence_at", ">=", lockedAt)]))
    .execute();

/** Reads slots of a schedule again that are locked, and whose expired holds are released. */
export const lockedSlotsOfSchedule = (
  trx: Trx,
  { schedule }: LockedSchedule,
  slotIds: readonly string[],
): Promise<ScheduleSlot[]> =>
  selectSlots(trx, schedule.id)
    .select("booked")
    .where("id", "=", sql<string>`ANY(${slotIds}::uuid[])`)
    .execute();

/** Reads the times of the resource's other slots that no slot of the schedule may overlap: none unless it is exclusive. */
export const exclusiveTimes = (db: Db, { schedule, lockedAt }: LockedSchedule): Promise<SlotTimes[]> =>
  db
    .selectFrom("slots")
    .select(["starts_at as startsAt", "ends_at as endsAt"])
    .where("resource_id", "=", schedule.resourceId)
    .where("exclusive", "=", true)
    .where("schedule_id", "is distinct from", schedule.id)
    .where("deleted_at", "is", null)
    .where("ends_at", ">", lockedAt)
    .execute();

/** A time in which the resource has no slots that customers can book: an absence, or all time once it is archived. */
export interface AwayTimes extends SlotTimes {
  /** What closes its slots: the absence or the resource. */
  id: string;
}

/**
 * Reads the times in which the resource is away. A run locks the resource before it makes slots, so that whoever archives it, or
 * notes an absence, sees them.
 */
export async function awayTimes(
  trx: Trx,
  { schedule: { resourceId }, lockedAt }: LockedSchedule,
  { isLocking }: { isLocking: boolean },
): Promise<AwayTimes[]> {
  const resource = trx.selectFrom("resources").select("archived_at").where("id", "=", resourceId);
  const { archived_at } = await (isLocking ? resource.forShare() : resource).executeTakeFirstOrThrow();
  const absences = await trx
    .selectFrom("absences")
    .select(["id", "starts_at as startsAt", "ends_at as endsAt"])
    .where("resource_id", "=", resourceId)
    .where("ended_at", "is", null)
    .where("ends_at", ">", lockedAt)
    .orderBy("id")
    .execute();
  return archived_at ? [...absences, { id: resourceId, ...ALL_TIME }] : absences;
}

const ALL_TIME: SlotTimes = { startsAt: new Date(0), endsAt: new Date(8.64e15) };

/** Whether any booking or entry refers to a slot, in any status: neither is ever deleted, so the row must stay. */
const hasBookingsOrEntries = sql<boolean>`(
  EXISTS (SELECT FROM bookings WHERE bookings.slot_id = slots.id)
  OR EXISTS (SELECT FROM waitlist_entries WHERE waitlist_entries.slot_id = slots.id))`;

/**
 * Deletes locked slots without live bookings or waiting entries. A row that bookings refer to stays, but
 * leaves its schedule, which may then make the occurrence again.
 */
export async function deleteSlots(trx: Trx, actor: Actor, slotIds: readonly string[]): Promise<void> {
  if (slotIds.length === 0) return;
  const isOneOf = sql<boolean>`id = ANY(${slotIds}::uuid[])`;
  await trx.deleteFrom("slots").where(isOneOf).where(sql<boolean>`NOT ${hasBookingsOrEntries}`).execute();
  const now = sql<Date>`clock_timestamp()`;
  await trx
    .updateTable("slots")
    .set({ deleted_at: now, updated_at: nextVersion("slots"), schedule_id: null })
    .where(isOneOf)
    .execute();
  await writeAudit(
    trx,
    actor,
    slotIds.map((id) => ({ action: "slot.deleted", subjectId: id, slotId: id })),
  );
}

/** A change of a locked slot. */
export interface SlotChange {
  before: ScheduleSlot;
  after: ScheduleSlot;
}

/** Writes changes of locked slots; their starts and counters are not among them. */
export async function updateSlots(trx: Trx, actor: Actor, changes: readonly SlotChange[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    UPDATE slots SET ends_at = slot."endsAt", capacity = slot.capacity, closed = slot.closed, closed_by = slot."closedBy",
      bookable_from = slot."bookableFrom", bookable_until = slot."bookableUntil", cancel_until = slot."cancelUntil",
      lead_minutes = slot."leadMinutes", max_per_contact = slot."maxPerContact", overridden = slot.overridden,
      updated_at = ${nextVersion("slots")}
    FROM json_to_recordset(${JSON.stringify(changes.map(({ after }) => after))}::json) AS slot (
      id uuid, "endsAt" timestamptz, capacity integer, closed boolean, "closedBy" uuid, "bookableFrom" timestamptz,
      "bookableUntil" timestamptz, "cancelUntil" integer, "leadMinutes" integer, "maxPerContact" integer, overridden text[])
    WHERE slots.id = slot.id`.execute(trx);
  await writeAudit(
    trx,
    actor,
    changes.map(({ before, after }) => ({
      action: "slot.updated",
      subjectId: after.id,
      slotId: after.id,
      ...changedFields(audited(before), audited(after)),
      soldOut: soldOutBy(after, before.booked, before.capacity),
    })),
  );
}

/** The fields of a slot that the audit knows, as on the wire. */
const audited = ({
  endsAt,
  capacity,
  closed,
  bookableFrom,
  bookableUntil,
  cancelUntil,
  leadMinutes,
  maxPerContact,
}: ScheduleSlot) => ({
  endsAt: endsAt.toISOString(),
  capacity,
  closed,
  bookableFrom: bookableFrom?.toISOString() ?? null,
  bookableUntil: bookableUntil?.toISOString() ?? null,
  cancelUntil,
  leadMinutes,
  maxPerContact,
});

/**
 * Detaches the slots, which are locked, from their schedule: they become like slots made by hand.
 * @returns how many slots were detached; deleted ones are detached, too, but not counted
 */
export async function detachSlots(trx: Trx, scheduleId: string): Promise<number> {
  const detached = await trx
    .updateTable("slots")
    .set({ schedule_id: null })
    .where("schedule_id", "=", scheduleId)
    .returning("deleted_at")
    .execute();
  return detached.filter(({ deleted_at }) => deleted_at === null).length;
}

/**
 * Makes slots of a locked schedule, except where another has been made meanwhile.
 * @returns how many slots were made
 */
export async function insertSlots(
  trx: Trx,
  actor: Actor,
  { schedule, lockedAt }: LockedSchedule,
  times: readonly SlotTimes[],
): Promise<number> {
  if (times.length === 0) return 0;
  const { numAffectedRows } = await sql`
    WITH made AS (
      INSERT INTO slots (id, resource_id, schedule_id, capacity, cancel_until, lead_minutes, max_per_contact, created_at, updated_at,
        occurrence_at, starts_at, ends_at, bookable_from, bookable_until)
      SELECT id, ${schedule.resourceId}, ${schedule.id}, ${schedule.capacity}, ${schedule.cancelUntil},
        ${schedule.leadMinutes}, ${schedule.maxPerContact}::integer, ${lockedAt}::timestamptz, ${lockedAt}::timestamptz,
        "startsAt", "startsAt", "endsAt", "bookableFrom", "bookableUntil"
      FROM json_to_recordset(${JSON.stringify(times.map((time) => newSlot(schedule, time)))}::json) AS slot (
        id uuid, "startsAt" timestamptz, "endsAt" timestamptz, "bookableFrom" timestamptz, "bookableUntil" timestamptz)
      ON CONFLICT DO NOTHING RETURNING *
    )
    INSERT INTO audit (actor, action, subject_id, slot_id, after)
    SELECT ${actor}, 'slot.created', id, id, jsonb_build_object(
      'resourceId', resource_id, 'scheduleId', schedule_id, 'capacity', capacity,
      'startsAt', ${wireTime(sql`starts_at`)}, 'endsAt', ${wireTime(sql`ends_at`)},
      'bookableFrom', ${wireTime(sql`bookable_from`)}, 'bookableUntil', ${wireTime(sql`bookable_until`)},
      'cancelUntil', cancel_until, 'leadMinutes', lead_minutes, 'maxPerContact', max_per_contact)
    FROM made`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

const newSlot = (schedule: Schedule, times: SlotTimes) => ({
  id: newId(),
  ...times,
  ...bookingWindow(schedule, times.startsAt),
});
