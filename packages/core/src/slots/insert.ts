import type { NewSlot, Resource, Slot } from "@holdfast/contract";
import { createdFields, writeAudit } from "../audit/index.ts";
import { type Actor, byExternalId, metadataColumns, newId, type Trx } from "../shared/index.ts";
import { ownColumns, toSlot } from "./slot.ts";

/**
 * Inserts slots of a resource in one statement, and their audit entries in another. PostgreSQL refuses all of them where one
 * overlaps another of an exclusive resource, or has an external id that is taken.
 * @returns the slots, in the order of the inputs
 */
export async function insertSlots(
  trx: Trx,
  actor: Actor,
  { id: resourceId, kind, name }: Resource,
  inputs: readonly NewSlot[],
): Promise<Slot[]> {
  const news = inputs.map((input) => ({ ...input, id: newId() }));
  const values = news.toSorted(byExternalId).map((input) => ({
    id: input.id,
    resource_id: resourceId,
    starts_at: input.startsAt,
    ends_at: input.endsAt,
    capacity: input.capacity,
    bookable_from: input.bookableFrom ?? null,
    bookable_until: input.bookableUntil ?? null,
    cancel_until: input.cancelUntil ?? null,
    lead_minutes: input.leadMinutes ?? 0,
    max_per_contact: input.maxPerContact ?? null,
    ...metadataColumns(input),
  }));
  const rows = await trx.insertInto("slots").values(values).returning(ownColumns).execute();
  const byId = new Map(
    rows.map((row) => [row.id, toSlot({ ...row, kind, resource_name: name, live_booked: 0, promised: 0 })]),
  );
  const slots = news.map(({ id }) => byId.get(id) as Slot);
  await writeAudit(
    trx,
    actor,
    slots.map((slot) => ({
      action: "slot.created",
      subjectId: slot.id,
      slotId: slot.id,
      after: createdFields(auditedFields(slot), slot),
    })),
  );
  return slots;
}

const auditedFields = (slot: Slot) => {
  const { resourceId, startsAt, endsAt, capacity, bookableFrom, bookableUntil, ...rules } = slot;
  const { cancelUntil, leadMinutes, maxPerContact } = rules;
  const window = { bookableFrom, bookableUntil };
  return { resourceId, startsAt, endsAt, capacity, ...window, cancelUntil, leadMinutes, maxPerContact };
};
