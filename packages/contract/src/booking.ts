import { z } from "zod";
import {
  CONTACT_MAX_CHARACTERS,
  id,
  idempotencyKey,
  ifMatch,
  name,
  optionalText,
  page,
  pageInput,
  QUANTITY_MAX_PLACES,
  soughtText,
  timestamp,
  utcTime,
} from "./common.ts";
import { contactToFind, customer } from "./customer.ts";
import { language, languageChange, newLanguage } from "./language.ts";
import {
  externalId,
  metadataChangeFields,
  metadataFields,
  metadataFilters,
  newMetadata,
  newMetadataFields,
} from "./metadata.ts";
import { answeredFields, changedAnsweredFields, newAnsweredFields } from "./question.ts";
import { resource } from "./resource.ts";
import { slot } from "./slot.ts";

/** PENDING (a hold) becomes CONFIRMED, FAILED or CANCELLED; CONFIRMED may become CANCELLED. */
export const bookingStatus = z
  .enum(["PENDING", "CONFIRMED", "FAILED", "CANCELLED"])
  .describe("`PENDING` while it is a live hold");

/** The reason of a FAILED booking. */
export const failureReason = z.enum(["HOLD_EXPIRED"]).describe("Why it is `FAILED`; else null");

/** Places in one booking: 1 to 100. */
export const quantity = z
  .int()
  .min(1)
  .max(QUANTITY_MAX_PLACES)
  .describe("How many places of the slot")
  .meta({ examples: [1] });

/**
 * A claim on `quantity` places of one slot, whose times and resource it repeats: they can be read once the
 * slot is deleted. While PENDING it is a hold, live until `expiresAt`; once CONFIRMED it may have one of
 * `checkedInAt` (the customer came, or some of the persons: `checkedIn`) and `noShowAt` (nobody came).
 */
export const booking = z.object({
  id: id.describe("Its id"),
  orderId: id
    .nullable()
    .describe("The order that it belongs to, with the other bookings of the same call; null: none"),
  slotId: id.describe("The slot whose places it claims"),
  startsAt: utcTime.describe("When the slot starts").meta({ examples: ["2031-12-25T10:00:00.000Z"] }),
  endsAt: utcTime.describe("When the slot ends").meta({ examples: ["2031-12-25T11:00:00.000Z"] }),
  resourceId: id.describe("The doctor or show that owns the slot"),
  resourceName: z
    .string()
    .describe("The name of the doctor or show")
    .meta({ examples: ["Dr. Smith"] }),
  status: bookingStatus,
  failureReason: failureReason.nullable(),
  quantity: z
    .int()
    .describe("How many places of the slot")
    .meta({ examples: [1] }),
  customerName: z
    .string()
    .describe("The customer's name")
    .meta({ examples: ["Ann Miller"] }),
  customerContact: z
    .string()
    .nullable()
    .describe("The customer's mail address or phone number; null: none")
    .meta({ examples: ["ann@example.org"] }),
  language: language
    .nullable()
    .describe("The language of mails to the customer; null: the server's `LANGUAGE`"),
  mailProblem: z
    .string()
    .nullable()
    .describe(
      "What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing",
    )
    .meta({ examples: ["550 5.1.1"] }),
  checkedInAt: utcTime.nullable().describe("When the customer was checked in; else null"),
  checkedIn: z
    .int()
    .describe("How many of the persons were checked in, at most `quantity`; 0: nobody")
    .meta({ examples: [0] }),
  checkedOut: z
    .int()
    .describe("How many of these have left again; `checkedIn` less this many are inside")
    .meta({ examples: [0] }),
  noShowAt: utcTime.nullable().describe("When the customer was marked as a no-show; else null"),
  ...answeredFields,
  ...metadataFields,
  expiresAt: utcTime
    .describe("When the hold expires; it has no meaning once the booking is confirmed")
    .meta({ examples: ["2031-12-01T09:02:00.000Z"] }),
  createdAt: utcTime.describe("When the hold was placed"),
  updatedAt: utcTime.describe("When it last changed"),
});

