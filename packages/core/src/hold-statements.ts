import { type Hold, HoldfastError } from "@holdfast/contract";
import {
  type Database,
  executeDeferred,
  executePrepared,
  type Sent,
  type SharedConnection,
  type SlotsTable,
} from "@holdfast/db";
import { type Kysely, type Selectable, sql, type Transaction } from "kysely";
import type { TransactionContext } from "./context.ts";
import { expiryOf, type HoldRequest, type HoldToWrite, holdsPlacedAt } from "./hold-request.ts";
import { ensureExpiryJob } from "./jobs.ts";
import { duePlaces, isBookableAt, isDue, wireTime } from "./rows.ts";

/* The statements that a booking is made of; what they decide together is told in booking.ts. Those that take
   `trx` belong into a transaction. */

/** A slot's row under its lock, and the database's clock once all slots were locked. */
export type LockedSlot = Omit<
  Selectable<SlotsTable>,
  "resource_id" | "schedule_id" | "exclusive" | "cancel_until" | "created_at" | "updated_at"
> & {
  lockedAt: Date;
  /** Whether the slot could be booked then, as far as it was not full. A deleted one could not. */
  isBookable: boolean;
  /** Whether a hold was due before the lock was waited for: then the counter may have too many as booked. */
  hasDueHolds: boolean;
};

/** The database's clock, read after the last lock: it counts the rows of `locked`. */
const clock = sql`clock AS MATERIALIZED (
      SELECT clock_timestamp()::timestamptz(3) AS locked_at FROM (SELECT count(*) FROM locked) AS all_locked
    )`;
const LOCKED_AT = sql<Date>`locked_at`;

const LOCK_MAX_WAIT_MILLISECONDS = 2_000;

/** From here on the transaction waits for locks, but not for long: who waits keeps a connection. */
export async function waitBriefly(trx: Transaction<Database>): Promise<void> {
  await executeDeferred(trx, sql`SET LOCAL lock_timeout = ${sql.lit(LOCK_MAX_WAIT_MILLISECONDS)}`);
}

/**
 * Locks slot rows until the transaction ends, in the order of their ids.
 * @param locking whether to wait for rows that somebody else has locked, or to leave them out
 * @returns the rows found, deleted ones too, as they are under the lock; their clock is later than every lock
 */
export function lockSlots(
  trx: Transaction<Database>,
  slotIds: readonly string[],
  locking: "wait" | "skip" = "wait",
): Promise<LockedSlot[]> {
  const skip = locking === "skip" ? sql`SKIP LOCKED` : sql``;
  const query = sql<LockedSlot>`
    WITH locked AS MATERIALIZED (
      SELECT id, capacity, booked, waiting, starts_at, ends_at, closed, bookable_from, bookable_until, deleted_at
      FROM slots
      WHERE id = ANY(${slotIds}::uuid[]) ORDER BY id FOR UPDATE ${skip}
    ), ${clock}
    SELECT slots.*, locked_at AS "lockedAt", ${isBookableAt(LOCKED_AT)} AS "isBookable", EXISTS (
      SELECT FROM bookings
      WHERE slot_id = slots.id AND status = 'PENDING' AND expires_at <= clock_timestamp()
    ) AS "hasDueHolds" FROM locked AS slots, clock`;
  return executePrepared(trx, query);
}

/**
 * Locks a slot for a change; waits for it, but not for long.
 * @throws SLOT_NOT_FOUND; PostgreSQL's lock timeout where it stays locked
 */
export async function lockSlot(trx: Transaction<Database>, id: string): Promise<LockedSlot> {
  await waitBriefly(trx);
  const [locked] = await lockSlots(trx, [id]);
  if (!locked || locked.deleted_at) throw new HoldfastError("SLOT_NOT_FOUND");
  return locked;
}

/**
 * The slots, of those given, that could be booked but have no place left for who comes now, counting due holds as free. It locks
 * nothing: it is true of the moment of its snapshot, and that is enough to refuse.
 */
