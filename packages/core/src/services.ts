import { ApiKeyCache } from "./access/index.ts";
import { BookingChanges } from "./bookings/index.ts";
import type { OnBatchFailure } from "./concurrency/index.ts";
import { type HoldLimitSettings, HoldLimits, HoldQueue, type HoldsContext } from "./holds/index.ts";
import type { JobContext, ReleaseContext } from "./shared/index.ts";

/** The whole context: each verb names the part of it that it needs. */
export interface Context extends HoldsContext, JobContext, ReleaseContext {
  /** The queues that gather confirmations, and cancellations, into transactions. */
  changes: BookingChanges;
  /** The API keys that this process has looked up. */
  keys: ApiKeyCache;
}

/** Everything that one process is wired from. Times are in seconds. */
export interface ServicesSettings extends Pick<Context, "db" | "jobs"> {
  /** How long a hold lives. */
  holdSeconds: number;
  /** How long a hold may live from its creation when it is extended. */
  maxHoldSeconds: number;
  /** How long the hold of a promoted entry lives. */
  waitlistHoldSeconds: number;
  /** Limits on unconfirmed places; undefined: none. */
  holdLimits?: HoldLimitSettings | undefined;
  /** An API key that is good as long as it is given; it is stored nowhere. */
  adminApiKey?: string | undefined;
  /** Called with the error of a transaction that failed for all of its requests, before each is tried alone. */
  onBatchFailure?: OnBatchFailure | undefined;
}

/** Wires the queues, limits and keys of one process; its context is that of a caller without a key. */
export function createServices({
  holdLimits: limits,
  adminApiKey,
  onBatchFailure,
  ...settings
}: ServicesSettings): Context {
  const { db, jobs, holdSeconds, waitlistHoldSeconds } = settings;
  const holdLimits = limits && new HoldLimits({ db, holdSeconds, ...limits });
  return {
    db,
    jobs,
    waitlistHoldSeconds,
    holdLimits,
    holds: new HoldQueue({ ...settings, onBatchFailure }),
    changes: new BookingChanges({ db, jobs, waitlistHoldSeconds, holdLimits, onBatchFailure }),
    keys: new ApiKeyCache({ db, environmentKey: adminApiKey }),
    actor: "public",
  };
}