export const TOKEN_MAX_CHARACTERS = 200;
export const TOKEN_EXAMPLE = "dG9rZW5fZnJvbV90aGVfcmVzcG9uc2VfdGhhdF9i";

/** The token of a booking, with which a caller without an API key may read and change it. */
export const holderToken = z
  .string()
  .max(TOKEN_MAX_CHARACTERS)
  .describe("The token of the response that made it; without it an API key is needed");

/** A new booking, with the lifetime of its hold in seconds. No other response has its `token`. */
export const hold = booking.extend({
  expiresInSeconds: z
    .int()
    .describe("Seconds that the hold lives, from the response")
    .meta({ examples: [120] }),
  token: z
    .string()
    .describe("The holder's token of the booking; no later response has it")
    .meta({ examples: [TOKEN_EXAMPLE] }),
});

export const createBookingInput = z.strictObject({
  slotId: id.describe("The slot to book"),
  quantity: quantity.default(1),
  ...newAnsweredFields,
  ...newMetadataFields,
  language: newLanguage,
  customer,
  idempotencyKey: idempotencyKey.optional(),
});

/** A booking and its token; the token may come in the header `Booking-Token` instead. */
const heldBooking = { id: id.describe("The booking"), token: holderToken.optional() };

/** The part of an input that proves the caller's right to a booking. */
export const holderInput = z.object(heldBooking);

/** What a read of bookings can bring along, so that nobody reads it booking by booking. */
export const bookingExpansion = z.enum(["slot", "resource"]);

const EXPANSIONS_MAX = bookingExpansion.options.length;

const expand = z
  .array(bookingExpansion)
  .max(EXPANSIONS_MAX)
  .optional()
  .describe("What each booking brings along: its `slot`, its `resource`, or both");

/** A booking with what `expand` asks for: its slot and resource as of now, as the caller may see them. */
export const expandedBooking = booking.extend({
  slot: slot
    .nullable()
    .exactOptional()
    .describe("The slot, with `expand`; null where it was deleted. Else left out"),
  resource: resource.exactOptional().describe("The doctor or show, with `expand`. Else left out"),
});

export const getBookingInput = z.strictObject({ ...heldBooking, expand });

/** Lines of one call that books several slots: 1 to 20. */
export const LINES_MAX = 20;

export const createBookingsInput = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        slotId: id.describe("The slot to book"),
        quantity: quantity.default(1),
        ...newAnsweredFields,
        externalId: externalId.optional(),
      }),
    )
    .min(1)
    .max(LINES_MAX)
    .describe("The slots to book, with the places of each"),
  metadata: newMetadata.describe("Texts by key, which every one of the bookings gets"),
  language: newLanguage,
  customer,
  idempotencyKey: idempotencyKey.optional(),
});

/** A hold for each slot: an order. */
export const holds = z.object({
  orderId: id.describe("The order that the holds belong to"),
  token: z
    .string()
    .describe("The holder's token of the order, and of each of its bookings; no later response has it")
    .meta({ examples: [TOKEN_EXAMPLE] }),
  items: z.array(hold).describe("A hold for each slot, in the order of the lines"),
});

/** `reacquire`: an expired hold takes its places again if they are still free. */
export const confirmBookingInput = z.strictObject({
  ...heldBooking,
  reacquire: z
    .boolean()
    .default(false)
    .describe("Whether an expired hold takes its places again if they are still free"),
  idempotencyKey: idempotencyKey.optional(),
});

export const extendHoldInput = z.strictObject({ ...heldBooking, idempotencyKey: idempotencyKey.optional() });

export const rescheduleBookingInput = z.strictObject({
  ...heldBooking,
  slotId: id.describe("The slot to move it to; of the same doctor or show, unless staff move it"),
  idempotencyKey: idempotencyKey.optional(),
});

