import { type ErrorCode, HoldfastError } from "@holdfast/contract";
import { executePrepared } from "@holdfast/db";
import { sql } from "kysely";
import type { DbContext } from "./context.ts";
import { isSecretOf } from "./secrets.ts";

/** No secret has this hash. */
const HASH_OF_NOTHING = Buffer.alloc(32);

/**
 * Makes sure that the caller holds a booking. Its token never changes, so what is found here stays true.
 * @throws BOOKING_NOT_FOUND where there is no such booking and where this is not its token: nobody can tell which
 */
export async function requireHolder(
  { db }: DbContext,
  { id, token }: { id: string; token?: string | undefined },
): Promise<void> {
  if (!token) throw new HoldfastError("BOOKING_NOT_FOUND");
  const [row] = await executePrepared(
    db,
    sql<{ hash: Buffer | null }>`SELECT token_hash AS hash FROM bookings WHERE id = ${id}`,
  );
  requireToken(row?.hash, token, "BOOKING_NOT_FOUND");
}

/**
 * Compares a token with what is stored of the right one, in the same time whether or not there is any.
 * @throws what stands for "there is no such thing"
 */
export function requireToken(stored: Buffer | null | undefined, token: string, notFound: ErrorCode): void {
  if (!isSecretOf(stored ?? HASH_OF_NOTHING, token)) throw new HoldfastError(notFound);
}
