import { type Database, executePrepared } from "@holdfast/db";
import { type Kysely, type RawBuilder, sql } from "kysely";

/** False for a deleted slot. */
export const isNotDeleted = sql<boolean>`CASE WHEN slots.deleted_at IS NULL THEN true ELSE false END`;

/**
 * True for a slot that can be booked at that time: it is not deleted, not closed, and the time lies in its
 * booking window. Whether a place is free is another question.
 */
export const isBookableAt = (time: RawBuilder<Date>) => sql<boolean>`CASE
  WHEN slots.closed OR slots.deleted_at IS NOT NULL THEN false
  ELSE coalesce(slots.bookable_from <= ${time}, true) AND coalesce(slots.bookable_until > ${time}, true)
END`;

/** True for a hold that is past its time, whether or not a worker has released it. */
export const isDue = sql<boolean>`bookings.status = 'PENDING' AND bookings.expires_at <= statement_timestamp()`;

/** Groups waves by the first 36 bits of their first ids: in an id of version 7 that is the time, to some four seconds. */
const byStretch = sql`left(first_id::text, 10)`;

/** The first and the last id of the waves of such a group. */
const endsOfStretch = sql`(array_agg(first_id ORDER BY first_id))[1] AS first_id,
  (array_agg(last_id ORDER BY last_id DESC))[1] AS last_id`;

/**
 * Stretches of ids in which all due holds are, and few other bookings. Several, and not one from the first to the last id:
 * one hold that was extended, or is on a locked slot, is older than the others, and all that came between would be looked at.
 */
export const dueStretches = sql`(
  SELECT ${endsOfStretch} FROM hold_waves WHERE ends_at <= statement_timestamp() GROUP BY ${byStretch}
)`;

/** The due holds of a slot, as a table. OFFSET 0 keeps PostgreSQL from reading all bookings of the slot instead. */
const dueHoldsOf = (slotId: RawBuilder<string>) => sql`(
  WITH stretch AS MATERIALIZED ${dueStretches}
  SELECT hold.quantity FROM stretch CROSS JOIN LATERAL (
    SELECT quantity FROM bookings
    WHERE slot_id = ${slotId} AND id BETWEEN stretch.first_id AND stretch.last_id AND ${isDue} OFFSET 0
  ) AS hold
) AS due_holds`;

const ofSlot = dueHoldsOf(sql`slots.id`);

/** The places that due holds still occupy of the slot in a row of `slots`. */
export const duePlaces = sql<number>`(SELECT coalesce(sum(quantity), 0)::integer FROM ${ofSlot})`;

/**
 * Whether the slot in a row of `slots` has a due hold. No EXISTS: PostgreSQL would answer that by collecting the due holds
 * of all slots first.
 */
export const hasDueHolds = sql<boolean>`coalesce((SELECT true FROM ${ofSlot} LIMIT 1), false)`;

/** True where the ids of holds are, due or not, and of bookings made since the oldest of them. */
export const isAmongHolds = sql<boolean>`bookings.id >= (SELECT first_id FROM hold_waves ORDER BY first_id LIMIT 1)`;

/** Waves that one statement looks at. */
const LOOK_MAX_WAVES = 500;

/** Bookings that it looks at from each end of a stretch, so that it ends in time, whatever there is. */
const LOOK_MAX_BOOKINGS = 5_000;

/** What a look at due waves came to. */
interface Look {
  /** Where the next one begins, in the order of the waves; none where no more follow. */
  next?: WavePosition;
  /** Whether a stretch had so many bookings that it could not look at all. */
  isCutShort: boolean;
}

interface WavePosition {
  endsAt: Date;
  id: string;
}

const FIRST: WavePosition = { endsAt: new Date(0), id: "0" };

/**
 * Shortens the due waves to where there still are due holds, forgets those without, and merges those of a stretch into one:
 * whatever looks for due holds goes through all of them, and there are as many as there were batches.
 */
