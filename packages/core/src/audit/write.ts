import type { AuditAction, SomeFields } from "@holdfast/contract";
import { type Database, executeDeferred } from "@holdfast/db";
import { sql, type Transaction } from "kysely";
import type { Actor } from "../shared/index.ts";

/* Every verb that changes something writes its entry in the transaction of the change. Statements that change many
   bookings at once write their entries themselves. */

/** A change of one thing, as the audit tells it. */
export interface Change {
  action: AuditAction;
  /** The booking, slot, resource, schedule or key. */
  subjectId: string;
  /** Of a slot and of a booking. */
  slotId?: string;
  /** The fields that were touched; left out where something was created. */
  before?: SomeFields;
  /** Left out where something was deleted. */
  after?: SomeFields;
}

/** Writes who made these changes; they commit with the caller's transaction. */
export async function writeAudit(
  trx: Transaction<Database>,
  actor: Actor,
  changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0) return;
  await executeDeferred(
    trx,
    sql`
    INSERT INTO audit (actor, action, subject_id, slot_id, before, after)
    SELECT ${actor}, action, "subjectId", "slotId", before, after FROM json_to_recordset(${JSON.stringify(changes)}::json)
      AS change (action text, "subjectId" uuid, "slotId" uuid, before jsonb, after jsonb)`,
  );
}

/** What an answer has that nobody changes by hand: it follows from other changes. */
const DERIVED = new Set(["updatedAt", "booked", "available", "waiting"]);

/** The fields in which two answers differ, as they were and as they are. */
export function changedFields(
  before: Readonly<SomeFields>,
  after: Readonly<SomeFields>,
): Required<Pick<Change, "before" | "after">> {
  const names = Object.keys(after).filter(
    (name) => !DERIVED.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const pick = (fields: Readonly<SomeFields>) =>
    Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
  return { before: pick(before), after: pick(after) };
}
