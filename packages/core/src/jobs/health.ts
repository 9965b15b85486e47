import type { QueueHealth } from "@holdfast/contract";
import { sql } from "kysely";
import type { Db } from "../shared/index.ts";

/** The jobs that are due and that no worker has fetched. */
export async function healthOfJobs(db: Db): Promise<QueueHealth> {
  const { rows } = await sql<{ queued: number; oldest: Date | null }>`
    SELECT count(*)::integer AS queued, min(start_after) AS oldest
    FROM pgboss.job WHERE state < 'active' AND start_after <= clock_timestamp()`.execute(db);
  return { queued: rows[0]?.queued ?? 0, oldest: rows[0]?.oldest?.toISOString() ?? null };
}
