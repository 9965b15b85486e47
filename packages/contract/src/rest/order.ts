import { z } from "zod";
import { type Order, order } from "../order.ts";
import { restBooking, toRestBooking } from "./booking.ts";
import { restObject, snakeCase } from "./names.ts";

export const restOrder = restObject(order)
  .extend({ bookings: z.array(restBooking).describe(order.shape.bookings.description ?? "") })
  .meta({
    id: "Order",
    description: "The bookings of one call, which are read, confirmed, extended and cancelled as one",
  });

/** An order under REST's names, and so its bookings. */
export const toRestOrder = ({ bookings, ...order }: Order) => ({
  ...snakeCase(order),
  bookings: bookings.map(toRestBooking),
});
