import type { Db, JobContext, Jobs } from "../shared/index.ts";
import type { Disabled } from "./record.ts";

/** The context of a verb that changes a webhook, or what is sent to it. */
export interface WebhookContext extends JobContext {
  /** Whether webhooks may have `http:` addresses, and private ones. */
  allowPrivateWebhooks: boolean;
}

/** What a deliverer is made of. */
export interface DelivererSettings {
  db: Db;
  jobs: Jobs;
  allowPrivateWebhooks: boolean;
  /** Called once a webhook was disabled, and that is committed. */
  onDisabled: (webhook: Disabled) => void;
  /** Called with errors of the database; what they concerned is done again. */
  onFailure: (error: unknown) => void;
  /** The share of its time, since the last call, for which this process has worked; measured unless given. */
  utilization?: () => number;
}
