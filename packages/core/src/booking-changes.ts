import type { Booking } from "@holdfast/contract";
import { cancelBookings, cancelOneBooking, confirmBookings, confirmOneBooking } from "./booking.ts";
import type { BookingChange } from "./change-statements.ts";
import type { ReleaseContext } from "./context.ts";
import { GroupCommit } from "./group-commit.ts";

/** Confirmations and cancellations of one process, each kind gathered into transactions. */
export class BookingChanges {
  readonly confirmations: GroupCommit<BookingChange, Booking>;
  readonly cancellations: GroupCommit<BookingChange, Booking>;

  constructor(ctx: ReleaseContext) {
    this.confirmations = new GroupCommit({
      together: (asked) => confirmBookings(ctx, asked),
      alone: (asked) => confirmOneBooking(ctx, asked),
    });
    this.cancellations = new GroupCommit({
      together: (asked) => cancelBookings(ctx, asked),
      alone: (asked) => cancelOneBooking(ctx, asked),
    });
  }
}
