import {
  type Answers,
  type AuditAction,
  type Metadata,
  type MetadataChanges,
  mergeMetadata,
  type Questions,
  type SomeFields,
} from "@holdfast/contract";
import { executeDeferred } from "@holdfast/db";
import { sql } from "kysely";
import { type Actor, requireVersion, type Trx } from "../shared/index.ts";

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
  /** Whether it took the slot's last free place (true), or freed one of a sold-out slot (false). */
  soldOut?: boolean | undefined;
}

/** The action and the subject of a change; `slotId` for a slot or a booking. */
type Subject = Pick<Change, "action" | "subjectId" | "slotId">;

/** What a change says of its slot. */
type OfSlot = Pick<Change, "soldOut">;

/** The fields of a noun. Of its metadata, whose values may name a person, and of its questions an entry has keys alone. */
export type AuditedFields = Readonly<Record<string, SomeFields[string] | Metadata | Questions | Answers>>;

/** Writes the entries of an actor's changes. It does not wait for the result: a failure fails the caller's commit. */
export async function writeAudit(trx: Trx, actor: Actor, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await executeDeferred(
    trx,
    sql`
    INSERT INTO audit (actor, action, subject_id, slot_id, before, after, sold_out)
    SELECT ${actor}, action, "subjectId", "slotId", before, after, "soldOut" FROM json_to_recordset(${JSON.stringify(changes)}::json)
      AS change (action text, "subjectId" uuid, "slotId" uuid, before jsonb, after jsonb, "soldOut" boolean)`,
  );
}

/**
 * Changes a row that the transaction has locked, and writes the changed fields to the audit.
 * @param read reads the row, once before the change and once after it
 * @param change gets the row before the change; it throws to refuse the change, returns false if nothing changes, and may say
 *   what it does to the slot
 * @returns the row after the change
 */
export async function recordChange<Row extends AuditedFields>(
  trx: Trx,
  actor: Actor,
  subject: Subject,
  read: () => Promise<Row>,
  change: (before: Row) => Promise<false | OfSlot | undefined>,
): Promise<Row> {
  const before = await read();
  const changed = await change(before);
  if (changed === false) return before;
  const after = await read();
  await writeAudit(trx, actor, [{ ...subject, ...changedFields(before, after), ...changed }]);
  return after;
}

/**
 * The same for those of the given fields that differ from the row. Where none does, nothing is written, so that a repeated
 * change leaves no trace.
 * @param input fields by the names of the row, those left out stay as they are; `metadata`, key by key; and `ifMatch`, the
 *   versions that may be changed
 * @param update writes the fields that differ; it throws to refuse the change
 */
export function recordUpdate<
  Row extends AuditedFields & { readonly updatedAt: string },
  Input extends { ifMatch?: readonly string[] | undefined; metadata?: MetadataChanges | null | undefined },
>(
  trx: Trx,
  actor: Actor,
  subject: Subject,
  read: () => Promise<Row>,
  input: Input,
  // biome-ignore lint/suspicious/noConfusingVoidType: most updates return nothing
  update: (changes: Given<Merged<Input>>, before: Row) => Promise<OfSlot | void>,
): Promise<Row> {
  const { ifMatch, metadata, ...others } = input;
  return recordChange(trx, actor, subject, read, async (before) => {
    requireVersion(before, ifMatch);
    const merged = metadata !== undefined && mergeMetadata((before["metadata"] ?? {}) as Metadata, metadata);
    const fields = { ...others, ...(merged && { metadata: merged }) } as Merged<Input>;
    const changes = differingFields(before, fields);
    if (Object.keys(changes).length === 0) return false;
    return (await update(changes, before)) ?? undefined;
  });
}

/** The fields of an input as a row has them after the change. */
type Merged<Input> = Omit<Input, "ifMatch" | "metadata"> &
  ("metadata" extends keyof Input ? { metadata?: Metadata } : unknown);

/** What names a customer: an entry tells that it changed, and never what it is. */
const CUSTOMER_KEYS = {
  customerName: "name",
  customerContact: "contact",
  attendees: "attendees",
  answers: "answers",
} as const;

/** Fields that follow from other changes, and those of which an entry has keys alone. */
const NOT_AS_IT_IS = new Set([
  ...["updatedAt", "booked", "available", "waiting", "metadata", "questions"],
  ...Object.keys(CUSTOMER_KEYS),
]);

/** Whether two values of a field differ. A time may be a `Date`, or text as on the wire. */
const isDifferent = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);

/** Some of the fields of an input, each with a value. */
export type Given<Input> = { [Name in keyof Input]?: Exclude<Input[Name], undefined> };

/** Those of the given fields that differ from a row; one that is undefined is not given. */
export function differingFields<Input extends object>(row: AuditedFields, input: Input): Given<Input> {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.filter(([name, value]) => isDifferent(row[name], value))) as Given<Input>;
}

/** The fields in which a row differs before and after a change. */
export function changedFields(
  before: AuditedFields,
  after: AuditedFields,
): Required<Pick<Change, "before" | "after">> {
  const names = Object.keys(after).filter(
    (name) => !NOT_AS_IT_IS.has(name) && isDifferent(before[name], after[name]),
  );
  const keys = changedKeys(before["metadata"], after["metadata"]);
  const isAsked = isDifferent(before["questions"], after["questions"]);
  const pick = (fields: AuditedFields): SomeFields => ({
    ...(Object.fromEntries(names.map((name) => [name, fields[name] ?? null])) as SomeFields),
    ...(keys.length > 0 && {
      metadataKeys: keys.filter((key) => Object.hasOwn(Object(fields["metadata"]), key)),
    }),
    ...(isAsked && { questionKeys: questionKeys(fields["questions"] as Questions | null) }),
  });
  const customerKeys = Object.entries(CUSTOMER_KEYS)
    .filter(([name]) => isDifferent(before[name], after[name]))
    .map(([, key]) => key);
  return {
    before: pick(before),
    after: { ...pick(after), ...(customerKeys.length > 0 && { customerKeys }) },
  };
}

/** The keys of metadata that a change has set, changed or removed. */
function changedKeys(before: unknown, after: unknown): string[] {
  const [old, present] = [Object(before ?? {}), Object(after ?? {})];
  return Object.keys({ ...old, ...present }).filter((key) => old[key] !== present[key]);
}

/** The keys of questions, in their order. */
export const questionKeys = (asked: Questions | null): string[] => Object.keys(asked?.properties ?? {});

/** The fields of a creation, and of its metadata and external id what there is. */
export function createdFields(
  fields: SomeFields,
  { metadata, externalId }: { metadata: Metadata; externalId: string | null },
): SomeFields {
  const keys = Object.keys(metadata);
  return {
    ...fields,
    ...(keys.length > 0 && { metadataKeys: keys }),
    ...(externalId !== null && { externalId }),
  };
}
