import { type CreateKeyInput, invalidInput, type NewKey } from "@holdfast/contract";
import { writeAudit } from "../audit/index.ts";
import { hashOf, newId, type WriteContext } from "../shared/index.ts";
import { keyColumns, newKeyText, toKey } from "./api-key.ts";

/**
 * Creates an API key.
 * @returns the key with its text, which no later response has, because only its hash is stored
 * @throws INVALID_INPUT for an `expiresAt` in the past
 */
export async function createKey({ db, actor }: WriteContext, input: CreateKeyInput): Promise<NewKey> {
  const keyId = newId();
  const key = newKeyText(keyId);
  const row = await db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto("api_keys")
      .values({
        id: keyId,
        name: input.name,
        role: input.role,
        hash: hashOf(key),
        expires_at: input.expiresAt ?? null,
      })
      .returning(keyColumns)
      .executeTakeFirstOrThrow();
    const { created_at: now, expires_at: end } = inserted;
    if (end && end <= now) throw invalidInput("expiresAt", "must be in the future");
    const { name, role, expiresAt } = toKey(inserted);
    await writeAudit(trx, actor, [
      { action: "key.created", subjectId: keyId, after: { name, role, expiresAt } },
    ]);
    return inserted;
  });
  return { ...toKey(row), key };
}
