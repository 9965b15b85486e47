import type { Database } from "@holdfast/db";
import { type Kysely, sql } from "kysely";
import { isOver } from "./records.ts";

const FORGET_MAX_RECEIPTS = 5_000;

/** Deletes receipts that count no more, in bounded steps. Safe to repeat. */
export async function forgetReceipts({ db }: { db: Kysely<Database> }): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      DELETE FROM receipts WHERE key IN (
        SELECT key FROM receipts
        WHERE ${isOver}
        ORDER BY created_at LIMIT ${FORGET_MAX_RECEIPTS} FOR UPDATE SKIP LOCKED
      )`.execute(db);
    if (numAffectedRows < FORGET_MAX_RECEIPTS) return;
  }
}
