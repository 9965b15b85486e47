import { id, type KeyPage, type ListKeysInput } from "@holdfast/contract";
import { z } from "zod";
import { type DbContext, decodeCursor, toPage } from "../shared/index.ts";
import { keyColumns, toKey } from "./api-key.ts";

const positionSchema = z.tuple([id]);

/**
 * The keys in the order of their making, revoked and expired ones too.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listKeys({ db }: DbContext, input: ListKeysInput): Promise<KeyPage> {
  let query = db
    .selectFrom("api_keys")
    .select(keyColumns)
    .orderBy("id")
    .limit(input.limit + 1);
  if (input.cursor) query = query.where("id", ">", decodeCursor(positionSchema, input.cursor)[0]);
  return toPage(await query.execute(), input.limit, toKey, (row) => [row.id]);
}
