import { type Hold, HoldfastError } from "@holdfast/contract";
import { type KeyedRequest, keyedRequest, lockKeys } from "../idempotency/index.ts";
import type { Trx } from "../shared/index.ts";
import { type HoldRequest, ReplayedHold } from "./request.ts";

/** The idempotency keys of a list of requests. */
interface Replays {
  /** Requests that place nothing, because their key has a record, or is in use at this moment. */
  replayed: Map<HoldRequest, ReplayedHold | HoldfastError>;
  /** All requests that came with a key: a granted one gets a record. */
  keyed: Map<HoldRequest, KeyedRequest>;
}

/** The keyed request of a hold; its payload is the caller's input alone. */
function keyedHold({ id: _ours, actor, token, ...input }: HoldRequest): KeyedRequest | undefined {
  return keyedRequest(actor, "bookings.create", input, token.salt);
}

/** Locks the idempotency keys of the requests for this transaction, and finds those that were used before. */
export async function findReplays(trx: Trx, requests: readonly HoldRequest[]): Promise<Replays> {
  const replays: Replays = { replayed: new Map(), keyed: new Map() };
  for (const request of requests) {
    const keyed = keyedHold(request);
    if (keyed) replays.keyed.set(request, keyed);
  }
  if (replays.keyed.size === 0) return replays;
  const outcomes = await lockKeys(trx, [...replays.keyed.values()]);
  for (const [index, request] of [...replays.keyed.keys()].entries()) {
    const outcome = outcomes[index];
    if (!outcome) continue;
    const isRefused = outcome instanceof HoldfastError;
    replays.replayed.set(request, isRefused ? outcome : new ReplayedHold(outcome.response as Hold));
  }
  return replays;
}

/** The responses to record: those of granted requests that came with an idempotency key. */
export const responsesToRecord = (
  keyed: ReadonlyMap<HoldRequest, KeyedRequest>,
  granted: readonly HoldRequest[],
  holds: readonly Hold[],
) =>
  granted.flatMap((request, index) => {
    const key = keyed.get(request);
    return key ? [{ ...key, response: holds[index] }] : [];
  });
