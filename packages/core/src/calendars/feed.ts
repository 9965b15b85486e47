import { HoldfastError } from "@holdfast/contract";
import { sql } from "kysely";
import { expiredPlaces } from "../inventory/index.ts";
import { type Db, type DbContext, hashOf, type SiteContext } from "../shared/index.ts";
import { uidOf } from "./booking.ts";
import { type CalendarEvent, calendarText } from "./calendar-text.ts";
import { sequenceOf } from "./revisions.ts";
import { moreText, takenText } from "./texts.ts";

/** Slots of one calendar: the earliest. */
export const CALENDAR_MAX_SLOTS = 1_000;
/** Slots that ended longer ago are in no calendar. */
export const CALENDAR_PAST_DAYS = 30;
/** Customers whose names one entry has. */
export const CALENDAR_MAX_NAMES = 50;

/** A resource whose calendar is asked for. */
interface Owner {
  id: string;
  name: string;
  timeZone: string | null;
  namesCustomers: boolean;
}

/** A slot with bookings, as a calendar tells of it. */
interface ToldSlot {
  id: string;
  startsAt: Date;
  endsAt: Date;
  capacity: number;
  booked: number;
  isConfirmed: boolean;
  firstEntry: string | null;
  entry: string | null;
  changedAt: Date | null;
  names: string[] | null;
}

/**
 * Writes the calendar of a resource for those who subscribe to it: an entry for each slot that has bookings, however many.
 * It is TENTATIVE while there are holds alone, and CANCELLED once the last booking is cancelled.
 * @returns iCalendar's text, the same as long as the slots and bookings are
 * @throws CALENDAR_NOT_FOUND for a secret that never was one, or is none any more
 */
export async function readCalendar(
  ctx: DbContext & SiteContext,
  { secret }: { secret: string },
): Promise<string> {
  const owner = await findOwner(ctx.db, secret);
  if (!owner) throw new HoldfastError("CALENDAR_NOT_FOUND");
  const slots = await readToldSlots(ctx.db, owner);
  const events = slots.map((slot) => slotEvent(ctx, owner, slot));
  return calendarText("PUBLISH", events, owner.name);
}

async function findOwner(db: Db, secret: string): Promise<Owner | undefined> {
  return db
    .selectFrom("calendars")
    .innerJoin("resources", "resources.id", "calendars.resource_id")
    .select([
      "resources.id",
      "resources.name",
      "resources.time_zone as timeZone",
      "calendars.names_customers as namesCustomers",
    ])
    .where("calendars.secret_hash", "=", hashOf(secret))
    .executeTakeFirst();
}

const hasBookings = (status: "CONFIRMED" | "CANCELLED") => sql<boolean>`EXISTS (
  SELECT FROM bookings WHERE bookings.slot_id = slots.id AND bookings.status = ${sql.lit(status)})`;

/** The names and quantities of a slot's live bookings, in the order in which they were made. */
const names = sql`(
  SELECT array_agg(name) FROM (
    SELECT customer_name || CASE WHEN quantity > 1 THEN ' (' || quantity || ')' ELSE '' END AS name FROM bookings
    WHERE bookings.slot_id = slots.id
      AND (status = 'CONFIRMED' OR (status = 'PENDING' AND expires_at > statement_timestamp()))
    ORDER BY bookings.id LIMIT ${CALENDAR_MAX_NAMES + 1}
  ) AS named)`;

async function readToldSlots(db: Db, { id, namesCustomers }: Owner): Promise<ToldSlot[]> {
  const { rows } = await sql<ToldSlot>`
    SELECT slots.id, starts_at AS "startsAt", ends_at AS "endsAt", capacity, live.booked,
      ${hasBookings("CONFIRMED")} AS "isConfirmed", first.id::text AS "firstEntry", latest.id::text AS entry,
      latest.at AS "changedAt", ${namesCustomers ? names : sql`NULL::text[]`} AS names
    FROM slots
      CROSS JOIN LATERAL (SELECT booked - CASE WHEN booked > 0 THEN ${expiredPlaces} ELSE 0 END AS booked) AS live
      LEFT JOIN LATERAL (SELECT id FROM audit WHERE slot_id = slots.id ORDER BY id LIMIT 1) AS first ON true
      LEFT JOIN LATERAL (SELECT id, at FROM audit WHERE slot_id = slots.id ORDER BY id DESC LIMIT 1) AS latest ON true
    WHERE resource_id = ${id} AND ends_at > statement_timestamp() - make_interval(days => ${CALENDAR_PAST_DAYS})
      AND (live.booked > 0 OR ${hasBookings("CANCELLED")})
    ORDER BY starts_at, slots.id LIMIT ${CALENDAR_MAX_SLOTS}`.execute(db);
  return rows;
}

function slotEvent({ language }: SiteContext, owner: Owner, slot: ToldSlot): CalendarEvent {
  const { id, startsAt, endsAt, capacity, booked, names } = slot;
  const isLive = booked > 0;
  const listed = names?.slice(0, CALENDAR_MAX_NAMES) ?? [];
  if (names && names.length > listed.length) listed.push(moreText(language));
  return {
    uid: uidOf(id),
    sequence: sequenceOf(slot.entry, slot.firstEntry),
    status: !isLive ? "CANCELLED" : slot.isConfirmed ? "CONFIRMED" : "TENTATIVE",
    startsAt,
    endsAt,
    timeZone: owner.timeZone ?? "UTC",
    changedAt: slot.changedAt ?? startsAt,
    summary: `${owner.name} (${takenText(language, booked, capacity)})`,
    description: listed.length > 0 ? listed.join("\n") : undefined,
  };
}
