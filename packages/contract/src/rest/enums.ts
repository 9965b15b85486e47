import { z } from "zod";
import { auditAction } from "../audit.ts";
import { bookingStatus, failureReason } from "../booking.ts";
import { erasureStore } from "../customer.ts";
import { ERRORS, type ErrorCode } from "../errors.ts";
import { eventType } from "../event.ts";
import { keyRole } from "../key.ts";
import { language } from "../language.ts";
import { unplacedReason } from "../move.ts";
import { resourceKind } from "../resource.ts";
import { scanDirection, scanOutcome } from "../scan.ts";
import { waitlistStatus } from "../waitlist.ts";
import { deliveryStatus, webhookFault, webhookTopic } from "../webhook.ts";

/** The closed list of error codes. */
export const errorCode = z
  .enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])
  .describe("The code of the closed list");

/** The enums that the OpenAPI document names. Their values differ, so that they are found by them. */
export const NAMED_ENUMS = {
  ResourceKind: resourceKind,
  BookingStatus: bookingStatus,
  FailureReason: failureReason,
  WaitlistStatus: waitlistStatus,
  ScanDirection: scanDirection,
  ScanOutcome: scanOutcome,
  KeyRole: keyRole,
  Language: language,
  AuditAction: auditAction,
  EventType: eventType,
  ErasureStore: erasureStore,
  WebhookTopic: webhookTopic,
  WebhookFault: webhookFault,
  DeliveryStatus: deliveryStatus,
  UnplacedReason: unplacedReason,
  ErrorCode: errorCode,
} as const;
