import { HoldfastError } from "@holdfast/contract";

/** Requests that wait in one place, at most. */
export const WAITING_MAX_REQUESTS = 20_000;

/** How long a request waits for its turn, at most. */
export const WAITING_MAX_MILLISECONDS = 5_000;

const LOOK_FOR_LATE_MILLISECONDS = 250;

/** When a request that comes now gives up, by `performance.now()`. */
export const giveUpTime = (): number => performance.now() + WAITING_MAX_MILLISECONDS;

/** What a change is refused with that would be one too many. */
export const tooManyChanges = () => new HoldfastError("BUSY", "Too many changes are waiting");

/** What a change is refused with that has waited for too long. */
export const tooLateChange = () => new HoldfastError("BUSY", "The change waited too long");

/** Counts the requests that wait in one place; as long as there are any, it has the late ones looked for. */
export class WaitingCount {
  readonly #refuseLate: () => void;
  #size = 0;
  #lateTimer: NodeJS.Timeout | undefined;

  /** @param refuseLate refuses those that have waited for too long */
  constructor(refuseLate: () => void) {
    this.#refuseLate = refuseLate;
  }

  /** Whether one more is to be refused. */
  get isFull(): boolean {
    return this.#size >= WAITING_MAX_REQUESTS;
  }

  /** So many more wait. */
  arrive(count: number): void {
    this.#size += count;
    this.#lateTimer ??= setInterval(this.#refuseLate, LOOK_FOR_LATE_MILLISECONDS);
  }

  /** So many do not wait any more. */
  leave(count: number): void {
    this.#size -= count;
    if (this.#size > 0) return;
    clearInterval(this.#lateTimer);
    this.#lateTimer = undefined;
  }
}

/** Takes those out of a queue that have waited for too long; the oldest are in front. */
export function takeLate<Item extends { giveUpAt: number }>(queue: Item[]): Item[] {
  const now = performance.now();
  const inTime = queue.findIndex(({ giveUpAt }) => giveUpAt > now);
  return queue.splice(0, inTime < 0 ? queue.length : inTime);
}
