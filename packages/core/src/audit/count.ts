import { type ChangeCounts, invalidInput, type OverviewInput } from "@holdfast/contract";
import { sql } from "kysely";
import type { Db } from "../shared/index.ts";

/** Entries that are counted at once, at most. */
export const COUNTED_MAX_ENTRIES = 2_000_000;
/** Entries are in the order of their ids, but for those of transactions and processes that ran at the same time. */
const OUT_OF_ORDER_MAX_SECONDS = 60;

/**
 * The id of the last entry before a time; 0 where there is none. It is found by halving, because no index has the times: one more
 * would cost every booking.
 */
const lastEntryBefore = (time: ReturnType<typeof sql>) => sql<string>`
  (WITH RECURSIVE search AS (
    SELECT 0::bigint AS low, (SELECT coalesce(max(id), 0) + 1 FROM audit) AS high
    UNION ALL
    SELECT CASE WHEN is_before THEN middle ELSE low END, CASE WHEN is_before THEN high ELSE middle END
    FROM search
      CROSS JOIN LATERAL (SELECT low + (high - low) / 2 AS middle) AS halves
      CROSS JOIN LATERAL (SELECT coalesce(
        (SELECT at < ${time} FROM audit WHERE id >= middle ORDER BY id LIMIT 1), false) AS is_before) AS half
    WHERE high - low > 1
  )
  SELECT low FROM search ORDER BY high - low LIMIT 1)`;

/**
 * How many holds were placed, and bookings confirmed, expired or cancelled, in each hour or day of a time. Hours and days
 * are those of a time zone's clocks; the first may begin before `from`, and then is counted from there.
 * @throws INVALID_INPUT where that time has more than `COUNTED_MAX_ENTRIES`
 */
export async function countChanges(
  db: Db,
  { from, to, by, timeZone }: OverviewInput,
): Promise<ChangeCounts[]> {
  const range = await entriesBetween(db, from, to);
  const step = sql.lit(by);
  const zone = sql`${timeZone}::text`;
  const sumOf = (
    ...actions: string[]
  ) => sql<number>`coalesce(sum(coalesce(cardinality(booking_ids), 1)) FILTER (
    WHERE action IN (${sql.join(actions)})), 0)::integer`;
  // Hours follow each other everywhere; days do so on local clocks.
  const steps =
    by === "hour"
      ? sql`generate_series(date_trunc('hour', ${from}::timestamptz, ${zone}), ${to}::timestamptz, '1 hour')`
      : sql`(SELECT day AT TIME ZONE ${zone} FROM generate_series(
          date_trunc('day', ${from}::timestamptz AT TIME ZONE ${zone}), ${to}::timestamptz AT TIME ZONE ${zone}, '1 day') AS day)`;
  const { rows } = await sql<Omit<ChangeCounts, "from"> & { from: Date }>`
    WITH steps AS (
      SELECT begin FROM ${steps} AS series (begin) WHERE begin < ${to}
    ), counted AS (
      SELECT date_trunc(${step}, at, ${zone}) AS begin, ${sumOf("booking.placed")} AS placed,
        ${sumOf("booking.confirmed", "booking.reacquired")} AS confirmed,
        ${sumOf("booking.expired")} AS expired, ${sumOf("booking.cancelled")} AS cancelled
      FROM audit
      WHERE id > ${range.after} AND id <= ${range.upTo} AND at >= ${from} AND at < ${to}
        AND action IN ('booking.placed', 'booking.confirmed', 'booking.reacquired', 'booking.expired', 'booking.cancelled')
      GROUP BY 1
    )
    SELECT begin AS "from", coalesce(placed, 0) AS placed, coalesce(confirmed, 0) AS confirmed,
      coalesce(expired, 0) AS expired, coalesce(cancelled, 0) AS cancelled
    FROM steps LEFT JOIN counted USING (begin) ORDER BY begin`.execute(db);
  return rows.map((row) => ({ ...row, from: row.from.toISOString() }));
}

/** The ids between which the entries of a time are, and a moment's more. */
async function entriesBetween(db: Db, from: Date, to: Date): Promise<{ after: string; upTo: string }> {
  const margin = sql`make_interval(secs => ${OUT_OF_ORDER_MAX_SECONDS})`;
  const { rows } = await sql<{ after: string; upTo: string; entries: string }>`
    SELECT "after", "upTo", "upTo" - "after" AS entries FROM (SELECT
      ${lastEntryBefore(sql`${from}::timestamptz - ${margin}`)} AS "after",
      ${lastEntryBefore(sql`${to}::timestamptz + ${margin}`)} AS "upTo") AS range`.execute(db);
  const { after, upTo, entries } = rows[0] as (typeof rows)[number];
  if (Number(entries) > COUNTED_MAX_ENTRIES) {
    throw invalidInput(
      "to",
      `is too late: there are ${entries} changes, and ${COUNTED_MAX_ENTRIES} may be counted`,
    );
  }
  return { after, upTo };
}
