import { randomBytes } from "node:crypto";
import type { Key, KeyPage, ListKeysInput } from "@holdfast/contract";
import type { ApiKeysTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { type DbContext, readPage } from "../shared/index.ts";

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

/**
 * Lists API keys in the order of their creation, revoked and expired ones too.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listKeys({ db }: DbContext, input: ListKeysInput): Promise<KeyPage> {
  return readPage(db.selectFrom("api_keys").select(keyColumns), "id", input, toKey);
}

/** The prefix by which people and secret scanners recognize a key. */
const KEY_PREFIX = "hf_live_";
const KEY_ID_BYTES = 16;
const KEY_SECRET_BYTES = 24;

/** Makes the text of a new key: its id, by which it is read again, and 192 random bits. */
export function newKeyText(keyId: string): string {
  const idBytes = Buffer.from(keyId.replaceAll("-", ""), "hex");
  return KEY_PREFIX + Buffer.concat([idBytes, randomBytes(KEY_SECRET_BYTES)]).toString("base64url");
}

/** The id in the text of a key; undefined for a text that has not the form of a key. */
export function keyIdIn(presented: string): string | undefined {
  if (!presented.startsWith(KEY_PREFIX)) return undefined;
  const bytes = Buffer.from(presented.slice(KEY_PREFIX.length), "base64url");
  if (bytes.length !== KEY_ID_BYTES + KEY_SECRET_BYTES) return undefined;
  return bytes
    .toString("hex", 0, KEY_ID_BYTES)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
