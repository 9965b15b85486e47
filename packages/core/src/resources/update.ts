import { HoldfastError, type Metadata, type Resource, type UpdateResourceInput } from "@holdfast/contract";
import { sql } from "kysely";
import { recordUpdate } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import { lockSlotsOfOwner, withLockedSlots } from "../inventory/index.ts";
import {
  type Actor,
  givingExternalIds,
  metadataColumns,
  nextVersion,
  type ReleaseContext,
  type ReplayOptions,
  type Trx,
  type WriteContext,
} from "../shared/index.ts";
import {
  CLOSED_MAX_SLOTS,
  closeSlots,
  findClosedBy,
  findOpenSlots,
  lagSchedulesOf,
  lockResource,
  reopenSlots,
} from "./closing.ts";
import { type OfKind, readResource } from "./resource.ts";

/**
 * Changes the given fields of a resource, once per idempotency key. A resource that becomes `exclusive` must have no
 * overlapping slots. One that is archived has its open slots to come closed; these open again when it is archived no longer,
 * with the entries that fit promoted, and its schedules go on.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; PRECONDITION_FAILED; SLOT_OVERLAP, which
 *   lists the slots; EXTERNAL_ID_TAKEN; INVALID_INPUT for too much metadata, or where more than `CLOSED_MAX_SLOTS`
 *   would be closed; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function updateResource(
  { db, actor, ...release }: WriteContext & ReleaseContext,
  request: OfKind<UpdateResourceInput>,
  options: ReplayOptions = {},
): Promise<Resource> {
  const { id, kind, archived, idempotencyKey: _ofRequest, ...input } = request;
  const change = async ({ db: trx }: EffectContext) => {
    if (archived === false) await lagSchedulesOf(release.jobs, trx, id);
    // Slots are locked before their resource, as everywhere.
    if (input.exclusive !== undefined) await lockSlotsOfOwner(trx, "resource_id", id);
    return withLockedSlots({ trx, ...release }, await slotsToSwitch(trx, id, archived), async () => {
      await lockResource(trx, id);
      const read = () => readResource(trx, kind ? { id, kind } : { id });
      const archivedAt = await archivingTime(trx, await read(), archived);
      const subject = { action: "resource.updated", subjectId: id } as const;
      return recordUpdate(trx, actor, subject, read, { ...input, archivedAt }, (changes) =>
        writeChanges(trx, actor, id, changes),
      );
    });
  };
  return givingExternalIds(db, "resources", [input.externalId], () =>
    runIdempotentChange({ db, actor }, "resources.update", request, options, change, id),
  );
}

/**
 * The slots that archiving a resource closes, or the end of it opens.
 * @throws INVALID_INPUT where they are too many
 */
async function slotsToSwitch(trx: Trx, id: string, archived: boolean | undefined): Promise<string[]> {
  if (archived === undefined) return [];
  if (!archived) return findClosedBy(trx, id);
  return findOpenSlots(trx, id, sql<boolean>`true`, {
    path: "archived",
    message: `closes ${CLOSED_MAX_SLOTS} slots at most: delete schedules or slots first`,
  });
}

/** Since when a locked resource is archived after a change; undefined: as before. */
async function archivingTime(
  trx: Trx,
  { archivedAt }: Resource,
  archived: boolean | undefined,
): Promise<string | null | undefined> {
  if (!archived) return archived === undefined ? undefined : null;
  if (archivedAt !== null) return archivedAt;
  const { rows } = await sql<{ now: Date }>`SELECT clock_timestamp()::timestamptz(3) AS now`.execute(trx);
  return rows[0]?.now.toISOString();
}

/** The given fields that differ. */
type Changes = Partial<
  Pick<
    Resource,
    | "name"
    | "specialization"
    | "exclusive"
    | "timeZone"
    | "archivedAt"
    | "asksAttendees"
    | "questions"
    | "externalId"
  >
> & { metadata?: Metadata };

/** @throws SLOT_OVERLAP */
async function writeChanges(trx: Trx, actor: Actor, id: string, changes: Changes): Promise<void> {
  const { metadata, externalId, timeZone, archivedAt, asksAttendees, questions, ...columns } = changes;
  await trx
    .updateTable("resources")
    .set({
      ...columns,
      ...(timeZone !== undefined && { time_zone: timeZone }),
      ...(archivedAt !== undefined && { archived_at: archivedAt === null ? null : new Date(archivedAt) }),
      ...(asksAttendees !== undefined && { asks_attendees: asksAttendees }),
      ...(questions !== undefined && { questions: questions && JSON.stringify(questions) }),
      ...metadataColumns({ metadata, externalId }),
      updated_at: nextVersion("resources"),
    })
    .where("id", "=", id)
    .execute();
  if (columns.exclusive !== undefined) await copyExclusive(trx, id, columns.exclusive);
  if (archivedAt === null) await reopenSlots(trx, actor, id);
  else if (archivedAt) await closeSlots(trx, actor, { resourceId: id, closedBy: id }, sql<boolean>`true`);
}

const OVERLAPS_MAX_LISTED = 10;

/** Copies `exclusive` to the slots of a locked resource; the lock keeps new slots out. */
async function copyExclusive(trx: Trx, id: string, exclusive: boolean): Promise<void> {
  await lockSlotsOfOwner(trx, "resource_id", id); // some may have been added before the resource was locked
  if (exclusive) await refuseOverlaps(trx, id);
  await trx
    .updateTable("slots")
    .set({ exclusive })
    .where("resource_id", "=", id)
    .where("exclusive", "!=", exclusive)
    .execute();
}

/** @throws SLOT_OVERLAP with the pairs of slots that overlap, at most `OVERLAPS_MAX_LISTED` */
async function refuseOverlaps(trx: Trx, id: string): Promise<void> {
  const { rows } = await sql<{ one: string; other: string }>`
    SELECT one.id AS one, other.id AS other
    FROM slots AS one JOIN slots AS other ON other.resource_id = one.resource_id AND one.id < other.id
      AND one.starts_at < other.ends_at AND other.starts_at < one.ends_at
    WHERE one.resource_id = ${id} AND one.deleted_at IS NULL AND other.deleted_at IS NULL
    ORDER BY one.starts_at, one.id, other.id LIMIT ${OVERLAPS_MAX_LISTED + 1}`.execute(trx);
  if (rows.length === 0) return;
  const listed = rows.slice(0, OVERLAPS_MAX_LISTED).map(({ one, other }) => `${one} and ${other}`);
  const pairs = listed.join("; ");
  const more = rows.length > OVERLAPS_MAX_LISTED ? "; and more" : "";
  throw new HoldfastError("SLOT_OVERLAP", `These slots overlap: ${pairs}${more}`);
}
