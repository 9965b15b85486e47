/* What callers asked and what they heard: the history that the checks judge. */

/** What came of a call. `unknown`: it may have happened, now or later, or not. */
export type Outcome =
  | { type: "ok"; bookingId?: string; expiresAt?: number; booked?: number }
  | { type: "refused"; code: string }
  | { type: "unknown"; why: string };

/** One call of one caller, its repetitions by the client included. Times are milliseconds since 1970. */
export interface Call {
  verb: "book" | "confirm" | "cancel" | "read";
  slotId: string;
  /** Of a booking: the customer's name, so that rows can be told apart whatever was answered. */
  key?: string;
  bookingId?: string;
  quantity: number;
  from: number;
  until: number;
  outcome: Outcome;
}

/** One HTTP request. */
export interface Attempt {
  process: string;
  what: string;
  milliseconds: number;
  /** Undefined: no answer. */
  status?: number;
  /** What is wrong with it, if something is. */
  complaint?: string;
}

/** The slots of one run, and all that was asked of them. */
export class History {
  readonly calls: Call[] = [];
  readonly attempts: Attempt[] = [];
  readonly slots = new Map<string, { capacity: number }>();
  readonly #offset = Date.now() - performance.now();

  /** Milliseconds since 1970, by a clock that no correction moves. */
  now(): number {
    return performance.now() + this.#offset;
  }

  count(verb: Call["verb"], type: Outcome["type"]): number {
    return this.calls.filter((call) => call.verb === verb && call.outcome.type === type).length;
  }

  get longestMilliseconds(): number {
    return Math.round(Math.max(0, ...this.attempts.map(({ milliseconds }) => milliseconds)));
  }
}
