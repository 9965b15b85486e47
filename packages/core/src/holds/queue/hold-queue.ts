import { type ErrorCode, type Hold, HoldfastError } from "@holdfast/contract";
import { BOOKING_TOO_LATE, giveUpTime } from "../../concurrency/index.ts";
import {
  type Abortable,
  isDatabaseUnreachable,
  isLockTimeout,
  isServerSilent,
  type OnLocked,
  retryOnceIfLost,
  toBusy,
} from "../../shared/index.ts";
import { NO_SEAT } from "../grant.ts";
import type { TransactionContext } from "../place.ts";
import { type HoldRequest, type ReplayedHold, SLOT_LOCKED } from "../request.ts";
import { type HoldSettings, HoldTransactions } from "../transactions.ts";
import { HoldLanes, type Lane } from "./lanes.ts";
import { answer, type QueuedHold, refuse } from "./queued-hold.ts";

/** Slots that are remembered for a refusal; then all are forgotten. */
const REFUSED_MAX_SLOTS = 10_000;

/** Refusals that say something of the slot, and not of the request alone. */
const SLOT_REFUSALS: ReadonlySet<ErrorCode> = new Set(["NO_SEAT", "NOT_BOOKABLE", "SLOT_NOT_FOUND"]);

/**
 * Group commit: requests that arrive while a transaction is in flight go together in the next, whatever their slots; it
 * waits for no lock (see `HoldLanes`). Correctness does not depend on it: that is the row locks' part.
 */
export class HoldQueue {
  readonly #transactions: HoldTransactions;
  readonly #lanes = new HoldLanes((batch, lane) => this.#placeBatch(batch, lane));
  /** Slots whose last result was a refusal (full, closed or unknown): there the fast path would be a detour. */
  readonly #refusedLately = new Set<string>();
  readonly #onBatchFailure: HoldSettings["onBatchFailure"];

  constructor(settings: HoldSettings) {
    this.#transactions = new HoldTransactions(settings);
    this.#onBatchFailure = settings.onBatchFailure;
  }

  /**
   * Places a hold, together with the other queued requests; resolves after the commit.
   * @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND, CONTACT_LIMIT, CONTACT_REQUIRED, trouble with the idempotency key; BUSY when the queue is full, the
   *   wait too long or the slot locked
   */
  place(request: HoldRequest, signal?: Abortable): Promise<Hold | ReplayedHold> {
    return new Promise((resolve, reject) => {
      const giveUpAt = giveUpTime();
      const state = { isAnswered: false, isSecondTry: false };
      this.#lanes.join({ request, signal, giveUpAt, resolve, reject, ...state });
    });
  }

  /**
   * Runs work in a transaction of its own, beside the queue, with all that it takes to place holds. It may wait for locks:
   * see `lockingTransaction`.
   * @param key the id of the first row that it locks
   */
  transact<Result>(key: string, work: (ctx: TransactionContext) => Promise<Result>): Promise<Result> {
    return this.#transactions.transact(key, work);
  }

  /** Resolves or refuses every request of a batch. Never throws. */
  async #placeBatch(batch: readonly QueuedHold[], lane: Lane): Promise<void> {
    const onLocked: OnLocked = lane.slotId ? "wait" : "skip";
    let rest = batch;
    try {
      rest = await this.#refuseSoldOut(batch);
      rest = await this.#placeFast(rest, onLocked);
      await this.#placeUnderLock(rest, onLocked);
    } catch (error) {
      const unanswered = rest.filter(({ isAnswered }) => !isAnswered);
      if (isLockTimeout(error) || isServerSilent(error) || isDatabaseUnreachable(error)) {
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
  async #refuseSoldOut(batch: readonly QueuedHold[]): Promise<readonly QueuedHold[]> {
    const suspects = new Set(
      batch.map(({ request }) => request.slotId).filter((id) => this.#refusedLately.has(id)),
    );
    if (suspects.size === 0) return batch;
    const soldOut = await this.#transactions.soldOut([...suspects]);
    return batch.filter((queued) => {
      // A request that repeats an earlier one has its seat.
      const isSoldOut = soldOut.has(queued.request.slotId) && !queued.request.idempotencyKey;
      if (isSoldOut) refuse(queued, NO_SEAT);
      return !isSoldOut;
    });
  }

  /**
   * The fast path, for the requests that may take it. Requests for locked slots are moved aside.
   * @returns the requests that it left out for other reasons, in the order of arrival
   */
  async #placeFast(batch: readonly QueuedHold[], onLocked: OnLocked): Promise<readonly QueuedHold[]> {
    // A key has to be looked up under its lock; the slot's other requests go the same path, to keep their order.
    const keyed = new Set(
      batch.filter(({ request }) => request.idempotencyKey).map(({ request }) => request.slotId),
    );
    const roomy = batch
      .map(({ request }) => request)
      .filter(({ slotId }) => !this.#refusedLately.has(slotId) && !keyed.has(slotId));
    const answerTo = await this.#transactions.placeFast(roomy, onLocked);
    const leftOut: QueuedHold[] = [];
    const lockedOut: QueuedHold[] = [];
    for (const queued of batch) {
      const given = answerTo(queued.request);
      if (given === SLOT_LOCKED) lockedOut.push(queued);
      else if (given) answer(queued, given);
      else leftOut.push(queued);
    }
    if (lockedOut.length > 0) this.#lanes.moveAside(lockedOut);
    return leftOut;
  }

  async #placeUnderLock(batch: readonly QueuedHold[], onLocked: OnLocked): Promise<void> {
    if (batch.length === 0) return;
    const requests = batch.map(({ request }) => request);
    const answers = await this.#transactions.placeUnderLock(requests, onLocked);
    const lockedOut: QueuedHold[] = [];
    for (const [index, queued] of batch.entries()) {
      const given = answers[index];
      if (given === SLOT_LOCKED) {
        lockedOut.push(queued);
        continue;
      }
      answer(queued, given);
      if (given instanceof HoldfastError && SLOT_REFUSALS.has(given.code)) {
        this.#refusedLately.add(queued.request.slotId);
      } else this.#refusedLately.delete(queued.request.slotId);
    }
    if (this.#refusedLately.size > REFUSED_MAX_SLOTS) this.#refusedLately.clear();
    if (lockedOut.length > 0) this.#lanes.moveAside(lockedOut);
  }

  /**
   * After a batch failed as a whole: each request again, in a transaction of its own, so that none fails for what
   * another is. If nothing but the answer to COMMIT was lost, the bookings are found to be there.
   */
  async #placeOneByOne(batch: readonly QueuedHold[]): Promise<void> {
    const lockedSlots = new Map<string, unknown>();
    const stopAt = giveUpTime();
    let unreachable: unknown;
    for (const queued of batch) {
      const isLate = performance.now() > stopAt;
      const reason =
        unreachable ?? lockedSlots.get(queued.request.slotId) ?? (isLate ? BOOKING_TOO_LATE : undefined);
      if (reason) {
        refuse(queued, reason);
        continue;
      }
      try {
        answer(queued, await retryOnceIfLost(() => this.#transactions.placeUnlessPlaced(queued.request)));
      } catch (error) {
        const refusal = toBusy(error) ?? error;
        refuse(queued, refusal);
        if (isLockTimeout(error)) lockedSlots.set(queued.request.slotId, refusal);
        if (isDatabaseUnreachable(error) || isServerSilent(error)) unreachable = refusal;
      }
    }
  }
}
