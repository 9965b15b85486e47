import { z } from "zod";
import { event } from "../event.ts";

export const restEvent = z
  .object({
    cursor: event.shape.cursor,
    at: event.shape.at,
    type: event.shape.type,
    slot_id: event.shape.slotId,
    booking_id: event.shape.bookingId,
    data: event.shape.data,
  })
  .meta({ id: "Event" });
