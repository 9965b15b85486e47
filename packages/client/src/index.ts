export type { CallOptions, CallSettings } from "./call-settings.ts";
export { type ClientOptions, createClient, type HoldfastClient } from "./client.ts";
export {
  type ErrorCode,
  HoldfastError,
  HoldfastTransportError,
  type InputIssue,
  isHoldfastError,
  isHoldfastTransportError,
  type TransportFailure,
} from "./errors.ts";
export { bookingReference } from "./generated/booking-reference.ts";
export { ERROR_STATUS } from "./generated/error-codes.ts";
export type { AppRouter } from "./generated/router.ts";
export type { WebhookEvent, WebhookEventData, WebhookEventType } from "./generated/webhook-events.ts";
export type { Holds, LiveHold } from "./holds.ts";
export type { Fetch } from "./http.ts";
export type { CallResponse, OnResponse } from "./response-link.ts";
export type {
  Absence,
  Attendance,
  AuditEntry,
  Booking,
  Delivery,
  Event,
  Hold,
  MovePreview,
  Order,
  Resource,
  RouterInputs,
  RouterOutputs,
  Scan,
  Schedule,
  Slot,
  SlotsMessage,
  WaitlistEntry,
  Webhook,
} from "./types.ts";
export type { WatchOptions } from "./watch.ts";
export {
  verifyWebhook,
  type WebhookFailure,
  type WebhookHeaders,
  WebhookVerificationError,
} from "./webhooks.ts";
