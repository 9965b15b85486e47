import {
  cancelBookingInput,
  confirmBookingInput,
  createBookingInput,
  getBookingInput,
  listBookingsInput,
} from "@holdfast/contract";
import { cancelBooking, confirmBooking, createBooking, getBooking, listBookings } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { procedure } from "./init.ts";

/** bookings.*: the life of a booking. */
export const bookings = {
  create: procedure
    .input(createBookingInput)
    .mutation(({ ctx, input, signal }) => createBooking(ctx.deps, input, { signal })),
  get: procedure.input(getBookingInput).query(({ ctx, input }) => getBooking(ctx.deps, input)),
  confirm: procedure.input(confirmBookingInput).mutation(({ ctx, input }) => confirmBooking(ctx.deps, input)),
  cancel: procedure.input(cancelBookingInput).mutation(({ ctx, input }) => cancelBooking(ctx.deps, input)),
  list: procedure.input(listBookingsInput).query(({ ctx, input }) => listBookings(ctx.deps, input)),
} satisfies TRPCRouterRecord;
