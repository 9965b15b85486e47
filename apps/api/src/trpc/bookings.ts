import {
  cancelBookingInput,
  changeQuantityInput,
  checkInBookingInput,
  checkOutBookingInput,
  confirmBookingInput,
  createBookingInput,
  createBookingsInput,
  extendHoldInput,
  getBookingInput,
  handOverBookingInput,
  listBookingsInput,
  markNoShowInput,
  moveBookingsInput,
  previewMovesInput,
  rescheduleBookingInput,
  updateBookingInput,
} from "@holdfast/contract";
import {
  cancelBooking,
  changeQuantity,
  checkInBooking,
  checkOutBooking,
  confirmOrReacquireBooking,
  createBooking,
  createBookings,
  extendHold,
  getBooking,
  handOverBooking,
  listBookings,
  markNoShow,
  moveBookings,
  previewMoves,
  rescheduleBooking,
  updateBooking,
} from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import {
  confirmProcedure,
  deskProcedure,
  handOverProcedure,
  holderProcedure,
  holdsCountedUnder,
  publicProcedure,
} from "./init.ts";

/** bookings.*: the life of a booking. */
export const bookings = {
  create: publicProcedure
    .input(createBookingInput)
    .mutation(({ ctx, input, signal }) =>
      createBooking(ctx.deps, input, { signal, from: holdsCountedUnder(ctx) }),
    ),
  createMany: publicProcedure
    .input(createBookingsInput)
    .mutation(({ ctx, input }) => createBookings(ctx.deps, input, { from: holdsCountedUnder(ctx) })),
  get: holderProcedure.input(getBookingInput).query(({ ctx, input }) => getBooking(ctx.deps, input)),
  update: holderProcedure
    .input(updateBookingInput)
    .mutation(({ ctx, input }) => updateBooking(ctx.deps, input)),
  extend: holderProcedure.input(extendHoldInput).mutation(({ ctx, input }) => extendHold(ctx.deps, input)),
  confirm: confirmProcedure
    .input(confirmBookingInput)
    .mutation(({ ctx, input }) => confirmOrReacquireBooking(ctx.deps, input)),
  reschedule: holderProcedure
    .input(rescheduleBookingInput)
    .mutation(({ ctx, input }) => rescheduleBooking(ctx.deps, input)),
  previewMoves: deskProcedure
    .input(previewMovesInput)
    .query(({ ctx, input }) => previewMoves(ctx.deps, input)),
  moveMany: deskProcedure
    .input(moveBookingsInput)
    .mutation(({ ctx, input }) => moveBookings(ctx.deps, input)),
  handOver: handOverProcedure
    .input(handOverBookingInput)
    .mutation(({ ctx, input: { token = ctx.bookingToken, ...input } }) =>
      handOverBooking(ctx.deps, { ...input, token }),
    ),
  changeQuantity: holderProcedure
    .input(changeQuantityInput)
    .mutation(({ ctx, input }) => changeQuantity(ctx.deps, input, { from: holdsCountedUnder(ctx) })),
  cancel: holderProcedure
    .input(cancelBookingInput)
    .mutation(({ ctx, input }) => cancelBooking(ctx.deps, input)),
  checkIn: deskProcedure
    .input(checkInBookingInput)
    .mutation(({ ctx, input }) => checkInBooking(ctx.deps, input)),
  checkOut: deskProcedure
    .input(checkOutBookingInput)
    .mutation(({ ctx, input }) => checkOutBooking(ctx.deps, input)),
  markNoShow: deskProcedure.input(markNoShowInput).mutation(({ ctx, input }) => markNoShow(ctx.deps, input)),
  list: deskProcedure.input(listBookingsInput).query(({ ctx, input }) => listBookings(ctx.deps, input)),
} satisfies TRPCRouterRecord;
