import type { CreateBookingInput, Hold, HoldfastError } from "@holdfast/contract";
import { expiryOf, type HoldToWrite } from "../inventory/index.ts";
import { type Actor, type NewToken, newId, newToken } from "../shared/index.ts";

/**
 * A booking that is asked for, and by whom, with the token and the id that it will have: asked twice, it can be
 * recognised.
 */
export type HoldRequest = HoldToWrite & { token: NewToken };

/**
 * Makes an input a request.
 * @param salt for the tokens of several bookings that one idempotency key asks for
 */
export function holdRequest(input: CreateBookingInput, actor: Actor, salt?: string): HoldRequest {
  const id = newId();
  return { ...input, id, actor, token: newToken(id, input.idempotencyKey, salt) };
}

/** Returns a function that makes the holds of requests granted under a lock of that time. */
export function holdsPlacedAt(lockedAt: Date, holdSeconds: number): (request: HoldRequest) => Hold {
  const createdAt = lockedAt.toISOString();
  const expiresAt = expiryOf(lockedAt, holdSeconds).toISOString();
  return ({ id, slotId, quantity, customer, token }) => ({
    id,
    slotId,
    status: "PENDING",
    failureReason: null,
    quantity,
    customerName: customer.name,
    customerContact: customer.contact ?? null,
    checkedInAt: null,
    noShowAt: null,
    expiresAt,
    createdAt,
    updatedAt: createdAt,
    expiresInSeconds: holdSeconds,
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
 * One result of `placeHolds`: the hold, its refusal (NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND, IDEMPOTENCY_KEY_IN_USE,
 * IDEMPOTENCY_MISMATCH), or SLOT_LOCKED.
 */
export type HoldResult = Hold | ReplayedHold | HoldfastError | typeof SLOT_LOCKED;

/** Whether a result of `placeHolds` is a hold that was placed. */
export const isHold = (answer: HoldResult): answer is Hold =>
  typeof answer === "object" && "createdAt" in answer;
