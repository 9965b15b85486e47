import { FAILURES_UNTIL_PAUSE, pauseMilliseconds } from "./back-off.ts";
import type { Target } from "./leases.ts";
import type { Answer, Posting } from "./post.ts";
import { type Due, type DueQuestion, READ_AHEAD_DELIVERIES } from "./read-ahead.ts";
import type { Outcome, Standing } from "./record.ts";
import { signatures } from "./signature.ts";

/** Attempts of one webhook at a time, of different bookings. */
export const SENDS_MAX_AT_A_TIME = 8;
const GONE = 410;

/** What a sender needs of its process. */
export interface SenderContext {
  /** Reads what is due. */
  readDue: (question: DueQuestion) => Promise<Due[]>;
  /** Posts once, and never throws. */
  post: (posting: Posting) => Promise<Answer>;
  /** Waits until the process may send one more. */
  permit: () => Promise<void>;
  /** Writes an outcome down; resolves once it is committed. */
  record: (outcome: Outcome, standing: Standing | undefined) => Promise<void>;
  /** The time of the database, in milliseconds since 1970. */
  now: () => number;
  /** Whether the lease still counts. */
  isLeased: () => boolean;
}

/**
 * Sends what is due to one webhook: deliveries of different bookings at a time, those of one booking in order. While a delivery
 * waits for its next attempt, those behind it in the same order do, too.
 */
export class WebhookSender {
  target: Target;
  readonly #ctx: SenderContext;
  /** Read, but not begun. */
  #waiting: Due[] = [];
  /** Begun, but not written down; by order key. */
  readonly #begun = new Map<string, Due>();
  /** Order keys whose delivery has failed, each with whether that is written down: a look that began before knows nothing of it. */
  readonly #failed = new Map<string, boolean>();
  #mayHaveMore = true;
  #isEnding = false;
  #wake: () => void = () => {};

  constructor(ctx: SenderContext, target: Target) {
    this.#ctx = ctx;
    this.target = target;
  }

  /** Looks for more; false where the run has come to its end. */
  again(): boolean {
    if (this.#isEnding) return false;
    this.#mayHaveMore = true;
    this.#wake();
    return true;
  }

  /** Begins nothing more. */
  end(): void {
    this.#isEnding = true;
    this.#waiting = [];
    this.#wake();
  }

  /** Sends until nothing is due, or until the end. */
  async run(): Promise<void> {
    try {
      while (!this.#isEnding) {
        if (this.#mayHaveMore && this.#waiting.length < READ_AHEAD_DELIVERIES / 2) await this.#readAhead();
        const isBegun = await this.#beginNext();
        if (isBegun) continue;
        if (this.#begun.size === 0 && !this.#mayHaveMore) return;
        if (this.#begun.size > 0) await this.#changed();
      }
    } finally {
      this.end();
      while (this.#begun.size > 0) await this.#changed();
    }
  }

  /** Resolves at the next outcome, or when there may be more. */
  #changed(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  async #readAhead(): Promise<void> {
    this.#mayHaveMore = false;
    for (const [orderKey, isWritten] of this.#failed) if (isWritten) this.#failed.delete(orderKey);
    const knownIds = [...this.#waiting, ...this.#begun.values()].map(({ id }) => id);
    const rows = await this.#ctx.readDue({ webhookId: this.target.id, knownIds });
    if (this.#isEnding) return;
    this.#waiting.push(...rows.filter(({ orderKey }) => !this.#failed.has(orderKey)));
    if (rows.length === READ_AHEAD_DELIVERIES) this.#mayHaveMore = true;
  }

  /** Begins the first delivery whose order has none under way; false where there is none, or no room. */
  async #beginNext(): Promise<boolean> {
    // A webhook that was away is tried with one.
    const maxSends = this.target.failures >= FAILURES_UNTIL_PAUSE ? 1 : SENDS_MAX_AT_A_TIME;
    if (this.#begun.size >= maxSends) return false;
    const index = this.#waiting.findIndex(({ orderKey }) => !this.#begun.has(orderKey));
    const [due] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (!due) return false;
    this.#begun.set(due.orderKey, due);
    await this.#ctx.permit();
    if (this.#isEnding || !this.#ctx.isLeased()) this.#settle(due);
    else this.#send(due).finally(() => this.#settle(due));
    return true;
  }

  #settle({ orderKey }: Due): void {
    this.#begun.delete(orderKey);
    this.#wake();
  }

  async #send(due: Due): Promise<void> {
    const { target } = this;
    const at = this.#ctx.now();
    const begun = performance.now();
    const answer = await this.#ctx.post(postingOf(target, due, at));
    const attempt = {
      at: new Date(at).toISOString(),
      durationMilliseconds: Math.round(performance.now() - begun),
      ...answer,
    };
    const isDelivered = answer.status !== null && answer.status >= 200 && answer.status < 300;
    const standing = this.#standingAfter(isDelivered, answer.status === GONE);
    if (!isDelivered) this.#holdBack(due.orderKey);
    const pause = pauseMilliseconds(due.failures + 1);
    await this.#ctx.record({ id: due.id, attempt, isDelivered, pauseMilliseconds: pause }, standing);
    if (!isDelivered) this.#failed.set(due.orderKey, true);
    // What was given up makes those behind it due; the end of an outage, all that failed in it.
    if (standing) this.#mayHaveMore = true;
  }

  /** Makes what is behind a failed delivery wait with it. */
  #holdBack(orderKey: string): void {
    this.#waiting = this.#waiting.filter((due) => due.orderKey !== orderKey);
    this.#failed.set(orderKey, false);
  }

  /** Counts an outcome; undefined where it says nothing new of the webhook. */
  #standingAfter(isDelivered: boolean, isGone: boolean): Standing | undefined {
    const { target } = this;
    const before = target.failures;
    // What was under way when the pause began says no more of the webhook than the failure that began it.
    const isKnown = this.#isEnding && before >= FAILURES_UNTIL_PAUSE;
    target.failures = isDelivered ? 0 : before + (isKnown ? 0 : 1);
    if (target.failures === 0 && before === 0) return undefined;
    const isPaused = isGone || target.failures >= FAILURES_UNTIL_PAUSE;
    if (isPaused) this.end();
    return {
      webhookId: target.id,
      failures: target.failures,
      hadSuccess: isDelivered,
      failuresEnded: isDelivered ? before : 0,
      isGone,
      pauseMilliseconds: isPaused ? pauseMilliseconds(target.failures - FAILURES_UNTIL_PAUSE + 1) : undefined,
    };
  }
}

const USER_AGENT = "Holdfast-Webhooks";

/** The request of an attempt, signed for the time at which it is made. */
function postingOf({ url, secrets }: Target, { messageId: id, body }: Due, at: number): Posting {
  const timestamp = Math.floor(at / 1000);
  return {
    url,
    body,
    headers: {
      "Content-Type": "application/json",
      "User-Agent": USER_AGENT,
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signatures({ id, timestamp, body }, secrets),
    },
  };
}
