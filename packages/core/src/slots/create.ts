import type { CreateSlotInput, Slot } from "@holdfast/contract";
import { type EffectContext, runIdempotent } from "../idempotency/index.ts";
import { type OfKind, requireActive } from "../resources/index.ts";
import { givingExternalIds, type ReplayOptions, throwOverlap, type WriteContext } from "../shared/index.ts";
import { insertSlots } from "./insert.ts";

/**
 * Creates a slot of a resource, once per idempotency key.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; RESOURCE_ARCHIVED; SLOT_OVERLAP; EXTERNAL_ID_TAKEN;
 *   IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY where the resource stays locked
 */
export function createSlot(
  ctx: WriteContext,
  input: OfKind<CreateSlotInput>,
  options: ReplayOptions = {},
): Promise<Slot> {
  const insert = async ({ db: trx, actor }: EffectContext) => {
    const resource = await requireActive(trx, { ...input, id: input.resourceId });
    const [slot] = await insertSlots(trx, actor, resource, [input]).catch(throwOverlap);
    return slot as Slot;
  };
  return givingExternalIds(ctx.db, "slots", [input.externalId], () =>
    runIdempotent(ctx, "slots.create", input, options, insert, input.resourceId),
  );
}
