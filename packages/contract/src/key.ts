import { z } from "zod";
import { id, name, page, pageInput, timestamp, utcTime } from "./common.ts";

/** The rights of a key: `admin` has all, `desk` those for work at the door. */
export const keyRole = z.enum(["admin", "desk"]);

/** An API key without its secret. */
export const key = z.object({
  id,
  name: z.string().describe("Whom or what the key is for"),
  role: keyRole.describe("`admin` may do everything, `desk` what the desk needs"),
  createdAt: utcTime.describe("When it was created"),
  expiresAt: utcTime.nullable().describe("When it expires; null: never"),
  lastUsedAt: utcTime.nullable().describe("When it was last used, to the minute; null: never"),
  revokedAt: utcTime.nullable().describe("When it was revoked; null: it was not"),
});

/** A new API key. No other response has its secret, `key`. */
export const newKey = key.extend({ key: z.string().describe("The key itself; no later response has it") });

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
