import type { Hold } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import type { Kysely, Transaction } from "kysely";
import { type OnBatchFailure, patiently } from "../concurrency/index.ts";
import { expiryOf, isExpired, lockSlots, soldOutSlots } from "../inventory/index.ts";
import { ExpiryCover, ensureExpiryJob } from "../jobs/index.ts";
import { type Jobs, waitBriefly } from "../shared/index.ts";
import { placeHoldsWhereRoomy, placeHoldsWhereRoomyAlone, type TakenSlot } from "./fast-path.ts";
import { placeHolds } from "./place.ts";
import { type HoldAnswer, type HoldRequest, holdsPlacedAt, isHold, SLOT_LOCKED } from "./request.ts";
import type { TransactionContext } from "./transaction-context.ts";

/** How far ahead of the database's clock an expiry job is put in place. */
const AHEAD_MILLISECONDS = 250;

/** What holds are placed with. */
export interface HoldSettings {
  db: Kysely<Database>;
  jobs: Jobs;
  /** How long a hold lives, in seconds. */
  holdSeconds: number;
  /** How long it may live from its creation when it is extended, in seconds. */
  maxHoldSeconds: number;
  /** How long the hold of somebody who has waited lives, in seconds. */
  waitlistHoldSeconds: number;
  onBatchFailure?: OnBatchFailure | undefined;
}

/** The transactions that place holds: each method is one, and what it returns is committed. */
export class HoldTransactions {
  readonly #db: Kysely<Database>;
  readonly #jobs: Jobs;
  readonly #holdSeconds: number;
  readonly #maxHoldSeconds: number;
  readonly #waitlistHoldSeconds: number;
  readonly #cover = new ExpiryCover();
  /** What to add to `performance.now()` for the database's clock; known from its last answer. */
  #clockOffset: number | undefined;

  constructor({ db, jobs, holdSeconds, maxHoldSeconds, waitlistHoldSeconds }: HoldSettings) {
    this.#db = db;
    this.#jobs = jobs;
    this.#holdSeconds = holdSeconds;
    this.#maxHoldSeconds = maxHoldSeconds;
    this.#waitlistHoldSeconds = waitlistHoldSeconds;
  }

