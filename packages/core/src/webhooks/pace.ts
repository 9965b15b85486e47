/** Attempts of one process in a second: what goes beyond waits, so that bookings come first. */
export const SENDS_MAX_PER_SECOND = 500;
/** The time for which unused permits add up. */
const BURST_MILLISECONDS = 200;

/** Spreads attempts over time. */
export class Pace {
  /** When the next attempt is due, by the clock of the process. */
  #next = 0;

  /** Resolves when one more may be sent. */
  permit(): Promise<void> {
    const now = performance.now();
    const at = Math.max(this.#next, now - BURST_MILLISECONDS);
    this.#next = at + 1_000 / SENDS_MAX_PER_SECOND;
    if (at <= now) return Promise.resolve();
    return new Promise((resolve) => {
      setTimeout(resolve, at - now);
    });
  }
}
