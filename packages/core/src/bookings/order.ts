import { type Booking, type BookingStatus, HoldfastError, type Order } from "@holdfast/contract";
import type { BookingsTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { asSeenBy, type Caller, type Db, type DbContext, type OnLocked, type Trx } from "../shared/index.ts";
import { requireAllAnswers } from "./answers.ts";
import { requireStatus, selectBookings, toBooking } from "./booking.ts";

/**
 * Reads an order as the caller may see it.
 * @throws ORDER_NOT_FOUND
 */
export async function getOrder(ctx: DbContext & Caller, { id }: { id: string }): Promise<Order> {
  return orderAsSeenBy(ctx, await readOrder(ctx.db, id));
}

/** Whether a booking is of an order: one that was handed over has another token and is not, whichever release did that. */
const isOfOrder = (id: string) => sql<boolean>`(bookings.order_id = ${id}
  AND bookings.token_hash = (SELECT token_hash FROM orders WHERE orders.id = ${id}))`;

/**
 * Reads an order with all that staff see.
 * @throws ORDER_NOT_FOUND, also where all of its bookings were handed over
 */
export async function readOrder(db: Db, id: string): Promise<Order> {
  const rows = await selectBookings(db)
    .where(isOfOrder(id))
    .orderBy("slots.starts_at")
    .orderBy("bookings.id")
    .execute();
  return toOrder(id, rows.map(toBooking));
}

function toOrder(id: string, bookings: Booking[]): Order {
  const [first] = bookings;
  if (!first) throw new HoldfastError("ORDER_NOT_FOUND");
  const expiries = bookings.filter(({ status }) => status === "PENDING").map(({ expiresAt }) => expiresAt);
  return {
    id,
    status: statusOf(bookings),
    bookings,
    expiresAt: expiries.sort()[0] ?? null,
    createdAt: first.createdAt,
    updatedAt:
      bookings
        .map(({ updatedAt }) => updatedAt)
        .sort()
        .at(-1) ?? first.updatedAt,
  };
}

/** What the bookings of an order are together. Cancelled ones do not count, unless all are. */
const statusOf = (bookings: readonly Booking[]): BookingStatus =>
  (["FAILED", "PENDING", "CONFIRMED"] as const).find((wanted) =>
    bookings.some(({ status }) => status === wanted),
  ) ?? "CANCELLED";

/** An order as a caller may see it. */
export const orderAsSeenBy = (caller: Caller, order: Order): Order => ({
  ...order,
  bookings: order.bookings.map((booking) => asSeenBy(caller, booking)),
});

/** A booking of an order under its lock, as it is written. */
export type LockedOrderBooking = Pick<
  Selectable<BookingsTable>,
  "id" | "slot_id" | "status" | "quantity" | "customer_contact" | "expires_at"
>;

/**
 * Locks the bookings of an order until the transaction ends, in the order of their ids. The lock leaves room for mails that are
 * being queued, whose rows refer to the bookings, in another order.
 */
export function lockOrder(trx: Trx, id: string, onLocked: OnLocked = "wait"): Promise<LockedOrderBooking[]> {
  const bookings = trx
    .selectFrom("bookings")
    .select(["id", "slot_id", "status", "quantity", "customer_contact", "expires_at"])
    .where(isOfOrder(id))
    .orderBy("id")
    .forNoKeyUpdate();
  return (onLocked === "skip" ? bookings.skipLocked() : bookings).execute();
}

/** The statuses in which a verb leaves the bookings of an order, by the one that it is for. */
const LEFT = {
  CONFIRMED: ["CONFIRMED", "CANCELLED"],
  PENDING: ["PENDING", "CONFIRMED", "CANCELLED"],
  CANCELLED: ["CANCELLED", "FAILED"],
} as const satisfies Partial<Record<BookingStatus, readonly BookingStatus[]>>;

/**
 * Reads an order that a verb has changed, under its lock.
 * @param wanted the status that the verb is for: one of the bookings must have it, and the others may not stand against it
 * @throws ORDER_NOT_FOUND; the refusal of the first booking that stands against it, which the message names
 */
export async function requireOrderStatus(trx: Trx, id: string, wanted: keyof typeof LEFT): Promise<Order> {
  const order = await readOrder(trx, id);
  const left: readonly BookingStatus[] = LEFT[wanted];
  const other = order.bookings.find(({ status }) => !left.includes(status));
  const isReached = order.bookings.some(({ status }) => status === wanted);
  const refusing = other ?? (isReached ? undefined : order.bookings[0]);
  if (refusing) await refuseFor(trx, refusing, wanted);
  return order;
}

/**
 * Refuses to confirm an order for a customer where a hold of it lacks what its resource requires.
 * @throws ANSWERS_MISSING with the issues of all of them; ORDER_NOT_FOUND
 */
export async function requireOrderAnswers(trx: Trx, id: string): Promise<void> {
  const { bookings } = await readOrder(trx, id);
  const isToConfirm = ({ status }: Booking) => status === "PENDING" || status === "FAILED";
  await requireAllAnswers(
    trx,
    bookings.flatMap((booking, index) =>
      isToConfirm(booking) ? [{ ...booking, at: `bookings.${index}.` }] : [],
    ),
  );
}

async function refuseFor(trx: Trx, { id }: Booking, wanted: BookingStatus): Promise<void> {
  try {
    await requireStatus(trx, id, wanted);
  } catch (error) {
    if (!(error instanceof HoldfastError)) throw error;
    throw new HoldfastError(error.code, `${error.message}: booking ${id}`);
  }
}
