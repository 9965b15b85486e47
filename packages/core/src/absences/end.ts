import type { Absence, EndAbsenceInput } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import { withLockedSlots } from "../inventory/index.ts";
import { findClosedBy, lagSchedulesOf, lockResource, reopenSlots } from "../resources/index.ts";
import { nextVersion, type ReleaseContext, type ReplayOptions, type WriteContext } from "../shared/index.ts";
import { getAbsence } from "./absence.ts";

/**
 * Ends an absence, once per idempotency key: opens the slots that it has closed and nothing else, promotes entries that fit, and
 * lets schedules make what they left out. A slot that is to stay closed, because of another absence or of an archived resource,
 * does. A repetition changes nothing.
 * @throws ABSENCE_NOT_FOUND; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY where a slot or the resource stays locked
 */
export async function endAbsence(
  { db, actor, ...release }: WriteContext & ReleaseContext,
  input: EndAbsenceInput,
  options: ReplayOptions = {},
): Promise<Absence> {
  const { id } = input;
  const { resourceId } = await getAbsence({ db }, { id });
  const end = async ({ db: trx }: EffectContext) => {
    await lagSchedulesOf(release.jobs, trx, resourceId);
    await withLockedSlots({ trx, ...release }, await findClosedBy(trx, id), async () => {
      await lockResource(trx, resourceId);
      const ended = await trx
        .updateTable("absences")
        .set({ ended_at: sql<Date>`clock_timestamp()`, updated_at: nextVersion("absences") })
        .where("id", "=", id)
        .where("ended_at", "is", null)
        .returning("ended_at")
        .executeTakeFirst();
      if (!ended) return;
      const slotsReopened = await reopenSlots(trx, actor, id);
      const after = { endedAt: ended.ended_at?.toISOString() ?? null, slotsReopened };
      await writeAudit(trx, actor, [
        { action: "absence.ended", subjectId: id, before: { endedAt: null }, after },
      ]);
    });
    return getAbsence({ db: trx }, { id });
  };
  return runIdempotentChange({ db, actor }, "absences.end", input, options, end, resourceId);
}
