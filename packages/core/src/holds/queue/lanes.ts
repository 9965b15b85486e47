import { HoldfastError } from "@holdfast/contract";
import { takeLate, WaitingCount } from "../../concurrency/index.ts";
import { type Lane, refuse, type Waiting } from "./queued-hold.ts";

/** Slots locked by somebody else that are waited for at a time: each takes a connection. */
const CONTENDED_MAX_LANES = 4;

/** How long a contended slot has a lane of its own, however many want it: then nobody else may want it any more. */
const CONTENDED_MAX_MILLISECONDS = 250;

export const BATCH_MAX_REQUESTS = 256;

export const TOO_LATE = new HoldfastError("BUSY", "The booking waited too long");

/** Nobody reads it: who aborts has gone. */
const ABORTED = new HoldfastError("BUSY", "The request was aborted");

/**
 * Who waits where: in the shared lane, or, for a slot that somebody else has locked, in a lane of its own, so that only
 * its requests wait for the lock. A slot is in one lane at a time, so its requests keep their order.
 */
export class HoldLanes {
  readonly #run: (lane: Lane) => void;
  readonly #shared: Lane = { waiting: [], isRunning: false };
  readonly #contended = new Map<string, Lane>();
  readonly #count = new WaitingCount(() => this.#refuseLate());

  /** @param run takes requests out of a lane until it gets none, and calls `rest` then */
  constructor(run: (lane: Lane) => void) {
    this.#run = run;
  }

  get isFull(): boolean {
    return this.#count.isFull;
  }

  /** Puts a request in line; returns its lane. */
  join(waiting: Waiting): Lane {
    const lane = this.#contended.get(waiting.request.slotId) ?? this.#shared;
    lane.waiting.push(waiting);
    this.#count.arrive(1);
    this.#start(lane);
    return lane;
  }

  /** The next requests that somebody still waits for; none once the lane has had its time. */
  take(lane: Lane): Waiting[] {
    if (isOver(lane)) return [];
    const taken = lane.waiting.splice(0, BATCH_MAX_REQUESTS);
    this.#count.leave(taken.length);
    for (const waiting of taken) if (waiting.signal?.aborted) refuse(waiting, ABORTED);
    const wanted = taken.filter(({ isAnswered }) => !isAnswered);
    if (wanted.length > 0) lane.isInDemand = wanted.length > 1;
    return wanted.length === 0 && taken.length > 0 ? this.take(lane) : wanted;
  }

  /**
   * A lane that gives no requests does not run any more. A contended one that was in demand keeps its slot for a while,
   * because the shared lane would soon find it locked again.
   */
  rest(lane: Lane): void {
    lane.isRunning = false;
    if (!lane.slotId) return;
    if (lane.isInDemand && !isOver(lane)) this.#closeLater(lane);
    else this.#close(lane);
    for (const other of this.#contended.values()) this.#start(other);
  }

  /**
   * Moves requests for slots that somebody else has locked, and those queued behind them, to lanes of their own. One that
   * is alone goes with the next batch first: that costs less than a transaction, and the slot is probably free by then.
   */
  moveAside(from: Lane, lockedOut: readonly Waiting[]): void {
    this.#count.arrive(lockedOut.length);
    const slotIds = new Set(lockedOut.map(({ request }) => request.slotId));
    const isMoving = ({ request }: Waiting) => slotIds.has(request.slotId);
    const moving = [...lockedOut, ...from.waiting.filter(isMoving)];
    const again: Waiting[] = [];
    for (const [slotId, waiting] of Map.groupBy(moving, ({ request }) => request.slotId)) {
      const [first] = waiting;
      if (waiting.length === 1 && first && !first.isSecondTry) {
        first.isSecondTry = true;
        again.push(first);
      } else this.#open(slotId, waiting);
    }
    from.waiting = [...again, ...from.waiting.filter((waiting) => !isMoving(waiting))];
  }

  #open(slotId: string, waiting: Waiting[]): void {
    const lane: Lane = { waiting, isRunning: false, slotId };
    this.#contended.set(slotId, lane);
    this.#start(lane);
  }

  #start(lane: Lane): void {
    if (lane.isRunning || lane.waiting.length === 0) return;
    if (lane.slotId) {
      const running = [...this.#contended.values()].filter(({ isRunning }) => isRunning);
      if (running.length >= CONTENDED_MAX_LANES) return;
      lane.endsAt ??= performance.now() + CONTENDED_MAX_MILLISECONDS;
    }
    lane.isRunning = true;
    // After the requests that arrive in this turn of the event loop; a lonely one does not wait for more.
    setImmediate(() => this.#run(lane));
  }

  #closeLater(lane: Lane): void {
    lane.closing ??= setTimeout(() => {
      if (!lane.isRunning && lane.waiting.length === 0) this.#close(lane);
    }, CONTENDED_MAX_MILLISECONDS).unref();
  }

  /** The slot is the shared lane's again; in front, because who is left over has waited for longest. */
  #close(lane: Lane): void {
    clearTimeout(lane.closing);
    if (lane.slotId) this.#contended.delete(lane.slotId);
    this.#shared.waiting = [...lane.waiting, ...this.#shared.waiting];
    this.#start(this.#shared);
  }

  #refuseLate(): void {
    for (const lane of [this.#shared, ...this.#contended.values()]) {
      const late = takeLate(lane.waiting);
      this.#count.leave(late.length);
      for (const one of late) refuse(one, TOO_LATE);
      // One whose requests were all too late before its turn: nobody else would close it.
      if (late.length > 0 && lane.slotId && !lane.isRunning && lane.waiting.length === 0) this.#close(lane);
    }
  }
}

const isOver = ({ endsAt }: Lane) => endsAt !== undefined && performance.now() >= endsAt;
