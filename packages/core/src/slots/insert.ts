import type { NewSlot, Resource, Slot } from "@holdfast/contract";
import { createdFields, writeAudit } from "../audit/index.ts";
import { type Actor, metadataColumns, newId, type Trx } from "../shared/index.ts";
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
  const values = inputs.map((input) => ({
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
  }));
  const rows = await trx
    .insertInto("slots")
    .values(values.toSorted(byExternalId))
    .returning(ownColumns)
    .execute();
  const byId = new Map(
    rows.map((row) => [row.id, toSlot({ ...row, kind, resource_name: name, live_booked: 0, promised: 0 })]),
  );
  const slots = values.map(({ id }) => byId.get(id) as Slot);
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

/** One order in all transactions: two that give the same external ids would wait for each other otherwise. */
function byExternalId(one: { external_id?: string | null }, other: { external_id?: string | null }): number {
  const [first, second] = [one.external_id ?? "", other.external_id ?? ""];
  return first < second ? -1 : Number(first > second);
}

const auditedFields = (slot: Slot) => {
  const { resourceId, startsAt, endsAt, capacity, bookableFrom, bookableUntil, cancelUntil, leadMinutes } =
    slot;
  const window = { bookableFrom, bookableUntil };
  return { resourceId, startsAt, endsAt, capacity, ...window, cancelUntil, leadMinutes };
};
