import type { AuditAction, SomeFields } from "@holdfast/contract";
import { executeDeferred } from "@holdfast/db";
import { sql } from "kysely";
import type { Actor, Trx } from "../shared/index.ts";

/* Every change commits together with its entry. Statements that change many bookings at once insert their entries
   themselves. */

/** A change of one subject, as the audit records it. */
export interface Change {
  action: AuditAction;
  /** The booking, slot, resource, schedule or key. */
  subjectId: string;
  /** The slot, for a change of a slot or of a booking. */
  slotId?: string;
  /** The changed fields; absent for a creation. */
  before?: SomeFields;
  /** Absent for a deletion. */
  after?: SomeFields;
}

/** Writes the entries of an actor's changes. It does not wait for the result: a failure fails the caller's commit. */
export async function writeAudit(trx: Trx, actor: Actor, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await executeDeferred(
    trx,
    sql`
    INSERT INTO audit (actor, action, subject_id, slot_id, before, after)
    SELECT ${actor}, action, "subjectId", "slotId", before, after FROM json_to_recordset(${JSON.stringify(changes)}::json)
      AS change (action text, "subjectId" uuid, "slotId" uuid, before jsonb, after jsonb)`,
  );
}

/**
 * Changes a row that the transaction has locked, and writes the changed fields to the audit.
 * @param read reads the row, once before the change and once after it
 * @param change gets the row before the change; it throws to refuse the change, and returns false if nothing changes
 * @returns the row after the change
 */
export async function recordChange<Row extends Readonly<SomeFields>>(
  trx: Trx,
  actor: Actor,
  subject: Pick<Change, "action" | "subjectId" | "slotId">,
  read: () => Promise<Row>,
  change: (before: Row) => Promise<false | undefined>,
): Promise<Row> {
  const before = await read();
  if ((await change(before)) === false) return before;
  const after = await read();
  await writeAudit(trx, actor, [{ ...subject, ...changedFields(before, after) }]);
  return after;
}

/** Fields that follow from other changes. */
const DERIVED = new Set(["updatedAt", "booked", "available", "waiting"]);

/** The fields in which a row differs before and after a change. */
function changedFields(
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
