import {
  cancelBookingInput,
  checkInBookingInput,
  confirmBookingInput,
  createBookingInput,
  createBookingsInput,
  extendHoldInput,
  getBookingInput,
  listBookingsInput,
  markNoShowInput,
  rescheduleBookingInput,
} from "@holdfast/contract";
import {
  cancelBooking,
  checkInBooking,
  confirmOrReacquireBooking,
  createBooking,
  createBookings,
  extendHold,
  getBooking,
  listBookings,
  markNoShow,
  rescheduleBooking,
} from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { procedure, type TrpcContext } from "./init.ts";

const askerOf = ({ deps, client }: TrpcContext) => deps.requestLimits?.askerOf(client);

/** bookings.*: the life of a booking. */
export const bookings = {
  create: procedure
    .input(createBookingInput)
    .mutation(({ ctx, input, signal }) => createBooking(ctx.deps, input, { signal, from: askerOf(ctx) })),
  createMany: procedure
    .input(createBookingsInput)
    .mutation(({ ctx, input }) => createBookings(ctx.deps, input, { from: askerOf(ctx) })),
  get: procedure.input(getBookingInput).query(({ ctx, input }) => getBooking(ctx.deps, input)),
  extend: procedure.input(extendHoldInput).mutation(({ ctx, input }) => extendHold(ctx.deps, input)),
  confirm: procedure
    .input(confirmBookingInput)
    .mutation(({ ctx, input }) => confirmOrReacquireBooking(ctx.deps, input)),
  reschedule: procedure
    .input(rescheduleBookingInput)
    .mutation(({ ctx, input }) => rescheduleBooking(ctx.deps, input)),
  cancel: procedure.input(cancelBookingInput).mutation(({ ctx, input }) => cancelBooking(ctx.deps, input)),
  checkIn: procedure.input(checkInBookingInput).mutation(({ ctx, input }) => checkInBooking(ctx.deps, input)),
  markNoShow: procedure.input(markNoShowInput).mutation(({ ctx, input }) => markNoShow(ctx.deps, input)),
  list: procedure.input(listBookingsInput).query(({ ctx, input }) => listBookings(ctx.deps, input)),
} satisfies TRPCRouterRecord;
