import type { Booking } from "@holdfast/contract";
import { GroupCommit, type OnBatchFailure } from "../concurrency/index.ts";
import type { HoldLimits } from "../holds/index.ts";
import type { ReleaseContext } from "../shared/index.ts";
import { cancelBookings, cancelOneBooking } from "./cancel.ts";
import type { BookingChange } from "./change.ts";
import { confirmBookings, confirmOneBooking } from "./confirm.ts";

type ChangesContext = ReleaseContext & {
  holdLimits?: HoldLimits | undefined;
  onBatchFailure?: OnBatchFailure | undefined;
};

/** Confirmations and cancellations of one process, each kind gathered into transactions. */
export class BookingChanges {
  readonly confirmations: GroupCommit<BookingChange, Booking>;
  readonly cancellations: GroupCommit<BookingChange, Booking>;

  /** @param ctx `holdLimits` hears of the holds that end here, `onBatchFailure` of transactions that fail as a whole */
  constructor({ holdLimits, onBatchFailure: onFailure, ...ctx }: ChangesContext) {
    const noteEnd = (booking: Booking) => {
      holdLimits?.release(booking.id);
      return booking;
    };
    const noteEnds = (bookings: (Booking | undefined)[]) => {
      for (const booking of bookings) if (booking) holdLimits?.release(booking.id);
      return bookings;
    };
    this.confirmations = new GroupCommit({
      together: (asked) => confirmBookings(ctx, asked).then(noteEnds),
      alone: (asked) => confirmOneBooking(ctx, asked).then(noteEnd),
      onFailure,
    });
    this.cancellations = new GroupCommit({
      together: (asked) => cancelBookings(ctx, asked).then(noteEnds),
      alone: (asked) => cancelOneBooking(ctx, asked).then(noteEnd),
      onFailure,
    });
  }
}
