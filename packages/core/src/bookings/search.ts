import { idsOfReference, type ListBookingsInput } from "@holdfast/contract";
import { type Expression, sql } from "kysely";
import { contactBegins, type Db } from "../shared/index.ts";
import { bookingColumns } from "./booking.ts";
import {
  and,
  bookingConditions,
  type Condition,
  hasStatusNow,
  leadsToBookings,
  newest,
  pageConditions,
  slotConditions,
} from "./conditions.ts";
import { namePattern } from "./name-pattern.ts";

/**
 * Bookings whose names a search looks through. No index has the parts of names: it would cost every hold or every confirmation,
 * and a look through so many takes a moment.
 */
export const SEARCHED_MAX_BOOKINGS = 100_000;
/** Bookings that a search takes by the begin of a contact, which an index finds. */
const FOUND_MAX_BOOKINGS = 10_000;

/**
 * The query of a page of a search, newest first, and of one row more: a name is looked for in the bookings that the other filters
 * lead to, or in the latest; a contact's begin and a reference in all.
 */
export function searchBookings(db: Db, q: string, input: ListBookingsInput) {
  const fits = [...pageConditions(input), hasStatusNow(input), ...isOfSlots(input)];
  // Each part is a page at most: of many bookings that are found, PostgreSQL would rather read all there are.
  const pageOf = (bookings: Expression<unknown>, isFound: Condition) => sql`(
    SELECT bookings.id FROM ${bookings} AS bookings WHERE ${and([isFound, ...fits])}
    ORDER BY bookings.id DESC LIMIT ${input.limit + 1})`;
  const beginsSo = contactBegins("bookings", q);
  const byContact = db.selectFrom("bookings").selectAll().where(beginsSo).limit(FOUND_MAX_BOOKINGS);
  const byReference = db.selectFrom("bookings").selectAll().where(isReferenced(q));
  const ids = sql`
    ${pageOf(lookedThrough(db, input), sql`(${isNamed(q)} OR ${beginsSo})`)}
    UNION ${pageOf(byContact, sql`true`)}
    UNION ${pageOf(byReference, sql`true`)}`;
  return newest(db, input.limit, sql`bookings.id IN (${ids})`).select(bookingColumns);
}

/** The bookings whose names are looked through. */
function lookedThrough(db: Db, input: ListBookingsInput) {
  const ofSlot = slotConditions(input);
  if (leadsToBookings(input) || ofSlot.length === 0) {
    return newest(db, SEARCHED_MAX_BOOKINGS - 1, and(bookingConditions(input))).selectAll();
  }
  return db
    .selectFrom("slots")
    .innerJoin("bookings", "bookings.slot_id", "slots.id")
    .where(and(ofSlot))
    .selectAll("bookings")
    .limit(SEARCHED_MAX_BOOKINGS);
}

function isOfSlots(input: ListBookingsInput): Condition[] {
  const ofSlot = slotConditions(input);
  if (ofSlot.length === 0) return [];
  return [sql`EXISTS (SELECT FROM slots WHERE slots.id = bookings.slot_id AND ${and(ofSlot)})`];
}

const isNamed = (q: string): Condition => sql`bookings.customer_name ~ ${namePattern(q)}`;

function isReferenced(q: string): Condition {
  const ids = idsOfReference(q);
  if (!ids) return sql`false`;
  const ranges = ids.ranges.map(({ from, to }) => sql<boolean>`id BETWEEN ${from}::uuid AND ${to}::uuid`);
  return sql`((${sql.join(ranges, sql` OR `)}) AND right(id::text, ${ids.end.length}) = ${ids.end})`;
}
