import {
  type CreateBookingsInput,
  type Hold,
  HoldfastError,
  type Holds,
  type InputIssue,
  QUANTITY_MAX_PLACES,
} from "@holdfast/contract";
import type { HoldsContext } from "../holds/index.ts";
import { type Caller, type CreateOptions, newId } from "../shared/index.ts";
import { type NotedLine, placeNotedHolds } from "./place-noted.ts";

/**
 * Places holds on several slots, all or none; lines for the same slot are added up to one hold. Each has the metadata of the
 * call, and the external id, the names and the answers of its lines. With the same idempotency key, a repetition returns the first
 * response.
 * @returns an order: a hold per slot, in the order of the slots' first lines, and the token of all
 * @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND, CONTACT_LIMIT, CONTACT_REQUIRED for the first slot that refuses, named in the
 *   message; INVALID_INPUT where a slot's lines add up to more than 100 places, external ids do not fit, or names or answers are not
 *   asked for; EXTERNAL_ID_TAKEN; UNAUTHORIZED as
 *   `createBooking`; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; RATE_LIMITED as `createBooking`; BUSY
 */
export async function createBookings(
  ctx: HoldsContext & Caller,
  input: CreateBookingsInput,
  options: CreateOptions = {},
): Promise<Holds> {
  const orderId = newId();
  const call = { operation: "bookings.createMany", payload: input, orderId } as const;
  return placeNotedHolds(ctx, call, linesBySlot(input), options, (items) => {
    const [{ token }] = items as [Hold];
    return { orderId, token, items };
  });
}

/**
 * Adds up the lines of each slot.
 * @throws INVALID_INPUT where they are too many places, where two bookings would have one external id, or one booking two, or
 *   where two lines answer for one booking
 */
function linesBySlot({ lines, metadata }: CreateBookingsInput): NotedLine[] {
  const bySlot = new Map<string, NotedLine>();
  const slotOf = new Map<string, string>();
  for (const [index, { slotId, quantity, externalId, attendees, answers }] of lines.entries()) {
    const before = bySlot.get(slotId);
    const sum = (before?.quantity ?? 0) + quantity;
    if (sum > QUANTITY_MAX_PLACES) {
      const message = `the lines for a slot may add up to ${QUANTITY_MAX_PLACES} places`;
      throw refused({ path: `lines.${index}.quantity`, message });
    }
    const owner = externalId === undefined ? slotId : (slotOf.get(externalId) ?? slotId);
    const known = before?.externalId;
    if (owner !== slotId || (known !== undefined && externalId !== undefined && known !== externalId)) {
      const message = "one booking, of all lines for a slot, has one external id, and no other has it";
      throw refused({ path: `lines.${index}.externalId`, message });
    }
    if (externalId !== undefined) slotOf.set(externalId, slotId);
    if (answers && before?.answers) {
      const message = "the lines for a slot are one booking, which one of them answers for";
      throw refused({ path: `lines.${index}.answers`, message });
    }
    const names = [...(before?.attendees ?? []), ...(attendees ?? [])];
    bySlot.set(slotId, {
      slotId,
      quantity: sum,
      metadata,
      externalId: externalId ?? known,
      attendees: names.length > 0 ? names : undefined,
      answers: answers ?? before?.answers,
      at: before && !answers ? before.at : `lines.${index}.`,
    });
  }
  return [...bySlot.values()];
}

const refused = (issue: InputIssue) => new HoldfastError("INVALID_INPUT", issue.message, { issues: [issue] });
