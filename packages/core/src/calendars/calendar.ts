import { type Calendar, HoldfastError, type ResourceKind } from "@holdfast/contract";
import type { CalendarsTable } from "@holdfast/db";
import type { Selectable } from "kysely";
import { type OfKind, readResource } from "../resources/index.ts";
import type { Db, DbContext, SiteContext } from "../shared/index.ts";

/** The columns of a calendar: all but the hash of its secret. */
export const calendarColumns = ["resource_id", "names_customers", "created_at"] as const;

type CalendarRow = Pick<Selectable<CalendarsTable>, (typeof calendarColumns)[number]>;

export const toCalendar = (row: CalendarRow): Calendar => ({
  resourceId: row.resource_id,
  namesCustomers: row.names_customers,
  createdAt: row.created_at.toISOString(),
});

/** The address of a calendar; only its path where the server does not know its own. */
export const calendarUrl = ({ publicUrl = "" }: SiteContext, secret: string): string =>
  `${publicUrl}/calendars/${secret}.ics`;

/** @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND */
export async function requireOwner(
  db: Db,
  { id, kind }: { id: string; kind?: ResourceKind | undefined },
): Promise<void> {
  await readResource(db, kind ? { id, kind } : { id });
}

/**
 * Reads the calendar of a resource, without its address.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; CALENDAR_NOT_FOUND where it has none
 */
export async function getCalendar({ db }: DbContext, input: OfKind<{ id: string }>): Promise<Calendar> {
  await requireOwner(db, input);
  const row = await db
    .selectFrom("calendars")
    .select(calendarColumns)
    .where("resource_id", "=", input.id)
    .executeTakeFirst();
  if (!row) throw new HoldfastError("CALENDAR_NOT_FOUND");
  return toCalendar(row);
}
