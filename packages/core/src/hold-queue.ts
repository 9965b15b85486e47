import { type ErrorCode, type Hold, HoldfastError } from "@holdfast/contract";
import { SLOT_LOCKED } from "./booking.ts";
import type { TransactionContext } from "./context.ts";
import { isDatabaseUnreachable, isLockTimeout, isServerSilent, onceMoreIfLost } from "./database-errors.ts";
import { NO_SEAT } from "./granting.ts";
import type { ReplayedHold } from "./hold-repeats.ts";
import type { HoldRequest } from "./hold-request.ts";
import { type HoldSettings, HoldTransactions } from "./hold-transactions.ts";
import {
  type Abortable,
  answer,
  type Batch,
  canBeFollowed,
  type Lane,
  refuse,
  type Waiting,
} from "./hold-waiting.ts";

/** Slots locked by somebody else that are waited for at a time: each takes a connection. */
const CONTENDED_MAX_LANES = 4;
const BATCH_MAX_REQUESTS = 256;
const QUEUE_MAX_REQUESTS = 20_000;
const QUEUE_MAX_WAIT_MILLISECONDS = 5_000;
const LOOK_FOR_LATE_MILLISECONDS = 250;
const FULL_MAX_SLOTS = 10_000;

/** Refusals that say something of the slot, and not of the request alone. */
const SLOT_REFUSALS: ReadonlySet<ErrorCode> = new Set(["NO_SEAT", "NOT_BOOKABLE", "SLOT_NOT_FOUND"]);

const TOO_LATE = new HoldfastError("BUSY", "The booking waited too long");
/** Nobody reads it: who aborts has gone. */
const ABORTED = new HoldfastError("BUSY", "The request was aborted");

/**
 * Group commit: requests that arrive while a transaction is in flight wait and then go together in the next,
 * whatever their slots. That one waits for no lock: a slot that somebody else has locked gets a lane of its own, so
 * that only its requests wait. A slot is in one lane at a time, so its requests keep their order. Where order decides
 * nothing, a second batch is sent behind the one in flight, so that PostgreSQL need not wait for us in between.
 * Correctness depends on none of this: that is the row locks' part.
 */
export class HoldQueue {
  readonly #transactions: HoldTransactions;
  readonly #shared: Lane = { waiting: [], isRunning: false };
  readonly #contended = new Map<string, Lane>();
  /** Slots that last refused somebody: there the short way would be a detour. */
  readonly #full = new Set<string>();
  #size = 0;
  #lateTimer: NodeJS.Timeout | undefined;

  constructor(settings: HoldSettings) {
    this.#transactions = new HoldTransactions(settings);
  }

  /**
   * Places a hold, together with whatever else is waiting; answers after the commit.
   * @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND, trouble with the idempotency key; BUSY when the queue is full, the
   *   wait too long or the slot locked
   */
  place(request: HoldRequest, signal?: Abortable): Promise<Hold | ReplayedHold> {
    if (this.#size >= QUEUE_MAX_REQUESTS) {
      return Promise.reject(new HoldfastError("BUSY", "Too many bookings are waiting"));
    }
    return new Promise((resolve, reject) => {
      const giveUpAt = performance.now() + QUEUE_MAX_WAIT_MILLISECONDS;
      const waiting = { request, signal, giveUpAt, resolve, reject, isAnswered: false };
      this.#enqueue(this.#laneOf(request.slotId), [waiting]);
    });
  }

  /** Runs work in a transaction of its own, beside the queue, with all that it takes to place holds. */
  transact<Result>(work: (ctx: TransactionContext) => Promise<Result>): Promise<Result> {
    return this.#transactions.transact(work);
  }

