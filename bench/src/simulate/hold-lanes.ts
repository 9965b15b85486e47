import type { Simulation } from "./simulation.ts";

/* As packages/core/src/holds/queue/lanes.ts, with its limits. */
const CONTENDED_MAX_LANES = 4;
const CONTENDED_MAX_MILLISECONDS = 250;
const BATCH_MAX_REQUESTS = 256;
const HALVED_MIN_REQUESTS = 16;

export interface QueuedHold {
  slot: number;
  isSecondTry: boolean;
  answer: (isPlaced: boolean) => void;
}

/** A queue that one batch at a time empties; a contended one is of one slot. */
export interface Lane {
  slot: number | undefined;
  queued: QueuedHold[];
  lastBatchSize: number;
  isRunning: boolean;
  endsAt: number;
}

type PlaceBatch = (batch: QueuedHold[], lane: Lane, done: () => void) => void;

const newLane = (slot: number | undefined, queued: QueuedHold[]): Lane => ({
  slot,
  queued,
  lastBatchSize: 0,
  isRunning: false,
  endsAt: Number.POSITIVE_INFINITY,
});

/** The hold queue of a process: a shared lane, and one for each slot that another process has locked. */
export class HoldLanes {
  readonly #simulation: Simulation;
  readonly #placeBatch: PlaceBatch;
  readonly #shared = newLane(undefined, []);
  readonly #contended = new Map<number, Lane>();

  constructor(simulation: Simulation, placeBatch: PlaceBatch) {
    this.#simulation = simulation;
    this.#placeBatch = placeBatch;
  }

  join(queued: QueuedHold): void {
    const lane = this.#contended.get(queued.slot) ?? this.#shared;
    lane.queued.push(queued);
    this.#wake(lane);
  }

  /** Moves requests for locked slots to lanes of their own; one that is alone goes with the next batch first. */
  moveAside(lockedOut: readonly QueuedHold[]): void {
    const slots = new Set(lockedOut.map(({ slot }) => slot));
    const moving = [...lockedOut, ...this.#shared.queued.filter(({ slot }) => slots.has(slot))];
    const again: QueuedHold[] = [];
    for (const [slot, queued] of Map.groupBy(moving, (one) => one.slot)) {
      const [first] = queued;
      if (queued.length === 1 && first && !first.isSecondTry) {
        first.isSecondTry = true;
        again.push(first);
        continue;
      }
      const lane = newLane(slot, queued);
      this.#contended.set(slot, lane);
      this.#wake(lane);
    }
    this.#shared.queued = [...again, ...this.#shared.queued.filter(({ slot }) => !slots.has(slot))];
  }

  #wake(lane: Lane): void {
    if (lane.isRunning || lane.queued.length === 0) return;
    if (lane.slot !== undefined) {
      const running = [...this.#contended.values()].filter(({ isRunning }) => isRunning);
      if (running.length >= CONTENDED_MAX_LANES) return;
      lane.endsAt = Math.min(lane.endsAt, this.#simulation.now + CONTENDED_MAX_MILLISECONDS);
    }
    lane.isRunning = true;
    this.#simulation.after(0, () => this.#next(lane)); // after the requests of this moment
  }

  #next(lane: Lane): void {
    if (this.#simulation.now >= lane.endsAt || lane.queued.length === 0) {
      this.#rest(lane);
      return;
    }
    const half = Math.ceil((lane.lastBatchSize + lane.queued.length) / 2);
    const batch = lane.queued.splice(0, Math.min(BATCH_MAX_REQUESTS, Math.max(HALVED_MIN_REQUESTS, half)));
    lane.lastBatchSize = batch.length;
    this.#placeBatch(batch, lane, () => this.#next(lane));
  }

  /** No request is left, or the time of a contended lane is over. One in demand keeps its slot until then. */
  #rest(lane: Lane): void {
    lane.isRunning = false;
    if (lane.slot === undefined) return;
    const left = lane.endsAt - this.#simulation.now;
    if (lane.lastBatchSize > 1 && left > 0) {
      this.#simulation.after(left, () => {
        if (!lane.isRunning) this.#close(lane);
      });
    } else this.#close(lane);
    for (const other of this.#contended.values()) this.#wake(other);
  }

  #close(lane: Lane): void {
    if (lane.slot === undefined || this.#contended.get(lane.slot) !== lane) return;
    this.#contended.delete(lane.slot);
    this.#shared.queued = [...lane.queued.splice(0), ...this.#shared.queued];
    this.#wake(this.#shared);
  }
}
