import { type RawBuilder, sql } from "kysely";
import type { Trx } from "../shared/index.ts";

/* The counters on a slot's row. No file outside of this folder writes `booked` or `waiting`. */

/** The head of an UPDATE that takes the places of `wanted (slot_id, places)`; the caller adds FROM and WHERE. */
export const TAKE_PLACES = sql`UPDATE slots SET booked = booked + wanted.places`;

/** Whether the row that an UPDATE with `TAKE_PLACES` returns has become sold out; entries that wait had it so before. */
export const isSoldOut = sql<boolean>`(slots.booked = slots.capacity AND slots.waiting = 0)`;

/**
 * Whether a row that an UPDATE by `releasePlaces` returns was sold out, and has a free place now that no entry waits for.
 * Either is noted on the audit's entry, once for each slot: see `AuditTable.sold_out`.
 */
export const isAvailableAgain = sql<boolean>`(
  slots.booked < slots.capacity AND slots.booked + freed.places >= slots.capacity AND slots.waiting = 0)`;

/** Whether an UPDATE of `waiting` has left a slot with free places that no entry waits for any more. */
export const isFreeForAll = sql<boolean>`(slots.waiting = 0 AND slots.booked < slots.capacity)`;

/** The first row of each slot, in a list of columns: one entry of several tells of the slot. */
export const isFirstOfSlot = sql<boolean>`(row_number() OVER (PARTITION BY slot_id) = 1)`;

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

/**
 * Takes places of a locked slot or, where negative, releases them.
 * @returns what the audit's entry says of the slot: whether it has become sold out, or available again; undefined: neither
 */
export async function addBooked(trx: Trx, slotId: string, places: number): Promise<boolean | undefined> {
  const slot = await trx
    .updateTable("slots")
    .set((row) => ({ booked: row("booked", "+", places) }))
    .where("id", "=", slotId)
    .returning(["booked", "capacity", "waiting"])
    .executeTakeFirstOrThrow();
  return soldOutBy(slot, slot.booked - places);
}

/**
 * The same for several locked slots, in one statement.
 * @param places by slot id: how many are taken or, where negative, released
 * @returns by slot id, what the audit's entry says of the slot
 */
export async function addBookedToAll(
  trx: Trx,
  places: ReadonlyMap<string, number>,
): Promise<Map<string, boolean | undefined>> {
  const wanted = [...places].map(([slotId, more]) => ({ slot_id: slotId, places: more }));
  const { rows } = await sql<
    Record<"booked" | "capacity" | "waiting" | "places", number> & { id: string }
  >`${TAKE_PLACES}
    FROM json_to_recordset(${JSON.stringify(wanted)}::json) AS wanted (slot_id uuid, places integer)
    WHERE slots.id = ANY(${[...places.keys()]}::uuid[]) AND slots.id = wanted.slot_id
    RETURNING slots.id, slots.booked, slots.capacity, slots.waiting, wanted.places`.execute(trx);
  return new Map(rows.map((slot) => [slot.id, soldOutBy(slot, slot.booked - slot.places)]));
}

/** What a change of the booked places says of a slot without waiting entries; undefined: it is as it was. */
export function soldOutBy(
  { booked, capacity, waiting }: { booked: number; capacity: number; waiting: number },
  bookedBefore: number,
  capacityBefore = capacity,
): boolean | undefined {
  const [was, is] = [bookedBefore >= capacityBefore, booked >= capacity];
  return waiting > 0 || was === is ? undefined : is;
}
