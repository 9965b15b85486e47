import type { CreateBookingInput } from "@holdfast/contract";
import { executeDeferred } from "@holdfast/db";
import { sql } from "kysely";
import { type Actor, contactKeyColumn, type Trx, wireTime } from "../shared/index.ts";
import { holdsEndBy } from "./availability.ts";
import { isFirstOfSlot, isSoldOut, TAKE_PLACES } from "./counters.ts";
import { LOCKED_AT } from "./locks.ts";

/** A hold that is to be written. */
export type HoldToWrite = Omit<CreateBookingInput, "attendees" | "answers" | "metadata" | "externalId"> & {
  id: string;
  actor: Actor;
  /** SHA-256 of the token, as PostgreSQL reads a `bytea` from JSON; null where there is none. */
  token: { hash: string | null };
};

/**
 * When holds expire that are placed under a lock taken then: no later than their slot allows. In milliseconds since 1970, as
 * its arguments are.
 */
export function expiryOf(
  { lockedAt, holdsEndBy }: { lockedAt: number; holdsEndBy?: number | null },
  holdSeconds: number,
): number {
  const expiresAt = lockedAt + holdSeconds * 1000;
  return holdsEndBy == null ? expiresAt : Math.min(expiresAt, holdsEndBy);
}

/**
 * Writes counters, holds and their audit, deferred until the commit. The job is the caller's part.
 * @param orderId of the order that all of the holds belong to, if they do
 */
export async function writeHoldRows(
  trx: Trx,
  lockedAt: Date,
  holdSeconds: number,
  granted: readonly HoldToWrite[],
  orderId?: string,
): Promise<void> {
  const slotIds = slotIdsOf(granted);
  await executeDeferred(
    trx,
    sql`
    WITH hold AS MATERIALIZED (${holdRows(granted)}
    ), clock AS MATERIALIZED (
      SELECT ${lockedAt}::timestamptz(3) AS locked_at
    ), taken AS (
      ${TAKE_PLACES}
      FROM (SELECT slot_id, sum(quantity)::integer AS places FROM hold GROUP BY slot_id) AS wanted
      CROSS JOIN clock
      WHERE slots.id = ANY(${slotIds}::uuid[]) AND slots.id = wanted.slot_id
      RETURNING slots.id, ${holdsEndBy(LOCKED_AT)} AS holds_end_by, ${isSoldOut} AS is_sold_out
    ), ${writtenHolds(holdSeconds, orderId)}
    SELECT`,
  );
}

/**
 * The holds of the slots in `taken (id, holds_end_by, is_sold_out)`, and their audit: one entry for like holds of a slot and an actor.
 * Parts of a statement that has `hold`, `taken` and `clock`.
 */
export const writtenHolds = (holdSeconds: number, orderId?: string) => sql`granted AS (
      SELECT hold.*, locked_at, least(locked_at + make_interval(secs => ${holdSeconds}), holds_end_by) AS expires_at,
        is_sold_out
      FROM hold JOIN taken ON taken.id = hold.slot_id CROSS JOIN clock
    ), placed AS (
      INSERT INTO bookings
        (id, slot_id, quantity, customer_name, customer_contact, contact_key, token_hash, language, status, expires_at,
          created_at, updated_at${orderId === undefined ? sql`` : sql`, order_id`})
      SELECT id, slot_id, quantity, customer_name, customer_contact, contact_key, token_hash, language, 'PENDING', expires_at,
        locked_at, locked_at${orderId === undefined ? sql`` : sql`, ${orderId}::uuid`}
      FROM granted
    ), audited AS (
      INSERT INTO audit (at, actor, action, slot_id, booking_ids, after, sold_out)
      SELECT locked_at, actor, 'booking.placed', slot_id, array_agg(id), jsonb_build_object(
        'status', 'PENDING', 'quantity', quantity, 'expiresAt', ${wireTime(sql`expires_at`)}${orderId === undefined ? sql`` : sql`, 'orderId', ${orderId}::text`}),
        CASE WHEN is_sold_out AND ${isFirstOfSlot} THEN true END
      FROM granted GROUP BY locked_at, expires_at, actor, slot_id, quantity, is_sold_out
    )`;

/**
 * The slots of requests, each once. A statement gets them as an array, too: PostgreSQL looks an array's rows up by
 * the index, but where it only has a join with as many rows as JSON may have, it reads all slots. The fast path has them
 * from its locks: with the array in its UPDATE, too, PostgreSQL would sort it again for each of them.
 */
export const slotIdsOf = (requests: readonly Pick<HoldToWrite, "slotId">[]) => [
  ...new Set(requests.map(({ slotId }) => slotId)),
];

/** The requests as rows. They travel as one JSON text: few bytes, and one plan for any number of them. */
export const holdRows = (requests: readonly HoldToWrite[]) => sql`
      SELECT * FROM json_to_recordset(${JSON.stringify(requests.map(toRow))}::json)
        AS hold (id uuid, slot_id uuid, quantity integer, customer_name text, customer_contact text, contact_key text,
          actor text, token_hash bytea, language text)`;

const toRow = ({ id, slotId, quantity, customer, language, actor, token }: HoldToWrite) => ({
  id,
  slot_id: slotId,
  quantity,
  customer_name: customer.name,
  customer_contact: customer.contact ?? null,
  contact_key: contactKeyColumn(customer.contact),
  actor,
  token_hash: token.hash,
  language,
});
