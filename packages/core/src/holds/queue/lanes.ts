import { HoldfastError } from "@holdfast/contract";
import { QueueLimit } from "../../concurrency/index.ts";
import { type QueuedHold, refuse } from "./queued-hold.ts";

/** Contended lanes that run at a time: each takes a connection. */
const CONTENDED_MAX_LANES = 4;
/** How long a contended lane keeps its slot, from its first batch on: by then the lock may be free. */
const CONTENDED_MAX_MILLISECONDS = 250;
export const BATCH_MAX_REQUESTS = 256;
/** Smaller batches cost more than PostgreSQL's wait for the process between two of them. */
const HALVED_MIN_REQUESTS = 16;

/** The refusal of a request whose client went away before it was sent to the database. Nobody hears of it. */
export const CLIENT_GONE = new HoldfastError("BUSY", "The client has gone");

/** A queue that one batch at a time empties. */
export interface Lane {
  /** The slot of a contended lane; undefined: the shared lane. */
  readonly slotId: string | undefined;
}

/** The states are explained above `HoldLanes`. */
type LaneState =
  | { name: "idle" | "ready" | "running" | "closed" }
  | { name: "lingering"; timer: NodeJS.Timeout };

interface OwnLane extends Lane {
  queued: QueuedHold[];
  state: LaneState;
  lastBatchSize: number;
  /** The end of a contended lane's time, by `performance.now()`; set at its first batch. */
  endsAt: number;
}

/**
 * The lanes: the shared one, and a contended one for each slot that another transaction has locked, so that
 * only requests for that slot wait for the lock. A slot is in one lane at a time, so its requests keep their
 * order.
 *
 * - `idle`: the shared lane has no requests. A request joins → `ready`.
 * - `ready`: requests are queued, and no batch is in flight. The shared lane at once, a contended one as soon
 *   as it is one of four → `running`. All requests of a contended lane were too late → `closed`.
 * - `running`: one batch after the other is in flight, until no request is left or a contended lane's time is
 *   over. The shared lane → `idle`. A contended lane with time left whose last batch had several requests →
 *   `lingering`, another one → `closed`.
 * - `lingering`: a contended lane without requests keeps its slot, because the shared lane would soon find it
 *   locked again. A request joins → `ready`. The lane's time is over → `closed`.
 * - `closed`: the slot is the shared lane's again, and so are the requests that are left, in front.
 */
export class HoldLanes {
  readonly #placeBatch: (batch: QueuedHold[], lane: Lane) => Promise<void>;
  readonly #shared = newLane(undefined, []);
  readonly #contended = new Map<string, OwnLane>();
  readonly #limit = new QueueLimit<QueuedHold>(
    "booking",
    () => [this.#shared, ...this.#contended.values()].map(({ queued }) => queued),
    (queued, refusal) => this.#refuseLate(queued, refusal),
  );

  /** @param placeBatch resolves or refuses each request of a batch, or moves it aside; never throws */
  constructor(placeBatch: (batch: QueuedHold[], lane: Lane) => Promise<void>) {
    this.#placeBatch = placeBatch;
  }

  /**
   * Queues a request; returns its lane.
   * @throws BUSY when too many are queued
   */
  join(queued: QueuedHold): Lane {
    const lane = this.#contended.get(queued.request.slotId) ?? this.#shared;
    this.#limit.add(lane.queued, queued);
    this.#wake(lane);
    return lane;
  }

  /**
   * Moves requests of the shared lane's batch for slots that another transaction has locked, and those queued
   * behind them, to contended lanes. One that is alone goes with the next batch first: that costs less than a
   * transaction, and the slot is probably free by then.
   */
  moveAside(lockedOut: readonly QueuedHold[]): void {
    this.#limit.putBack(lockedOut.length);
    const slotIds = new Set(lockedOut.map(({ request }) => request.slotId));
    const isMoving = ({ request }: QueuedHold) => slotIds.has(request.slotId);
    const moving = [...lockedOut, ...this.#shared.queued.filter(isMoving)];
    const again: QueuedHold[] = [];
    for (const [slotId, queued] of Map.groupBy(moving, ({ request }) => request.slotId)) {
      const [first] = queued;
      if (queued.length === 1 && first && !first.isSecondTry) {
        first.isSecondTry = true;
        again.push(first);
      } else this.#open(slotId, queued);
    }
    this.#shared.queued = [...again, ...this.#shared.queued.filter((queued) => !isMoving(queued))];
  }

  #open(slotId: string, queued: QueuedHold[]): void {
    const lane = newLane(slotId, queued);
    this.#contended.set(slotId, lane);
    this.#wake(lane);
  }

