import { z } from "zod";
import { bookingStatus, contact, failureReason, LINES_MAX, quantity } from "./booking.ts";
import {
  CURSOR_MAX_CHARACTERS,
  id,
  idempotencyKey,
  name,
  PAGE_DEFAULT_ITEMS,
  PAGE_MAX_ITEMS,
  timestamp,
  utcTime,
} from "./common.ts";
import { ERRORS, type ErrorCode, inputIssue } from "./errors.ts";
import { exclusive, resourceKind, specialization } from "./resource.ts";
import {
  bookableTime,
  cancelUntil,
  capacity,
  checkBookingWindow,
  checkSlotTimes,
  deletedSlot,
} from "./slot.ts";
import { waitlistStatus } from "./waitlist.ts";

/* REST's names for the same fields: snake_case, and the words its clients already use
   (start_time, patient_name, genre). Each input becomes the input of one verb. */

/** `?limit=&cursor=` of every list. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^\d{1,4}$/, { error: "must be a whole number" })
    .transform(Number)
    .pipe(z.int().min(1).max(PAGE_MAX_ITEMS))
    .default(PAGE_DEFAULT_ITEMS)
    .meta({ type: "integer", minimum: 1, maximum: PAGE_MAX_ITEMS, default: PAGE_DEFAULT_ITEMS }),
  cursor: z.string().min(1).max(CURSOR_MAX_CHARACTERS).optional(),
};

export const restIdParams = z.strictObject({ id });

export const restListQuery = z.strictObject(pageQuery);

export const restDoctorInput = z.strictObject({ name, specialization, exclusive: exclusive.optional() });

/** A show's specialization may be called its genre; not both. */
export const restShowInput = z
  .strictObject({ name, specialization, genre: specialization, exclusive: exclusive.optional() })
  .superRefine(oneNameOf("genre", "specialization"))
  .transform(({ genre, ...show }) => ({ ...show, specialization: show.specialization ?? genre }));

export const restUpdateDoctorInput = z.strictObject({
  name: name.optional(),
  specialization,
  exclusive: exclusive.optional(),
});

/** `genre`: another name of the specialization; left out, both stay as they are. */
export const restUpdateShowInput = z
  .strictObject({ ...restUpdateDoctorInput.shape, genre: specialization })
  .superRefine(oneNameOf("genre", "specialization"))
  .transform(({ genre, ...show }) => (genre === undefined ? show : { ...show, specialization: genre }));

export const restSlotInput = z
  .strictObject({
    start_time: timestamp,
    end_time: timestamp,
    capacity,
    bookable_from: bookableTime,
    bookable_until: bookableTime,
    cancel_until: cancelUntil,
  })
  .superRefine(
    checkSlotTimes((input) => ({ startsAt: input.start_time, endsAt: input.end_time }), "end_time"),
  )
  .superRefine(checkBookingWindow(toBookingWindow, "bookable_until"))
  .transform((input) => ({
    startsAt: input.start_time,
    endsAt: input.end_time,
    capacity: input.capacity,
    cancelUntil: input.cancel_until,
    ...toBookingWindow(input),
  }));

/** Fields left out stay as they are; null removes a bound of the booking window. */
export const restUpdateSlotInput = z
  .strictObject({
    start_time: timestamp.optional(),
    end_time: timestamp.optional(),
    capacity: capacity.optional(),
    closed: z.boolean().optional(),
    bookable_from: bookableTime,
    bookable_until: bookableTime,
    cancel_until: cancelUntil,
  })
  .transform((input) => ({
    startsAt: input.start_time,
    endsAt: input.end_time,
    capacity: input.capacity,
    closed: input.closed,
    cancelUntil: input.cancel_until,
    ...toBookingWindow(input),
  }));

export const restListSlotsQuery = z
  .strictObject({
    resource_id: id.optional(),
    from: timestamp.optional(),
    to: timestamp.optional(),
    available: z.enum(["true", "false"]).optional(),
    ...pageQuery,
  })
  .transform(({ resource_id, available, ...rest }) => ({
    ...rest,
    resourceId: resource_id,
    availableOnly: available === "true",
  }));

