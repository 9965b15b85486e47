import { type Absence, type AbsencePage, HoldfastError, type ListAbsencesInput } from "@holdfast/contract";
import type { AbsencesTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { isExpired } from "../inventory/index.ts";
import { type OfKind, readResource } from "../resources/index.ts";
import { type Db, type DbContext, readPage } from "../shared/index.ts";

/** Whether the slot in a row of `slots` is of the resource, and in the time, of the absence in a row of `absences`. */
export const isInAbsence = sql<boolean>`(slots.resource_id = absences.resource_id AND slots.deleted_at IS NULL
  AND slots.starts_at < absences.ends_at AND slots.ends_at > absences.starts_at)`;

/** Whether a booking still has places. */
export const isStillBooked = sql<boolean>`(bookings.status IN ('PENDING', 'CONFIRMED') AND NOT (${isExpired}))`;

type AbsenceRow = Selectable<AbsencesTable> & { bookings: number; entries: number };

/** Absences with how many have to be told. */
const selectAbsences = (db: Db) =>
  db
    .selectFrom("absences")
    .selectAll()
    .select([
      sql<number>`(SELECT count(*)::integer FROM slots JOIN bookings ON bookings.slot_id = slots.id
        WHERE ${isInAbsence} AND ${isStillBooked})`.as("bookings"),
      sql<number>`(SELECT coalesce(sum(waiting), 0)::integer FROM slots WHERE ${isInAbsence})`.as("entries"),
    ]);

const toAbsence = (row: AbsenceRow): Absence => ({
  id: row.id,
  resourceId: row.resource_id,
  from: row.starts_at.toISOString(),
  until: row.ends_at.toISOString(),
  reason: row.reason,
  slotsClosed: row.slots_closed,
  bookings: row.bookings,
  entries: row.entries,
  endedAt: row.ended_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  // A process of the release before may have ended it, and did not say so here.
  updatedAt: new Date(Math.max(row.updated_at.getTime(), row.ended_at?.getTime() ?? 0)).toISOString(),
});

/** @throws ABSENCE_NOT_FOUND */
export async function getAbsence({ db }: DbContext, { id }: { id: string }): Promise<Absence> {
  const row = await selectAbsences(db).where("id", "=", id).executeTakeFirst();
  if (!row) throw new HoldfastError("ABSENCE_NOT_FOUND");
  return toAbsence(row);
}

/**
 * Lists the absences of a resource in the order in which they were created, ended ones too.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listAbsences(
  { db }: DbContext,
  input: OfKind<ListAbsencesInput>,
): Promise<AbsencePage> {
  const { kind, resourceId } = input;
  await readResource(db, { id: resourceId, ...(kind && { kind }) });
  return readPage(selectAbsences(db).where("resource_id", "=", resourceId), "id", input, toAbsence);
}
