import { z } from "zod";
import { id, name, page, pageInput, timestamp, utcTime } from "./common.ts";

/** What a key may do: `admin` everything, `desk` what the people at the door need. */
export const keyRole = z.enum(["admin", "desk"]);

/** An API key, without the key itself: nobody has that but its holder. */
export const key = z.object({
  id,
  name: z.string(),
  role: keyRole,
  createdAt: utcTime,
  /** From then on it is refused; null: never. */
  expiresAt: utcTime.nullable(),
  /** To the minute; null: never so far. */
  lastUsedAt: utcTime.nullable(),
  revokedAt: utcTime.nullable(),
});

/** The one answer that has the key itself. */
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
