import type { Absence, CreateAbsenceInput } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { type EffectContext, runIdempotent } from "../idempotency/index.ts";
import { withLockedSlots } from "../inventory/index.ts";
import {
  CLOSED_MAX_SLOTS,
  closeSlots,
  findOpenSlots,
  lockResource,
  type OfKind,
  readResource,
} from "../resources/index.ts";
import {
  type Actor,
  newId,
  type ReleaseContext,
  type ReplayOptions,
  type Trx,
  type WriteContext,
} from "../shared/index.ts";
import { getAbsence } from "./absence.ts";

/**
 * Creates an absence of a resource, once per idempotency key: closes its open slots in that time, one of them or all, and keeps
 * its schedules from making others there. Bookings and entries stay: staff tell or move them.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; INVALID_INPUT where more than `CLOSED_MAX_SLOTS` would be
 *   closed; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY where a slot or the resource stays locked
 */
export function createAbsence(
  { db, actor, ...release }: WriteContext & ReleaseContext,
  input: OfKind<CreateAbsenceInput>,
  options: ReplayOptions = {},
): Promise<Absence> {
  const { kind, resourceId, from, until } = input;
  const isInTime = sql<boolean>`(slots.starts_at < ${until} AND slots.ends_at > ${from})`;
  const create = async ({ db: trx }: EffectContext) => {
    await readResource(trx, { id: resourceId, ...(kind && { kind }) });
    const open = await findOpenSlots(trx, resourceId, isInTime, {
      path: "until",
      message: `is too late: an absence closes ${CLOSED_MAX_SLOTS} slots at most`,
    });
    const id = newId();
    await withLockedSlots({ trx, ...release }, open, async () => {
      // Slots that were made meanwhile are seen once the resource is locked.
      await lockResource(trx, resourceId);
      const closing = { resourceId, closedBy: id };
      const slotsClosed = await closeSlots(trx, actor, closing, isInTime);
      await insertAbsence(trx, actor, { ...input, id, slotsClosed });
    });
    return getAbsence({ db: trx }, { id });
  };
  return runIdempotent({ db, actor }, "absences.create", input, options, create, resourceId);
}

/** Writes the row, and an entry of the audit without the reason, which may tell of somebody's health. */
async function insertAbsence(
  trx: Trx,
  actor: Actor,
  {
    id,
    resourceId,
    from,
    until,
    reason,
    slotsClosed,
  }: CreateAbsenceInput & { id: string; slotsClosed: number },
): Promise<void> {
  await trx
    .insertInto("absences")
    .values({
      id,
      resource_id: resourceId,
      starts_at: from,
      ends_at: until,
      reason: reason ?? null,
      slots_closed: slotsClosed,
    })
    .execute();
  const after = { resourceId, from: from.toISOString(), until: until.toISOString(), slotsClosed };
  await writeAudit(trx, actor, [{ action: "absence.created", subjectId: id, after }]);
}
