import type { CreateBookingInput, Hold, HoldfastError } from "@holdfast/contract";
import { expiryOf, type HoldToWrite, type LockedSlot } from "../inventory/index.ts";
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

/** What holds repeat of their slot, and the database's clock under the slot's lock. */
export type HeldSlot = Pick<
  LockedSlot,
  "starts_at" | "ends_at" | "resource_id" | "resourceName" | "lockedAt" | "holdsEndBy"
>;

/** Returns a function that makes the holds of requests granted on a slot. */
export function holdsPlacedOn(slot: HeldSlot, holdSeconds: number): (request: HoldRequest) => Hold {
  const createdAt = slot.lockedAt.toISOString();
  const expiry = expiryOf(slot, holdSeconds);
  const expiresAt = expiry.toISOString();
  const expiresInSeconds = Math.floor((expiry.getTime() - slot.lockedAt.getTime()) / 1000);
  const startsAt = slot.starts_at.toISOString();
  const endsAt = slot.ends_at.toISOString();
  return ({ id, slotId, quantity, customer, token }) => ({
    id,
    slotId,
    startsAt,
    endsAt,
    resourceId: slot.resource_id,
    resourceName: slot.resourceName,
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
 * One result of `placeHolds`: the hold, its refusal (NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND, IDEMPOTENCY_KEY_IN_USE,
 * IDEMPOTENCY_MISMATCH), or SLOT_LOCKED.
 */
export type HoldResult = Hold | ReplayedHold | HoldfastError | typeof SLOT_LOCKED;

/** Whether a result of `placeHolds` is a hold that was placed. */
export const isHold = (answer: HoldResult): answer is Hold =>
  typeof answer === "object" && "createdAt" in answer;
