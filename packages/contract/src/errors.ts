import { z } from "zod";

/**
 * The closed list of error codes: HTTP status, tRPC code, the sentence of REST's `error`, when it happens, and what a caller
 * does about it.
 * Statuses and tRPC codes are here alone: every adapter reads this table. docs/reference/errors.md is generated from it.
 */
export const ERRORS = {
  INVALID_INPUT: {
    status: 400,
    trpc: "BAD_REQUEST",
    title: "Invalid input",
    when: "The body, an id in the path or a query parameter is not as the endpoint asks, or is not UTF-8. Or the request is malformed HTTP: a broken header, headers that are too large, a request that takes too long to arrive.",
    remedy: "Mend the fields that `issues` names, and send it anew. The same request is refused again.",
  },
  IDEMPOTENCY_KEY_NOT_ALLOWED: {
    status: 400,
    trpc: "BAD_REQUEST",
    title: "Invalid idempotency key",
    when: "An idempotency key was sent with a change that takes none; `detail` says why. Nothing was changed.",
    remedy: "Send it without a key. Whether it may be repeated, its description says.",
  },
  CONTACT_REQUIRED: {
    status: 400,
    trpc: "BAD_REQUEST",
    title: "Invalid contact",
    when: "The slot limits the places of each contact (`max_per_contact`), and the booking or the waitlist entry has no contact, or would have none any more; with an API key it may have none.",
    remedy: "Ask the customer for a contact, and send it with the request.",
  },
  UNAUTHORIZED: {
    status: 401,
    trpc: "UNAUTHORIZED",
    title: "Unauthorized",
    when: "The call, or a field of it such as `external_id`, needs an API key and none was sent, or the key that was sent is unknown, revoked or expired.",
    remedy: "Send a valid API key as `Authorization: Bearer hf_live_…`.",
  },
  FORBIDDEN: {
    status: 403,
    trpc: "FORBIDDEN",
    title: "Forbidden",
    when: "The API key has the role `desk`, and the call needs `admin`; or a session of the console was used from a page of another server.",
    remedy: "Use an API key with the role `admin`; change what a session may change from the console alone.",
  },
  NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Not found",
    when: "There is no such path or procedure.",
    remedy: "Compare the address with the list of endpoints.",
  },
  DOCTOR_NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Doctor not found",
    when: "No doctor has this id.",
    remedy: "Check the id: an id of a show is not one of a doctor.",
  },
  SHOW_NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Show not found",
    when: "No show has this id.",
    remedy: "Check the id: an id of a doctor is not one of a show.",
  },
  CALENDAR_NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Calendar not found",
    when: "The address of the calendar was revoked, or never was one; or the doctor or show has no calendar.",
    remedy: "Ask whoever runs the server for the present address, or create a calendar.",
  },
  RESOURCE_NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Resource not found",
    when: "No doctor and no show has this id; where the path names no kind: over tRPC, and of a stream.",
    remedy: "Check the id.",
  },
  SLOT_NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Slot not found",
    when: "No slot has this id, or the slot was deleted.",
    remedy: "List the slots again: the slot may be gone.",
  },
  SCHEDULE_NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Schedule not found",
    when: "No schedule has this id.",
    remedy: "List the schedules again: the schedule may be gone.",
  },
  ABSENCE_NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Absence not found",
    when: "There is no absence with this id.",
    remedy: "List the absences of the doctor or show.",
  },
  BOOKING_NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Booking not found",
    when: "No booking has this id, or the caller has neither its token nor an API key.",
    remedy: "Check the id, and send the booking's token as `Booking-Token`, or an API key.",
  },
  ORDER_NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Order not found",
    when: "No order has this id, all of its bookings were handed over, or the caller has neither its token nor an API key.",
    remedy: "Check the id, and send the order's token as `Booking-Token`, or an API key.",
  },
  WAITLIST_ENTRY_NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Waitlist entry not found",
    when: "No waitlist entry has this id, or the caller has neither its token nor an API key.",
    remedy: "Check the id, and send the entry's token as `Booking-Token`, or an API key.",
  },
  KEY_NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Key not found",
    when: "No API key has this id.",
    remedy: "List the keys again.",
  },
  WEBHOOK_NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Webhook not found",
    when: "No webhook has this id.",
    remedy: "List the webhooks again: the webhook may be gone.",
  },
  DELIVERY_NOT_FOUND: {
    status: 404,
    trpc: "NOT_FOUND",
    title: "Delivery not found",
    when: "No delivery has this id: its webhook is gone, or it is older than 30 days.",
    remedy: "List the deliveries of the webhook again.",
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    trpc: "METHOD_NOT_SUPPORTED",
    title: "Method not allowed",
    when: "The path exists with other methods: the header `Allow` names them.",
    remedy: "Use one of the methods in `Allow`.",
  },
  NO_SEAT: {
    status: 409,
    trpc: "CONFLICT",
    title: "No available seat",
    when: "Fewer places are free than the request asks for; waitlist entries that fit come first.",
    remedy: "Offer another slot, fewer places or the waitlist. Asking again helps only once places are free.",
  },
  CONTACT_LIMIT: {
    status: 409,
    trpc: "CONFLICT",
    title: "Limit per contact reached",
    when: "The contact would have more places of the slot than its `max_per_contact`, in live holds, confirmed bookings and waiting entries; `detail` says how many it may have. With an API key a booking may exceed it, a waitlist entry may not.",
    remedy: "Ask for fewer places, or give some of the contact's back first. Asking again does not help.",
  },
  NOT_BOOKABLE: {
    status: 409,
    trpc: "CONFLICT",
    title: "Not bookable",
    when: "The slot is closed, or the time is outside its booking window; for callers without an API key also: its lead time has begun, or it has ended.",
    remedy: "Offer another slot, or ask again when the booking window is open.",
  },
  HOLD_EXPIRED: {
    status: 409,
    trpc: "CONFLICT",
    title: "Hold expired",
    when: "An expired hold is confirmed, extended, rescheduled, handed over, given another quantity or cancelled, by itself or with its order.",
    remedy: "Book anew, or confirm with `reacquire` to take the places again if they are still free.",
  },
  BOOKING_NOT_PENDING: {
    status: 409,
    trpc: "CONFLICT",
    title: "Booking is not pending",
    when: "A cancelled booking is confirmed, extended, rescheduled, handed over or given another quantity, or a confirmed one is extended.",
    remedy: "Read the booking and show its status.",
  },
  MOVES_REFUSED: {
    status: 409,
    trpc: "CONFLICT",
    title: "Bookings cannot be moved",
    when: "Of several bookings that are to be moved at once, some cannot be: `issues` has each of them with its place in the list and its `code`. None was moved.",
    remedy:
      "Ask for a preview again, look at it, and send what it says; or leave those out that `issues` names.",
  },
  SLOT_OVERLAP: {
    status: 409,
    trpc: "CONFLICT",
    title: "Slot overlaps another",
    when: "Two slots of an exclusive resource would overlap. `detail` lists the overlapping slots when a resource is to become exclusive, and `issues` those of several new ones.",
    remedy: "Choose times that are free, or move the slots that `detail` names.",
  },
  OTHER_RESOURCE: {
    status: 409,
    trpc: "CONFLICT",
    title: "Slot of another resource",
    when: "A customer reschedules a booking to a slot of another resource; with an API key it can be.",
    remedy: "Choose a slot of the same doctor or show; ask the staff; or cancel, and book anew.",
  },
  RESOURCE_ARCHIVED: {
    status: 409,
    trpc: "CONFLICT",
    title: "Doctor or show is archived",
    when: "A slot or a schedule is to be made for an archived doctor or show, or one of its slots opened.",
    remedy: "Undo the archiving first, with `archived` false.",
  },
  BOOKING_NOT_CONFIRMED: {
    status: 409,
    trpc: "CONFLICT",
    title: "Booking is not confirmed",
    when: "A booking that is not `CONFIRMED` is checked in, checked out or marked as a no-show.",
    remedy: "Confirm the booking first, if it is a live hold.",
  },
  ANSWERS_MISSING: {
    status: 409,
    trpc: "CONFLICT",
    title: "Answers are missing",
    when: "A customer confirms a booking that lacks a name or an answer which its doctor or show asks for, or takes one away from a confirmed booking; `issues` names each that is missing. With an API key it is possible.",
    remedy: "Give the booking what `issues` names, then confirm it again.",
  },
  BOOKING_NOT_CHECKED_IN: {
    status: 409,
    trpc: "CONFLICT",
    title: "Booking is not checked in",
    when: "A booking is checked out of which nobody was checked in.",
    remedy: "Check the customer in first, if that was forgotten.",
  },
  WRONG_SLOT: {
    status: 409,
    trpc: "CONFLICT",
    title: "Ticket of another slot",
    when: "A booking is checked in at the door of a slot that it is not for; `detail` says which slot it is for. Nothing was changed.",
    remedy: "Send the customer to the slot that `detail` names.",
  },
  BOOKING_CHECKED_IN: {
    status: 409,
    trpc: "CONFLICT",
    title: "Booking is checked in",
    when: "A booking is cancelled, rescheduled or handed over, or its slot moved to another time, after the customer was checked in; or it is to have fewer places than persons were checked in.",
    remedy: "Mark it as a no-show first, if the check-in was a mistake.",
  },
  BOOKING_ERASED: {
    status: 409,
    trpc: "CONFLICT",
    title: "Booking is erased",
    when: "A name, a contact, answers or metadata are to be noted on a booking whose customer was erased. Its external id may still be changed, and its metadata removed.",
    remedy:
      "Note nothing about this customer any more: send the change without names, contact, answers and `metadata`.",
  },
  CANCELLATION_CLOSED: {
    status: 409,
    trpc: "CONFLICT",
    title: "Too late to cancel",
    when: "A confirmed booking is cancelled, rescheduled or given another quantity after the slot's `cancel_until` or its end, or handed over after its end; with an API key it still can be.",
    remedy: "Ask the staff, who still can cancel with an API key.",
  },
  SLOT_NOT_FULL: {
    status: 409,
    trpc: "CONFLICT",
    title: "Slot has places",
    when: "A waitlist is joined while the places can be booked.",
    remedy: "Book the slot.",
  },
  WAITLIST_FULL: {
    status: 409,
    trpc: "CONFLICT",
    title: "Waitlist is full",
    when: "The slot has as many waiting entries as it may have.",
    remedy: "Offer another slot.",
  },
  WAITLIST_ENTRY_PROMOTED: {
    status: 409,
    trpc: "CONFLICT",
    title: "Waitlist entry is promoted",
    when: "The entry that is to leave the waitlist has been promoted: its booking can be cancelled while it is live.",
    remedy: "Confirm or cancel the booking that the entry became: the entry has its id.",
  },
  CAPACITY_BELOW_BOOKED: {
    status: 409,
    trpc: "CONFLICT",
    title: "Capacity below booked",
    when: "A slot's capacity is to fall below the places booked; `detail` says how many are booked.",
    remedy: "Choose at least as many places as are booked, or cancel bookings first.",
  },
  SLOT_HAS_BOOKINGS: {
    status: 409,
    trpc: "CONFLICT",
    title: "Slot has bookings",
    when: "The slot to be deleted has live holds or confirmed bookings; `detail` says how many.",
    remedy: "Cancel or move the bookings first, or close the slot instead.",
  },
  EXTERNAL_ID_TAKEN: {
    status: 409,
    trpc: "CONFLICT",
    title: "External id is taken",
    when: "Another doctor or show, another slot that is not deleted, or another booking, whatever its status, has this external id; `detail` has its id, or `issues` where several slots are created.",
    remedy:
      "Look at the one that `detail` names: it may be what an earlier attempt of yours made. Else take another id.",
  },
  WEBHOOKS_FULL: {
    status: 409,
    trpc: "CONFLICT",
    title: "Too many webhooks",
    when: "The server has as many webhooks as it may have: 50.",
    remedy: "Delete one that is no longer needed, or let one receiver pass events on.",
  },
  WEBHOOK_INACTIVE: {
    status: 409,
    trpc: "CONFLICT",
    title: "Webhook is not active",
    when: "A webhook that is paused, or that the server has disabled, is to be pinged.",
    remedy: "Set `active` to true first.",
  },
  IDEMPOTENCY_KEY_IN_USE: {
    status: 409,
    trpc: "CONFLICT",
    title: "Idempotency key in use",
    when: "A request with this idempotency key is still under way: ask again after `Retry-After` seconds.",
    remedy: "Wait as `Retry-After` says, and send the same request again.",
  },
  PRECONDITION_FAILED: {
    status: 412,
    trpc: "PRECONDITION_FAILED",
    title: "Precondition failed",
    when: "It has changed since the caller read it: no tag of `If-Match`, or another `updatedAt` than `ifMatch`, is the present one. Read it again, and decide anew.",
    remedy: "Read it again, decide anew, and send the change with the new version.",
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    trpc: "PAYLOAD_TOO_LARGE",
    title: "Payload too large",
    when: "The body is too large.",
    remedy: "Send less: 64 KiB at most.",
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    trpc: "UNSUPPORTED_MEDIA_TYPE",
    title: "Unsupported media type",
    when: "The body was not sent as `application/json`, or with another charset than UTF-8; REST also takes `application/…+json`.",
    remedy: "Send JSON in UTF-8, as `Content-Type: application/json`.",
  },
  IDEMPOTENCY_MISMATCH: {
    status: 422,
    trpc: "UNPROCESSABLE_CONTENT",
    title: "Idempotency key mismatch",
    when: "The idempotency key was used for another request within 24 hours.",
    remedy: "Make a new idempotency key for every new request; repeat a request unchanged.",
  },
  RATE_LIMITED: {
    status: 429,
    trpc: "TOO_MANY_REQUESTS",
    title: "Too many requests",
    when: "Too many requests, streams or live holds: ask again after `Retry-After` seconds.",
    remedy: "Wait as `Retry-After` says. For holds: confirm or cancel some first; for streams: close some.",
  },
  INTERNAL: {
    status: 500,
    trpc: "INTERNAL_SERVER_ERROR",
    title: "server error",
    when: "A defect; the log has the cause under the `request_id`.",
    remedy: "Ask again with the same idempotency key. If it stays, give the operator the `request_id`.",
  },
  BUSY: {
    status: 503,
    trpc: "SERVICE_UNAVAILABLE",
    title: "Busy",
    when: "Ask again after `Retry-After` seconds. The database cannot be reached or is too slow, the slot stayed locked, the queue is full, or the request was queued for too long.",
    remedy: "Wait as `Retry-After` says, and send the same request with the same idempotency key again.",
  },
} as const;

/** One of the codes above. */
export type ErrorCode = keyof typeof ERRORS;

export const inputIssue = z
  .object({
    path: z.string().describe("The field, with dots: `customer.name`; empty for the whole input"),
    message: z.string().describe("What is wrong with it"),
    code: z
      .enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])
      .exactOptional()
      .describe("Of one of several items that are refused: why this one is"),
  })
  .meta({ id: "InputIssue", description: "A fault in one field of an input" });

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
   * @param options `issues`: for `INVALID_INPUT`, every field that is wrong, for `ANSWERS_MISSING`, every one that is missing, and for several items each that
   *   is refused; `cause`: what to log; `retryAfterSeconds`: for `RATE_LIMITED`, the time until a retry may
   *   succeed
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
