import type { Hold } from "@holdfast/contract";
import { type Database, SharedConnection } from "@holdfast/db";
import type { Kysely, Transaction } from "kysely";
import { type OnBatchFailure, patiently } from "../concurrency/index.ts";
import { expiryOf, isExpired, lockSlots, soldOutSlots } from "../inventory/index.ts";
import { ExpiryCover, ensureExpiryJob } from "../jobs/index.ts";
import { type Jobs, waitBriefly } from "../shared/index.ts";
import {
  placeHoldsWhereRoomy,
  placeHoldsWhereRoomyAlone,
  placeHoldsWhereRoomyPatiently,
  type TakenSlot,
} from "./fast-path.ts";
import { placeHolds } from "./place.ts";
import { type HoldAnswer, type HoldRequest, holdsPlacedAt, isHold, SLOT_LOCKED } from "./request.ts";
import type { TransactionContext } from "./transaction-context.ts";

/** How far ahead of the database's clock an expiry job is put in place. */
const AHEAD_MILLISECONDS = 250;

/** Places that a slot must have beyond all that is asked of it for a batch to be sent behind another. */
const FOLLOW_MIN_SPARE_PLACES = 1_000;

/** Slots whose places are remembered; then all are forgotten. */
const ROOMY_MAX_SLOTS = 10_000;

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
  /** The short way's: what one batch after the other is sent on. */
  readonly #connection: SharedConnection<Database>;
  /** What the short way last said of the places left on a slot; a hint, because others take and give them, too. */
  readonly #placesLeft = new Map<string, number>();
  /** What to add to `performance.now()` for the database's clock; known from its last answer. */
  #clockOffset: number | undefined;

  constructor({ db, jobs, holdSeconds, maxHoldSeconds, waitlistHoldSeconds }: HoldSettings) {
    this.#db = db;
    this.#connection = new SharedConnection(db);
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
   * @param ahead the batch in flight behind which this one is sent, if any: it needs more places by what that one wants, and
   *   writes no job
   * @returns the hold of a request, SLOT_LOCKED, or undefined where this way could not place it
   */
  async placeWhereRoomy(
    requests: readonly HoldRequest[],
    locking: "wait" | "skip",
    ahead: readonly HoldRequest[] = [],
  ): Promise<(request: HoldRequest) => Hold | typeof SLOT_LOCKED | undefined> {
    const expectedEnd = this.#expectedEnd();
    if (requests.length === 0 || !expectedEnd) return () => undefined;
    const isCovered = this.#cover.covers(expectedEnd);
    if (!isCovered && ahead.length > 0) return () => undefined;
    const slots = isCovered
      ? await this.#placeAlone(requests, locking, placesOf(ahead))
      : await this.#placeWithJob(requests, locking, expectedEnd);
    const lockedAt = slots[0]?.lockedAt; // the same for all: the statement reads the clock once
    if (!lockedAt) return () => undefined;
    const taken = new Map(
      slots.flatMap(({ slotId, placesLeft }) => (placesLeft === null ? [] : [[slotId, placesLeft]])),
    );
    if (taken.size > 0) await this.#ensureCovered(lockedAt);
    if (this.#placesLeft.size > ROOMY_MAX_SLOTS) this.#placesLeft.clear();
    for (const [slotId, placesLeft] of taken) this.#placesLeft.set(slotId, placesLeft);
    const found = new Set(slots.map(({ slotId }) => slotId));
    const toHold = holdsPlacedAt(lockedAt, this.#holdSeconds);
    return (request) => {
      if (!found.has(request.slotId)) return undefined;
      return taken.has(request.slotId) ? toHold(request) : SLOT_LOCKED;
    };
  }

  /**
   * Whether a batch may go the short way behind one in flight: no job has to be written, and every slot has, as far as
   * is known, so many more places than both ask for that their order decides nothing.
   */
  mayFollow(ahead: readonly HoldRequest[], requests: readonly HoldRequest[]): boolean {
    const expectedEnd = this.#expectedEnd();
    if (!expectedEnd || !this.#cover.covers(expectedEnd)) return false;
    const enough = placesOf(ahead) + placesOf(requests) + FOLLOW_MIN_SPARE_PLACES;
    return requests.every(({ slotId }) => (this.#placesLeft.get(slotId) ?? 0) >= enough);
  }

  /** When holds that are placed now end at the latest; undefined until the database's clock is known. */
  #expectedEnd(): Date | undefined {
    if (this.#clockOffset === undefined) return undefined;
    const expectedAt = performance.now() + this.#clockOffset + AHEAD_MILLISECONDS;
    return expiryOf(new Date(expectedAt), this.#holdSeconds);
  }

  /** The short way by itself. What waits for locks does so beside the connection on which others are sent. */
  #placeAlone(
    requests: readonly HoldRequest[],
    locking: "wait" | "skip",
    spare: number,
  ): Promise<TakenSlot[]> {
    return locking === "wait"
      ? placeHoldsWhereRoomyPatiently(this.#db, requests, this.#holdSeconds)
      : placeHoldsWhereRoomyAlone(this.#connection, requests, this.#holdSeconds, spare);
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

/** The places that requests ask for, whatever their slots. */
const placesOf = (requests: readonly HoldRequest[]) =>
  requests.reduce((places, { quantity }) => places + quantity, 0);
