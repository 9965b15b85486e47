import { HoldfastError, type InputIssue, type NewSlot } from "@holdfast/contract";
import { sql } from "kysely";
import type { DbContext } from "../shared/index.ts";

/** Conflicts that the sentence of the error names; `issues` has all. */
const TOLD_MAX_CONFLICTS = 10;

/**
 * Names every slot of a refused call that cannot be made, where PostgreSQL has only told of one.
 * @returns the error with an issue for each of these, and the code of the first; as it is where it is about none, or where
 *   what was in the way has gone meanwhile
 */
export async function withEveryConflict(
  { db }: DbContext,
  resourceId: string,
  slots: readonly NewSlot[],
  error: unknown,
): Promise<unknown> {
  const isConflict =
    error instanceof HoldfastError && (error.code === "SLOT_OVERLAP" || error.code === "EXTERNAL_ID_TAKEN");
  if (!isConflict) return error;
  const conflicts = await findConflicts({ db }, resourceId, slots);
  const issues = conflicts.map(({ issue }) => issue);
  const [first] = issues;
  if (!first) return error;
  const refused = new Set(conflicts.map(({ index }) => index)).size;
  const told = issues.slice(0, TOLD_MAX_CONFLICTS).map(({ path, message }) => `${path}: ${message}`);
  const more = issues.length > told.length ? "; and more" : "";
  const detail = `${refused} of ${slots.length} slots are refused: ${told.join("; ")}${more}`;
  return new HoldfastError(first.code, detail, { issues });
}

/** What is in the way of one slot. */
interface Conflict {
  /** Which of the new slots it is, from 0. */
  index: number;
  issue: Required<InputIssue>;
}

interface ConflictRow {
  index: number;
  isExclusive: boolean;
  /** A slot of the resource that it overlaps. */
  overlapped: string | null;
  /** The slot that has its external id. */
  owner: string | null;
}

/** Every conflict of new slots with those that are there, and among themselves, in the order of the new ones. */
async function findConflicts(
  { db }: DbContext,
  resourceId: string,
  slots: readonly NewSlot[],
): Promise<Conflict[]> {
  const items = slots.map(({ startsAt, endsAt, externalId }, index) => {
    return { index, startsAt, endsAt, externalId };
  });
  const { rows } = await sql<ConflictRow>`
    SELECT item.index, resources.exclusive AS "isExclusive",
      (SELECT slots.id FROM slots
        WHERE slots.resource_id = resources.id AND slots.exclusive AND slots.deleted_at IS NULL
          AND tstzrange(slots.starts_at, slots.ends_at) && tstzrange(item."startsAt", item."endsAt")
        ORDER BY slots.starts_at, slots.id LIMIT 1) AS overlapped,
      (SELECT slots.id FROM slots
        WHERE slots.external_id = item."externalId" AND slots.deleted_at IS NULL) AS owner
    FROM resources, json_to_recordset(${JSON.stringify(items)}::json) AS item (
      index integer, "startsAt" timestamptz(3), "endsAt" timestamptz(3), "externalId" text)
    WHERE resources.id = ${resourceId}
    ORDER BY item.index`.execute(db);
  return rows.flatMap(({ index, isExclusive, overlapped, owner }) => {
    const conflicts: Conflict[] = [];
    const earlier = isExclusive
      ? slots.findIndex((other, at) => at < index && overlap(other, slots[index]))
      : -1;
    const other = overlapped ?? (earlier < 0 ? undefined : `slots.${earlier} of this request`);
    if (other !== undefined) {
      const message = `overlaps ${overlapped ? `slot ${other}` : other}`;
      conflicts.push({ index, issue: { path: `slots.${index}`, message, code: "SLOT_OVERLAP" } });
    }
    if (owner !== null) {
      const message = `is the one of slot ${owner}`;
      const path = `slots.${index}.externalId`;
      conflicts.push({ index, issue: { path, message, code: "EXTERNAL_ID_TAKEN" } });
    }
    return conflicts;
  });
}

const overlap = (one: NewSlot, other: NewSlot | undefined): boolean =>
  other !== undefined && one.startsAt < other.endsAt && other.startsAt < one.endsAt;
