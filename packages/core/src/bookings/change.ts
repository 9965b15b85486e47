import { type Booking, HoldfastError } from "@holdfast/contract";
import { type RawBuilder, sql } from "kysely";
import type { GroupCommit } from "../concurrency/index.ts";
import type { KeyedRequest } from "../idempotency/index.ts";
import { type Actor, isStaffSql, type ReplayOptions, type Trx } from "../shared/index.ts";
import { bookingColumns } from "./booking.ts";

/** The context of a verb that confirms or cancels. */
export interface ChangeContext {
  /** The queues that group confirmations, and cancellations, into transactions. */
  changes: {
    readonly confirmations: GroupCommit<BookingChange, Booking>;
    readonly cancellations: GroupCommit<BookingChange, Booking>;
    /** Confirms alone, in the transaction of the record of an idempotency key. */
    readonly confirmOnce: ChangeOnce;
    /** Cancels alone, in the same way. */
    readonly cancelOnce: ChangeOnce;
  };
  actor: Actor;
}

/** A requested confirmation or cancellation: the booking's id, and the actor of the change. */
export interface BookingChange {
  id: string;
  actor: Actor;
}

/** A change that happens once per idempotency key. */
export type ChangeOnce = (
  change: BookingChange,
  request: KeyedRequest,
  options: ReplayOptions,
) => Promise<Booking>;

export const idsOf = (changes: readonly BookingChange[]) => changes.map(({ id }) => id);

/** A common table expression `asked` of the requested changes: the first actor of each booking. */
export const requestedChanges = (changes: readonly BookingChange[]) => sql`asked AS MATERIALIZED (
      SELECT DISTINCT ON (id) id, actor
      FROM unnest(${idsOf(changes)}::uuid[], ${changes.map(({ actor }) => actor)}::text[])
        WITH ORDINALITY AS asked (id, actor, n) ORDER BY id, n
    )`;

/** The columns of a changed booking, for `RETURNING`. */
export const returnedColumns = sql.join(
  bookingColumns.map((column) => (typeof column === "string" ? sql.ref(column) : column)),
);

/**
 * Whether an actor may cancel, move or resize a confirmed booking: staff always, others until `cancel_until` hours before its slot
 * starts, and not once it has ended. A hold may always be cancelled.
 * @param isOpenToAll whether customers, too, may do so once it has ended
 */
export const mayCancel = (actor: RawBuilder<unknown>, isOpenToAll: boolean) => sql<boolean>`(
  ${isStaffSql(actor)} OR (
    coalesce(clock_timestamp() < slots.starts_at - make_interval(hours => slots.cancel_until), true)
    AND (${sql.lit(isOpenToAll)} OR clock_timestamp() < slots.ends_at)))`;

/** @throws CANCELLATION_CLOSED where the actor may no longer change a confirmed booking of the slot */
export async function requireMayChange(
  trx: Trx,
  actor: Actor,
  slotId: string,
  isOpenToAll: boolean,
): Promise<void> {
  const slot = await trx
    .selectFrom("slots")
    .select(mayCancel(sql`${actor}::text`, isOpenToAll).as("mayChange"))
    .where("id", "=", slotId)
    .executeTakeFirstOrThrow();
  if (!slot.mayChange) throw new HoldfastError("CANCELLATION_CLOSED");
}
