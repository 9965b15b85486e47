export { DELIVERY_MAX_DAYS } from "./back-off.ts";
export type { WebhookContext } from "./context.ts";
export { createWebhook } from "./create.ts";
export { deleteWebhook } from "./delete.ts";
export { DELIVERIES_KEPT_DAYS, deleteOldDeliveries } from "./delete-old.ts";
export { Deliverer } from "./deliverer.ts";
export { listDeliveries } from "./deliveries.ts";
export { FAN_OUT_MAX_DELIVERIES, fanOut, RUSH_FAN_OUT_MAX_DELIVERIES } from "./fan-out.ts";
export { HEALTH_MAX_DELIVERIES, healthOfWebhooks } from "./health.ts";
export { LEASE_SECONDS } from "./leases.ts";
export { MESSAGE_MAX_BYTES } from "./messages.ts";
export {
  BUSY_RUSH_MIN_ENTRIES_PER_SECOND,
  RUSH_MIN_ENTRIES_PER_SECOND,
  RUSH_SENDS_MAX_PER_SECOND,
  SENDS_MAX_PER_SECOND,
} from "./pace.ts";
export { pingWebhook } from "./ping.ts";
export { ANSWER_KEPT_BYTES, SEND_MAX_MILLISECONDS } from "./post.ts";
export { ATTEMPTS_MAX_KEPT, type Disabled } from "./record.ts";
export { replayDelivery, replayWebhook } from "./replay.ts";
export { rotateSecret } from "./rotate.ts";
export { PREVIOUS_SECRET_HOURS } from "./secrets.ts";
export { SENDS_MAX_AT_A_TIME } from "./sender.ts";
export { updateWebhook } from "./update.ts";
export { getWebhook, listWebhooks } from "./webhook.ts";
