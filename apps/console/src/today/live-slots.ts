import type { Slot, SlotsMessage } from "@holdfast/client";

/** What streams have told: the newest state by slot, null for one that is gone; by resource, because streams end by resource. */
export type Streamed = ReadonlyMap<string, ReadonlyMap<string, Slot | null>>;

/** What is known after a message of a resource's stream. */
export function applyMessage(streamed: Streamed, resourceId: string, message: SlotsMessage): Streamed {
  const slots = new Map(message.type === "slots" ? [] : streamed.get(resourceId));
  if (message.type === "slots") for (const slot of message.slots) slots.set(slot.id, slot);
  if (message.type === "slot") slots.set(message.slot.id, message.slot);
  if (message.type === "deleted") slots.set(message.id, null);
  return new Map(streamed).set(resourceId, slots);
}

/** What is known once a stream has ended: a list that is read later knows more. */
export function forgetResource(streamed: Streamed, resourceId: string): Streamed {
  const rest = new Map(streamed);
  rest.delete(resourceId);
  return rest;
}

/** The slots that start in `[from, to)`, by start: as they were listed, unless a stream knows better. */
export function mergeSlots(
  listed: readonly Slot[],
  streamed: Streamed,
  { from, to }: { from: Date; to: Date },
): Slot[] {
  const slots = new Map(listed.map((slot) => [slot.id, slot]));
  for (const told of streamed.values()) {
    for (const [id, slot] of told) {
      const start = slot === null ? Number.NaN : Date.parse(slot.startsAt);
      if (slot !== null && start >= from.getTime() && start < to.getTime()) slots.set(id, slot);
      else slots.delete(id);
    }
  }
  return [...slots.values()].sort(
    (first, second) => first.startsAt.localeCompare(second.startsAt) || first.id.localeCompare(second.id),
  );
}