export async function tidyDueWaves(db: Kysely<Database>): Promise<void> {
  let isCutShort = true;
  while (isCutShort) {
    isCutShort = false;
    for (let next: WavePosition | undefined = FIRST; next; ) {
      const look: Look = await tidyWavesBehind(db, next);
      isCutShort ||= look.isCutShort;
      next = look.next;
    }
  }
}

/** Does so for the next waves behind a position. */
async function tidyWavesBehind(db: Kysely<Database>, { endsAt, id }: WavePosition): Promise<Look> {
  const waves = await executePrepared(
    db,
    sql<WavePosition & Pick<Look, "isCutShort">>`
    WITH due AS MATERIALIZED (
      SELECT id, ends_at, first_id, last_id FROM hold_waves
      WHERE ends_at <= statement_timestamp() AND (ends_at, id) > (${endsAt}::timestamptz, ${id}::bigint)
      ORDER BY ends_at, id LIMIT ${LOOK_MAX_WAVES} FOR UPDATE SKIP LOCKED
    ), stretch AS MATERIALIZED (
      SELECT array_agg(id) AS waves, min(ends_at) AS ends_at, ${endsOfStretch} FROM due GROUP BY ${byStretch}
    ), looked_at AS MATERIALIZED (
      SELECT waves, ends_at, stretch.first_id, stretch.last_id, head.*, tail.*
      FROM stretch CROSS JOIN LATERAL ${leftFrom("ASC")} AS head (first_left, is_head_cut)
      CROSS JOIN LATERAL ${leftFrom("DESC")} AS tail (last_left, is_tail_cut)
    ), changed AS MATERIALIZED (
      SELECT * FROM looked_at
      WHERE cardinality(waves) > 1 OR (first_left, last_left) IS DISTINCT FROM (first_id, last_id)
    ), forgotten AS (
      DELETE FROM hold_waves WHERE id IN (SELECT unnest(waves) FROM changed)
    ), kept AS (
      INSERT INTO hold_waves (ends_at, first_id, last_id)
      SELECT ends_at, first_left, last_left FROM changed WHERE first_left <= last_left
    )
    SELECT ends_at AS "endsAt", id, (SELECT bool_or(is_head_cut OR is_tail_cut) FROM looked_at) AS "isCutShort"
    FROM due ORDER BY ends_at, id`,
  );
  const last = waves.at(-1);
  const isCutShort = last?.isCutShort ?? false;
  return last && waves.length === LOOK_MAX_WAVES ? { next: last, isCutShort } : { isCutShort };
}

/**
 * The first due hold of a stretch from one of its ends, or the booking at which the look for it was cut short; NULL where
 * there is none. And whether it was cut short.
 */
const leftFrom = (order: "ASC" | "DESC") => sql`(
        SELECT coalesce(found, cut_at), cut_at IS NOT NULL FROM (SELECT (
          SELECT id FROM (
            SELECT id, status, expires_at FROM bookings WHERE id BETWEEN stretch.first_id AND stretch.last_id
            ORDER BY id ${sql.raw(order)} LIMIT ${LOOK_MAX_BOOKINGS}
          ) AS bookings WHERE ${isDue} ORDER BY id ${sql.raw(order)} LIMIT 1
        ) AS found OFFSET 0) AS looked_for CROSS JOIN LATERAL (SELECT CASE WHEN found IS NULL THEN (
          SELECT id FROM bookings WHERE id BETWEEN stretch.first_id AND stretch.last_id
          ORDER BY id ${sql.raw(order)} OFFSET ${LOOK_MAX_BOOKINGS} LIMIT 1
        ) END AS cut_at OFFSET 0) AS cut
      )`;

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

/** A slot whose counter looks full may still have a place that a due hold occupies; one that others wait for has none. */
export const hasFreePlace = sql<boolean>`slots.waiting = 0 AND (slots.booked < slots.capacity OR ${duePlaces} > 0)`;
