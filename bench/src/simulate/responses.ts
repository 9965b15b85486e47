import { quantile } from "../statistics.ts";

/** Collects the responses of a period. */
export class Responses {
  readonly #from: number;
  readonly #milliseconds: number[] = [];

  /** @param from responses before this time, in milliseconds, do not count */
  constructor(from: number) {
    this.#from = from;
  }

  get count(): number {
    return this.#milliseconds.length;
  }

  /** @param now the time of the response, in milliseconds */
  add(sentAt: number, now: number): void {
    if (now >= this.#from) this.#milliseconds.push(now - sentAt);
  }

  /** @param until the end of the period, in milliseconds */
  summary(until: number) {
    return {
      perSecond: this.#milliseconds.length / ((until - this.#from) / 1000),
      p50Milliseconds: quantile(this.#milliseconds, 0.5),
      p99Milliseconds: quantile(this.#milliseconds, 0.99),
    };
  }
}
