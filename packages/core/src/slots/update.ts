import {
  bookingWindowIssue,
  HoldfastError,
  invalidInput,
  type Metadata,
  type Slot,
  slotTimesIssue,
  type UpdateSlotInput,
} from "@holdfast/contract";
import { sql } from "kysely";
import { recordUpdate } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import {
  holdsEndBy,
  isLive,
  type LockedSlot,
  releaseDownTo,
  soldOutBy,
  withLockedSlot,
} from "../inventory/index.ts";
import { requireActive } from "../resources/index.ts";
import {
  type Actor,
  givingExternalIds,
  isUniqueViolation,
  metadataColumns,
  nextVersion,
  type ReleaseContext,
  type ReplayOptions,
  type Trx,
  throwOverlap,
  type WriteContext,
  wireTime,
} from "../shared/index.ts";
import { besideSchedule, type SlotFields } from "./beside-schedule.ts";
import { clearAttendance } from "./clear-attendance.ts";
import { readSlot } from "./slot.ts";

/**
 * Changes the given fields of a slot, once per idempotency key. Closing it or narrowing its booking window
 * keeps out new bookings alone, and places that become free promote entries of its waitlist. Entries that
 * want more places than it has end. Where it starts at another time, no-shows are cleared. What staff set by
 * hand, its schedule leaves alone.
 * @returns the slot, with the entries promoted
 * @throws SLOT_NOT_FOUND; PRECONDITION_FAILED; INVALID_INPUT for times, or a booking window, that do not fit
 *   together, or a start that another slot of the same schedule has; CAPACITY_BELOW_BOOKED with the number of
 *   places booked; RESOURCE_ARCHIVED where it would open; SLOT_OVERLAP; EXTERNAL_ID_TAKEN; BOOKING_CHECKED_IN where it would start at another time,
 *   and customers have come; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function updateSlot(
  { db, actor, ...release }: WriteContext & ReleaseContext,
  request: UpdateSlotInput,
  options: ReplayOptions = {},
): Promise<Slot> {
  const { id, idempotencyKey: _ofRequest, ...input } = request;
  const change = async ({ db: trx }: EffectContext) => {
    const read = () => readSlot(trx, id);
    const subject = { action: "slot.updated", subjectId: id, slotId: id } as const;
    await withLockedSlot({ trx, ...release }, id, (locked) =>
      recordUpdate(trx, actor, subject, read, input, async (changes) => {
        if (changes.startsAt) await clearAttendance(trx, actor, id);
        return updateRow(trx, actor, locked, input, changes);
      }),
    );
    return read(); // after the promotion
  };
  return givingExternalIds(db, "slots", [input.externalId], () =>
    runIdempotentChange({ db, actor }, "slots.update", request, options, change, id),
  );
}

type ChangedFields = Omit<SlotFields, "metadata"> & { metadata?: Metadata };

async function updateRow(
  trx: Trx,
  actor: Actor,
  locked: LockedSlot,
  input: SlotFields,
  { metadata, externalId, ...differing }: ChangedFields,
): Promise<{ soldOut: boolean | undefined }> {
  const { changes, overridden } = await besideSchedule(trx, locked, input, differing);
  const startsAt = changes.startsAt ?? locked.starts_at;
  const endsAt = changes.endsAt ?? locked.ends_at;
  const { bookableFrom = locked.bookable_from, bookableUntil = locked.bookable_until } = changes;
  const capacity = changes.capacity ?? locked.capacity;
  const issue = slotTimesIssue(startsAt, endsAt) ?? bookingWindowIssue({ bookableFrom, bookableUntil });
  if (issue) throw invalidInput(issue.path, issue.message);
  if (changes.closed === false) await requireActive(trx, { id: locked.resource_id });
  const booked = await releaseDownTo(trx, locked, capacity);
  if (booked > capacity) {
    throw new HoldfastError("CAPACITY_BELOW_BOOKED", `${booked} places are booked on this slot`);
  }
  await trx
    .updateTable("slots")
    .set({
      starts_at: startsAt,
      ends_at: endsAt,
      capacity,
      closed: changes.closed,
      // Set by hand, it is no longer what closed it that opens it.
      ...(changes.closed !== undefined && { closed_by: null }),
      bookable_from: bookableFrom,
      bookable_until: bookableUntil,
      cancel_until: changes.cancelUntil,
      lead_minutes: changes.leadMinutes,
      max_per_contact: changes.maxPerContact,
      overridden,
      ...metadataColumns({ metadata, externalId }),
      updated_at: nextVersion("slots"),
    })
    .where("id", "=", locked.id)
    .execute()
    .catch(throwStartTaken)
    .catch(throwOverlap);
  if (changes.startsAt || changes.endsAt || changes.bookableUntil) await shortenHolds(trx, actor, locked.id);
  return { soldOut: soldOutBy({ booked, capacity, waiting: locked.waiting }, booked, locked.capacity) };
}

/** Holds of a locked slot expire by its end and by the end of its booking window, where these are still to come. */
async function shortenHolds(trx: Trx, actor: Actor, slotId: string): Promise<void> {
  const end = holdsEndBy(sql`clock_timestamp()`);
  await sql`
    WITH live AS MATERIALIZED (
      SELECT bookings.id, expires_at, ${end} AS ends_by FROM bookings JOIN slots ON slots.id = bookings.slot_id
      WHERE slots.id = ${slotId} AND ${isLive} AND ${end} BETWEEN clock_timestamp() AND bookings.expires_at
      ORDER BY bookings.id FOR UPDATE OF bookings
    ), shortened AS (
      UPDATE bookings SET expires_at = ends_by, updated_at = ${nextVersion("bookings")} FROM live
      WHERE bookings.id = live.id RETURNING bookings.id
    )
    INSERT INTO audit (actor, action, subject_id, slot_id, before, after)
    SELECT ${actor}, 'booking.shortened', id, ${slotId}, jsonb_build_object('expiresAt', ${wireTime(sql<Date>`expires_at`)}),
      jsonb_build_object('expiresAt', ${wireTime(sql<Date>`ends_by`)})
    FROM shortened JOIN live USING (id)`.execute(trx);
}

/** @throws INVALID_INPUT where another slot of the schedule has the same start; any other error as it is */
function throwStartTaken(error: unknown): never {
  if (isUniqueViolation(error) && !isUniqueViolation(error, "slots_external_id"))
    throw invalidInput("startsAt", "another slot of the same schedule begins then");
  throw error;
}
