import type { Simulation } from "./simulation.ts";

/** The disk of PostgreSQL's log: one `fsync` at a time, and the next is for all commits that have come meanwhile. */
export class LogDisk {
  readonly #simulation: Simulation;
  readonly #fsyncMilliseconds: number;
  #waiting: (() => void)[] = [];
  #isBusy = false;

  constructor(simulation: Simulation, fsyncMilliseconds: number) {
    this.#simulation = simulation;
    this.#fsyncMilliseconds = fsyncMilliseconds;
  }

  /** Runs something once all that was written before is on the disk. */
  flush(done: () => void): void {
    this.#waiting.push(done);
    if (!this.#isBusy) this.#next();
  }

  #next(): void {
    const flushed = this.#waiting;
    this.#waiting = [];
    this.#isBusy = flushed.length > 0;
    if (!this.#isBusy) return;
    this.#simulation.after(this.#fsyncMilliseconds, () => {
      for (const done of flushed) done();
      this.#next();
    });
  }
}
