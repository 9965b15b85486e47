import { type ErrorCode, HoldfastError } from "@holdfast/contract";
import { type Database, executePrepared } from "@holdfast/db";
import { sql } from "kysely";
import { type DbContext, isSecretOf } from "../shared/index.ts";

/** What has a holder, and what stands for "there is no such thing". */
const HELD = {
  bookings: "BOOKING_NOT_FOUND",
  waitlist_entries: "WAITLIST_ENTRY_NOT_FOUND",
} as const satisfies Partial<Record<keyof Database, ErrorCode>>;

/** What a caller shows to be a holder. */
interface Shown {
  id: string;
  token?: string | undefined;
}

/** No secret has this hash. */
const HASH_OF_NOTHING = Buffer.alloc(32);

/**
 * Makes sure that the caller holds a booking. Its token never changes, so what is found here stays true.
 * @throws BOOKING_NOT_FOUND where there is no such booking and where this is not its token: nobody can tell which
 */
export const requireHolder = (ctx: DbContext, shown: Shown) => requireToken(ctx, "bookings", shown);

/**
 * The same for an entry of a waitlist.
 * @throws WAITLIST_ENTRY_NOT_FOUND
 */
export const requireWaiting = (ctx: DbContext, shown: Shown) => requireToken(ctx, "waitlist_entries", shown);

async function requireToken(
  { db }: DbContext,
  table: keyof typeof HELD,
  { id, token }: Shown,
): Promise<void> {
  if (!token) throw new HoldfastError(HELD[table]);
  const [row] = await executePrepared(
    db,
    sql<{ hash: Buffer | null }>`SELECT token_hash AS hash FROM ${sql.table(table)} WHERE id = ${id}`,
  );
  // Where there is none it takes the same time.
  if (!isSecretOf(row?.hash ?? HASH_OF_NOTHING, token)) throw new HoldfastError(HELD[table]);
}
