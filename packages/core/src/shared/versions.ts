import { HoldfastError } from "@holdfast/contract";
import { type RawBuilder, sql } from "kysely";

/* The version of a resource, an absence, a slot, a schedule, a webhook or a booking is its `updated_at`. Every change makes it
   later, under the row's lock, except two: booking places of a slot, which changes PostgreSQL's own `xmin`,
   and erasing the customer of a booking. */

/** The `updated_at` of a changed row: now, and later than before even within a millisecond or after a clock was set back. */
export const nextVersion = (
  table: "resources" | "absences" | "slots" | "schedules" | "bookings" | "webhooks",
): RawBuilder<Date> =>
  sql<Date>`greatest(clock_timestamp(), ${sql.ref(`${table}.updated_at`)} + interval '1 millisecond')`;

/**
 * Refuses to change what has changed since the caller read it.
 * @param current what is to be changed, read under its lock
 * @param ifMatch the versions that the caller accepts; undefined: any
 * @throws PRECONDITION_FAILED
 */
export function requireVersion(
  current: Readonly<{ updatedAt: string }>,
  ifMatch: readonly string[] | undefined,
): void {
  if (ifMatch === undefined || ifMatch.includes(current.updatedAt)) return;
  throw new HoldfastError(
    "PRECONDITION_FAILED",
    "It has changed since it was read: read it again, and decide anew",
  );
}
