import type { CreateSlotInput, Slot } from "@holdfast/contract";
import { createdFields, writeAudit } from "../audit/index.ts";
import { type EffectContext, runIdempotent } from "../idempotency/index.ts";
import { type OfKind, readResource } from "../resources/index.ts";
import {
  givingExternalIds,
  metadataColumns,
  newId,
  type ReplayOptions,
  throwOverlap,
  type WriteContext,
} from "../shared/index.ts";
import { ownColumns, toSlot } from "./slot.ts";

/**
 * Creates a slot of a resource, once per idempotency key.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; SLOT_OVERLAP; EXTERNAL_ID_TAKEN;
 *   IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY where the resource stays locked
 */
export function createSlot(
  ctx: WriteContext,
  input: OfKind<CreateSlotInput>,
  options: ReplayOptions = {},
): Promise<Slot> {
  const insert = (inner: EffectContext) => insertSlot(inner, input);
  return givingExternalIds(ctx.db, "slots", [input.externalId], () =>
    runIdempotent(ctx, "slots.create", input, options, insert, input.resourceId),
  );
}

async function insertSlot({ db: trx, actor }: EffectContext, input: OfKind<CreateSlotInput>): Promise<Slot> {
  const { id: resourceId, kind, name } = await readResource(trx, { ...input, id: input.resourceId });
  const row = await trx
    .insertInto("slots")
    .values({
      id: newId(),
      resource_id: resourceId,
      starts_at: input.startsAt,
      ends_at: input.endsAt,
      capacity: input.capacity,
      bookable_from: input.bookableFrom ?? null,
      bookable_until: input.bookableUntil ?? null,
      cancel_until: input.cancelUntil ?? null,
      lead_minutes: input.leadMinutes ?? 0,
      ...metadataColumns(input),
    })
    .returning(ownColumns)
    .executeTakeFirstOrThrow()
    .catch(throwOverlap);
  const slot = toSlot({ ...row, kind, resource_name: name, live_booked: 0, promised: 0 });
  const { id, startsAt, endsAt, capacity, bookableFrom, bookableUntil, cancelUntil, leadMinutes } = slot;
  const window = { bookableFrom, bookableUntil };
  const own = { resourceId, startsAt, endsAt, capacity, ...window, cancelUntil, leadMinutes };
  const after = createdFields(own, slot);
  await writeAudit(trx, actor, [{ action: "slot.created", subjectId: id, slotId: id, after }]);
  return slot;
}
