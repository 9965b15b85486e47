import type { Key, KeyPage, ListKeysInput } from "@holdfast/contract";
import type { ApiKeysTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { type DbContext, readPage } from "../shared/index.ts";
import { idInSecretText, newSecretText } from "./secret-text.ts";

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

/** Makes the text of a new key. */
export const newKeyText = (keyId: string): string => newSecretText(KEY_PREFIX, keyId);

/** The id in the text of a key; undefined for a text that has not the form of a key. */
export const keyIdIn = (presented: string): string | undefined => idInSecretText(KEY_PREFIX, presented);
