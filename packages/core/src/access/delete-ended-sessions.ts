import { sql } from "kysely";
import type { DbContext } from "../shared/index.ts";
import { isCurrent } from "./session.ts";

const DELETE_MAX_SESSIONS = 5_000;

/** Deletes sessions that have ended, a bounded number in each statement. Safe to repeat. */
export async function deleteEndedSessions({ db }: DbContext): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      DELETE FROM sessions WHERE id IN (
        SELECT id FROM sessions WHERE NOT ${isCurrent} ORDER BY id LIMIT ${DELETE_MAX_SESSIONS} FOR UPDATE SKIP LOCKED
      )`.execute(db);
    if (numAffectedRows < DELETE_MAX_SESSIONS) return;
  }
}