  /** Those of the slots that could be booked but have no place left, at the moment of asking. Locks nothing. */
  soldOut(slotIds: readonly string[]): Promise<Set<string>> {
    return soldOutSlots(this.#db, slotIds);
  }

  /**
   * The short way: one statement, by itself unless a job has to be written before it.
   * @param locking `wait`: for slots that somebody else has locked, but not for long; `skip`: SLOT_LOCKED
   * @returns the hold of a request, SLOT_LOCKED, or undefined where this way could not place it
   */
  async placeWhereRoomy(
    requests: readonly HoldRequest[],
    locking: "wait" | "skip",
  ): Promise<(request: HoldRequest) => Hold | typeof SLOT_LOCKED | undefined> {
    const expectedEnd = this.#expectedEnd();
    if (requests.length === 0 || !expectedEnd) return () => undefined;
    const slots = this.#cover.covers(expectedEnd)
      ? await placeHoldsWhereRoomyAlone(this.#db, requests, this.#holdSeconds, locking)
      : await this.#placeWithJob(requests, locking, expectedEnd);
    const lockedAt = slots[0]?.lockedAt; // the same for all: the statement reads the clock once
    if (!lockedAt) return () => undefined;
    const isLocked = new Map(slots.map((slot) => [slot.slotId, slot.isLocked]));
    if (slots.some((slot) => !slot.isLocked)) await this.#ensureCovered(lockedAt);
    const toHold = holdsPlacedAt(lockedAt, this.#holdSeconds);
    return (request) => {
      const found = isLocked.get(request.slotId);
      if (found === undefined) return undefined;
      return found ? SLOT_LOCKED : toHold(request);
    };
  }

  /** When holds that are placed now end at the latest; undefined until the database's clock is known. */
  #expectedEnd(): Date | undefined {
    if (this.#clockOffset === undefined) return undefined;
    const expectedAt = performance.now() + this.#clockOffset + AHEAD_MILLISECONDS;
    return expiryOf(new Date(expectedAt), this.#holdSeconds);
  }

  /** The short way together with the job that it needs, in one transaction. */
  async #placeWithJob(
    requests: readonly HoldRequest[],
    locking: "wait" | "skip",
    expectedEnd: Date,
  ): Promise<TakenSlot[]> {
    const sent = await this.transact(async (ctx) => {
      await ensureExpiryJob(ctx, expectedEnd);
      return placeHoldsWhereRoomy(ctx, requests, locking);
    });
    return sent.rows;
  }

  /**
   * The long way, which alone can refuse: lock, release what is due, grant in order.
   * @param locking `wait`: for slots that somebody else has locked, but not for long; `skip`: SLOT_LOCKED
   */
  async placeUnderLock(requests: readonly HoldRequest[], locking: "wait" | "skip"): Promise<HoldAnswer[]> {
    const answers = await this.transact(async (ctx) => {
      if (locking === "wait") await waitBriefly(ctx.trx);
      return placeHolds(ctx, requests, locking);
    });
    const hold = answers.find(isHold);
    if (hold) this.#heardTheClock(new Date(hold.createdAt));
    return answers;
  }

  /** Places one hold unless an earlier attempt, whose end nobody heard of, has placed it. */
  async placeUnlessPlaced(request: HoldRequest): Promise<HoldAnswer | undefined> {
    return this.transact(async (ctx) => {
      await waitBriefly(ctx.trx);
      // The lock waits for the end of the earlier attempt, if that is still under way.
      await lockSlots(ctx.trx, [request.slotId]);
      const placed = await ctx.trx
        .selectFrom("bookings")
        .select(["created_at", "expires_at"])
        .select(isExpired.as("isExpired"))
        .where("id", "=", request.id)
        .executeTakeFirst();
      if (placed) {
        await ensureExpiryJob(ctx, placed.expires_at);
        const hold = holdsPlacedAt(placed.created_at, ctx.holdSeconds)(request);
        return placed.isExpired ? { ...hold, status: "FAILED", failureReason: "HOLD_EXPIRED" } : hold;
      }
      const [answer] = await placeHolds(ctx, [request]);
      return answer;
    });
  }

  /** A transaction; what it knows of its expiry job counts once it is committed. */
  transact<Result>(work: (ctx: TransactionContext) => Promise<Result>): Promise<Result> {
    return this.#within((inside) => this.#db.transaction().execute(inside), work);
  }

  /** The same, waiting for locks, but not for long, and when it is its turn: see `patiently`. */
  transactPatiently<Result>(
    subject: string,
    work: (ctx: TransactionContext) => Promise<Result>,
  ): Promise<Result> {
    return this.#within((inside) => patiently(this.#db, subject, inside), work);
  }

  async #within<Result>(
    transaction: (inside: (trx: Transaction<Database>) => Promise<Result>) => Promise<Result>,
    work: (ctx: TransactionContext) => Promise<Result>,
  ): Promise<Result> {
    const shared = {
      jobs: this.#jobs,
      holdSeconds: this.#holdSeconds,
      maxHoldSeconds: this.#maxHoldSeconds,
      waitlistHoldSeconds: this.#waitlistHoldSeconds,
      cover: this.#cover,
    };
    let jobDueAt: number | undefined;
    const result = await transaction(async (trx) => {
      const ctx: TransactionContext = { trx, ...shared };
      const worked = await work(ctx);
      jobDueAt = ctx.jobDueAt;
      return worked;
    });
    if (jobDueAt !== undefined) this.#cover.committed(jobDueAt);
    return result;
  }

  /** What the short way foresaw of the database's clock was right, or is put right before anybody is answered. */
  async #ensureCovered(lockedAt: Date): Promise<void> {
    this.#heardTheClock(lockedAt);
    const expiresAt = expiryOf(lockedAt, this.#holdSeconds);
    if (!this.#cover.covers(expiresAt)) await this.transact((ctx) => ensureExpiryJob(ctx, expiresAt));
  }

  #heardTheClock(databaseTime: Date): void {
    this.#clockOffset = databaseTime.getTime() - performance.now();
  }
}
