import type { Event } from "@holdfast/contract";
import { sql } from "kysely";
import type { Trx } from "../shared/index.ts";
import type { EventsContext } from "./list.ts";
import { readEvents } from "./read.ts";
import { LAST_PART } from "./rows.ts";

/** Makes a consumer begin, or begin anew, with the entries that are written from now on, inside the caller's transaction. */
export async function consumeFromNow(trx: Trx, consumer: string): Promise<void> {
  await sql`
    INSERT INTO event_consumers (name, entry, part)
    SELECT ${consumer}, CASE WHEN is_called THEN last_value ELSE 0 END, ${LAST_PART} FROM audit_id_seq
    ON CONFLICT (name) DO UPDATE SET entry = excluded.entry, part = excluded.part`.execute(trx);
}

/**
 * Hands the events that came since the last call to a consumer, once each and in order, in the transaction that moves the
 * consumer's position. Of several processes one does so at a time. A new consumer begins at the present end.
 * @param consumer its name
 * @param limit events of one call
 * @returns whether more may follow at once; false also where another process is at work
 */
export async function consumeEvents(
  { db, horizon }: EventsContext,
  consumer: string,
  limit: number,
  handle: (trx: Trx, events: readonly Event[]) => Promise<void>,
): Promise<boolean> {
  const settled = await horizon.settled();
  return db.transaction().execute(async (trx) => {
    const position = await trx
      .selectFrom("event_consumers")
      .select(["entry", "part"])
      .where("name", "=", consumer)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!position) {
      await trx
        .insertInto("event_consumers")
        .values({ name: consumer, entry: String(settled), part: LAST_PART })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return false;
    }
    // Another process may have come further than this one's horizon.
    if (BigInt(position.entry) > settled) return false;
    const { events, end } = await readEvents(trx, [position.entry, position.part], { settled, limit });
    if (events.length > 0) await handle(trx, events);
    const [entry, part] = end;
    if (entry === position.entry && part === position.part) return false;
    await trx.updateTable("event_consumers").set({ entry, part }).where("name", "=", consumer).execute();
    return BigInt(entry) < settled || events.length === limit;
  });
}
