import type { Booking } from "@holdfast/contract";
import { GroupCommit, type OnBatchFailure } from "../concurrency/index.ts";
import type { HoldLimits } from "../holds/index.ts";
import type { ReleaseContext } from "../shared/index.ts";
import { cancelBookings, cancelOneBooking } from "./cancel.ts";
import type { BookingChange } from "./change.ts";
import { confirmBookings, confirmOneBooking } from "./confirm.ts";

type ChangeQueuesContext = ReleaseContext & {
  holdLimits?: HoldLimits | undefined;
  onBatchFailure?: OnBatchFailure | undefined;
};

/** The queues of one process that group confirmations, and cancellations, into transactions. */
export class ChangeQueues {
  readonly confirmations: GroupCommit<BookingChange, Booking>;
  readonly cancellations: GroupCommit<BookingChange, Booking>;

  /** @param ctx `holdLimits` stops counting holds that are confirmed or cancelled; `onBatchFailure` is called with errors */
  constructor({ holdLimits, onBatchFailure: onFailure, ...ctx }: ChangeQueuesContext) {
    const uncount = (booking: Booking) => {
      holdLimits?.remove(booking.id);
      return booking;
    };
    const uncountAll = (bookings: (Booking | undefined)[]) => {
      for (const booking of bookings) if (booking) holdLimits?.remove(booking.id);
      return bookings;
    };
    this.confirmations = new GroupCommit({
      together: (changes) => confirmBookings(ctx, changes).then(uncountAll),
      alone: (change) => confirmOneBooking(ctx, change).then(uncount),
      onFailure,
    });
    this.cancellations = new GroupCommit({
      together: (changes) => cancelBookings(ctx, changes).then(uncountAll),
      alone: (change) => cancelOneBooking(ctx, change).then(uncount),
      onFailure,
    });
  }
}
