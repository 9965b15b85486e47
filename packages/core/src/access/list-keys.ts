import type { KeyPage, ListKeysInput } from "@holdfast/contract";
import { type DbContext, readPage } from "../shared/index.ts";
import { keyColumns, toKey } from "./api-key.ts";

/**
 * Lists API keys in the order of their creation, revoked and expired ones too.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listKeys({ db }: DbContext, input: ListKeysInput): Promise<KeyPage> {
  return readPage(db.selectFrom("api_keys").select(keyColumns), "id", input, toKey);
}
