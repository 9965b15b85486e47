import { type Database, executePrepared, preparedStatement } from "@holdfast/db";
import { sql } from "kysely";
import type { Db } from "../shared/index.ts";
import { isExpired, usesExpiryIndex } from "./availability.ts";

/** Holds that one statement reads, at most; later ones are in the next. */
const READ_MAX_HOLDS = 10_000;

/** The slots of the holds that have expired since a time, and are not released yet. */
export interface SlotsExpiredSince {
  slotIds: string[];
  /** The time to go on from, by the database's clock. */
  until: string;
}

interface Row {
  slotIds: string[] | null;
  until: string;
}

/**
 * Finds the slots of holds that have expired since a time: their places are free from then on, although nothing is written
 * until a worker releases them.
 * @param since what the call before returned as `until`; undefined: from now on
 */
export async function findSlotsExpiredSince(db: Db, since: string | undefined): Promise<SlotsExpiredSince> {
  const [row] = await executePrepared(db, selectExpired({ since: since ?? null }));
  if (!row) throw new Error("an aggregate has a row");
  return { slotIds: row.slotIds ?? [], until: row.until };
}

const selectExpired = preparedStatement<Database, { since: string | null }, Row>(
  (value) => sql<Row>`
  WITH expired AS MATERIALIZED (
    SELECT slot_id, expires_at FROM bookings
    WHERE ${isExpired} AND ${usesExpiryIndex}
      AND expires_at > coalesce(${value("since")}::timestamptz, statement_timestamp())
    ORDER BY expires_at LIMIT ${sql.lit(READ_MAX_HOLDS)}
  )
  SELECT array_agg(DISTINCT slot_id::text) AS "slotIds",
    (CASE WHEN count(*) < ${sql.lit(READ_MAX_HOLDS)} THEN statement_timestamp() ELSE max(expires_at) END)::text AS until
  FROM expired`,
);
