import { HoldfastError, type Resource, type UpdateResourceInput } from "@holdfast/contract";
import { sql } from "kysely";
import { recordUpdate } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import { lockSlotsOfOwner } from "../inventory/index.ts";
import {
  givingExternalIds,
  metadataColumns,
  nextVersion,
  type ReplayOptions,
  type Trx,
  type WriteContext,
} from "../shared/index.ts";
import { type OfKind, readResource } from "./resource.ts";

/**
 * Changes the given fields of a resource, once per idempotency key. A resource that becomes `exclusive` must
 * have no overlapping slots.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; PRECONDITION_FAILED; SLOT_OVERLAP, which
 *   lists the slots; EXTERNAL_ID_TAKEN; INVALID_INPUT for too much metadata; IDEMPOTENCY_KEY_IN_USE,
 *   IDEMPOTENCY_MISMATCH; BUSY
 */
export async function updateResource(
  ctx: WriteContext,
  request: OfKind<UpdateResourceInput>,
  options: ReplayOptions = {},
): Promise<Resource> {
  const { id, kind, idempotencyKey: _ofRequest, ...input } = request;
  const change = async ({ db: trx, actor }: EffectContext) => {
    // Slots are locked before their resource, as everywhere.
    if (input.exclusive !== undefined) await lockSlotsOfOwner(trx, "resource_id", id);
    await trx.selectFrom("resources").select("id").where("id", "=", id).forUpdate().execute();
    const read = () => readResource(trx, kind ? { id, kind } : { id });
    const subject = { action: "resource.updated", subjectId: id } as const;
    return recordUpdate(trx, actor, subject, read, input, async (changes) => {
      const { metadata, externalId, timeZone, ...columns } = changes;
      await trx
        .updateTable("resources")
        .set({
          ...columns,
          ...(timeZone !== undefined && { time_zone: timeZone }),
          ...metadataColumns({ metadata, externalId }),
          updated_at: nextVersion("resources"),
        })
        .where("id", "=", id)
        .execute();
      if (columns.exclusive !== undefined) await copyExclusive(trx, id, columns.exclusive);
    });
  };
  return givingExternalIds(ctx.db, "resources", [input.externalId], () =>
    runIdempotentChange(ctx, "resources.update", request, options, change, id),
  );
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
