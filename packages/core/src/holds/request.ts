import type { CreateBookingInput, Hold, HoldfastError } from "@holdfast/contract";
import { expiryOf, type HoldToWrite } from "../inventory/index.ts";
import { type Actor, type NewToken, newDerivedToken, newId, newToken, randomText } from "../shared/index.ts";

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
  const { idempotencyKey } = input;
  const token =
    idempotencyKey === undefined ? newToken() : newDerivedToken(idempotencyKey, id, salt ?? randomText());
  return { ...input, id, actor, token };
}

/** What makes the holds of requests that were granted under a lock taken then. */
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

/** The answer to a request that repeats an earlier one: the hold as it was answered then. */
export class ReplayedHold {
  readonly hold: Hold;

  constructor(hold: Hold) {
    this.hold = hold;
  }
}

/** The answer of `placeHolds` to requests for a slot that somebody else has locked, where it may not wait. */
export const SLOT_LOCKED = Symbol("slot locked");

/**
 * One answer of `placeHolds`: the hold, why there is none (NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND, trouble with the
 * idempotency key), or SLOT_LOCKED.
 */
export type HoldResult = Hold | ReplayedHold | HoldfastError | typeof SLOT_LOCKED;

/** Whether an answer of `placeHolds` is a hold that was placed. */
export const isHold = (answer: HoldResult): answer is Hold =>
  typeof answer === "object" && "createdAt" in answer;
