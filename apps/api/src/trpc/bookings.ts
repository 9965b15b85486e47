import {
  cancelBookingInput,
  checkInBookingInput,
  confirmBookingInput,
  createBookingInput,
  getBookingInput,
  listBookingsInput,
  markNoShowInput,
} from "@holdfast/contract";
import {
  cancelBooking,
  checkInBooking,
  confirmBooking,
  createBooking,
  getBooking,
  listBookings,
  markNoShow,
} from "@holdfast/core";
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
  checkIn: procedure.input(checkInBookingInput).mutation(({ ctx, input }) => checkInBooking(ctx.deps, input)),
  markNoShow: procedure.input(markNoShowInput).mutation(({ ctx, input }) => markNoShow(ctx.deps, input)),
  list: procedure.input(listBookingsInput).query(({ ctx, input }) => listBookings(ctx.deps, input)),
} satisfies TRPCRouterRecord;
