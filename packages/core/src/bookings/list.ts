import type { BookingPage, ExportBookingsInput, ListBookingsInput } from "@holdfast/contract";
import { sql } from "kysely";
import { isExpired, isLive, usesExpiryIndex } from "../inventory/index.ts";
import { type Caller, type Db, type DbContext, toPage } from "../shared/index.ts";
import {
  type BookingOnlyRow,
  type BookingRow,
  bookedSlotColumns,
  bookingColumns,
  toBooking,
} from "./booking.ts";
import {
  and,
  type Condition,
  filtersSlotsOnly,
  hasStatusNow,
  leadsToBookings,
  newest,
  pageConditions,
  slotConditions,
} from "./conditions.ts";
import { expandBookings } from "./expand.ts";
import { searchBookings } from "./search.ts";

/**
 * Bookings, newest first, each with what `expand` asks for.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listBookings(ctx: DbContext & Caller, input: ListBookingsInput): Promise<BookingPage> {
  const { db } = ctx;
  const rows = await rowsOfPage(db, input);
  const page = toPage(await joinSlots(db, rows), input.limit, toBooking, (row) => [row.id]);
  return { ...page, items: await expandBookings(ctx, page.items, input.expand) };
}

async function rowsOfPage(db: Db, { q, ...input }: ListBookingsInput): Promise<BookingOnlyRow[]> {
  if (q !== undefined) return searchBookings(db, q, input).execute();
  const latest = (await newestAmongLatest(db, input)?.execute()) ?? [];
  return latest.length > input.limit ? latest : newestBookings(db, input).execute();
}

/** Joins bookings with their slots in a statement of its own: the plans of a page's query are fragile. */
async function joinSlots(db: Db, bookings: readonly BookingOnlyRow[]): Promise<BookingRow[]> {
  const ids = new Set(bookings.map((booking) => booking.slot_id));
  const slots = await db
    .selectFrom("slots")
    .innerJoin("resources", "resources.id", "slots.resource_id")
    .select("slots.id")
    .select(bookedSlotColumns)
    .where("slots.id", "=", sql<string>`ANY(${[...ids]}::uuid[])`)
    .execute();
  const byId = new Map(slots.map(({ id, ...slot }) => [id, slot]));
  return bookings.flatMap((booking) => {
    const slot = byId.get(booking.slot_id);
    return slot ? [{ ...booking, ...slot }] : []; // a booking's slot is never deleted
  });
}

/** Bookings from the newest on that are looked at first, where the filter is of their slots. */
const LATEST_MAX_BOOKINGS = 10_000;

/**
 * The query of a page, and of one row more, among the latest bookings: if it is full, it is the page, and the slots of
 * a large resource need not be gone through one by one. None where the filter is not of the slots alone.
 */
export function newestAmongLatest(db: Db, input: ListBookingsInput) {
  if (!filtersSlotsOnly(input)) return undefined;
  const latest = newestWithStatus(db, LATEST_MAX_BOOKINGS, input, pageConditions(input)).select([
    "id",
    "slot_id",
  ]);
  const ids = db
    .selectFrom(latest.as("latest"))
    .innerJoin("slots", "slots.id", "latest.slot_id")
    .where(and(slotConditions(input)))
    .select("latest.id")
    .orderBy("latest.id", "desc")
    .limit(input.limit + 1);
  return newest(db, input.limit, sql`bookings.id IN (${ids})`).select(bookingColumns);
}

/** The query of a page, and of one row more. A test reads its plan. */
export function newestBookings(db: Db, input: ListBookingsInput) {
  const conditions = pageConditions(input);
  const ofSlot = slotConditions(input);
  if (!filtersSlotsOnly(input)) {
    if (ofSlot.length > 0) {
      conditions.push(sql`EXISTS (SELECT FROM slots WHERE slots.id = bookings.slot_id AND ${and(ofSlot)})`);
    }
    return newestWithStatus(db, input.limit, input, conditions).select(bookingColumns);
  }
  // From the slots to the newest of each: the cost is that of the slots in question, however many bookings
  // there are. The planner alone might walk all bookings, hoping to meet soon those that fit.
  conditions.push(sql`bookings.slot_id = slots.id`, hasStatusNow(input));
  const ids = db
    .selectFrom("slots")
    .innerJoinLateral(newest(db, input.limit, and(conditions)).select("bookings.id").as("found"), (join) =>
      join.onTrue(),
    )
    .where(and(ofSlot))
    .select("found.id")
    .orderBy("found.id", "desc")
    .limit(input.limit + 1);
  return newest(db, input.limit, sql`bookings.id IN (${ids})`).select(bookingColumns);
}

/** The newest bookings that have the status now. FAILED ones are in two parts: no index has both. */
function newestWithStatus(
  db: Db,
  limit: number,
  filters: ExportBookingsInput,
  conditions: readonly Condition[],
) {
  const written = (part: Condition) => {
    const rows = newest(db, limit, and([...conditions, part])).selectAll();
    return db.selectFrom(rows.as("part")).selectAll();
  };
  // OFFSET 0: or PostgreSQL might walk all bookings, where it expects to meet enough holds soon.
  const holds = (part: Condition) => {
    const rows = db
      .selectFrom("bookings")
      .where(and([...conditions, part, usesExpiryIndex]))
      .selectAll()
      .offset(0);
    return db.selectFrom(rows.as("part")).selectAll();
  };
  const found = () => {
    const isByStatusAlone = !leadsToBookings(filters);
    if (isByStatusAlone && filters.status === "PENDING") return holds(isLive);
    if (isByStatusAlone && filters.status === "FAILED") {
      return written(sql`bookings.status = 'FAILED'`).unionAll(holds(isExpired));
    }
    return written(hasStatusNow(filters));
  };
  return db
    .selectFrom(found().as("bookings"))
    .orderBy("bookings.id", "desc")
    .limit(limit + 1);
}
