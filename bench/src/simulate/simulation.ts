interface Event {
  at: number;
  order: number;
  run: () => void;
}

/** A clock that jumps from event to event. Events of the same moment run in the order in which they were planned. */
export class Simulation {
  /** The time since the start, in milliseconds. */
  now = 0;
  #planned = 0;
  /** A binary heap, the next event first. */
  readonly #heap: Event[] = [];

  /** Runs something after a delay in milliseconds. */
  after(delay: number, run: () => void): void {
    const heap = this.#heap;
    heap.push({ at: this.now + delay, order: this.#planned++, run });
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfEarlier(child, parent)) break;
      child = parent;
    }
  }

  /** Runs all events up to a time in milliseconds; the clock then shows it. */
  runUntil(end: number): void {
    for (let next = this.#heap[0]; next && next.at <= end; next = this.#heap[0]) {
      this.#removeFirst();
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop() as Event;
    if (heap.length === 0) return;
    heap[0] = last;
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1;
      const child = left + 1 < heap.length && this.#isEarlier(left + 1, left) ? left + 1 : left;
      if (child >= heap.length || !this.#swapIfEarlier(child, parent)) return;
      parent = child;
    }
  }

  #isEarlier(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one] as Event, this.#heap[other] as Event];
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    if (!this.#isEarlier(child, parent)) return false;
    const heap = this.#heap;
    [heap[child], heap[parent]] = [heap[parent] as Event, heap[child] as Event];
    return true;
  }
}
