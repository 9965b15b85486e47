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
import { answer, type Lane, refuse, type Waiting } from "./queued-hold.ts";

/** Slots that are remembered for a refusal; then all are forgotten. */
const REFUSED_MAX_SLOTS = 10_000;

/** Refusals that say something of the slot, and not of the request alone. */
const SLOT_REFUSALS: ReadonlySet<ErrorCode> = new Set(["NO_SEAT", "NOT_BOOKABLE", "SLOT_NOT_FOUND"]);

/**
 * Group commit: requests that arrive while a transaction is in flight wait and then go together in the next,
 * whatever their slots. That one waits for no lock: a slot that somebody else has locked gets a lane of its own, so
 * that only its requests wait. A slot is in one lane at a time, so its requests keep their order.
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
      const state = { isAnswered: false, isSecondTry: false };
      this.#lanes.join({ request, signal, giveUpAt, resolve, reject, ...state });
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
    for (let batch = this.#lanes.take(lane); batch.length > 0; batch = this.#lanes.take(lane)) {
      await this.#settle(lane, batch);
    }
    this.#lanes.rest(lane);
  }

  /** Gives every request of a batch its answer. Never throws. */
  async #settle(lane: Lane, batch: readonly Waiting[]): Promise<void> {
    let waiting = batch;
    try {
      waiting = await this.#refuseSoldOut(batch);
      waiting = await this.#placeWhereRoomy(lane, waiting);
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
  async #refuseSoldOut(batch: readonly Waiting[]): Promise<readonly Waiting[]> {
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

  /**
   * The short way, for what may go it. What it left out because somebody else has its slot locked is moved aside.
   * @returns what it left out for other reasons, in the order of arrival
   */
  async #placeWhereRoomy(lane: Lane, batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    // A key has to be looked up under its lock; the slot's other requests go the same way, to keep their order.
    const keyed = new Set(
      batch.filter(({ request }) => request.idempotencyKey).map(({ request }) => request.slotId),
    );
    const roomy = batch
      .map(({ request }) => request)
      .filter(({ slotId }) => !this.#refusedLately.has(slotId) && !keyed.has(slotId));
    const answerTo = await this.#transactions.placeWhereRoomy(roomy, lockingOf(lane));
    const leftOut: Waiting[] = [];
    const lockedOut: Waiting[] = [];
    for (const waiting of batch) {
      const given = answerTo(waiting.request);
      if (given === SLOT_LOCKED) lockedOut.push(waiting);
      else if (given) answer(waiting, given);
      else leftOut.push(waiting);
    }
    if (lockedOut.length > 0) this.#lanes.moveAside(lane, lockedOut);
    return leftOut;
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
