import { z } from "zod";
import { id, name, page, pageInput, timestamp, utcTime } from "./common.ts";

/** The rights of a key: `admin` has all, `desk` those for work at the door. */
export const keyRole = z.enum(["admin", "desk"]);

/** An API key without its secret. */
export const key = z.object({
  id,
  name: z.string(),
  role: keyRole,
  createdAt: utcTime,
  /** The key is refused from then on; null: never. */
  expiresAt: utcTime.nullable(),
  /** Exact to the minute; null: never used. */
  lastUsedAt: utcTime.nullable(),
  revokedAt: utcTime.nullable(),
});

/** A new API key. No other response has its secret, `key`. */
export const newKey = key.extend({ key: z.string() });

export const createKeyInput = z.strictObject({
  name,
  role: keyRole,
  expiresAt: timestamp.nullable().optional(),
});

export const listKeysInput = z.strictObject(pageInput);

export const revokeKeyInput = z.strictObject({ id });

export const keyPage = page(key);

export type KeyRole = z.output<typeof keyRole>;
export type Key = z.output<typeof key>;
export type NewKey = z.output<typeof newKey>;
export type KeyPage = z.output<typeof keyPage>;
export type CreateKeyInput = z.output<typeof createKeyInput>;
export type ListKeysInput = z.output<typeof listKeysInput>;
