import { z } from "zod";
import { booking, bookingStatus, confirmBookingInput, holderToken } from "./booking.ts";
import { id, idempotencyKey, utcTime } from "./common.ts";

/** The bookings of one call, which are read, confirmed, extended and cancelled as one. */
export const order = z.object({
  id: id.describe("Its id"),
  status: bookingStatus.describe(
    "What its bookings are together: `FAILED` once one has failed, else `PENDING` while one is a live hold, else `CONFIRMED`; cancelled ones do not count, unless all are",
  ),
  bookings: z
    .array(booking)
    .describe("Its bookings, in the order of their times; one that was handed over is no longer among them"),
  expiresAt: utcTime
    .nullable()
    .describe("When the first of its live holds expires; null: it has none")
    .meta({ examples: ["2031-12-01T09:02:00.000Z"] }),
  createdAt: utcTime.describe("When its holds were placed"),
  updatedAt: utcTime.describe("When one of its bookings last changed"),
});

/** An order and its token; the token may come in the header `Booking-Token` instead. */
const heldOrder = { id: id.describe("The order"), token: holderToken.optional() };

export const getOrderInput = z.strictObject(heldOrder);

/** `reacquire`: expired holds take their places again if all are still free. */
export const confirmOrderInput = z.strictObject({
  ...heldOrder,
  reacquire: confirmBookingInput.shape.reacquire.describe(
    "Whether expired holds take their places again if all of them are still free",
  ),
  idempotencyKey: idempotencyKey.optional(),
});

const changeOrderInput = z.strictObject({ ...heldOrder, idempotencyKey: idempotencyKey.optional() });

export const extendOrderInput = changeOrderInput;

export const cancelOrderInput = changeOrderInput;

export type Order = z.output<typeof order>;
export type GetOrderInput = z.output<typeof getOrderInput>;
export type ConfirmOrderInput = z.output<typeof confirmOrderInput>;
export type ExtendOrderInput = z.output<typeof extendOrderInput>;
export type CancelOrderInput = z.output<typeof cancelOrderInput>;
