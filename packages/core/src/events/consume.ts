import type { Event, EventType } from "@holdfast/contract";
import { sql } from "kysely";
import type { Db, Trx } from "../shared/index.ts";
import type { EventsContext } from "./list.ts";
import { readEvents } from "./read.ts";
import { LAST_PART } from "./rows.ts";

/** Makes a consumer begin, or begin anew, with the entries that are written from now on, inside the caller's transaction. */
export async function consumeFromNow(trx: Trx, consumer: string): Promise<void> {
  await forgetConsumer(trx, consumer);
  await begin(trx, consumer);
}

/** Forgets how far a consumer has come; its next call makes it a new one. */
export async function forgetConsumer(db: Db, consumer: string): Promise<void> {
  await db.deleteFrom("event_consumers").where("name", "=", consumer).execute();
}

/**
 * Gives a consumer that has none its position, that of the last id that was given. The horizon would be wrong: while another
 * transaction stays open, that of a new process is at the beginning, and all of the past would be told.
 */
async function begin(trx: Trx, consumer: string): Promise<void> {
  await sql`
    INSERT INTO event_consumers (name, entry, part)
    SELECT ${consumer}, CASE WHEN is_called THEN last_value ELSE 0 END, ${LAST_PART} FROM audit_id_seq
    ON CONFLICT DO NOTHING`.execute(trx);
}

/**
 * Hands the events that came since the last call to a consumer, once each and in order, in the transaction that moves the
 * consumer's position. Of several processes one does so at a time. A new consumer begins with the entries that are written
 * after its first call.
 * @param consumer its name
 * @param options `limit`: events of one call; `types`: those that it hears of, of all unless given
 * @returns whether more may follow at once; false also where another process is at work
 */
export async function consumeEvents(
  { db, horizon }: EventsContext,
  consumer: string,
  { limit, types }: { limit: number; types?: readonly EventType[] },
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
      // It may also be that another process has locked it.
      await begin(trx, consumer);
      return false;
    }
    // Another process may have come further than this one's horizon.
    if (BigInt(position.entry) > settled) return false;
    const { events, end } = await readEvents(trx, [position.entry, position.part], {
      settled,
      limit,
      filter: { types },
    });
    if (events.length > 0) await handle(trx, events);
    const [entry, part] = end;
    if (entry === position.entry && part === position.part) return false;
    await trx.updateTable("event_consumers").set({ entry, part }).where("name", "=", consumer).execute();
    return BigInt(entry) < settled || events.length === limit;
  });
}
