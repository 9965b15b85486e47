/** Attempts of one process in a second. */
export const SENDS_MAX_PER_SECOND = 500;
/** The same in a rush: bookings come first. */
export const RUSH_SENDS_MAX_PER_SECOND = 25;
/** Entries of the audit in a second from which on it is a rush; many bookings share an entry then. */
export const RUSH_MIN_ENTRIES_PER_SECOND = 50;
/** In a rush it is looked for events, and for what is due, no more often than this. */
export const RUSH_LOOK_MILLISECONDS = 1_000;
/** The time over which entries are counted. */
const WINDOW_MILLISECONDS = 300;
/** The time for which unused permits add up. */
const BURST_MILLISECONDS = 200;

/** Spreads attempts over time, and more so in a rush. */
export class Pace {
  /** When the next attempt is due, by the clock of the process. */
  #next = 0;
  /** The last entry of the audit at some moments of the window. */
  #seen: { entry: number; at: number }[] = [];

  #fannedOutAt = Number.NEGATIVE_INFINITY;
  #lookedAt = Number.NEGATIVE_INFINITY;

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
  }

  /** Whether much happens right now. */
  get isRush(): boolean {
    const [first, last] = [this.#seen[0], this.#seen.at(-1)];
    if (!first || !last) return false;
    const seconds = Math.max(last.at - first.at, WINDOW_MILLISECONDS) / 1_000;
    return (last.entry - first.entry) / seconds >= RUSH_MIN_ENTRIES_PER_SECOND;
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