/** `customer`: who has the booking from now on. Left out, the language stays as it is. */
export const handOverBookingInput = z.strictObject({
  ...heldBooking,
  language: languageChange,
  customer: customer.describe("Who has the booking from now on"),
  idempotencyKey: idempotencyKey.optional(),
});

/** A booking that was handed over, with the new customer's token. No other response has it. */
export const handedOverBooking = booking.extend({
  token: z
    .string()
    .describe(
      "The new customer's token of the booking; no later response has it, and every earlier one has ended",
    )
    .meta({ examples: [TOKEN_EXAMPLE] }),
});

export const changeQuantityInput = z.strictObject({
  ...heldBooking,
  quantity: quantity.describe("How many places it is to have; to give all of them up, cancel it"),
  ifMatch,
  idempotencyKey: idempotencyKey.optional(),
});

export const cancelBookingInput = z.strictObject({
  ...heldBooking,
  idempotencyKey: idempotencyKey.optional(),
});

/** A booking that is cancelled. */
export const cancelledBooking = booking.extend({
  releasedPlaces: z
    .int()
    .describe("How many places of the slot the cancellation released; a repetition is told the same")
    .meta({ examples: [1] }),
});

export const checkInBookingInput = z.strictObject({
  id: id.describe("The booking"),
  persons: quantity
    .optional()
    .describe("How many of the persons are here by now, those before included; without it all"),
  slotId: id.optional().describe("The slot whose door it is: a booking of another one is refused"),
  idempotencyKey: idempotencyKey.optional(),
});

/** A booking that is checked in. Of several check-ins one is the first. */
export const checkedInBooking = booking.extend({
  firstCheckIn: z
    .boolean()
    .describe("Whether this request was the first to check anybody in; false: another one had"),
  newlyCheckedIn: z
    .int()
    .describe("How many persons this request checked in; 0: as many had been before")
    .meta({ examples: [1] }),
});

export const checkOutBookingInput = z.strictObject({
  id: id.describe("The booking"),
  persons: quantity
    .optional()
    .describe("How many of the persons who came are out by now, those before included; without it all"),
  idempotencyKey: idempotencyKey.optional(),
});

/** A booking of which persons have left. */
export const checkedOutBooking = booking.extend({
  newlyCheckedOut: z
    .int()
    .describe("How many persons this request checked out; 0: as many had been before")
    .meta({ examples: [1] }),
});

export const markNoShowInput = z.strictObject({
  id: id.describe("The booking"),
  idempotencyKey: idempotencyKey.optional(),
});

/**
 * Fields left out stay as they are; null removes the contact, the external id, the language, the names, an answer or all of
 * them, a key of the metadata or all of it. A customer with the token changes neither metadata nor external id.
 */
export const updateBookingInput = z.strictObject({
  ...heldBooking,
  customerName: name
    .optional()
    .describe("The customer's name, corrected")
    .meta({ examples: ["Ann Miller"] }),
  customerContact: optionalText(CONTACT_MAX_CHARACTERS)
    .describe("The customer's mail address or phone number, corrected; null or blank: none")
    .meta({ examples: ["ann@example.org"] }),
  ...changedAnsweredFields,
  ...metadataChangeFields,
  language: languageChange,
  ifMatch,
  idempotencyKey: idempotencyKey.optional(),
});

export const SEARCH_MIN_CHARACTERS = 2;
export const SEARCH_MAX_CHARACTERS = 100;

