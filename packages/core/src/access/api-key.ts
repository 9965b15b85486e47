import type { Key } from "@holdfast/contract";
import type { ApiKeysTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import type { DbContext } from "../shared/index.ts";

/** The columns of an API key: all but its hash. */
export const keyColumns = [
  "id",
  "name",
  "role",
  "created_at",
  "expires_at",
  "last_used_at",
  "revoked_at",
] as const;

/** True for a key that is neither revoked nor expired. */
export const isUsable = sql<boolean>`(revoked_at IS NULL AND coalesce(expires_at > clock_timestamp(), true))`;

type KeyRow = Pick<Selectable<ApiKeysTable>, (typeof keyColumns)[number]>;

/** Maps a row to the contract's `Key`. */
export const toKey = (row: KeyRow): Key => ({
  id: row.id,
  name: row.name,
  role: row.role,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
});

/** Whether a stored key exists that is neither revoked nor expired. */
export async function hasUsableKey({ db }: DbContext): Promise<boolean> {
  const row = await db.selectFrom("api_keys").select("id").where(isUsable).limit(1).executeTakeFirst();
  return row !== undefined;
}
