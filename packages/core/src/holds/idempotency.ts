import { type Hold, HoldfastError } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import type { Transaction } from "kysely";
import { type Claim, claimKeys, claimOf } from "../idempotency/index.ts";
import { type HoldRequest, ReplayedHold } from "./request.ts";

/** What the idempotency keys of a list of requests say. */
export interface Repeats {
  /** Of requests whose key is used: by a receipt, or by somebody else at this moment. They place nothing. */
  known: Map<HoldRequest, ReplayedHold | HoldfastError>;
  /** Of all requests that came with a key: what a receipt is written under, where one is granted. */
  claims: Map<HoldRequest, Claim>;
}

/** The claim of a request that came with an idempotency key. What we have added is not of its payload. */
function claimOfHold({ id: _ours, actor, token, ...input }: HoldRequest): Claim | undefined {
  return claimOf(actor, "bookings.create", input, token.salt);
}

/** Takes the idempotency keys of the requests for this transaction, and finds those that have been used before. */
export async function findRepeats(
  trx: Transaction<Database>,
  requests: readonly HoldRequest[],
): Promise<Repeats> {
  const repeats: Repeats = { known: new Map(), claims: new Map() };
  for (const request of requests) {
    const claim = claimOfHold(request);
    if (claim) repeats.claims.set(request, claim);
  }
  if (repeats.claims.size === 0) return repeats;
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

/** The receipts of those requests that came with an idempotency key. */
export const receiptsOf = (
  claims: ReadonlyMap<HoldRequest, Claim>,
  granted: readonly HoldRequest[],
  holds: readonly Hold[],
) =>
  granted.flatMap((request, index) => {
    const claim = claims.get(request);
    return claim ? [{ ...claim, answer: holds[index] }] : [];
  });