/** Newest first. `from` and `to` bound the start of the slot: `[from, to)`. */
export const listBookingsInput = z.strictObject({
  q: soughtText(SEARCH_MAX_CHARACTERS)
    .refine((text) => text.normalize("NFD").length >= SEARCH_MIN_CHARACTERS, {
      error: `must have at least ${SEARCH_MIN_CHARACTERS} characters`,
    })
    .meta({
      minLength: SEARCH_MIN_CHARACTERS,
      pattern: "^(?=[\\s\\S]*\\S[\\s\\S]*\\S)[^\\u0000]*$",
      examples: ["smith"],
    })
    .optional()
    .describe(
      "Only bookings with this in the customer's name, with a contact that begins so, or with this reference",
    ),
  slotId: id.optional().describe("Only bookings of this slot"),
  orderId: id.optional().describe("Only bookings of this order"),
  resourceId: id.optional().describe("Only bookings of this doctor's or show's slots"),
  status: bookingStatus.optional().describe("Only bookings with this status as of now"),
  from: timestamp.optional().describe("Only bookings of slots that start at this time or later"),
  to: timestamp.optional().describe("Only bookings of slots that start before this time"),
  contact: contactToFind.optional().describe("Only bookings with exactly this contact, in capitals or not"),
  ...metadataFilters,
  expand,
  ...pageInput,
});

export const bookingPage = page(expandedBooking);

const {
  slotId,
  startsAt,
  endsAt,
  resourceId: _notExported,
  resourceName,
  expiresAt,
  createdAt,
  updatedAt,
  metadata: _ofOtherSystems,
  language: exportedLanguage,
  mailProblem: _ofStaff,
  externalId: exportedExternalId,
  checkedIn,
  orderId: exportedOrderId,
  checkedOut,
  attendees: exportedAttendees,
  answers: exportedAnswers,
  ...mainFields
} = booking.shape;

/** A booking in the order of an export's columns. A new one comes last, so that those who count columns find theirs. */
export const exportedBooking = z.object({
  ...mainFields,
  resourceName,
  startsAt,
  endsAt,
  slotId,
  expiresAt,
  createdAt,
  updatedAt,
  externalId: exportedExternalId,
  language: exportedLanguage,
  checkedIn,
  orderId: exportedOrderId,
  checkedOut,
  attendees: exportedAttendees,
  answers: exportedAnswers,
});

export type BookingStatus = z.output<typeof bookingStatus>;
export type FailureReason = z.output<typeof failureReason>;
export type Booking = z.output<typeof booking>;
export type BookingExpansion = z.output<typeof bookingExpansion>;
export type ExpandedBooking = z.output<typeof expandedBooking>;
export type GetBookingInput = z.output<typeof getBookingInput>;
export type CheckedInBooking = z.output<typeof checkedInBooking>;
export type CancelledBooking = z.output<typeof cancelledBooking>;
export type ChangeQuantityInput = z.output<typeof changeQuantityInput>;
export type CheckedOutBooking = z.output<typeof checkedOutBooking>;
export type CheckOutBookingInput = z.output<typeof checkOutBookingInput>;
export type CheckInBookingInput = z.output<typeof checkInBookingInput>;
export type BookingPage = z.output<typeof bookingPage>;
export type Hold = z.output<typeof hold>;
export type CreateBookingInput = z.output<typeof createBookingInput>;
export type Holds = z.output<typeof holds>;
export type CreateBookingsInput = z.output<typeof createBookingsInput>;
export type ConfirmBookingInput = z.output<typeof confirmBookingInput>;
export type CancelBookingInput = z.output<typeof cancelBookingInput>;
export type MarkNoShowInput = z.output<typeof markNoShowInput>;
export type ExtendHoldInput = z.output<typeof extendHoldInput>;
export type RescheduleBookingInput = z.output<typeof rescheduleBookingInput>;
export type HandOverBookingInput = z.output<typeof handOverBookingInput>;
export type HandedOverBooking = z.output<typeof handedOverBooking>;
export type UpdateBookingInput = z.output<typeof updateBookingInput>;
export type ListBookingsInput = z.output<typeof listBookingsInput>;
/** The filters of a list without its page and what it brings along: an export is complete, and has columns of its own. */
export type ExportBookingsInput = Omit<ListBookingsInput, keyof typeof pageInput | "expand" | "q">;
export type ExportedBooking = z.output<typeof exportedBooking>;
