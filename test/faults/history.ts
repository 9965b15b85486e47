/* The history of all calls and their outcomes, which the checks judge. */

/** The outcome of a call. After `unknown` it may have happened, may still happen, or may never. */
export type Outcome =
  | { type: "ok"; bookingId?: string; expiresAt?: number; booked?: number }
  | { type: "refused"; code: string }
  | { type: "unknown"; why: string };

/** One call of one caller, the client's retries included. Times are milliseconds since 1970. */
export interface Call {
  verb: "book" | "confirm" | "cancel" | "read";
  slotId: string;
  /** The customer's name of a booking, which identifies its row even without a response. */
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
  /** Undefined without a response. */
  status?: number;
  /** The fault in it, if there is one. */
  complaint?: string;
}

/** The slots of one run, and all calls to them. */
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
