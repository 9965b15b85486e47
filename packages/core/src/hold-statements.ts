import type { Hold } from "@holdfast/contract";
import {
  type Database,
  executeDeferred,
  executePrepared,
  type Sent,
  type SharedConnection,
} from "@holdfast/db";
import { type Kysely, sql, type Transaction } from "kysely";
import type { TransactionContext } from "./context.ts";
import { expiryOf, type HoldRequest, type HoldToWrite, holdsPlacedAt } from "./hold-request.ts";
import { duePlaces } from "./hold-waves.ts";
import { ensureExpiryJob } from "./jobs.ts";
import { isBookableAt, wireTime } from "./rows.ts";
import { CLOCK, LOCK_MAX_WAIT_MILLISECONDS, LOCKED_AT, skipIf } from "./slot-locks.ts";

/* The statements that a booking is made of; what they decide together is told in booking.ts. Those that take
   `trx` belong into a transaction. */

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
      ORDER BY id FOR UPDATE ${skipIf(locking)}
    ), ${CLOCK}, taken AS (
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
 * the index, but where it only has a join with as many rows as JSON may have, it reads all slots. The short way has them
 * from its locks: with the array in its UPDATE, too, PostgreSQL would sort it again for each of them.
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
