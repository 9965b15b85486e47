import {
  bookingWindowIssue,
  HoldfastError,
  invalidInput,
  type Slot,
  slotTimesIssue,
  type UpdateSlotInput,
} from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import { sql, type Transaction } from "kysely";
import { recordUpdate } from "../audit/index.ts";
import { lockingTransaction } from "../concurrency/index.ts";
import { type LockedSlot, releaseDownTo, withLockedSlot } from "../inventory/index.ts";
import { isUniqueViolation, type ReleaseContext, throwOverlap, type WriteContext } from "../shared/index.ts";
import { besideSchedule, type SlotFields } from "./beside-schedule.ts";
import { getSlot } from "./slot.ts";

/**
 * Changes the given fields of a slot. Closing it or narrowing its booking window keeps out new bookings alone, and
 * places that become free promote entries of its waitlist. What staff set by hand, its schedule leaves alone.
 * @returns the slot, with the entries promoted
 * @throws SLOT_NOT_FOUND; INVALID_INPUT for times, or a booking window, that do not fit together, or a start that
 *   another slot of the same schedule has;
 *   CAPACITY_BELOW_BOOKED with the number of places booked
 */
export async function updateSlot(
  { db, actor, ...release }: WriteContext & ReleaseContext,
  { id, ...input }: UpdateSlotInput,
): Promise<Slot> {
  return lockingTransaction(db, id, async (trx) => {
    const read = () => getSlot({ db: trx }, { id });
    const subject = { action: "slot.updated", subjectId: id, slotId: id } as const;
    await withLockedSlot({ trx, ...release }, id, (locked) =>
      recordUpdate(trx, actor, subject, read, input, (changes) => updateRow(trx, locked, input, changes)),
    );
    return read(); // after the promotion
  });
}

async function updateRow(
  trx: Transaction<Database>,
  locked: LockedSlot,
  input: SlotFields,
  differing: SlotFields,
): Promise<void> {
  const { changes, overridden } = await besideSchedule(trx, locked, input, differing);
  const startsAt = changes.startsAt ?? locked.starts_at;
  const endsAt = changes.endsAt ?? locked.ends_at;
  const { bookableFrom = locked.bookable_from, bookableUntil = locked.bookable_until } = changes;
  const capacity = changes.capacity ?? locked.capacity;
  const issue = slotTimesIssue(startsAt, endsAt) ?? bookingWindowIssue({ bookableFrom, bookableUntil });
  if (issue) throw invalidInput(issue.path, issue.message);
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
      closed: changes.closed ?? locked.closed,
      bookable_from: bookableFrom,
      bookable_until: bookableUntil,
      ...(changes.cancelUntil === undefined ? {} : { cancel_until: changes.cancelUntil }),
      overridden,
      updated_at: sql<Date>`clock_timestamp()`,
    })
    .where("id", "=", locked.id)
    .execute()
    .catch(throwStartTaken)
    .catch(throwOverlap);
}

/** @throws INVALID_INPUT where another slot of the schedule has the same start; any other error as it is */
function throwStartTaken(error: unknown): never {
  if (isUniqueViolation(error))
    throw invalidInput("startsAt", "another slot of the same schedule begins then");
  throw error;
}
