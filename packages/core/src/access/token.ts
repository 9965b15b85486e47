import { type ErrorCode, HoldfastError } from "@holdfast/contract";
import { type Database, executePrepared } from "@holdfast/db";
import { sql } from "kysely";
import { type Db, type DbContext, hashOf, isSecretOf } from "../shared/index.ts";

/** The tables whose rows have tokens, each with the error for a row that does not exist. */
const NOT_FOUND_CODES = {
  bookings: "BOOKING_NOT_FOUND",
  orders: "ORDER_NOT_FOUND",
  waitlist_entries: "WAITLIST_ENTRY_NOT_FOUND",
} as const satisfies Partial<Record<keyof Database, ErrorCode>>;

interface TokenInput {
  id: string;
  token?: string | undefined;
}

/** A hash that no secret has, so that a row that does not exist takes the same time. */
const HASH_OF_NOTHING = Buffer.alloc(32);

/**
 * Checks the token of a booking. It changes when the booking is handed over, so a change that was checked just before that
 * may follow it; `handOverBooking` itself checks again under the lock.
 * @throws BOOKING_NOT_FOUND for an unknown booking and for a wrong token, so that nobody can tell which
 */
export const requireBookingToken = (ctx: DbContext, input: TokenInput) =>
  requireToken(ctx, "bookings", input);

/**
 * Checks the token with which a booking is handed over: its own, or the one that has ended by that. With the latter a
 * repetition gets its answer, and nothing else happens.
 * @throws BOOKING_NOT_FOUND for an unknown booking and for a wrong token
 */
export async function requireHandOverToken(ctx: DbContext, input: TokenInput): Promise<void> {
  const { id, token } = input;
  try {
    await requireBookingToken(ctx, input);
  } catch (error) {
    if (!token) throw error;
    const rows = await executePrepared(
      ctx.db,
      sql<{ hash: Buffer | null }>`SELECT former_token_hash AS hash FROM bookings WHERE id = ${id}`,
    );
    if (!isSecretOf(rows[0]?.hash ?? HASH_OF_NOTHING, token)) throw error;
  }
}

/**
 * Checks the token of an order. Those that came with mails are each of one booking alone.
 * @throws ORDER_NOT_FOUND for an unknown order and for a wrong token
 */
export const requireOrderToken = (ctx: DbContext, input: TokenInput) => requireToken(ctx, "orders", input);

/**
 * Checks the token of an entry of a waitlist.
 * @throws WAITLIST_ENTRY_NOT_FOUND for an unknown entry and for a wrong token
 */
export const requireEntryToken = (ctx: DbContext, input: TokenInput) =>
  requireToken(ctx, "waitlist_entries", input);

async function requireToken(
  { db }: DbContext,
  table: keyof typeof NOT_FOUND_CODES,
  { id, token }: TokenInput,
): Promise<void> {
  if (!token) throw new HoldfastError(NOT_FOUND_CODES[table]);
  const [row] = await executePrepared(
    db,
    sql<{ hash: Buffer | null }>`SELECT token_hash AS hash FROM ${sql.table(table)} WHERE id = ${id}`,
  );
  if (isSecretOf(row?.hash ?? HASH_OF_NOTHING, token)) return;
  if (table === "bookings" && (await isTokenOfMail(db, id, token))) return;
  throw new HoldfastError(NOT_FOUND_CODES[table]);
}

/** Whether a token came with a mail about a booking: each has one of its own, because the booking's is stored nowhere. */
async function isTokenOfMail(db: Db, bookingId: string, token: string): Promise<boolean> {
  const rows = await executePrepared(
    db,
    sql<{ hash: Buffer }>`
      SELECT token_hash AS hash FROM mails WHERE booking_id = ${bookingId} AND token_hash = ${hashOf(token)}`,
  );
  return rows.length > 0;
}
