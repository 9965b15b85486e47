import type { QueueHealth } from "@holdfast/contract";
import { sql } from "kysely";
import type { Db } from "../shared/index.ts";

/** The jobs that are due and that no worker has fetched. */
export async function healthOfJobs(db: Db): Promise<QueueHealth> {
  const { rows } = await sql<{ waiting: number; oldest: Date | null }>`
    SELECT count(*)::integer AS waiting, min(start_after) AS oldest
    FROM pgboss.job WHERE state < 'active' AND start_after <= clock_timestamp()`.execute(db);
  return { waiting: rows[0]?.waiting ?? 0, oldest: rows[0]?.oldest?.toISOString() ?? null };
}
