import type { CreateBookingInput, Hold, HoldfastError } from "@holdfast/contract";
import { expiryOf, type HoldToWrite, type LockedSlot } from "../inventory/index.ts";
import { type Actor, type NewToken, NO_METADATA, newId, newToken } from "../shared/index.ts";

/**
 * A booking that is asked for, and by whom, with the token and the id that it will have: asked twice, it can be
 * recognised.
 */
export type HoldRequest = HoldToWrite & { token: NewToken };

/** The input of a hold: what else a booking has is written behind it. */
type PlainBookingInput = Omit<CreateBookingInput, "attendees" | "answers" | "metadata" | "externalId">;

/**
 * Makes an input a request.
 * @param salt for the tokens of several bookings that one idempotency key asks for
 */
export function holdRequest(input: PlainBookingInput, actor: Actor, salt?: string): HoldRequest {
  const id = newId();
  return { ...input, id, actor, token: newToken(id, input.idempotencyKey, salt) };
}

/**
 * What holds repeat of their slot, the database's clock under the slot's lock, and when they must have expired. Times are in
 * milliseconds since 1970.
 */
export interface HeldSlot extends Record<"startsAt" | "endsAt" | "lockedAt", number> {
  resourceId: string;
  resourceName: string;
  holdsEndBy: number | null;
}

/** A locked slot, for the holds that were placed on it at a time. */
export const heldSlot = (slot: LockedSlot, placedAt: Date): HeldSlot => ({
  startsAt: slot.starts_at.getTime(),
  endsAt: slot.ends_at.getTime(),
  lockedAt: placedAt.getTime(),
  resourceId: slot.resource_id,
  resourceName: slot.resourceName,
  holdsEndBy: slot.holdsEndBy?.getTime() ?? null,
});

/** Times that are remembered as text; then all are forgotten. */
const REMEMBERED_MAX_TIMES = 10_000;
const texts = new Map<number, string>();

/** A time as responses have it. The bookings of a rush have few times, so each is written out once. */
function timeText(milliseconds: number): string {
  const known = texts.get(milliseconds);
  if (known !== undefined) return known;
  if (texts.size >= REMEMBERED_MAX_TIMES) texts.clear();
  const text = new Date(milliseconds).toISOString();
  texts.set(milliseconds, text);
  return text;
}

/**
 * Returns a function that makes the holds of requests granted on a slot.
 * @param orderId of the order that they belong to, if they do
 */
export function holdsPlacedOn(
  slot: HeldSlot,
  holdSeconds: number,
  orderId: string | null = null,
): (request: HoldRequest) => Hold {
  const createdAt = timeText(slot.lockedAt);
  const expiry = expiryOf(slot, holdSeconds);
  const expiresAt = timeText(expiry);
  const expiresInSeconds = Math.floor((expiry - slot.lockedAt) / 1000);
  const startsAt = timeText(slot.startsAt);
  const endsAt = timeText(slot.endsAt);
  return ({ id, slotId, quantity, customer, language, token }) => ({
    id,
    orderId,
    slotId,
    startsAt,
    endsAt,
    resourceId: slot.resourceId,
    resourceName: slot.resourceName,
    status: "PENDING",
    failureReason: null,
    quantity,
    customerName: customer.name,
    customerContact: customer.contact ?? null,
    language: language ?? null,
    mailProblem: null,
    checkedInAt: null,
    checkedIn: 0,
    checkedOut: 0,
    noShowAt: null,
    attendees: null,
    answers: null,
    metadata: NO_METADATA,
    externalId: null,
    expiresAt,
    createdAt,
    updatedAt: createdAt,
    expiresInSeconds,
    token: token.token,
  });
}

/** The result of a repeated request: the hold as the first response had it. */
export class ReplayedHold {
  readonly hold: Hold;

  constructor(hold: Hold) {
    this.hold = hold;
  }
}

/** The result for a slot that another transaction has locked, where `placeHolds` may not wait. */
export const SLOT_LOCKED = Symbol("slot locked");

/**
 * One result of `placeHolds`: the hold, its refusal (NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND, CONTACT_LIMIT,
 * CONTACT_REQUIRED, IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH), or SLOT_LOCKED.
 */
export type HoldResult = Hold | ReplayedHold | HoldfastError | typeof SLOT_LOCKED;

/** Whether a result of `placeHolds` is a hold that was placed. */
export const isHold = (answer: HoldResult): answer is Hold =>
  typeof answer === "object" && "createdAt" in answer;
