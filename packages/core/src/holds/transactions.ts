import type { Hold } from "@holdfast/contract";
import { lockingTransaction, type OnBatchFailure } from "../concurrency/index.ts";
import { expiryOf, isExpired, lockSlots, soldOutSlots } from "../inventory/index.ts";
import { ExpiryCover, ensureExpiryJob } from "../jobs/index.ts";
import { type Db, limitLockWait, type OnLocked, type Trx } from "../shared/index.ts";
import { placeHoldsFast } from "./fast-path.ts";
import { placeHolds, type TransactionContext } from "./place.ts";
import { type HoldRequest, type HoldResult, heldSlot, holdsPlacedOn, SLOT_LOCKED } from "./request.ts";

/** The settings of placing holds. */
export interface HoldSettings extends Omit<TransactionContext, "trx" | "cover" | "jobDueAt" | "isOpenToAll"> {
  db: Db;
  /** Whether customers, too, may book what has ended; unless given, they may not. */
  isOpenToAll?: boolean | undefined;
  onBatchFailure?: OnBatchFailure | undefined;
}

/** The transactions that place holds: each method is one, and returns after the commit. */
export class HoldTransactions {
  readonly #db: Db;
  /** What the contexts of all transactions share. */
  readonly #shared: Omit<TransactionContext, "trx" | "jobDueAt">;

  constructor({ db, onBatchFailure: _ofQueue, isOpenToAll = false, ...settings }: HoldSettings) {
    this.#db = db;
    this.#shared = { ...settings, isOpenToAll, cover: new ExpiryCover({ db, jobs: settings.jobs }) };
  }

  /** Those of the slots that could be booked but have no place left, at the moment of asking. Locks nothing. */
  soldOut(slotIds: readonly string[]): Promise<Set<string>> {
    return soldOutSlots(this.#db, slotIds, this.#shared.isOpenToAll);
  }

  /**
   * The fast path: one statement. The job that will release its holds is committed, too, before it returns.
   * @param onLocked `wait`: for slots that another transaction has locked, but not for long; `skip`: SLOT_LOCKED
   * @returns the hold of a request, SLOT_LOCKED, or undefined where this path could not place it
   */
  async placeFast(
    requests: readonly HoldRequest[],
    onLocked: OnLocked,
  ): Promise<(request: HoldRequest) => Hold | typeof SLOT_LOCKED | undefined> {
    if (requests.length === 0) return () => undefined;
    const { holdSeconds, isOpenToAll, cover } = this.#shared;
    const slots = await placeHoldsFast(this.#db, requests, { holdSeconds, isOpenToAll, onLocked });
    const held = slots.find((slot) => !slot.isLocked);
    // The clock is the same for all. A hold that its slot makes shorter is released by the worker's next look.
    if (held) await cover.ensure(new Date(expiryOf({ lockedAt: held.lockedAt }, holdSeconds)));
    const results = new Map(
      slots.map((slot) => [slot.slotId, slot.isLocked ? undefined : holdsPlacedOn(slot, holdSeconds)]),
    );
    return (request) => {
      const toHold = results.get(request.slotId);
      if (toHold) return toHold(request);
      return results.has(request.slotId) ? SLOT_LOCKED : undefined;
    };
  }

  /**
   * The locked path, which alone can refuse: lock, release expired holds, grant in order.
   * @param onLocked as of `placeFast`
   */
  placeUnderLock(requests: readonly HoldRequest[], onLocked: OnLocked): Promise<HoldResult[]> {
    return this.#transactAtOnce(async (ctx) => {
      if (onLocked === "wait") await limitLockWait(ctx.trx);
      return placeHolds(ctx, requests, onLocked);
    });
  }

  /** Places one hold, unless an earlier attempt with an unknown outcome has placed it. */
  async placeUnlessPlaced(request: HoldRequest): Promise<HoldResult | undefined> {
    return this.#transactAtOnce(async (ctx) => {
      await limitLockWait(ctx.trx);
      // The lock waits for the end of the earlier attempt, if that is still under way.
      const [slot] = await lockSlots(ctx.trx, [request.slotId]);
      const placed = await ctx.trx
        .selectFrom("bookings")
        .select(["created_at", "expires_at"])
        .select(isExpired.as("isExpired"))
        .where("id", "=", request.id)
        .executeTakeFirst();
      if (placed && slot) {
        await ensureExpiryJob(ctx, placed.expires_at);
        const held = heldSlot({ ...slot, holdsEndBy: placed.expires_at }, placed.created_at);
        const hold = holdsPlacedOn(held, ctx.holdSeconds)(request);
        return placed.isExpired ? { ...hold, status: "FAILED", failureReason: "HOLD_EXPIRED" } : hold;
      }
      const [answer] = await placeHolds(ctx, [request]);
      return answer;
    });
  }

  /** A transaction inside the bulkhead: see `lockingTransaction`. */
  transact<Result>(key: string, work: (ctx: TransactionContext) => Promise<Result>): Promise<Result> {
    return this.#within((inside) => lockingTransaction(this.#db, key, inside), work);
  }

  /** A transaction outside of the bulkhead. */
  #transactAtOnce<Result>(work: (ctx: TransactionContext) => Promise<Result>): Promise<Result> {
    return this.#within((inside) => this.#db.transaction().execute(inside), work);
  }

  /** The expiry job of a transaction counts once it is committed. */
  async #within<Result>(
    transaction: (inside: (trx: Trx) => Promise<Result>) => Promise<Result>,
    work: (ctx: TransactionContext) => Promise<Result>,
  ): Promise<Result> {
    let jobDueAt: number | undefined;
    const result = await transaction(async (trx) => {
      const ctx: TransactionContext = { ...this.#shared, trx };
      const worked = await work(ctx);
      jobDueAt = ctx.jobDueAt;
      return worked;
    });
    if (jobDueAt !== undefined) this.#shared.cover.committed(jobDueAt);
    return result;
  }
}
