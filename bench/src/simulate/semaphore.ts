/** So many may have it at a time, first come, first served: a row's lock (one), a pool of connections (ten). */
export class Semaphore {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  get isFree(): boolean {
    return this.#free > 0;
  }

  /** Runs something once it is had. */
  acquire(run: () => void): void {
    if (this.#free === 0) {
      this.#waiting.push(run);
      return;
    }
    this.#free--;
    run();
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}
