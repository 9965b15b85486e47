import { z } from "zod";
import { bookingStatus, failureReason, LINES_MAX, quantity } from "../booking.ts";
import { id, timestamp, utcTime } from "../common.ts";
import { contactToFind } from "../customer.ts";
import { restCustomer, toCustomer } from "./customer.ts";
import { oneNameOf, pageQuery } from "./request.ts";

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

/** Which bookings; `from` and `to` are about the slot's start. */
const bookingFilters = {
  slot_id: id.optional(),
  resource_id: id.optional(),
  status: bookingStatus.optional(),
  from: timestamp.optional(),
  to: timestamp.optional(),
  contact: contactToFind.optional(),
};

export const restListBookingsQuery = z
  .strictObject({ ...bookingFilters, ...pageQuery })
  .transform(({ slot_id, resource_id, ...rest }) => ({ ...rest, slotId: slot_id, resourceId: resource_id }));

export const restExportBookingsQuery = z
  .strictObject(bookingFilters)
  .transform(({ slot_id, resource_id, ...rest }) => ({ ...rest, slotId: slot_id, resourceId: resource_id }));

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

export const restHolds = z.object({ bookings: z.array(restHold) }).meta({ id: "Holds" });

export type RestBooking = z.output<typeof restBooking>;
export type RestHold = z.output<typeof restHold>;
