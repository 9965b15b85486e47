import { type ErrorCode, type Hold, HoldfastError } from "@holdfast/contract";
import { giveUpTime } from "../../concurrency/index.ts";
import {
  type Abortable,
  isDatabaseUnreachable,
  isLockTimeout,
  isServerSilent,
  onceMoreIfLost,
  toBusy,
} from "../../shared/index.ts";
import { NO_SEAT } from "../grant.ts";
import { type HoldRequest, type ReplayedHold, SLOT_LOCKED } from "../request.ts";
import type { TransactionContext } from "../transaction-context.ts";
import { type HoldSettings, HoldTransactions } from "../transactions.ts";
import { HoldLanes, TOO_LATE } from "./lanes.ts";
import {
  answer,
  type Batch,
  canBeFollowed,
  type Lane,
  type LeftOut,
  refuse,
  type Waiting,
} from "./queued-hold.ts";

/** Slots that are remembered for a refusal; then all are forgotten. */
const REFUSED_MAX_SLOTS = 10_000;

/** Refusals that say something of the slot, and not of the request alone. */
const SLOT_REFUSALS: ReadonlySet<ErrorCode> = new Set(["NO_SEAT", "NOT_BOOKABLE", "SLOT_NOT_FOUND"]);

/**
 * Group commit: requests that arrive while a transaction is in flight wait and then go together in the next,
 * whatever their slots. That one waits for no lock: a slot that somebody else has locked gets a lane of its own, so
 * that only its requests wait. A slot is in one lane at a time, so its requests keep their order. Where order decides
 * nothing, a second batch is sent behind the one in flight, so that PostgreSQL need not wait for us in between.
 * Correctness depends on none of this: that is the row locks' part.
 */
export class HoldQueue {
  readonly #transactions: HoldTransactions;
  readonly #lanes = new HoldLanes((lane) => this.#run(lane));
  /** Slots whose last answer was a refusal (full, closed or unknown): there the short way would be a detour. */
  readonly #refusedLately = new Set<string>();
  readonly #onBatchFailure: HoldSettings["onBatchFailure"];

  constructor(settings: HoldSettings) {
    this.#transactions = new HoldTransactions(settings);
    this.#onBatchFailure = settings.onBatchFailure;
  }

  /**
   * Places a hold, together with whatever else is waiting; answers after the commit.
   * @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND, trouble with the idempotency key; BUSY when the queue is full, the
   *   wait too long or the slot locked
   */
  place(request: HoldRequest, signal?: Abortable): Promise<Hold | ReplayedHold> {
    if (this.#lanes.isFull) {
      return Promise.reject(new HoldfastError("BUSY", "Too many bookings are waiting"));
    }
    return new Promise((resolve, reject) => {
      const giveUpAt = giveUpTime();
      const waiting = { request, signal, giveUpAt, resolve, reject, isAnswered: false, isSecondTry: false };
      this.#followSoon(this.#lanes.join(waiting));
    });
  }

  /**
   * Runs work in a transaction of its own, beside the queue, with all that it takes to place holds. It may wait for locks:
   * see `patiently`.
   * @param subject the id of what it locks, or of the first that it locks
   */
  transact<Result>(subject: string, work: (ctx: TransactionContext) => Promise<Result>): Promise<Result> {
    return this.#transactions.transactPatiently(subject, work);
  }

