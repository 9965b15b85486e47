import { type Hold, HoldfastError } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import type { Transaction } from "kysely";
import type { HoldRequest } from "./hold-request.ts";
import { type Claim, claimKeys, claimOf, keyMismatch } from "./receipts.ts";

/** The answer to a request that repeats an earlier one: the hold as it was answered then. */
export class ReplayedHold {
  readonly hold: Hold;

  constructor(hold: Hold) {
    this.hold = hold;
  }
}

/** Requests of one list that place nothing, because their idempotency key has been used before. */
export interface Repeats {
  /** By a receipt, by somebody else at this moment, or for something else: the answer is known. */
  known: Map<HoldRequest, ReplayedHold | HoldfastError>;
  /** By an equal request before it in the list: its answer is the answer of that one. */
  sameAs: Map<HoldRequest, HoldRequest>;
  /** The claims of the first request for each key: what to write a receipt under. */
  claims: Map<HoldRequest, Claim>;
}

const NO_REPEATS: Repeats = { known: new Map(), sameAs: new Map(), claims: new Map() };

/** The claim of a request that came with an idempotency key. What we have added is not of its payload. */
function claimOfHold({ id: _ours, actor, token, ...input }: HoldRequest): Claim | undefined {
  return claimOf(actor, "bookings.create", input, token.salt);
}

/** Takes the idempotency keys of the requests for this transaction, and finds those that have been used before. */
export async function findRepeats(
  trx: Transaction<Database>,
  requests: readonly HoldRequest[],
): Promise<Repeats> {
  if (requests.every(({ idempotencyKey }) => idempotencyKey === undefined)) return NO_REPEATS;
  const repeats: Repeats = { known: new Map(), sameAs: new Map(), claims: new Map() };
  const firsts = new Map<string, HoldRequest>();
  for (const request of requests) {
    const claim = claimOfHold(request);
    if (!claim) continue;
    const first = firsts.get(claim.key);
    if (!first) {
      firsts.set(claim.key, request);
      repeats.claims.set(request, claim);
    } else if (repeats.claims.get(first)?.fingerprint === claim.fingerprint)
      repeats.sameAs.set(request, first);
    else repeats.known.set(request, keyMismatch());
  }
  const claimed = await claimKeys(trx, [...repeats.claims.values()]);
  for (const [index, request] of [...repeats.claims.keys()].entries()) {
    const found = claimed[index];
    if (!found) continue;
    repeats.known.set(
      request,
      found instanceof HoldfastError ? found : new ReplayedHold(found.answer as Hold),
    );
  }
  return repeats;
}
