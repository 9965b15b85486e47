import type { Booking } from "@holdfast/contract";
import { GroupCommit, type OnBatchFailure } from "../concurrency/index.ts";
import type { HoldCounts } from "../holds/index.ts";
import { asSeenBy, type ReleaseContext } from "../shared/index.ts";
import { cancelBookings, cancelOneBooking } from "./cancel.ts";
import type { BookingChange, ChangeOnce } from "./change.ts";
import { confirmBookings, confirmOneBooking } from "./confirm.ts";

type ChangeQueuesContext = ReleaseContext & {
  isOpenToAll?: boolean | undefined;
  holdLimits?: HoldCounts | undefined;
  onBatchFailure?: OnBatchFailure | undefined;
};

/** The queues of one process that group confirmations, and cancellations, into transactions. */
export class ChangeQueues {
  readonly confirmations: GroupCommit<BookingChange, Booking>;
  readonly cancellations: GroupCommit<BookingChange, Booking>;
  readonly confirmOnce: ChangeOnce;
  readonly cancelOnce: ChangeOnce;

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
    const seen = (booking: Booking, { actor }: BookingChange) => asSeenBy({ actor, isOpenToAll }, booking);
    const confirmed = (booking: Booking, change: BookingChange) => {
      holdLimits?.confirm(booking.id);
      return seen(booking, change);
    };
    const cancelled = (booking: Booking, change: BookingChange) => {
      holdLimits?.remove(booking.id);
      return seen(booking, change);
    };
    /** For each booking that was changed. */
    const each =
      (changes: readonly BookingChange[], changed: typeof confirmed) =>
      (booking: Booking | undefined, index: number) =>
        booking && changed(booking, changes[index] as BookingChange);
    this.confirmations = new GroupCommit({
      together: async (changes) => (await confirmBookings(ctx, changes)).map(each(changes, confirmed)),
      alone: async (change) => confirmed(await confirmOneBooking(ctx, change), change),
      onFailure,
    });
    this.cancellations = new GroupCommit({
      together: async (changes) => (await cancelBookings(ctx, changes)).map(each(changes, cancelled)),
      alone: async (change) => cancelled(await cancelOneBooking(ctx, change), change),
      onFailure,
    });
    this.confirmOnce = async (change, ...once) =>
      confirmed(await confirmOneBooking(ctx, change, ...once), change);
    this.cancelOnce = async (change, ...once) =>
      cancelled(await cancelOneBooking(ctx, change, ...once), change);
  }
}
