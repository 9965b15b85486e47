import { z } from "zod";

/**
 * The closed list of error codes: HTTP status, tRPC code and the sentence in REST's `error`.
 * Every adapter reads this table; none has a map of its own.
 */
export const ERRORS = {
  INVALID_INPUT: { status: 400, trpc: "BAD_REQUEST", title: "Invalid input" },
  UNAUTHORIZED: { status: 401, trpc: "UNAUTHORIZED", title: "Unauthorized" },
  FORBIDDEN: { status: 403, trpc: "FORBIDDEN", title: "Forbidden" },
  NOT_FOUND: { status: 404, trpc: "NOT_FOUND", title: "Not found" },
  DOCTOR_NOT_FOUND: { status: 404, trpc: "NOT_FOUND", title: "Doctor not found" },
  SHOW_NOT_FOUND: { status: 404, trpc: "NOT_FOUND", title: "Show not found" },
  RESOURCE_NOT_FOUND: { status: 404, trpc: "NOT_FOUND", title: "Resource not found" },
  SLOT_NOT_FOUND: { status: 404, trpc: "NOT_FOUND", title: "Slot not found" },
  SCHEDULE_NOT_FOUND: { status: 404, trpc: "NOT_FOUND", title: "Schedule not found" },
  BOOKING_NOT_FOUND: { status: 404, trpc: "NOT_FOUND", title: "Booking not found" },
  WAITLIST_ENTRY_NOT_FOUND: { status: 404, trpc: "NOT_FOUND", title: "Waitlist entry not found" },
  KEY_NOT_FOUND: { status: 404, trpc: "NOT_FOUND", title: "Key not found" },
  METHOD_NOT_ALLOWED: { status: 405, trpc: "METHOD_NOT_SUPPORTED", title: "Method not allowed" },
  NO_SEAT: { status: 409, trpc: "CONFLICT", title: "No available seat" },
  NOT_BOOKABLE: { status: 409, trpc: "CONFLICT", title: "Not bookable" },
  HOLD_EXPIRED: { status: 409, trpc: "CONFLICT", title: "Hold expired" },
  BOOKING_NOT_PENDING: { status: 409, trpc: "CONFLICT", title: "Booking is not pending" },
  SLOT_OVERLAP: { status: 409, trpc: "CONFLICT", title: "Slot overlaps another" },
  OTHER_RESOURCE: { status: 409, trpc: "CONFLICT", title: "Slot of another resource" },
  BOOKING_NOT_CONFIRMED: { status: 409, trpc: "CONFLICT", title: "Booking is not confirmed" },
  BOOKING_CHECKED_IN: { status: 409, trpc: "CONFLICT", title: "Booking is checked in" },
  CANCELLATION_CLOSED: { status: 409, trpc: "CONFLICT", title: "Too late to cancel" },
  SLOT_NOT_FULL: { status: 409, trpc: "CONFLICT", title: "Slot has places" },
  WAITLIST_FULL: { status: 409, trpc: "CONFLICT", title: "Waitlist is full" },
  WAITLIST_ENTRY_PROMOTED: { status: 409, trpc: "CONFLICT", title: "Waitlist entry is promoted" },
  CAPACITY_BELOW_BOOKED: { status: 409, trpc: "CONFLICT", title: "Capacity below booked" },
  SLOT_HAS_BOOKINGS: { status: 409, trpc: "CONFLICT", title: "Slot has bookings" },
  IDEMPOTENCY_KEY_IN_USE: { status: 409, trpc: "CONFLICT", title: "Idempotency key in use" },
  PAYLOAD_TOO_LARGE: { status: 413, trpc: "PAYLOAD_TOO_LARGE", title: "Payload too large" },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, trpc: "UNSUPPORTED_MEDIA_TYPE", title: "Unsupported media type" },
  IDEMPOTENCY_MISMATCH: { status: 422, trpc: "UNPROCESSABLE_CONTENT", title: "Idempotency key mismatch" },
  RATE_LIMITED: { status: 429, trpc: "TOO_MANY_REQUESTS", title: "Too many requests" },
  INTERNAL: { status: 500, trpc: "INTERNAL_SERVER_ERROR", title: "server error" },
  BUSY: { status: 503, trpc: "SERVICE_UNAVAILABLE", title: "Busy" },
} as const;

/** One of the codes above. */
export type ErrorCode = keyof typeof ERRORS;

/** A fault in one field of an input. `path` is dotted: `customer.name`; empty for the whole input. */
export const inputIssue = z.object({ path: z.string(), message: z.string() });

export type InputIssue = z.output<typeof inputIssue>;

/** The one error that verbs throw and adapters translate. Any other error is a defect and is masked. */
export class HoldfastError extends Error {
  override readonly name = "HoldfastError";
  readonly code: ErrorCode;
  readonly issues: InputIssue[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  /**
   * @param code one of the closed list
   * @param detail a sentence for the reader of the response; the code's title if left out
   * @param options `issues`: for `INVALID_INPUT`, every field that is wrong; `cause`: what to log;
   *   `retryAfterSeconds`: for `RATE_LIMITED`, the time until a retry may succeed
   */
  constructor(
    code: ErrorCode,
    detail?: string,
    options: { issues?: InputIssue[]; cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(detail ?? ERRORS[code].title, { cause: options.cause });
    this.code = code;
    this.issues = options.issues;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** `INVALID_INPUT` for one field, or with an empty path for all of the input. */
export function invalidInput(path: string, message: string): HoldfastError {
  const detail = path ? `${path}: ${message}` : message;
  return new HoldfastError("INVALID_INPUT", detail, { issues: [{ path, message }] });
}