  #laneOf(slotId: string): Lane {
    return this.#contended.get(slotId) ?? this.#shared;
  }

  #enqueue(lane: Lane, waiting: Waiting[]): void {
    lane.waiting.push(...waiting);
    this.#size += waiting.length;
    this.#lateTimer ??= setInterval(() => this.#refuseLate(), LOOK_FOR_LATE_MILLISECONDS);
    if (lane.isRunning) this.#followSoon(lane);
    else this.#start(lane);
  }

  #start(lane: Lane): void {
    if (lane.isRunning) return;
    if (
      lane.slotId &&
      [...this.#contended.values()].filter((other) => other.isRunning).length >= CONTENDED_MAX_LANES
    ) {
      return;
    }
    lane.isRunning = true;
    // After the requests that arrive in this turn of the event loop; a lonely one does not wait for more.
    setImmediate(() => this.#run(lane));
  }

  async #run(lane: Lane): Promise<void> {
    for (let batch = this.#next(lane); batch; batch = this.#next(lane)) {
      this.#follow(lane);
      await this.#settle(lane, batch);
    }
    lane.isRunning = false;
    if (!lane.slotId) return;
    this.#contended.delete(lane.slotId);
    for (const other of this.#contended.values()) this.#start(other);
  }

  /** The batch that is in flight already, or one that is sent now, if anybody waits. */
  #next(lane: Lane): Batch | undefined {
    const { follower } = lane;
    lane.follower = undefined;
    if (follower) {
      lane.ahead = follower;
      return follower;
    }
    const waiting = this.#take(lane);
    if (waiting.length === 0) return undefined;
    if (lane.slotId) return { waiting, leftOut: Promise.resolve(waiting) };
    if (!waiting.every(({ request }) => this.#isPlain(request))) {
      const leftOut = this.#refuseSoldOut(waiting).then((rest) => this.#placeWhereRoomy(rest));
      return { waiting, leftOut };
    }
    lane.ahead = { waiting, leftOut: this.#placeWhereRoomy(waiting) };
    return lane.ahead;
  }

  /** Whether nothing but the short way comes into question for a request at first. */
  #isPlain({ slotId, idempotencyKey }: HoldRequest): boolean {
    return !idempotencyKey && !this.#full.has(slotId);
  }

  /** After the requests that arrive in this turn of the event loop. */
  #followSoon(lane: Lane): void {
    if (lane.isAboutToFollow || !canBeFollowed(lane)) return;
    lane.isAboutToFollow = true;
    setImmediate(() => {
      lane.isAboutToFollow = false;
      this.#follow(lane);
    });
  }

  /** Sends a second batch behind the one in flight, if order decides nothing between them. */
  #follow(lane: Lane): void {
    if (!lane.ahead || !canBeFollowed(lane)) return;
    const ahead = lane.ahead.waiting.map(({ request }) => request);
    const next = lane.waiting.slice(0, BATCH_MAX_REQUESTS).map(({ request }) => request);
    if (!next.every((request) => this.#isPlain(request))) return;
    if (!this.#transactions.mayFollow(ahead, next)) return;
    const waiting = this.#take(lane);
    if (waiting.length === 0) return;
    lane.follower = { waiting, leftOut: this.#placeWhereRoomy(waiting, ahead) };
    lane.follower.leftOut.catch(() => {}); // until it is its turn to be settled
  }

  /** The next requests that somebody still waits for. */
  #take(lane: Lane): Waiting[] {
    const taken = lane.waiting.splice(0, BATCH_MAX_REQUESTS);
    this.#leave(taken.length);
    for (const waiting of taken) if (waiting.signal?.aborted) refuse(waiting, ABORTED);
    const wanted = taken.filter(({ isAnswered }) => !isAnswered);
    return wanted.length === 0 && taken.length > 0 ? this.#take(lane) : wanted;
  }

  /** So many requests do not wait any more. */
  #leave(count: number): void {
    this.#size -= count;
    if (this.#size > 0) return;
    clearInterval(this.#lateTimer);
    this.#lateTimer = undefined;
  }

  /** Gives every request of a batch its answer. Never throws. */
  async #settle(lane: Lane, batch: Batch): Promise<void> {
    let { waiting } = batch;
    try {
      const rest = await batch.leftOut.finally(() => {
        lane.ahead = undefined;
      });
      if (rest.length === 0) return;
      const { follower } = lane;
      lane.follower = undefined;
      // The long way takes along what was sent behind: it would find slots locked by that, and mix up the order.
      if (follower) waiting = [...waiting, ...follower.waiting];
      await this.#placeUnderLock(lane, [...rest, ...((await follower?.leftOut) ?? [])]);
    } catch (error) {
      const unanswered = waiting.filter(({ isAnswered }) => !isAnswered);
      if (!isLockTimeout(error) && !isServerSilent(error)) return this.#placeOneByOne(unanswered);
      for (const one of unanswered) refuse(one, error);
    }
  }

  /**
   * Slots that were full lately and still are need no transaction to say so.
   * @returns the requests for other slots
   */
  async #refuseSoldOut(batch: Waiting[]): Promise<Waiting[]> {
    const suspects = new Set(batch.map(({ request }) => request.slotId).filter((id) => this.#full.has(id)));
    if (suspects.size === 0) return batch;
    const soldOut = await this.#transactions.soldOut([...suspects]);
    return batch.filter((waiting) => {
      // A request that repeats an earlier one has its seat.
      const isSoldOut = soldOut.has(waiting.request.slotId) && !waiting.request.idempotencyKey;
      if (isSoldOut) refuse(waiting, NO_SEAT);
      return !isSoldOut;
    });
  }

  /** @returns the requests that the short way left out */
  async #placeWhereRoomy(batch: Waiting[], ahead?: readonly HoldRequest[]): Promise<Waiting[]> {
    // A key has to be looked up under its lock; the slot's other requests go the same way, to keep their order.
    const keyed = new Set(
      batch.filter(({ request }) => request.idempotencyKey).map(({ request }) => request.slotId),
    );
    const roomy = batch
      .map(({ request }) => request)
      .filter(({ slotId }) => !this.#full.has(slotId) && !keyed.has(slotId));
    const holdOf = await this.#transactions.placeWhereRoomy(roomy, ahead);
    return batch.filter((waiting) => {
      const hold = holdOf(waiting.request);
      if (hold) answer(waiting, hold);
      return !hold;
    });
  }

  async #placeUnderLock(lane: Lane, batch: Waiting[]): Promise<void> {
    const requests = batch.map(({ request }) => request);
    const answers = await this.#transactions.placeUnderLock(requests, lane.slotId ? "wait" : "skip");
    const lockedOut: Waiting[] = [];
    for (const [index, waiting] of batch.entries()) {
      const given = answers[index];
      if (given === SLOT_LOCKED) {
        lockedOut.push(waiting);
        continue;
      }
      answer(waiting, given);
      if (given instanceof HoldfastError && SLOT_REFUSALS.has(given.code)) {
        this.#full.add(waiting.request.slotId);
      } else this.#full.delete(waiting.request.slotId);
    }
    if (this.#full.size > FULL_MAX_SLOTS) this.#full.clear();
    if (lockedOut.length > 0) this.#moveToOwnLanes(lane, lockedOut);
  }

  /** Moves the requests for slots that somebody else has locked, and those queued behind them, aside. */
  #moveToOwnLanes(from: Lane, lockedOut: Waiting[]): void {
    const slotIds = new Set(lockedOut.map(({ request }) => request.slotId));
    const isMoving = ({ request }: Waiting) => slotIds.has(request.slotId);
    const queuedBehind = from.waiting.filter(isMoving);
    from.waiting = from.waiting.filter((waiting) => !isMoving(waiting));
    this.#leave(queuedBehind.length);
    for (const slotId of slotIds) {
      const lane: Lane = { waiting: [], isRunning: false, slotId };
      this.#contended.set(slotId, lane);
      this.#enqueue(
        lane,
        [...lockedOut, ...queuedBehind].filter(({ request }) => request.slotId === slotId),
      );
    }
  }

  /**
   * After a batch failed as a whole: each request again, in a transaction of its own, so that none fails for
   * what another is; only a database that is gone, or a slot that stays locked, ends it early. If nothing but
   * the answer to COMMIT was lost, the bookings are found to be there.
   */
  async #placeOneByOne(batch: Waiting[]): Promise<void> {
    const lockedSlots = new Map<string, unknown>();
    const stopAt = performance.now() + QUEUE_MAX_WAIT_MILLISECONDS;
    let unreachable: unknown;
    for (const waiting of batch) {
      const isLate = performance.now() > stopAt;
      const reason =
        unreachable ?? lockedSlots.get(waiting.request.slotId) ?? (isLate ? TOO_LATE : undefined);
      if (reason) {
        refuse(waiting, reason);
        continue;
      }
      try {
        answer(waiting, await onceMoreIfLost(() => this.#transactions.placeUnlessPlaced(waiting.request)));
      } catch (error) {
        refuse(waiting, error);
        if (isLockTimeout(error)) lockedSlots.set(waiting.request.slotId, error);
        if (isDatabaseUnreachable(error) || isServerSilent(error)) unreachable = error;
      }
    }
  }

  /** Refuses requests that have waited too long; the oldest are in front. */
  #refuseLate(): void {
    const now = performance.now();
    for (const lane of [this.#shared, ...this.#contended.values()]) {
      const inTime = lane.waiting.findIndex(({ giveUpAt }) => giveUpAt > now);
      const late = lane.waiting.splice(0, inTime < 0 ? lane.waiting.length : inTime);
      this.#leave(late.length);
      for (const waiting of late) refuse(waiting, TOO_LATE);
    }
  }
}
