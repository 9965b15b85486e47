import {
  ERRORS,
  type ErrorCode,
  HoldfastError,
  type InputIssue,
  type MoveBookingsInput,
  type MovedBookings,
} from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import type { HoldsContext, TransactionContext } from "../holds/index.ts";
import { keyedChange, runIdempotentWithin } from "../idempotency/index.ts";
import {
  addBookedToAll,
  freePlaces,
  type LockedSlot,
  readContactShares,
  withLockedSlots,
} from "../inventory/index.ts";
import { type OfKind, readResource } from "../resources/index.ts";
import { type Actor, type Db, nextVersion, type ReplayOptions, type Trx } from "../shared/index.ts";
import { type LockedBooking, lockBookings } from "./booking.ts";
import { movedTo } from "./moved.ts";

/** A booking under its lock, the locked slot that it moves to, and its place in the request. */
interface Move {
  index: number;
  id: string;
  booking: LockedBooking;
  slot: LockedSlot;
}

/** What the request asks for, as the locks show it. */
interface Sorted {
  moves: Move[];
  unchanged: string[];
  issues: InputIssue[];
}

/**
 * Moves bookings of a time of a resource, each to the slot that is named for it: all or none, in one transaction, and once per
 * idempotency key. It is for staff alone, and writes what `rescheduleBooking` would write for each. Bookings that are no longer
 * live, or on their slot already, are left alone.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; MOVES_REFUSED with an issue for each booking that cannot be
 *   moved; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY where a slot stays locked
 */
export async function moveBookings(
  { db, holds, holdLimits, actor }: HoldsContext,
  input: OfKind<MoveBookingsInput>,
  { onReplay }: ReplayOptions = {},
): Promise<MovedBookings> {
  const { kind, resourceId } = input;
  await readResource(db, { id: resourceId, ...(kind && { kind }) });
  const slotIds = await slotsToLock(db, input);
  const request = keyedChange(actor, "bookings.moveMany", input);
  let isReplay = false;
  const options = {
    onReplay: () => {
      isReplay = true;
      onReplay?.();
    },
  };
  const result = await holds.transact(slotIds[0] as string, (ctx) =>
    runIdempotentWithin(ctx.trx, request, options, () =>
      withLockedSlots(ctx, slotIds, (slots) => move(ctx, actor, slots, input)),
    ),
  );
  // Wherever the bookings of a replay are by now, they are counted there.
  if (!isReplay) for (const { bookingId, slotId } of result.moved) holdLimits?.isOn(bookingId, slotId);
  return result;
}

/** The slots that the bookings are on, and those that they are to get, in the order of their ids. */
async function slotsToLock(db: Db, { moves }: MoveBookingsInput): Promise<string[]> {
  const ids = moves.map(({ bookingId }) => bookingId);
  const rows = await db
    .selectFrom("bookings")
    .select("slot_id")
    .distinct()
    .where("id", "=", sql<string>`ANY(${ids}::uuid[])`)
    .execute();
  return [...new Set([...rows.map((row) => row.slot_id), ...moves.map(({ slotId }) => slotId)])].sort();
}

async function move(
  { trx }: TransactionContext,
  actor: Actor,
  slots: readonly LockedSlot[],
  input: MoveBookingsInput,
): Promise<MovedBookings> {
  const bookings = await lockBookings(
    trx,
    input.moves.map(({ bookingId }) => bookingId),
  );
  const { moves, unchanged, issues } = sort(input, bookings, new Map(slots.map((slot) => [slot.id, slot])));
  const refused = [...issues, ...(await withoutRoom(trx, actor, moves))];
  if (refused.length > 0) {
    const detail = `${refused.length} of ${input.moves.length} bookings cannot be moved: none was`;
    throw new HoldfastError("MOVES_REFUSED", detail, { issues: refused.sort(byPlace) });
  }
  await writeMoves(trx, actor, moves);
  const moved = moves.map(({ id, booking, slot }) => ({
    bookingId: id,
    previousSlotId: booking.slot_id,
    slotId: slot.id,
  }));
  return { moved, unchanged };
}

const placeOf = ({ path }: InputIssue) => Number(path.split(".")[1]);
const byPlace = (one: InputIssue, other: InputIssue) => placeOf(one) - placeOf(other);

const refusal = (
  index: number,
  field: "bookingId" | "slotId",
  code: ErrorCode,
  message: string = ERRORS[code].title,
): InputIssue => ({ path: `moves.${index}.${field}`, message, code });

