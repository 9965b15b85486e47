import type { SomeFields } from "@holdfast/contract";
import { sql } from "kysely";
import type { Db } from "../shared/index.ts";
import type { EventRow } from "./rows.ts";

/** An entry of the audit that tells of one subject. */
interface OwnEntry {
  id: bigint;
  before: SomeFields | null;
  after: SomeFields | null;
}

/** What a booking's state has beside what its own entries tell. */
interface BookingFacts {
  orderId: string | null;
  quantity: number;
  expiresAt: string;
}

/** What the states after some events are made of. */
export interface States {
  /** The own entries of each subject, in order. */
  entries: ReadonlyMap<string, readonly OwnEntry[]>;
  /** The bookings, as they are now. */
  bookings: ReadonlyMap<string, BookingFacts>;
}

/** Fields of the audit that are no state: keys of metadata and of questions, and what an erasure wrote. */
const NO_STATE = new Set(["metadataKeys", "questionKeys", "customerName", "customerContact"]);

/** Reads what the states after these events are made of. */
export async function readStates(db: Db, rows: readonly EventRow[]): Promise<States> {
  // The entry of a hold says all of it.
  const changed = rows.filter(({ type }) => type !== "booking.held");
  const bookingIds = [...new Set(changed.flatMap(({ bookingId }) => bookingId ?? []))];
  const others = rows.flatMap(
    ({ subjectId, slotId, type }) => (type.startsWith("slot.") ? slotId : subjectId) ?? [],
  );
  // Rows first: what has changed them since then is among the entries.
  const bookings = await readBookings(db, bookingIds);
  return { bookings, entries: await readEntries(db, [...new Set([...bookingIds, ...others])]) };
}

async function readBookings(db: Db, ids: readonly string[]): Promise<States["bookings"]> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("bookings")
    .select(["id", "order_id", "quantity", "expires_at"])
    .where(sql<boolean>`id = ANY(${ids}::uuid[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      { orderId: row.order_id, quantity: row.quantity, expiresAt: row.expires_at.toISOString() },
    ]),
  );
}

async function readEntries(db: Db, ids: readonly string[]): Promise<States["entries"]> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("audit")
    .select(["id", "subject_id", "before", "after"])
    .where(sql<boolean>`subject_id = ANY(${ids}::uuid[]) AND action NOT LIKE 'calendar.%'`)
    .orderBy("id")
    .execute();
  const own = rows.map(({ id, before, after, subject_id }) => ({
    subject_id,
    id: BigInt(id),
    before,
    after,
  }));
  return Map.groupBy(own, ({ subject_id }) => subject_id as string);
}

/** The public state after an event, with what else its type tells. */
export function stateAfter(row: EventRow, states: States): SomeFields {
  const { type, slotId, bookingId, subjectId } = row;
  if (type.startsWith("slot.")) return { closed: false, ...stateOf(slotId, row, states) };
  if (type === "waitlist.promoted") return { entryId: subjectId, ...promotedState(row, states) };
  if (type.startsWith("waitlist.")) return { entryId: subjectId, ...stateOf(subjectId, row, states) };
  if (bookingId) return ofBooking(row, bookingState(row, bookingId, states));
  if (type === "customer.erased") return { entryId: subjectId };
  if (type === "webhook.disabled") return { webhookId: subjectId, ...stateOf(subjectId, row, states) };
  return stateOf(subjectId, row, states);
}

/** The fields that a subject's entries have given it, up to that of an event. */
function stateOf(subjectId: string | null, { entry }: EventRow, { entries }: States): SomeFields {
  const own = (subjectId && entries.get(subjectId)) || [];
  const state: SomeFields = {};
  for (const { id, after } of own) if (id <= BigInt(entry)) Object.assign(state, after);
  return withoutOthers(state);
}

const withoutOthers = (fields: SomeFields): SomeFields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !NO_STATE.has(name)));

/** A hold that was an entry: its quantity, and when it expires. */
function promotedState(row: EventRow, states: States): SomeFields {
  const { quantity, expiresAt } = bookingState(row, row.bookingId as string, states);
  return { quantity: quantity ?? null, expiresAt: expiresAt ?? null };
}

/** The state of a booking, with what else the type of an event tells. */
function ofBooking({ type, before: told }: EventRow, state: SomeFields): SomeFields {
  const before = told as SomeFields | null;
  if (type === "booking.rescheduled") return { ...state, previousSlotId: before?.["slotId"] ?? null };
  if (type === "booking.quantity_changed")
    return { ...state, previousQuantity: before?.["quantity"] ?? null };
  if (type === "booking.cancelled") return { ...state, releasedPlaces: state["quantity"] ?? null };
  return state;
}

/**
 * The state of a booking after an event. A field that no entry up to the event has changed is what a later entry has changed it
 * from or, where none has, what it is now.
 */
function bookingState(row: EventRow, bookingId: string, states: States): SomeFields {
  const own = states.entries.get(bookingId) ?? [];
  const facts = states.bookings.get(bookingId);
  // A booking's shared entries tell of it alone, too: its first one, or that of its expiry.
  const told = row.subjectId === null ? (row.after as SomeFields) : {};
  const at = BigInt(row.entry);
  const last = (name: string) => lastTold(name, own, at);
  const field = (name: string, now: SomeFields[string]) =>
    told[name] ??
    last(name) ??
    own.find(({ id, before }) => id > at && before !== null && name in before)?.before?.[name] ??
    now;
  const expiresAt = field("expiresAt", facts?.expiresAt ?? null);
  const written = told["status"] ?? last("status") ?? "PENDING";
  const isExpired = written === "PENDING" && row.at.toISOString() >= String(expiresAt);
  const status = isExpired ? "FAILED" : written;
  const quantity = field("quantity", facts?.quantity ?? null);
  const checkedInAt = last("checkedInAt") ?? null;
  return {
    orderId: field("orderId", facts?.orderId ?? null),
    status,
    failureReason: status === "FAILED" ? "HOLD_EXPIRED" : null,
    quantity,
    expiresAt,
    checkedInAt,
    // The release before checked all persons in, and did not say how many.
    checkedIn: checkedInAt === null ? 0 : (last("checkedIn") ?? quantity),
    checkedOut: checkedInAt === null ? 0 : (last("checkedOut") ?? 0),
    noShowAt: last("noShowAt") ?? null,
  };
}

/** What the last entry that tells of a field, up to an entry, has given it. */
const lastTold = (name: string, own: readonly OwnEntry[], at: bigint) =>
  own.findLast(({ id, after }) => id <= at && after !== null && name in after)?.after?.[name];
