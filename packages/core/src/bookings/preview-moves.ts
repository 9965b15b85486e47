import {
  HoldfastError,
  invalidInput,
  MOVED_MAX_BOOKINGS,
  type MovePreview,
  type PreviewMovesInput,
  SLOT_MAX_DAYS,
} from "@holdfast/contract";
import { sql } from "kysely";
import { isBookableAt, isLive, isNotDeleted, placesForStaff } from "../inventory/index.ts";
import { type OfKind, readResource } from "../resources/index.ts";
import type { Db, DbContext } from "../shared/index.ts";
import { type BookingToMove, planMoves, type Shift, type TargetSlot, targetDays } from "./plan-moves.ts";

/** Slots that a plan looks at for bookings. */
export const TARGETS_MAX_SLOTS = 5_000;

/** A time of a resource. */
interface Time {
  resourceId: string;
  from: Date;
  until: Date;
}

/** Whether the slot in a row of `slots` is in a time of a resource, or partly so. */
const isInTime = ({ resourceId, from, until }: Time) => sql<boolean>`(slots.resource_id = ${resourceId}
  AND slots.starts_at < ${until} AND slots.ends_at > ${from}
  AND slots.starts_at > ${from}::timestamptz - make_interval(hours => ${sql.lit(SLOT_MAX_DAYS * 24 + 1)}))`;

/**
 * Plans where the live bookings of a time of a resource could go, and changes nothing. Left out are no-shows, and bookings of
 * slots that have ended.
 * @returns the moves that fit as of now, which `moveBookings` takes, and who has none
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; RESOURCE_ARCHIVED where the target is; INVALID_INPUT where
 *   they would stay where they are
 */
export async function previewMoves(
  { db }: DbContext,
  input: OfKind<PreviewMovesInput>,
): Promise<MovePreview> {
  const { kind, resourceId, from, until, toResourceId = resourceId, shiftDays, timeZone } = input;
  const ofKind = kind && { kind };
  const source = await readResource(db, { id: resourceId, ...ofKind });
  if (toResourceId === resourceId && shiftDays === 0) {
    throw invalidInput("toResourceId", "must be another one, unless the days are shifted");
  }
  const target = await readResource(db, { id: toResourceId, ...ofKind });
  if (target.archivedAt !== null) throw new HoldfastError("RESOURCE_ARCHIVED");
  const shift: Shift = {
    fromZone: source.timeZone ?? timeZone,
    toZone: target.timeZone ?? timeZone,
    days: shiftDays,
  };
  const { bookings, remaining } = await readBookings(db, { resourceId, from, until });
  const [begin, end] = targetDays(from, until, shift);
  const targets = await readTargets(
    db,
    { resourceId: toResourceId, from: begin, until: end },
    { resourceId, from, until },
  );
  const plan = planMoves(bookings, targets, shift);
  return { fits: plan.unplaced.length === 0 && remaining === 0, ...plan, remaining };
}

/** The bookings that are to be moved, in the order of their slots' starts and then of their creation. */
async function readBookings(db: Db, time: Time): Promise<{ bookings: BookingToMove[]; remaining: number }> {
  const { rows } = await sql<BookingToMove & { total: number }>`
    SELECT bookings.id, customer_name AS "customerName", quantity, checked_in_at IS NOT NULL AS "isCheckedIn",
      slots.id AS "slotId", slots.starts_at AS "startsAt", slots.ends_at AS "endsAt",
      (count(*) OVER ())::integer AS total
    FROM slots JOIN bookings ON bookings.slot_id = slots.id
    WHERE ${isInTime(time)} AND ${isNotDeleted} AND slots.ends_at > statement_timestamp()
      AND (bookings.status = 'CONFIRMED' OR ${isLive}) AND no_show_at IS NULL
    ORDER BY slots.starts_at, bookings.created_at, bookings.id LIMIT ${MOVED_MAX_BOOKINGS}`.execute(db);
  const bookings = rows.map(({ total: _all, ...booking }) => booking);
  return { bookings, remaining: (rows[0]?.total ?? 0) - rows.length };
}

/**
 * The slots that can be booked in a time and have not begun, in the order of their starts.
 * @param cleared a time whose slots are no targets
 */
async function readTargets(db: Db, time: Time, cleared: Time): Promise<TargetSlot[]> {
  const now = sql<Date>`statement_timestamp()`;
  const { rows } = await sql<TargetSlot>`
    SELECT slots.id, slots.starts_at AS "startsAt", slots.ends_at AS "endsAt", ${placesForStaff} AS free
    FROM slots
    WHERE slots.resource_id = ${time.resourceId} AND slots.starts_at >= ${time.from} AND slots.starts_at < ${time.until}
      AND slots.starts_at > ${now} AND ${isBookableAt(now)} AND NOT ${isInTime(cleared)}
    ORDER BY slots.starts_at, slots.id LIMIT ${TARGETS_MAX_SLOTS}`.execute(db);
  return rows;
}
