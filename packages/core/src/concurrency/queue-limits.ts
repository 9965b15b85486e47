import { HoldfastError } from "@holdfast/contract";

/** Requests that are queued in one place, at most. */
export const QUEUED_MAX_REQUESTS = 20_000;
/** How long a request is queued, at most. */
export const QUEUED_MAX_MILLISECONDS = 5_000;
const LOOK_FOR_LATE_MILLISECONDS = 250;

/** When a request that comes now gives up, by `performance.now()`. */
export const giveUpTime = (): number => performance.now() + QUEUED_MAX_MILLISECONDS;

/** The refusals by what is queued. Made once: writing down the stack of each would cost more than refusing. */
const REFUSALS = {
  booking: {
    tooMany: new HoldfastError("BUSY", "Too many bookings are waiting"),
    tooLate: new HoldfastError("BUSY", "The booking waited too long"),
  },
  change: {
    tooMany: new HoldfastError("BUSY", "Too many changes are waiting"),
    tooLate: new HoldfastError("BUSY", "The change waited too long"),
  },
  read: {
    tooMany: new HoldfastError("BUSY", "Too many reads are waiting"),
    tooLate: new HoldfastError("BUSY", "The read waited too long"),
  },
};

/** The refusal of a booking that has been queued for too long. */
export const BOOKING_TOO_LATE = REFUSALS.booking.tooLate;

/** One limit on the requests of several queues, and on how long each is queued. The oldest of a queue are in front. */
export class QueueLimit<Queued extends { giveUpAt: number }> {
  readonly #queues: () => Iterable<Queued[]>;
  readonly #refuse: (queued: Queued, refusal: HoldfastError) => void;
  readonly #refusals: { tooMany: HoldfastError; tooLate: HoldfastError };
  #size = 0;
  #lateTimer: NodeJS.Timeout | undefined;

  /**
   * @param queues all queues that the limit is for
   * @param refuse is given each request that was queued for too long, out of its queue already, and a BUSY
   */
  constructor(
    noun: keyof typeof REFUSALS,
    queues: () => Iterable<Queued[]>,
    refuse: (queued: Queued, refusal: HoldfastError) => void,
  ) {
    this.#queues = queues;
    this.#refuse = refuse;
    this.#refusals = REFUSALS[noun];
  }

  /**
   * Queues a request.
   * @throws BUSY when too many are queued
   */
  add(queue: Queued[], queued: Queued): void {
    if (this.#size >= QUEUED_MAX_REQUESTS) throw this.#refusals.tooMany;
    queue.push(queued);
    this.putBack(1);
  }

  /** Takes the oldest requests out of a queue, at most so many. */
  take(queue: Queued[], max: number): Queued[] {
    const taken = queue.splice(0, max);
    this.#leave(taken.length);
    return taken;
  }

  /** Counts requests that were taken and are queued again. */
  putBack(count: number): void {
    this.#size += count;
    this.#lateTimer ??= setInterval(() => this.#refuseLate(), LOOK_FOR_LATE_MILLISECONDS);
  }

  #leave(count: number): void {
    this.#size -= count;
    if (this.#size > 0) return;
    clearInterval(this.#lateTimer);
    this.#lateTimer = undefined;
  }

  #refuseLate(): void {
    const now = performance.now();
    for (const queue of this.#queues()) {
      const inTime = queue.findIndex(({ giveUpAt }) => giveUpAt > now);
      for (const late of this.take(queue, inTime < 0 ? queue.length : inTime))
        this.#refuse(late, this.#refusals.tooLate);
    }
  }
}