export async function soldOutSlots(db: Kysely<Database>, slotIds: readonly string[]): Promise<Set<string>> {
  const rows = await executePrepared(
    db,
    sql<{ id: string }>`
    SELECT id FROM slots WHERE id = ANY(${slotIds}::uuid[]) AND (booked >= capacity OR waiting > 0)
    AND ${isBookableAt(sql`statement_timestamp()`)} AND ${duePlaces} = 0`,
  );
  return new Set(rows.map((row) => row.id));
}

/** The slots that exist, not deleted, beside those found: skipping locked rows looks like not finding them. */
export async function slotsThatExist(
  trx: Transaction<Database>,
  slotIds: readonly string[],
  found: ReadonlySet<string>,
): Promise<Set<string>> {
  const missing = slotIds.filter((slotId) => !found.has(slotId));
  if (missing.length === 0) return new Set();
  const rows = await trx
    .selectFrom("slots")
    .select("id")
    .where("id", "=", sql<string>`ANY(${missing}::uuid[])`)
    .where("deleted_at", "is", null)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Due holds that one statement releases: a bound on how long it keeps the slots locked. */
const RELEASE_MAX_HOLDS = 2_000;

/** Slots of the holds that have been due for longest, at most so many. It reads no more holds than a release writes. */
export async function slotsWithDueHolds(db: Kysely<Database>, maxSlots: number): Promise<string[]> {
  const rows = await executePrepared(
    db,
    sql<{ slotId: string }>`
    SELECT DISTINCT slot_id AS "slotId" FROM (
      SELECT slot_id FROM bookings WHERE ${isDue} ORDER BY expires_at LIMIT ${RELEASE_MAX_HOLDS}
    ) AS oldest LIMIT ${maxSlots}`,
  );
  return rows.map(({ slotId }) => slotId);
}

/**
 * Releases holds of locked slots that are due, slot by slot, the oldest first, at most `RELEASE_MAX_HOLDS`. It must be a
 * statement after the lock's: its clock is then later than any wait for the lock. A hold that is being
 * confirmed at this moment is left alone: the confirmation came in time.
 * @returns the places that came back, by slot id; empty once nothing is due that nobody else is at
 */
export async function releaseDueHolds(
  trx: Transaction<Database>,
  lockedSlotIds: readonly string[],
): Promise<Map<string, number>> {
  const released = await executePrepared(
    trx,
    sql<{ slotId: string; places: number }>`
    WITH due AS MATERIALIZED (
      SELECT hold.id FROM unnest(${lockedSlotIds}::uuid[]) AS slot (id) CROSS JOIN LATERAL (
        SELECT id FROM bookings WHERE slot_id = slot.id AND ${isDue}
        ORDER BY expires_at LIMIT ${RELEASE_MAX_HOLDS} FOR UPDATE SKIP LOCKED
      ) AS hold LIMIT ${RELEASE_MAX_HOLDS}
    ), failed AS (
      UPDATE bookings SET status = 'FAILED', failure_reason = 'HOLD_EXPIRED', updated_at = clock_timestamp()
      WHERE id = ANY(ARRAY(SELECT id FROM due))
      RETURNING id, slot_id, quantity
    ), audited AS (
      INSERT INTO audit (actor, action, slot_id, booking_ids, before, after)
      SELECT 'system', 'booking.expired', slot_id, array_agg(id), '{"status":"PENDING"}',
        '{"status":"FAILED","failureReason":"HOLD_EXPIRED"}'
      FROM failed GROUP BY slot_id
    ), freed AS (
      SELECT slot_id, sum(quantity)::integer AS places FROM failed GROUP BY slot_id
    )
    UPDATE slots SET booked = booked - freed.places FROM freed
    WHERE slots.id = freed.slot_id
    RETURNING slots.id AS "slotId", freed.places`,
  );
  return new Map(released.map(({ slotId, places }) => [slotId, places]));
}

/** Releases due holds of a locked slot while more places than these are booked; returns how many still are. */
export async function releaseDownTo(
  trx: Transaction<Database>,
  locked: LockedSlot,
  places: number,
): Promise<number> {
  let { booked } = locked;
  while (booked > places) {
    const released = (await releaseDueHolds(trx, [locked.id])).get(locked.id) ?? 0;
    if (released === 0) break;
    booked -= released;
  }
  return booked;
}

/** A slot that the short way took, with the database's clock after the locks of all; or one that it found locked. */
export interface TakenSlot {
  slotId: string;
  lockedAt: Date;
  /** How many places are left then; null where somebody else has it locked, so that nothing was taken. */
  placesLeft: number | null;
}

/**
 * Places holds on those slots that nobody has locked, that can be booked, that nobody waits for and that have room for
 * all that is asked of them: one statement, whose answer comes with the commit's. It refuses nobody: what it leaves out
 * is for `placeHolds`.
 * @param locking whether to wait for slots that somebody else has locked, but not for long, or to leave them out
 * @returns once sent: the slots taken, and those locked by somebody else
 */
export function placeHoldsWhereRoomy(
  ctx: TransactionContext,
  requests: readonly HoldRequest[],
  locking: "wait" | "skip",
): Promise<Sent<TakenSlot>> {
  return executeDeferred(ctx.trx, holdsWhereRoomy(requests, ctx.holdSeconds, locking));
}

/**
 * The same without a transaction around it: PostgreSQL commits the statement before it answers. It waits for nothing.
 * @param spare places that a slot must have beyond what is asked of it
 */
export function placeHoldsWhereRoomyAlone(
  connection: SharedConnection<Database>,
  requests: readonly HoldRequest[],
  holdSeconds: number,
  spare: number,
): Promise<TakenSlot[]> {
  return connection.execute(holdsWhereRoomy(requests, holdSeconds, "skip", spare));
}

/** The same for slots that are waited for, but not for long; on a connection that nobody else is kept waiting on. */
export function placeHoldsWhereRoomyPatiently(
  db: Kysely<Database>,
  requests: readonly HoldRequest[],
  holdSeconds: number,
): Promise<TakenSlot[]> {
  return executePrepared(db, holdsWhereRoomy(requests, holdSeconds, "wait"));
}

/** `waitBriefly` inside a statement: a condition that is looked at before any row is found, and so before any lock. */
const BRIEFLY = sql`(
        SELECT set_config('lock_timeout', ${sql.lit(String(LOCK_MAX_WAIT_MILLISECONDS))}, true)
      ) IS NOT NULL`;

function holdsWhereRoomy(
  requests: readonly HoldRequest[],
  holdSeconds: number,
  locking: "wait" | "skip",
  spare = 0,
) {
  const slotIds = slotIdsOf(requests);
  return sql<TakenSlot>`
    WITH hold AS MATERIALIZED (${holdRows(requests)}
    ), wanted AS MATERIALIZED (
      SELECT slot_id, sum(quantity)::integer AS places FROM hold GROUP BY slot_id
    ), locked AS MATERIALIZED (
      SELECT id FROM slots WHERE id = ANY(${slotIds}::uuid[]) AND ${locking === "wait" ? BRIEFLY : sql`true`}
      ORDER BY id FOR UPDATE ${locking === "skip" ? sql`SKIP LOCKED` : sql``}
    ), ${clock}, taken AS (
      UPDATE slots SET booked = booked + wanted.places FROM wanted, locked, clock
      WHERE slots.id = locked.id AND slots.id = wanted.slot_id
      AND booked + wanted.places + ${spare}::integer <= capacity
      AND waiting = 0 AND ${isBookableAt(LOCKED_AT)}
      RETURNING slots.id, capacity - booked AS places_left
    ), ${writtenHolds(holdSeconds)}
    SELECT taken.id AS "slotId", locked_at AS "lockedAt", places_left AS "placesLeft" FROM taken, clock
    UNION ALL
    SELECT id, locked_at, NULL FROM slots, clock
    WHERE (SELECT count(*) FROM locked) < ${slotIds.length}::integer
    AND id = ANY(${slotIds}::uuid[]) AND id NOT IN (SELECT id FROM locked)`;
}

/**
 * Writes the job that will release the holds, unless there is one, and then counters and holds, whose answer
 * nobody needs: they travel with COMMIT.
 * @param lockedAt the database's clock, read after the lock
 * @returns the holds, in the order of the requests
 */
export async function writeHolds(
  ctx: TransactionContext,
  lockedAt: Date,
  granted: readonly HoldRequest[],
): Promise<Hold[]> {
  const expiresAt = expiryOf(lockedAt, ctx.holdSeconds);
  await ensureExpiryJob(ctx, expiresAt);
  await writeHoldRows(ctx.trx, lockedAt, ctx.holdSeconds, granted);
  return granted.map(holdsPlacedAt(lockedAt, ctx.holdSeconds));
}

/** Writes counters, holds and their audit; their answer comes with the commit's. The job is the caller's part. */
export async function writeHoldRows(
  trx: Transaction<Database>,
  lockedAt: Date,
  holdSeconds: number,
  granted: readonly HoldToWrite[],
): Promise<void> {
  const slotIds = slotIdsOf(granted);
  await executeDeferred(
    trx,
    sql`
    WITH hold AS MATERIALIZED (${holdRows(granted)}
    ), clock AS MATERIALIZED (
      SELECT ${lockedAt}::timestamptz(3) AS locked_at
    ), taken AS (
      UPDATE slots SET booked = booked + wanted.places
      FROM (SELECT slot_id, sum(quantity)::integer AS places FROM hold GROUP BY slot_id) AS wanted
      WHERE slots.id = ANY(${slotIds}::uuid[]) AND slots.id = wanted.slot_id
      RETURNING slots.id
    ), ${writtenHolds(holdSeconds)}
    SELECT`,
  );
}

/**
 * The holds of the slots in `taken`, and who placed them: an entry of the audit for those of a slot that are alike.
 * Parts of a statement that has `hold`, `taken` and `clock`.
 */
const writtenHolds = (holdSeconds: number) => sql`granted AS (
      SELECT hold.*, locked_at, locked_at + make_interval(secs => ${holdSeconds}) AS expires_at
      FROM hold JOIN taken ON taken.id = hold.slot_id CROSS JOIN clock
    ), placed AS (
      INSERT INTO bookings
        (id, slot_id, quantity, customer_name, customer_contact, token_hash, status, expires_at, created_at, updated_at)
      SELECT id, slot_id, quantity, customer_name, customer_contact, token_hash, 'PENDING', expires_at, locked_at, locked_at
      FROM granted
    ), audited AS (
      INSERT INTO audit (at, actor, action, slot_id, booking_ids, after)
      SELECT locked_at, actor, 'booking.placed', slot_id, array_agg(id), jsonb_build_object(
        'status', 'PENDING', 'quantity', quantity, 'expiresAt', ${wireTime(sql`expires_at`)})
      FROM granted GROUP BY locked_at, expires_at, actor, slot_id, quantity
    )`;

/**
 * The slots of requests, each once. A statement gets them as an array, too: PostgreSQL looks an array's rows up by
 * the index, but where it only has a join with as many rows as JSON may have, it reads all slots. Rows found so are
 * joined by their ids: with the array in that condition, too, it would sort it again for each of them.
 */
const slotIdsOf = (requests: readonly HoldToWrite[]) => [...new Set(requests.map(({ slotId }) => slotId))];

/** The requests as rows. They travel as one JSON text: few bytes, and one plan for any number of them. */
const holdRows = (requests: readonly HoldToWrite[]) => sql`
      SELECT * FROM json_to_recordset(${JSON.stringify(requests.map(toRow))}::json)
        AS hold (id uuid, slot_id uuid, quantity integer, customer_name text, customer_contact text, actor text,
          token_hash bytea)`;

const toRow = ({ id, slotId, quantity, customer, actor, token }: HoldToWrite) => ({
  id,
  slot_id: slotId,
  quantity,
  customer_name: customer.name,
  customer_contact: customer.contact ?? null,
  actor,
  token_hash: token.hash,
});