  /** → `ready`, and → `running` if few enough lanes run. */
  #wake(lane: OwnLane): void {
    if (lane.state.name === "running" || lane.queued.length === 0) return;
    enter(lane, { name: "ready" });
    if (lane.slotId) {
      const running = [...this.#contended.values()].filter(({ state }) => state.name === "running");
      if (running.length >= CONTENDED_MAX_LANES) return;
      lane.endsAt = Math.min(lane.endsAt, performance.now() + CONTENDED_MAX_MILLISECONDS);
    }
    enter(lane, { name: "running" });
    // After the requests of this tick of the event loop; a single one does not wait for more.
    setImmediate(() => this.#run(lane));
  }

  async #run(lane: OwnLane): Promise<void> {
    let isInDemand = false;
    for (let batch = this.#nextBatch(lane); batch.length > 0; batch = this.#nextBatch(lane)) {
      isInDemand = batch.length > 1;
      await this.#placeBatch(batch, lane);
    }
    if (!lane.slotId) return enter(lane, { name: "idle" });
    if (isInDemand && !isOver(lane)) this.#linger(lane);
    else this.#close(lane);
    for (const other of this.#contended.values()) this.#wake(other);
  }

  /** The next requests whose clients have not gone; none once the lane has had its time. */
  #nextBatch(lane: OwnLane): QueuedHold[] {
    while (!isOver(lane) && lane.queued.length > 0) {
      const taken = this.#limit.take(lane.queued, batchSize(lane));
      lane.lastBatchSize = taken.length;
      for (const queued of taken) if (queued.signal?.aborted) refuse(queued, CLIENT_GONE);
      const batch = taken.filter(({ isAnswered }) => !isAnswered);
      if (batch.length > 0) return batch;
    }
    return [];
  }

  /** → `lingering`. */
  #linger(lane: OwnLane): void {
    const timer = setTimeout(() => this.#close(lane), lane.endsAt - performance.now()).unref();
    enter(lane, { name: "lingering", timer });
  }

  /** → `closed`. The requests that are left have waited for longest. */
  #close(lane: OwnLane): void {
    enter(lane, { name: "closed" });
    if (lane.slotId) this.#contended.delete(lane.slotId);
    this.#shared.queued = [...lane.queued, ...this.#shared.queued];
    this.#wake(this.#shared);
  }

  #refuseLate(queued: QueuedHold, refusal: HoldfastError): void {
    refuse(queued, refusal);
    const lane = this.#contended.get(queued.request.slotId);
    if (lane?.state.name === "ready" && lane.queued.length === 0) this.#close(lane);
  }
}

const newLane = (slotId: string | undefined, queued: QueuedHold[]): OwnLane => ({
  slotId,
  queued,
  state: { name: slotId ? "ready" : "idle" },
  lastBatchSize: 0,
  endsAt: Number.POSITIVE_INFINITY,
});

/**
 * Half of the requests under way: the clients of the last batch ask again meanwhile, so the next one is ready in time. Few
 * go together.
 */
const batchSize = ({ lastBatchSize, queued }: OwnLane): number =>
  Math.min(BATCH_MAX_REQUESTS, Math.max(HALVED_MIN_REQUESTS, Math.ceil((lastBatchSize + queued.length) / 2)));

const isOver = ({ endsAt }: OwnLane) => performance.now() >= endsAt;

/** The only writer of a lane's state. */
function enter(lane: OwnLane, state: LaneState): void {
  if (lane.state.name === "lingering") clearTimeout(lane.state.timer);
  lane.state = state;
}
