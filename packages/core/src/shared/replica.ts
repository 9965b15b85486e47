import { HoldfastError } from "@holdfast/contract";
import { type Db, type DbContext, isStaff } from "./contexts.ts";
import type { Caller } from "./metadata.ts";

/**
 * Reads what may be a moment old: for a customer from the replica while that is current, else from the primary, which is also
 * asked where the replica fails or has nothing. Staff read from the primary, because they look at what they have just changed.
 * @param isNothing whether the primary may know more than this answer
 */
export async function readFromReplica<Answer>(
  { db, replica, actor = "public" }: DbContext & Caller,
  read: (db: Db) => Promise<Answer>,
  isNothing: (answer: Answer) => boolean = () => false,
): Promise<Answer> {
  const current = db.isTransaction || isStaff(actor) ? undefined : replica?.current();
  if (!current) return read(db);
  try {
    const answer = await read(current);
    if (!isNothing(answer)) return answer;
  } catch (error) {
    // A refusal of the input is none of the replica's; anything else may be.
    if (error instanceof HoldfastError && error.code !== "BUSY") throw error;
  }
  return read(db);
}
