import type { Booking } from "@holdfast/contract";
import { type RawBuilder, sql } from "kysely";
import type { GroupCommit } from "../concurrency/index.ts";
import { type Actor, isStaffSql } from "../shared/index.ts";
import { bookingColumns } from "./booking.ts";

/** The context of a verb that confirms or cancels. */
export interface ChangeContext {
  /** The queues that gather confirmations, and cancellations, into transactions. */
  changes: {
    readonly confirmations: GroupCommit<BookingChange, Booking>;
    readonly cancellations: GroupCommit<BookingChange, Booking>;
  };
  actor: Actor;
}

/** A booking that is to be confirmed or cancelled, and who asks for it. */
export interface BookingChange {
  id: string;
  actor: Actor;
}

export const idsOf = (asked: readonly BookingChange[]) => asked.map(({ id }) => id);

/** Who asked: the first, where several asked for the same. */
export const askedBy = (asked: readonly BookingChange[]) => sql`asked AS MATERIALIZED (
      SELECT DISTINCT ON (id) id, actor
      FROM unnest(${idsOf(asked)}::uuid[], ${asked.map(({ actor }) => actor)}::text[])
        WITH ORDINALITY AS asked (id, actor, n) ORDER BY id, n
    )`;

export const columns = sql.join(
  bookingColumns.map((column) => (typeof column === "string" ? sql.ref(column) : column)),
);

/** Whether somebody may take a booking off its slot: staff always, others until `cancel_until` hours before it starts. */
export const mayCancel = (actor: RawBuilder<unknown>) => sql<boolean>`(
  ${isStaffSql(actor)} OR slots.cancel_until IS NULL
  OR clock_timestamp() < slots.starts_at - make_interval(hours => slots.cancel_until))`;
