/** Attempts of one process in a second. */
export const SENDS_MAX_PER_SECOND = 500;
/** The same in a rush: bookings come first. */
export const RUSH_SENDS_MAX_PER_SECOND = 25;
/** Entries of the audit in a second from which on it is a rush; many bookings share an entry then. */
export const RUSH_MIN_ENTRIES_PER_SECOND = 50;
/** The same where this process is busy: bookings that it slows down make fewer entries. */
export const BUSY_RUSH_MIN_ENTRIES_PER_SECOND = 5;
/** A process is busy whose thread works for so much of the time. */
const BUSY_MIN_SHARE = 0.7;
/** A rush goes on for so long after it was last seen. */
const RUSH_KEPT_MILLISECONDS = 1_000;
/** In a rush it is looked for events, and for what is due, no more often than this. */
export const RUSH_LOOK_MILLISECONDS = 1_000;
/** The time over which entries are counted. */
const WINDOW_MILLISECONDS = 300;
/** The time for which unused permits add up. */
const BURST_MILLISECONDS = 200;

/** The share of the time since the last call for which this process's thread has worked. */
function threadUtilization(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const { utilization } = performance.eventLoopUtilization(last);
    last = performance.eventLoopUtilization();
    return utilization;
  };
}

/** Spreads attempts over time, and more so in a rush. */
export class Pace {
  readonly #utilization: () => number;
  /** When the next attempt is due, by the clock of the process. */
  #next = 0;
  /** The last entry of the audit at some moments of the window. */
  #seen: { entry: number; at: number }[] = [];

  #fannedOutAt = Number.NEGATIVE_INFINITY;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #rushUntil = Number.NEGATIVE_INFINITY;

  /** @param utilization the share of its time, since the last call, for which this process has worked */
  constructor(utilization = threadUtilization()) {
    this.#utilization = utilization;
  }

  /** Whether it is time to look for events; a look that is made counts. */
  isFanOutDue(): boolean {
    const now = performance.now();
    if (this.isRush && now - this.#fannedOutAt < RUSH_LOOK_MILLISECONDS) return false;
    this.#fannedOutAt = now;
    return true;
  }

  /** Resolves when it is time to look for what is due. */
  async nextLook(): Promise<void> {
    const wait = this.#lookedAt + RUSH_LOOK_MILLISECONDS - performance.now();
    if (this.isRush && wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    this.#lookedAt = performance.now();
  }

  /** Notes the last entry of the audit. */
  note(entry: number): void {
    const at = performance.now();
    this.#seen.push({ entry, at });
    while ((this.#seen[1]?.at ?? at) < at - WINDOW_MILLISECONDS) this.#seen.shift();
    const isBusy = this.#utilization() >= BUSY_MIN_SHARE;
    const least = isBusy ? BUSY_RUSH_MIN_ENTRIES_PER_SECOND : RUSH_MIN_ENTRIES_PER_SECOND;
    if (this.#entriesPerSecond() >= least) this.#rushUntil = at + RUSH_KEPT_MILLISECONDS;
  }

  /** Whether much happens right now. */
  get isRush(): boolean {
    return performance.now() < this.#rushUntil;
  }

  #entriesPerSecond(): number {
    const [first, last] = [this.#seen[0], this.#seen.at(-1)];
    if (!first || !last) return 0;
    return (1_000 * (last.entry - first.entry)) / Math.max(last.at - first.at, WINDOW_MILLISECONDS);
  }

  /** Resolves when one more may be sent. */
  permit(): Promise<void> {
    const now = performance.now();
    const at = Math.max(this.#next, now - BURST_MILLISECONDS);
    this.#next = at + 1_000 / (this.isRush ? RUSH_SENDS_MAX_PER_SECOND : SENDS_MAX_PER_SECOND);
    if (at <= now) return Promise.resolve();
    return new Promise((resolve) => {
      setTimeout(resolve, at - now);
    });
  }
}
