import { sql } from "kysely";
import type { DbContext } from "../shared/index.ts";

/** The transaction of restored events: older than every one that a server makes. */
export const RESTORED = sql<string>`'3'::xid8`;

/**
 * Makes events readable that a dump brought from another server: their transactions are still to come on this
 * one, so readers would wait for them. They keep the order of their ids, in which the changes of each booking
 * and slot are.
 */
export async function adoptRestoredEvents({ db }: DbContext): Promise<void> {
  await sql`
    UPDATE events SET transaction_id = ${RESTORED} WHERE EXISTS (
      SELECT FROM events AS foreign_event WHERE foreign_event.transaction_id >= pg_snapshot_xmax(pg_current_snapshot())
    )`.execute(db);
}
