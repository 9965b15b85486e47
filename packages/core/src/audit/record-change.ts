import type { SomeFields } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import type { Transaction } from "kysely";
import type { Actor } from "../shared/index.ts";
import { type Change, changedFields, differingFields, type Given, writeAudit } from "./write.ts";

/** The action and the subject of a change; `slotId` for a slot or a booking. */
type Subject = Pick<Change, "action" | "subjectId" | "slotId">;

/**
 * Changes a row that the transaction has locked, and writes the changed fields to the audit.
 * @param read reads the row, once before the change and once after it
 * @param change gets the row before the change; it throws to refuse the change, and returns false if nothing changes
 * @returns the row after the change
 */
export async function recordChange<Row extends Readonly<SomeFields>>(
  trx: Transaction<Database>,
  actor: Actor,
  subject: Subject,
  read: () => Promise<Row>,
  change: (before: Row) => Promise<false | undefined>,
): Promise<Row> {
  const before = await read();
  if ((await change(before)) === false) return before;
  const after = await read();
  await writeAudit(trx, actor, [{ ...subject, ...changedFields(before, after) }]);
  return after;
}

/**
 * The same for those of the given fields that differ from the row. Where none does, nothing is written, so that a repeated
 * change leaves no trace.
 * @param input fields by the names of the row; those left out stay as they are
 * @param update writes the fields that differ; it throws to refuse the change
 */
export function recordUpdate<Row extends Readonly<SomeFields>, Input extends object>(
  trx: Transaction<Database>,
  actor: Actor,
  subject: Subject,
  read: () => Promise<Row>,
  input: Input,
  update: (changes: Given<Input>, before: Row) => Promise<void>,
): Promise<Row> {
  return recordChange(trx, actor, subject, read, async (before) => {
    const changes = differingFields(before, input);
    if (Object.keys(changes).length === 0) return false;
    await update(changes, before);
    return undefined;
  });
}
