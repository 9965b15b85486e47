import type { ExpiryJobContext } from "../jobs/index.ts";
import type { PromotionContext } from "../shared/index.ts";

/** The context of placing holds inside the caller's transaction. */
export interface TransactionContext extends PromotionContext, ExpiryJobContext {
  /** How long a hold lives, in seconds. */
  holdSeconds: number;
  /** How long a hold may live from its creation when it is extended, in seconds. */
  maxHoldSeconds: number;
}
