import type { Language } from "@holdfast/contract";
import { ApiKeyCache, SessionCache } from "./access/index.ts";
import { ChangeQueues } from "./bookings/index.ts";
import type { OnBatchFailure } from "./concurrency/index.ts";
import { EventHorizon, type EventsContext, type OnEventsDelayed } from "./events/index.ts";
import {
  type HoldCounts,
  type HoldLimitSettings,
  HoldLimits,
  HoldQueue,
  type HoldsContext,
} from "./holds/index.ts";
import { LiveSlots } from "./live/index.ts";
import type { JobContext, ReleaseContext, SiteContext } from "./shared/index.ts";
import type { WebhookContext } from "./webhooks/index.ts";

/** The whole context. Each verb names the part that it needs. */
export interface Context
  extends EventsContext,
    HoldsContext,
    JobContext,
    ReleaseContext,
    SiteContext,
    WebhookContext {
  /** The queues of confirmations and cancellations. */
  changes: ChangeQueues;
  /** Whether everybody may do everything. Then customers, too, may book and cancel what has ended. */
  isOpenToAll: boolean;
  /** The API keys that this process has read. */
  keys: ApiKeyCache;
  /** The sessions of staff that this process has read. */
  sessions: SessionCache;
  /** The streams of slots. */
  live: LiveSlots;
}

/** The settings of one process. */
export interface ServicesSettings extends Pick<Context, "db" | "jobs" | "replica" | "publicUrl"> {
  /** The language of customers who have chosen none; English unless given. */
  language?: Language | undefined;
  /** Lifetime of a hold. */
  holdSeconds: number;
  /** Longest lifetime of a hold that is extended, from its creation. */
  maxHoldSeconds: number;
  /** Lifetime of a promoted entry's hold. */
  waitlistHoldSeconds: number;
  /** Whether everybody may do everything; unless given, customers may neither book nor cancel what has ended. */
  isOpenToAll?: boolean | undefined;
  /** Limits on unconfirmed places, or what counts them elsewhere; without them nothing is counted. */
  holdLimits?: HoldLimitSettings | HoldCounts | undefined;
  /** Whether webhooks may have `http:` addresses, and private ones; not unless given. */
  allowPrivateWebhooks?: boolean | undefined;
  /** An admin's API key, valid while the process runs; it is stored nowhere. */
  adminApiKey?: string | undefined;
  /** Called with the error of a transaction that failed for all of its requests, before each is retried alone. */
  onBatchFailure?: OnBatchFailure | undefined;
  /** Called with the first of the errors that keep streams of slots from being fed, in a row. */
  onLiveFailure?: ((error: unknown) => void) | undefined;
  /** Called while an open transaction keeps back events, every ten seconds. */
  onEventsDelayed?: OnEventsDelayed | undefined;
}

/**
 * Creates the queues, limits and key cache of one process.
 * @returns the context of a caller without a key
 */
export function createServices({
  holdLimits: limits,
  adminApiKey,
  isOpenToAll = false,
  allowPrivateWebhooks = false,
  onBatchFailure,
  onLiveFailure,
  onEventsDelayed,
  ...settings
}: ServicesSettings): Context {
  const { db, jobs, holdSeconds, waitlistHoldSeconds } = settings;
  const holdLimits =
    limits && ("reserve" in limits ? limits : new HoldLimits({ db, holdSeconds, ...limits }));
  return {
    db,
    jobs,
    replica: settings.replica,
    language: settings.language ?? "en",
    publicUrl: settings.publicUrl,
    horizon: new EventHorizon(db, onEventsDelayed),
    waitlistHoldSeconds,
    isOpenToAll,
    allowPrivateWebhooks,
    holdLimits,
    holds: new HoldQueue({ ...settings, isOpenToAll, onBatchFailure }),
    changes: new ChangeQueues({ db, jobs, waitlistHoldSeconds, isOpenToAll, holdLimits, onBatchFailure }),
    keys: new ApiKeyCache({ db, environmentKey: adminApiKey }),
    sessions: new SessionCache({ db, environmentKey: adminApiKey }),
    live: new LiveSlots({ db, onFailure: onLiveFailure }),
    actor: "public",
  };
}
