import type { Booking } from "@holdfast/contract";
import { GroupCommit, type OnBatchFailure } from "../concurrency/index.ts";
import type { HoldLimits } from "../holds/index.ts";
import type { ReleaseContext } from "../shared/index.ts";
import { cancelBookings, cancelOneBooking } from "./cancel.ts";
import type { BookingChange } from "./change.ts";
import { confirmBookings, confirmOneBooking } from "./confirm.ts";

type ChangeQueuesContext = ReleaseContext & {
  isOpenToAll?: boolean | undefined;
  holdLimits?: HoldLimits | undefined;
  onBatchFailure?: OnBatchFailure | undefined;
};

/** The queues of one process that group confirmations, and cancellations, into transactions. */
export class ChangeQueues {
  readonly confirmations: GroupCommit<BookingChange, Booking>;
  readonly cancellations: GroupCommit<BookingChange, Booking>;

  /**
   * @param ctx `isOpenToAll`: customers may cancel what has ended; `holdLimits` stops counting holds that are confirmed or
   *   cancelled; `onBatchFailure` is called with errors
   */
  constructor({
    holdLimits,
    onBatchFailure: onFailure,
    isOpenToAll = false,
    ...release
  }: ChangeQueuesContext) {
    const ctx = { ...release, isOpenToAll };
    const confirmed = <Changed extends Booking | undefined>(booking: Changed) => {
      if (booking) holdLimits?.confirm(booking.id);
      return booking;
    };
    const uncount = <Changed extends Booking | undefined>(booking: Changed) => {
      if (booking) holdLimits?.remove(booking.id);
      return booking;
    };
    this.confirmations = new GroupCommit({
      together: async (changes) => (await confirmBookings(ctx, changes)).map(confirmed),
      alone: async (change) => confirmed(await confirmOneBooking(ctx, change)),
      onFailure,
    });
    this.cancellations = new GroupCommit({
      together: async (changes) => (await cancelBookings(ctx, changes)).map(uncount),
      alone: async (change) => uncount(await cancelOneBooking(ctx, change)),
      onFailure,
    });
  }
}