/** Sorts what can be moved, as far as there are places, from what need not be moved and what cannot be. */
function sort(
  { resourceId, from, until, moves }: MoveBookingsInput,
  bookings: ReadonlyMap<string, LockedBooking>,
  slots: ReadonlyMap<string, LockedSlot>,
): Sorted {
  const isCleared = (slot: LockedSlot) =>
    slot.resource_id === resourceId && slot.starts_at < until && slot.ends_at > from;
  const sorted: Sorted = { moves: [], unchanged: [], issues: [] };
  for (const [index, { bookingId: id, slotId }] of moves.entries()) {
    const booking = bookings.get(id);
    const refuse = (...fault: [field: "bookingId" | "slotId", code: ErrorCode, message?: string]) =>
      sorted.issues.push(refusal(index, ...fault));
    if (!booking) {
      refuse("bookingId", "BOOKING_NOT_FOUND");
      continue;
    }
    if (!booking.isLive || booking.slot_id === slotId) {
      sorted.unchanged.push(id);
      continue;
    }
    const before = slots.get(booking.slot_id);
    const slot = slots.get(slotId);
    if (!before || !isCleared(before)) {
      refuse("bookingId", "PRECONDITION_FAILED", "is not in the time that is cleared, or not any more");
    } else if (booking.checked_in_at) refuse("bookingId", "BOOKING_CHECKED_IN");
    else if (!slot || slot.deleted_at) refuse("slotId", "SLOT_NOT_FOUND");
    else if (isCleared(slot)) refuse("slotId", "INVALID_INPUT", "must not be in the time that is cleared");
    else if (!slot.isBookable) refuse("slotId", "NOT_BOOKABLE");
    else sorted.moves.push({ index, id, booking, slot });
  }
  return sorted;
}

/** Those of the moves for which their slots have too few places; unless staff move them, also those whose contact may not have so many. */
async function withoutRoom(trx: Trx, actor: Actor, moves: readonly Move[]): Promise<InputIssue[]> {
  const issues: InputIssue[] = [];
  const fitting: Move[] = [];
  for (const ofSlot of Map.groupBy(moves, ({ slot }) => slot).entries()) {
    const [slot, wanted] = ofSlot;
    let free = await freePlaces(trx, slot, placesOf(wanted));
    for (const move of wanted) {
      const { index, booking } = move;
      if (booking.quantity > free) issues.push(refusal(index, "slotId", "NO_SEAT"));
      else {
        free -= booking.quantity;
        fitting.push(move);
      }
    }
  }
  const claimOf = ({ slot, booking: { quantity, customer_contact: contact } }: Move) => {
    return { slotId: slot.id, quantity, customer: { contact }, actor };
  };
  const slots = [...new Set(fitting.map(({ slot }) => slot))];
  const shares = await readContactShares(trx, slots, fitting.map(claimOf));
  for (const move of fitting) {
    const refused = shares.refusalOf(claimOf(move));
    if (refused) issues.push(refusal(move.index, "slotId", refused.code, refused.message));
    else shares.add(claimOf(move));
  }
  return issues;
}

const placesOf = (moves: readonly Move[]) => moves.reduce((sum, { booking }) => sum + booking.quantity, 0);

/** Writes the counters of the slots, the bookings and their audit, in a statement each. */
async function writeMoves(trx: Trx, actor: Actor, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const places = new Map<string, number>();
  const add = (slotId: string, more: number) => places.set(slotId, (places.get(slotId) ?? 0) + more);
  for (const { booking, slot } of moves) {
    add(booking.slot_id, -booking.quantity);
    add(slot.id, booking.quantity);
  }
  const soldOut = await addBookedToAll(trx, places);
  const changes = moves.map(({ id, booking, slot }) => ({ id, ...movedTo(id, booking, slot) }));
  const entries = changes.flatMap((change) => change.entries);
  const firstOfSlot = new Map(entries.toReversed().map((entry) => [entry.slotId, entry]));
  await writeAudit(
    trx,
    actor,
    entries.map((entry) => ({
      ...entry,
      // One entry of several tells of the slot.
      ...(firstOfSlot.get(entry.slotId) === entry && { soldOut: soldOut.get(entry.slotId) }),
    })),
  );
  const ids = changes.map(({ id }) => id);
  const rows = changes.map(({ id, columns }) => ({ id, ...columns }));
  await sql`
    UPDATE bookings SET slot_id = moved.slot_id, no_show_at = NULL,
      expires_at = coalesce(moved.expires_at, bookings.expires_at), updated_at = ${nextVersion("bookings")}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS moved (id uuid, slot_id uuid, expires_at timestamptz)
    WHERE bookings.id = ANY(${ids}::uuid[]) AND bookings.id = moved.id`.execute(trx);
}