  async #run(lane: Lane): Promise<void> {
    for (let batch = this.#next(lane); batch; batch = this.#next(lane)) {
      this.#follow(lane);
      await this.#settle(lane, batch);
    }
    this.#lanes.rest(lane);
  }

  /** The batch that is in flight already, or one that is sent now, if anybody waits. */
  #next(lane: Lane): Batch | undefined {
    const { follower } = lane;
    lane.follower = undefined;
    if (follower) {
      lane.ahead = follower;
      return follower;
    }
    const waiting = this.#lanes.take(lane);
    if (waiting.length === 0) return undefined;
    const isPlain = waiting.every(({ request }) => this.#isPlain(request));
    const leftOut = isPlain
      ? this.#placeWhereRoomy(lane, waiting)
      : this.#refuseSoldOut(waiting).then((rest) => this.#placeWhereRoomy(lane, rest));
    const batch = { waiting, leftOut };
    // One that may wait for a lock is not followed.
    if (isPlain && !lane.slotId) lane.ahead = batch;
    return batch;
  }

  /** Whether the request may go the short way first. */
  #isPlain({ slotId, idempotencyKey }: HoldRequest): boolean {
    return !idempotencyKey && !this.#refusedLately.has(slotId);
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
    const next = this.#lanes.peek(lane).map(({ request }) => request);
    if (!next.every((request) => this.#isPlain(request))) return;
    if (!this.#transactions.mayFollow(ahead, next)) return;
    const waiting = this.#lanes.take(lane);
    if (waiting.length === 0) return;
    lane.follower = { waiting, leftOut: this.#placeWhereRoomy(lane, waiting, ahead) };
    lane.follower.leftOut.catch(() => {}); // until it is its turn to be settled
  }

  /** Gives every request of a batch its answer. Never throws. */
  async #settle(lane: Lane, batch: Batch): Promise<void> {
    let waiting: readonly Waiting[] = batch.waiting;
    try {
      const ahead = await batch.leftOut.finally(() => {
        lane.ahead = undefined;
      });
      if (ahead.waiting.length === 0) return;
      const { follower } = lane;
      lane.follower = undefined;
      // The long way takes along what was sent behind: it would find slots locked by that, and mix up the order.
      if (follower) waiting = [...waiting, ...follower.waiting];
      const behind = await follower?.leftOut;
      waiting = this.#moveLocked(lane, behind ? [ahead, behind] : [ahead]);
      await this.#placeUnderLock(lane, waiting);
    } catch (error) {
      const unanswered = waiting.filter(({ isAnswered }) => !isAnswered);
      if (isLockTimeout(error) || isServerSilent(error)) {
        for (const one of unanswered) refuse(one, toBusy(error) ?? error);
        return;
      }
      this.#onBatchFailure?.(error, unanswered.length);
      await this.#placeOneByOne(unanswered);
    }
  }

  /**
   * Slots that were full lately and still are need no transaction to say so.
   * @returns the requests for other slots
   */
  async #refuseSoldOut(batch: Waiting[]): Promise<Waiting[]> {
    const suspects = new Set(
      batch.map(({ request }) => request.slotId).filter((id) => this.#refusedLately.has(id)),
    );
    if (suspects.size === 0) return batch;
    const soldOut = await this.#transactions.soldOut([...suspects]);
    return batch.filter((waiting) => {
      // A request that repeats an earlier one has its seat.
      const isSoldOut = soldOut.has(waiting.request.slotId) && !waiting.request.idempotencyKey;
      if (isSoldOut) refuse(waiting, NO_SEAT);
      return !isSoldOut;
    });
  }

  /** The short way, for what may go it. */
  async #placeWhereRoomy(lane: Lane, batch: Waiting[], ahead?: readonly HoldRequest[]): Promise<LeftOut> {
    // A key has to be looked up under its lock; the slot's other requests go the same way, to keep their order.
    const keyed = new Set(
      batch.filter(({ request }) => request.idempotencyKey).map(({ request }) => request.slotId),
    );
    const roomy = batch
      .map(({ request }) => request)
      .filter(({ slotId }) => !this.#refusedLately.has(slotId) && !keyed.has(slotId));
    const answerTo = await this.#transactions.placeWhereRoomy(roomy, lockingOf(lane), ahead);
    const lockedSlots = new Set<string>();
    const waiting = batch.filter((one) => {
      const given = answerTo(one.request);
      if (given === SLOT_LOCKED) lockedSlots.add(one.request.slotId);
      else if (given) answer(one, given);
      return !one.isAnswered;
    });
    return { waiting, lockedSlots };
  }

  /**
   * Moves aside what was left out because somebody else has its slot locked.
   * @returns the others
   */
  #moveLocked(lane: Lane, leftOut: readonly LeftOut[]): Waiting[] {
    const waiting = leftOut.flatMap((one) => one.waiting);
    // One batch may have found a slot locked that the other did not: its requests stay together.
    const lockedSlots = new Set(leftOut.flatMap((one) => [...one.lockedSlots]));
    if (lockedSlots.size === 0) return waiting;
    const isLocked = ({ request }: Waiting) => lockedSlots.has(request.slotId);
    this.#lanes.moveAside(lane, waiting.filter(isLocked));
    return waiting.filter((one) => !isLocked(one));
  }

  async #placeUnderLock(lane: Lane, batch: readonly Waiting[]): Promise<void> {
    if (batch.length === 0) return;
    const requests = batch.map(({ request }) => request);
    const answers = await this.#transactions.placeUnderLock(requests, lockingOf(lane));
    const lockedOut: Waiting[] = [];
    for (const [index, waiting] of batch.entries()) {
      const given = answers[index];
      if (given === SLOT_LOCKED) {
        lockedOut.push(waiting);
        continue;
      }
      answer(waiting, given);
      if (given instanceof HoldfastError && SLOT_REFUSALS.has(given.code)) {
        this.#refusedLately.add(waiting.request.slotId);
      } else this.#refusedLately.delete(waiting.request.slotId);
    }
    if (this.#refusedLately.size > REFUSED_MAX_SLOTS) this.#refusedLately.clear();
    if (lockedOut.length > 0) this.#lanes.moveAside(lane, lockedOut);
  }

  /**
   * After a batch failed as a whole: each request again, in a transaction of its own, so that none fails for
   * what another is; only a database that is gone, or a slot that stays locked, ends it early. If nothing but
   * the answer to COMMIT was lost, the bookings are found to be there.
   */
  async #placeOneByOne(batch: readonly Waiting[]): Promise<void> {
    const lockedSlots = new Map<string, unknown>();
    const stopAt = giveUpTime();
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
        const refusal = toBusy(error) ?? error;
        refuse(waiting, refusal);
        if (isLockTimeout(error)) lockedSlots.set(waiting.request.slotId, refusal);
        if (isDatabaseUnreachable(error) || isServerSilent(error)) unreachable = refusal;
      }
    }
  }
}

/** A lane of a slot's own may wait for its lock. */
const lockingOf = (lane: Lane) => (lane.slotId ? "wait" : "skip");
