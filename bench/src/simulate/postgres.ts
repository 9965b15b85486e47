import { LogDisk } from "./log-disk.ts";
import type { Processor } from "./processor.ts";
import { Semaphore } from "./semaphore.ts";
import type { ServiceTimes } from "./service-times.ts";
import type { Simulation } from "./simulation.ts";

interface Slot {
  /** Places that nobody has booked. */
  left: number;
  lock: Semaphore;
}

/** What became of a batch: how many bookings of each slot were placed. Slots that somebody else had locked are left out. */
export type Placed = Map<number, number>;

/** PostgreSQL: a backend for each statement under way, on the CPUs that it was given. */
export class Postgres {
  readonly processor: Processor;
  /** When the last place of a slot was booked, in milliseconds. */
  soldOutAt: number | undefined;
  /** The places booked so far. */
  booked = 0;
  readonly #simulation: Simulation;
  readonly #times: ServiceTimes;
  readonly #disk: LogDisk;
  readonly #slots = new Map<number, Slot>();
  readonly #capacity: number;

  /** @param capacity the places of each slot */
  constructor(simulation: Simulation, processor: Processor, times: ServiceTimes, capacity: number) {
    this.#simulation = simulation;
    this.processor = processor;
    this.#times = times;
    this.#disk = new LogDisk(simulation, times.fsync);
    this.#capacity = capacity;
  }

  /** Reads one slot. */
  read(done: () => void): void {
    this.processor.run(this.#times.postgresReads, done);
  }

  /** Finds out which slots are still sold out. */
  findSoldOut(done: () => void): void {
    this.processor.run(this.#times.postgresSoldOut, done);
  }

  /**
   * Books in one transaction, which has the locks of its slots until its commit is on the disk.
   * @param wanted how many bookings of each slot
   * @param onLocked whether to leave out a slot that is locked, or to wait for it (with one slot alone)
   */
  book(wanted: ReadonlyMap<number, number>, onLocked: "skip" | "wait", done: (placed: Placed) => void): void {
    const [first] = wanted.keys();
    if (onLocked === "wait" && first !== undefined) {
      this.#slot(first).lock.acquire(() => this.#bookLocked(wanted, done));
      return;
    }
    const free = new Map([...wanted].filter(([slot]) => this.#slot(slot).lock.isFree));
    for (const slot of free.keys()) this.#slot(slot).lock.acquire(() => {});
    this.#bookLocked(free, done);
  }

  #bookLocked(wanted: ReadonlyMap<number, number>, done: (placed: Placed) => void): void {
    const { postgresBatch, postgresBooking, postgresBatchSlot } = this.#times;
    const placed: Placed = new Map();
    let bookings = 0;
    for (const [slot, count] of wanted) {
      placed.set(slot, Math.min(count, this.#slot(slot).left));
      bookings += placed.get(slot) ?? 0;
      this.#slot(slot).left -= placed.get(slot) ?? 0;
    }
    this.booked += bookings;
    const work =
      postgresBatch + postgresBooking * bookings + postgresBatchSlot * Math.max(0, wanted.size - 1);
    const end = () => {
      for (const slot of wanted.keys()) {
        const { left, lock } = this.#slot(slot);
        if (left === 0 && bookings > 0) this.soldOutAt = this.#simulation.now;
        lock.release();
      }
      done(placed);
    };
    this.processor.run(work, () => (bookings > 0 ? this.#disk.flush(end) : end()));
  }

  #slot(id: number): Slot {
    const known = this.#slots.get(id);
    if (known) return known;
    const slot = { left: this.#capacity, lock: new Semaphore(1) };
    this.#slots.set(id, slot);
    return slot;
  }
}
