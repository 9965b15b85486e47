import type { DayFullness, OverviewInput } from "@holdfast/contract";
import { sql } from "kysely";
import type { Db } from "../shared/index.ts";

/**
 * The places of the slots that start on each day of a time, and those that are booked. A closed slot has the places alone that
 * are booked. Days without slots are left out.
 */
export async function fullnessOfDays(
  db: Db,
  { from, to, timeZone }: Omit<OverviewInput, "by">,
): Promise<DayFullness[]> {
  const { rows } = await sql<DayFullness>`
    SELECT to_char(starts_at AT TIME ZONE ${timeZone}::text, 'YYYY-MM-DD') AS day, count(*)::integer AS slots,
      sum(CASE WHEN closed THEN booked ELSE capacity END)::float8 AS capacity, sum(booked)::float8 AS booked
    FROM slots WHERE starts_at >= ${from} AND starts_at < ${to} AND deleted_at IS NULL
    GROUP BY 1 ORDER BY 1`.execute(db);
  return rows;
}
