import type { CreateSlotsInput, Slots } from "@holdfast/contract";
import { type EffectContext, runIdempotent } from "../idempotency/index.ts";
import { type OfKind, requireActive } from "../resources/index.ts";
import { givingExternalIds, type ReplayOptions, throwOverlap, type WriteContext } from "../shared/index.ts";
import { withEveryConflict } from "./conflicts.ts";
import { insertSlots } from "./insert.ts";

/**
 * Creates slots of a resource in one transaction, all or none, once per idempotency key.
 * @returns the slots, in the order of the input
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; RESOURCE_ARCHIVED; SLOT_OVERLAP or EXTERNAL_ID_TAKEN, the code
 *   of the first slot that is refused, with an issue for each; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH;
 *   BUSY where the resource stays locked
 */
export async function createSlots(
  ctx: WriteContext,
  input: OfKind<CreateSlotsInput>,
  options: ReplayOptions = {},
): Promise<Slots> {
  const { kind, resourceId, slots } = input;
  const insert = async ({ db: trx, actor }: EffectContext) => {
    // Against another call for the same resource: each could wait for a slot of the other, and one would fail.
    await trx.selectFrom("resources").select("id").where("id", "=", resourceId).forNoKeyUpdate().execute();
    const resource = await requireActive(trx, { id: resourceId, ...(kind && { kind }) });
    return { items: await insertSlots(trx, actor, resource, slots).catch(throwOverlap) };
  };
  const externalIds = slots.map(({ externalId }) => externalId);
  try {
    return await givingExternalIds(ctx.db, "slots", externalIds, () =>
      runIdempotent(ctx, "slots.createMany", input, options, insert, resourceId),
    );
  } catch (error) {
    throw await withEveryConflict(ctx, resourceId, slots, error);
  }
}
