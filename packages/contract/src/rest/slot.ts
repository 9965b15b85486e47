import { z } from "zod";
import { metadataQuery } from "../metadata.ts";
import {
  CREATED_SLOTS_MAX,
  checkBookingWindow,
  checkDistinctExternalIds,
  checkSlotTimes,
  checkWatched,
  createSlotInput,
  createSlotsInput,
  deletedSlot,
  listSlotsInput,
  type Slot,
  slot,
  updateSlotInput,
  watchSlotsInput,
} from "../slot.ts";
import { camelCase, restInput, restObject, snakeCase, snakeName } from "./names.ts";
import { filtersOf, pageQuery, queryFlag, without } from "./request.ts";

export const restSlotInput = z
  .strictObject(snakeCase(without(createSlotInput.shape, "resourceId", "idempotencyKey")))
  .superRefine(checkSlotTimes(camelCase, snakeName("endsAt")))
  .superRefine(checkBookingWindow(camelCase, snakeName("bookableUntil")))
  .transform(camelCase)
  .meta({ id: "CreateSlot", description: "A new slot" });

const { slots: severalSlots } = createSlotsInput.shape;

export const restSlotsInput = z
  .strictObject({
    slots: z
      .array(restSlotInput)
      .min(1)
      .max(CREATED_SLOTS_MAX)
      .describe(severalSlots.description ?? ""),
  })
  .superRefine(checkDistinctExternalIds(snakeName("externalId")))
  .meta({ id: "CreateSlots", description: "New slots of one doctor or show" });

/** Fields left out stay as they are; null removes a bound of the booking window. */
export const restUpdateSlotInput = restInput(
  without(updateSlotInput.shape, "id", "ifMatch", "idempotencyKey"),
).meta({
  id: "UpdateSlot",
  description: "Changes of a slot; fields that are left out stay as they are",
  examples: [{ capacity: 4 }],
});

export const restListSlotsQuery = z
  .strictObject({
    ...snakeCase(without(filtersOf(listSlotsInput.shape), "availableOnly")),
    metadata: metadataQuery,
    available: queryFlag.describe("`true`: only slots that can be booked now"),
    ...pageQuery,
  })
  .transform(({ available, ...rest }) => ({ ...camelCase(rest), availableOnly: available === "true" }));

/** What is watched. The id of the last event comes in the header `Last-Event-ID`. */
export const restWatchSlotsQuery = restInput(without(watchSlotsInput.shape, "lastEventId")).superRefine(
  checkWatched(snakeName),
);

const { id, resource_id, ...slotFields } = snakeCase(slot.shape);

/** `doctor_id` where the kind is doctor, `show_id` where it is show. */
export const restSlot = z
  .object({
    id,
    resource_id,
    doctor_id: resource_id.optional().describe("The doctor that owns the slot, where it is one"),
    show_id: resource_id.optional().describe("The show that owns the slot, where it is one"),
    ...slotFields,
  })
  .meta({ id: "Slot", description: "A bookable time of a doctor or a show, with its free places" });

export const restSlots = z
  .object({ slots: z.array(restSlot).describe("The slots, in the order of the request") })
  .meta({ id: "Slots", description: "Slots that were created together" });

export const restDeletedSlot = restObject(deletedSlot).meta({
  id: "DeletedSlot",
  description: "The slot that was deleted",
});

export type RestSlot = z.output<typeof restSlot>;

/** A slot under REST's names, with the id of its resource once more under the resource's kind. */
export function toRestSlot(slot: Slot): RestSlot {
  const { id, resource_id, start_time, end_time, ...fields } = snakeCase(slot);
  const owner = slot.kind === "doctor" ? { doctor_id: resource_id } : { show_id: resource_id };
  return { id, resource_id, ...owner, start_time, end_time, ...fields };
}
