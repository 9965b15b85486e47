import type { AuditEntry } from "@holdfast/client";

/** A field that a change has changed, before and after, as texts; null: there was nothing. */
export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

const textOf = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : typeof value === "object"
      ? JSON.stringify(value)
      : `${value}`;

/** The fields that an entry of the audit says were changed. A creation changes nothing: the thing itself shows its fields. */
export function changesOf({ before, after }: Pick<AuditEntry, "before" | "after">): FieldChange[] {
  if (before === null || after === null) return [];
  return Object.keys({ ...before, ...after }).map((field) => ({
    field,
    before: textOf(before[field]),
    after: textOf(after[field]),
  }));
}
