import { z } from "zod";
import { id, timestamp, utcTime } from "../common.ts";
import { resourceKind } from "../resource.ts";
import {
  bookableTime,
  cancelUntil,
  capacity,
  checkBookingWindow,
  checkSlotTimes,
  deletedSlot,
} from "../slot.ts";
import { pageQuery } from "./request.ts";

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

export type RestSlot = z.output<typeof restSlot>;

type RestBookingWindow = {
  bookable_from?: Date | null | undefined;
  bookable_until?: Date | null | undefined;
};

function toBookingWindow({ bookable_from, bookable_until }: RestBookingWindow) {
  return { bookableFrom: bookable_from, bookableUntil: bookable_until };
}
