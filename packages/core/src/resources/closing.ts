import { HoldfastError, type InputIssue, invalidInput, type Resource } from "@holdfast/contract";
import { type RawBuilder, sql } from "kysely";
import { enqueueGeneration } from "../jobs/index.ts";
import { type Actor, type Jobs, nextVersion, type Trx } from "../shared/index.ts";
import { type OfKind, readResource } from "./resource.ts";

/* Slots that are closed because of their resource: it is archived, or absent for a time. `closed_by` has the id of the one or
   the other, so that its end reopens what it has closed, and nothing else. */

/** Slots that one change closes at most. */
export const CLOSED_MAX_SLOTS = 5_000;

/** The open slots to come of a resource, deleted ones left out. */
const openSlots = (resourceId: string) => sql<boolean>`(slots.resource_id = ${resourceId} AND NOT slots.closed
  AND slots.deleted_at IS NULL AND slots.ends_at > clock_timestamp())`;

/**
 * Finds the open slots to come of a resource that fit a condition.
 * @param refusal which field is wrong, and what with, where they are more than `CLOSED_MAX_SLOTS`
 * @throws INVALID_INPUT
 */
export async function findOpenSlots(
  trx: Trx,
  resourceId: string,
  condition: RawBuilder<boolean>,
  { path, message }: Pick<InputIssue, "path" | "message">,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM slots WHERE ${openSlots(resourceId)} AND ${condition}
    LIMIT ${CLOSED_MAX_SLOTS + 1}`.execute(trx);
  if (rows.length > CLOSED_MAX_SLOTS) throw invalidInput(path, message);
  return rows.map(({ id }) => id);
}

/**
 * Closes the open slots to come of a locked resource that fit a condition.
 * @param closedBy the absence, or the archived resource
 * @returns how many slots were closed
 */
export async function closeSlots(
  trx: Trx,
  actor: Actor,
  { resourceId, closedBy }: { resourceId: string; closedBy: string },
  condition: RawBuilder<boolean>,
): Promise<number> {
  const { numAffectedRows } = await sql`
    WITH closed AS (
      UPDATE slots SET closed = true, closed_by = ${closedBy}, updated_at = ${nextVersion("slots")}
      WHERE ${openSlots(resourceId)} AND ${condition} RETURNING id
    )
    INSERT INTO audit (actor, action, subject_id, slot_id, before, after)
    SELECT ${actor}, 'slot.updated', id, id, '{"closed":false}', '{"closed":true}' FROM closed`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** Finds the slots that an absence or an archived resource has closed. */
export async function findClosedBy(trx: Trx, closedBy: string): Promise<string[]> {
  const rows = await trx.selectFrom("slots").select("id").where("closed_by", "=", closedBy).execute();
  return rows.map(({ id }) => id);
}

/** What keeps the slot in a row of `slots`, of the resource in a row of `resources`, closed. */
const stillClosedBy = sql<string | null>`coalesce((
  SELECT absences.id FROM absences WHERE absences.resource_id = resources.id AND absences.ended_at IS NULL
    AND absences.starts_at < slots.ends_at AND absences.ends_at > slots.starts_at
  ORDER BY absences.id LIMIT 1
), CASE WHEN resources.archived_at IS NOT NULL THEN resources.id END)`;

/**
 * Reopens the slots that something has closed whose end is written already. One that is to stay closed for another reason
 * belongs to that from then on.
 * @returns how many slots were reopened
 */
export async function reopenSlots(trx: Trx, actor: Actor, closedBy: string): Promise<number> {
  const { numAffectedRows } = await sql`
    WITH freed AS MATERIALIZED (
      SELECT slots.id, ${stillClosedBy} AS closed_by
      FROM slots JOIN resources ON resources.id = slots.resource_id WHERE slots.closed_by = ${closedBy}
    ), changed AS (
      UPDATE slots SET closed_by = freed.closed_by, closed = freed.closed_by IS NOT NULL,
        updated_at = CASE WHEN freed.closed_by IS NULL THEN ${nextVersion("slots")} ELSE slots.updated_at END
      FROM freed WHERE slots.id = freed.id RETURNING slots.id, slots.closed, slots.deleted_at
    )
    INSERT INTO audit (actor, action, subject_id, slot_id, before, after)
    SELECT ${actor}, 'slot.updated', id, id, '{"closed":true}', '{"closed":false}'
    FROM changed WHERE NOT closed AND deleted_at IS NULL`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

/** Locks a resource, against whoever makes slots of it, opens one, or closes them. */
export async function lockResource(trx: Trx, id: string): Promise<void> {
  await trx.selectFrom("resources").select("id").where("id", "=", id).forUpdate().execute();
}

/**
 * Keeps a resource from being archived until the transaction ends, because something is made for it.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; RESOURCE_ARCHIVED
 */
export async function requireActive(trx: Trx, input: OfKind<{ id: string }>): Promise<Resource> {
  await trx.selectFrom("resources").select("id").where("id", "=", input.id).forShare().execute();
  const resource = await readResource(trx, input);
  if (resource.archivedAt !== null) throw new HoldfastError("RESOURCE_ARCHIVED");
  return resource;
}

/** Lets the schedules of a resource make again what they may. Their locks come before those of slots. */
export async function lagSchedulesOf(jobs: Jobs, trx: Trx, resourceId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    UPDATE schedules SET followed_at = NULL WHERE id IN (
      SELECT id FROM schedules WHERE resource_id = ${resourceId} ORDER BY id FOR UPDATE
    ) RETURNING id`.execute(trx);
  const [first] = rows;
  if (first) await enqueueGeneration(jobs, trx, first.id);
}
