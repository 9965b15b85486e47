import { z } from "zod";
import { id, idempotencyKey, name, page, pageInput, timestamp, utcTime } from "./common.ts";

/** The rights of a key: `admin` has all, `desk` those for work at the door. */
export const keyRole = z
  .enum(["admin", "desk"])
  .describe("`admin` may do everything, `desk` what the desk needs");

/** An API key without its secret. */
export const key = z.object({
  id: id.describe("Its id"),
  name: z
    .string()
    .describe("Whom or what the key is for")
    .meta({ examples: ["Front desk"] }),
  role: keyRole,
  createdAt: utcTime.describe("When it was created"),
  expiresAt: utcTime.nullable().describe("When it expires; null: never"),
  lastUsedAt: utcTime.nullable().describe("When it was last used, to the minute; null: never"),
  revokedAt: utcTime.nullable().describe("When it was revoked; null: it was not"),
});

/** A new API key. No other response has its secret, `key`. */
export const newKey = key.extend({
  key: z
    .string()
    .describe("The key itself; no later response has it")
    .meta({ examples: ["hf_live_4fzq…"] }),
});

export const createKeyInput = z.strictObject({
  name: name.describe("Whom or what the key is for").meta({ examples: ["Front desk"] }),
  role: keyRole,
  expiresAt: timestamp.nullable().optional().describe("When it expires, in the future; null: never"),
});

export const listKeysInput = z.strictObject(pageInput);

export const revokeKeyInput = z.strictObject({
  id: id.describe("The API key"),
  idempotencyKey: idempotencyKey.optional(),
});

export const keyPage = page(key);

export type KeyRole = z.output<typeof keyRole>;
export type Key = z.output<typeof key>;
export type NewKey = z.output<typeof newKey>;
export type KeyPage = z.output<typeof keyPage>;
export type RevokeKeyInput = z.output<typeof revokeKeyInput>;
export type CreateKeyInput = z.output<typeof createKeyInput>;
export type ListKeysInput = z.output<typeof listKeysInput>;
