import type { Processor } from "./processor.ts";

interface Job {
  milliseconds: () => number;
  done: () => void;
}

/** One thread of a machine: it does one job after the other, in the order of arrival. */
export class Thread {
  /** CPU time that its jobs took, in milliseconds. */
  busy = 0;
  readonly #processor: Processor;
  readonly #jobs: Job[] = [];
  #isBusy = false;

  constructor(processor: Processor) {
    this.#processor = processor;
  }

  /** @param milliseconds the CPU time that the job needs, asked for when it begins */
  do(milliseconds: () => number, done: () => void): void {
    this.#jobs.push({ milliseconds, done });
    if (!this.#isBusy) this.#next();
  }

  #next(): void {
    const job = this.#jobs.shift();
    this.#isBusy = job !== undefined;
    if (!job) return;
    const work = job.milliseconds();
    this.#processor.run(work, () => {
      this.busy += work;
      job.done();
      this.#next();
    });
  }
}
