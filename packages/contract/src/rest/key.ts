import { z } from "zod";
import { createKeyInput, key, newKey } from "../key.ts";

export const restCreateKeyInput = z
  .strictObject({
    name: createKeyInput.shape.name,
    role: createKeyInput.shape.role,
    expires_at: createKeyInput.shape.expiresAt,
  })
  .transform(({ expires_at, ...rest }) => ({ ...rest, expiresAt: expires_at }));

export const restKey = z
  .object({
    id: key.shape.id,
    name: key.shape.name,
    role: key.shape.role,
    created_at: key.shape.createdAt,
    expires_at: key.shape.expiresAt,
    last_used_at: key.shape.lastUsedAt,
    revoked_at: key.shape.revokedAt,
  })
  .meta({ id: "Key" });

/** The one answer that has the key itself. */
export const restNewKey = restKey.extend({ key: newKey.shape.key }).meta({ id: "NewKey" });
