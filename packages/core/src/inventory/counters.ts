import { type RawBuilder, sql } from "kysely";
import type { Trx } from "../shared/index.ts";

/* The counters on a slot's row. No file outside of this folder writes `booked` or `waiting`. */

/** The head of an UPDATE that takes the places of `wanted (slot_id, places)`; the caller adds FROM and WHERE. */
export const TAKE_PLACES = sql`UPDATE slots SET booked = booked + wanted.places`;

/** An UPDATE that releases the places of a relation with `slot_id` and `quantity`; it may return `freed.places`. */
export const releasePlaces = (relation: string) => sql`
      UPDATE slots SET booked = booked - freed.places
      FROM (SELECT slot_id, sum(quantity)::integer AS places FROM ${sql.ref(relation)} GROUP BY slot_id) AS freed
      WHERE slots.id = freed.slot_id`;

/** An UPDATE that counts entries which join a slot's waitlist or, where negative, leave it. */
export const countWaiting = (slotId: string, entries: RawBuilder<number>) => sql`
      UPDATE slots SET waiting = waiting + ${entries} WHERE id = ${slotId}`;

/** An UPDATE that counts the entries of a relation with `slot_id` as no longer waiting. */
export const uncountWaiting = (relation: string) => sql`
      UPDATE slots SET waiting = waiting - gone.entries
      FROM (SELECT slot_id, count(*) AS entries FROM ${sql.ref(relation)} GROUP BY slot_id) AS gone
      WHERE slots.id = gone.slot_id`;

/** Takes places of a locked slot or, where negative, releases them. */
export async function addBooked(trx: Trx, slotId: string, places: number): Promise<void> {
  await trx
    .updateTable("slots")
    .set((slot) => ({ booked: slot("booked", "+", places) }))
    .where("id", "=", slotId)
    .execute();
}