/** The header `Idempotency-Key`: a structured field's string, or the bare key. */
export const restIdempotencyKey = z
  .string()
  .transform((header) =>
    /^".*"$/.test(header) ? header.slice(1, -1).replaceAll(/\\(["\\])/g, "$1") : header,
  )
  .pipe(idempotencyKey);

/** The customer is `patient_…` to a clinic and `customer_…` to a venue; a name is required, once. */
const restCustomer = {
  patient_name: name.optional(),
  patient_contact: contact,
  customer_name: name.optional(),
  customer_contact: contact,
};

type RestCustomer = z.output<z.ZodObject<typeof restCustomer>>;

/** The customer under its own names; reports a missing name. */
function toCustomer(input: RestCustomer, context: z.core.$RefinementCtx) {
  const customerName = input.patient_name ?? input.customer_name;
  if (customerName === undefined) {
    context.addIssue({ code: "custom", path: ["patient_name"], message: "is required" });
    return z.NEVER;
  }
  return { name: customerName, contact: input.patient_contact ?? input.customer_contact };
}

export const restBookInput = z
  .strictObject({ ...restCustomer, quantity: quantity.default(1) })
  .superRefine(oneNameOf("customer_name", "patient_name"))
  .superRefine(oneNameOf("customer_contact", "patient_contact"))
  .transform((input, context) => ({ quantity: input.quantity, customer: toCustomer(input, context) }));

export const restBookManyInput = z
  .strictObject({
    lines: z
      .array(z.strictObject({ slot_id: id, quantity: quantity.default(1) }))
      .min(1)
      .max(LINES_MAX),
    ...restCustomer,
  })
  .superRefine(oneNameOf("customer_name", "patient_name"))
  .superRefine(oneNameOf("customer_contact", "patient_contact"))
  .transform((input, context) => ({
    lines: input.lines.map((line) => ({ slotId: line.slot_id, quantity: line.quantity })),
    customer: toCustomer(input, context),
  }));

export const restConfirmQuery = z
  .strictObject({ reacquire: z.enum(["true", "false"]).optional() })
  .transform(({ reacquire }) => ({ reacquire: reacquire === "true" }));

export const restRescheduleInput = z
  .strictObject({ slot_id: id })
  .transform(({ slot_id }) => ({ slotId: slot_id }));

export const restResource = z
  .object({
    id,
    kind: resourceKind,
    name: z.string(),
    specialization: z.string().nullable(),
    exclusive,
    created_at: utcTime,
  })
  .meta({ id: "Resource" });

/** `doctor_id` where the kind is doctor, `show_id` where it is show. */
export const restSlot = z
  .object({
    id,
    resource_id: id,
    doctor_id: id.optional(),
    show_id: id.optional(),
    kind: resourceKind,
    resource_name: z.string(),
    start_time: utcTime,
    end_time: utcTime,
    capacity: z.int(),
    booked: z.int(),
    available: z.int(),
    waiting: z.int(),
    closed: z.boolean(),
    bookable_from: utcTime.nullable(),
    bookable_until: utcTime.nullable(),
    cancel_until: z.int().nullable(),
    created_at: utcTime,
  })
  .meta({ id: "Slot" });

export const restDeletedSlot = deletedSlot.meta({ id: "DeletedSlot" });

export const restBooking = z
  .object({
    id,
    slot_id: id,
    status: bookingStatus,
    failure_reason: failureReason.nullable(),
    quantity: z.int(),
    customer_name: z.string(),
    customer_contact: z.string().nullable(),
    checked_in_at: utcTime.nullable(),
    no_show_at: utcTime.nullable(),
    expires_at: utcTime,
    created_at: utcTime,
    updated_at: utcTime,
  })
  .meta({ id: "Booking" });

export const restHold = restBooking
  .extend({ expires_in_seconds: z.int(), token: z.string() })
  .meta({ id: "Hold" });

export const restWaitlistEntry = z
  .object({
    id,
    slot_id: id,
    status: waitlistStatus,
    quantity: z.int(),
    position: z.int().nullable(),
    booking_id: id.nullable(),
    customer_name: z.string(),
    customer_contact: z.string().nullable(),
    created_at: utcTime,
    updated_at: utcTime,
  })
  .meta({ id: "WaitlistEntry" });

export const restJoinedWaitlistEntry = restWaitlistEntry
  .extend({ token: z.string() })
  .meta({ id: "JoinedWaitlistEntry" });

export const restHolds = z.object({ bookings: z.array(restHold) }).meta({ id: "Holds" });

/** An error: RFC 9457 problem details, with the sentence that clients have always read in `error`. */
export const restProblem = z
  .object({
    error: z.string(),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    request_id: z.string(),
    issues: z.array(inputIssue).optional(),
  })
  .meta({ id: "Problem" });

export type RestResource = z.output<typeof restResource>;
export type RestSlot = z.output<typeof restSlot>;
export type RestBooking = z.output<typeof restBooking>;
export type RestHold = z.output<typeof restHold>;
export type RestProblem = z.output<typeof restProblem>;

type RestBookingWindow = {
  bookable_from?: Date | null | undefined;
  bookable_until?: Date | null | undefined;
};

function toBookingWindow({ bookable_from, bookable_until }: RestBookingWindow) {
  return { bookableFrom: bookable_from, bookableUntil: bookable_until };
}

/** Refuses an input that gives the same thing under both of its names. */
function oneNameOf<Alias extends string, Field extends string>(alias: Alias, field: Field) {
  return (input: { [Name in Alias | Field]?: unknown }, context: z.core.$RefinementCtx) => {
    if (input[alias] != null && input[field] != null) {
      context.addIssue({
        code: "custom",
        path: [alias],
        message: `is another name of ${field}: give one of them`,
      });
    }
  };
}
