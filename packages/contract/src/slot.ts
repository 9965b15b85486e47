import { z } from "zod";
import { id, idempotencyKey, ifMatch, page, pageInput, timestamp, utcTime } from "./common.ts";
import type { InputIssue } from "./errors.ts";
import { metadataChangeFields, metadataFields, metadataFilters, newMetadataFields } from "./metadata.ts";
import { resourceKind } from "./resource.ts";

export const CAPACITY_MAX_PLACES = 1_000_000;
export const SLOT_MAX_DAYS = 31;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Places of a slot: 1 to 1,000,000. */
export const capacity = z
  .int()
  .min(1)
  .max(CAPACITY_MAX_PLACES)
  .describe("All places of a slot")
  .meta({ examples: [3] });

export const CANCEL_UNTIL_MAX_HOURS = 366 * 24;
export const LEAD_MAX_MINUTES = 366 * 24 * 60;
/** As many as one booking may have. */
export const PER_CONTACT_MAX_PLACES = 100;

/** The hours before the start until which customers may cancel by themselves; null: at any time. */
export const cancelUntil = z
  .int()
  .min(0)
  .max(CANCEL_UNTIL_MAX_HOURS)
  .nullable()
  .optional()
  .describe("Hours before the start until which customers may cancel or reschedule; null: at any time");

/** The minutes before the start until which customers may book by themselves; 0: until the end. */
export const leadMinutes = z
  .int()
  .min(0)
  .max(LEAD_MAX_MINUTES)
  .describe("Minutes before the start until which customers may book; 0: until the slot ends");

/** The places of a slot that one contact may have, over all its bookings; null: no limit. */
export const maxPerContact = z
  .int()
  .min(1)
  .max(PER_CONTACT_MAX_PLACES)
  .nullable()
  .optional()
  .describe(
    "Places of the slot that one contact may have, over all its bookings and entries; null: no limit",
  );

/** A bound of a slot's booking window; null or left out: no bound. */
export const bookableTime = timestamp.nullable().optional();

/**
 * A bookable time of one resource; `booked` counts live holds and confirmed bookings alone. It can be booked while it
 * is not `closed`, in `[bookableFrom, bookableUntil)` (null: no bound), by customers until `leadMinutes` before the start,
 * and never once it has ended. Entries that are `waiting` come first; places that they cannot use are free for everybody.
 */
export const slot = z.object({
  id: id.describe("Its id"),
  resourceId: id.describe("The doctor or show that owns the slot"),
  kind: resourceKind,
  resourceName: z
    .string()
    .describe("The resource's name")
    .meta({ examples: ["Dr. Smith"] }),
  startsAt: utcTime.describe("When the slot starts").meta({ examples: ["2031-12-25T10:00:00.000Z"] }),
  endsAt: utcTime.describe("When the slot ends").meta({ examples: ["2031-12-25T11:00:00.000Z"] }),
  capacity: z
    .int()
    .describe("All places of the slot")
    .meta({ examples: [3] }),
  booked: z
    .int()
    .describe("Places of live holds and confirmed bookings")
    .meta({ examples: [1] }),
  available: z
    .int()
    .describe("Free places that no waiting entry is about to get")
    .meta({ examples: [2] }),
  waiting: z.int().describe("Waiting entries of its waitlist, which need more places than are free"),
  closed: z
    .boolean()
    .describe("Whether the slot is closed, by staff or by its schedule: then it takes no new bookings"),
  bookableFrom: utcTime.nullable().describe("When the booking window begins; null: no bound"),
  bookableUntil: utcTime.nullable().describe("When the booking window ends; null: no bound"),
  cancelUntil: z
    .int()
    .nullable()
    .describe("Hours before the start until which customers may cancel or reschedule; null: at any time"),
  leadMinutes: z
    .int()
    .describe("Minutes before the start until which customers may book; 0: until the slot ends"),
  maxPerContact: z
    .int()
    .nullable()
    .describe(
      "Places of the slot that one contact may have, over all its bookings and entries; null: no limit",
    ),
  ...metadataFields,
  createdAt: utcTime.describe("When it was created"),
  updatedAt: utcTime.describe("When staff last changed it; bookings leave it as it is"),
});

/** The fault in a slot's times, or undefined: it ends after it starts, at most 31 days later. */
export function slotTimesIssue(startsAt: Date, endsAt: Date): InputIssue | undefined {
  const milliseconds = endsAt.getTime() - startsAt.getTime();
  if (milliseconds <= 0) return { path: "endsAt", message: "must be after the start" };
  if (milliseconds > SLOT_MAX_DAYS * DAY_MILLISECONDS) {
    return { path: "endsAt", message: `must be at most ${SLOT_MAX_DAYS} days after the start` };
  }
  return undefined;
}

/** Reports a fault in a slot's times under `endField`, the caller's name of its end. */
export const checkSlotTimes =
  <Input>(times: (input: Input) => { startsAt: Date; endsAt: Date }, endField: string) =>
  (input: Input, context: z.core.$RefinementCtx<Input>) => {
    const { startsAt, endsAt } = times(input);
    const issue = slotTimesIssue(startsAt, endsAt);
    if (issue) context.addIssue({ code: "custom", path: [endField], message: issue.message });
  };

type BookingWindow = { bookableFrom?: Date | null | undefined; bookableUntil?: Date | null | undefined };

/** The fault in a slot's booking window, or undefined: it ends after it begins. */
export function bookingWindowIssue({ bookableFrom, bookableUntil }: BookingWindow): InputIssue | undefined {
  if (!bookableFrom || !bookableUntil || bookableFrom < bookableUntil) return undefined;
  return { path: "bookableUntil", message: "must be after the begin of the booking window" };
}

/** Reports a fault in a booking window under `untilField`, the caller's name of its end. */
export const checkBookingWindow =
  <Input>(windowOf: (input: Input) => BookingWindow, untilField: string) =>
  (input: Input, context: z.core.$RefinementCtx<Input>) => {
    const issue = bookingWindowIssue(windowOf(input));
    if (issue) context.addIssue({ code: "custom", path: [untilField], message: issue.message });
  };

const slotTimes = {
  startsAt: timestamp.describe("When the slot starts"),
  endsAt: timestamp
    .describe(`When the slot ends: after its start, at most ${SLOT_MAX_DAYS} days later`)
    .meta({ examples: ["2031-12-25T11:00:00Z"] }),
};

const bookingWindow = {
  bookableFrom: bookableTime.describe("When the booking window begins; null: no bound"),
  bookableUntil: bookableTime.describe("When the booking window ends: after its begin; null: no bound"),
};

const slotId = id.describe("The slot");

/** The fields of a new slot, beside its resource. */
const newSlotFields = {
  ...slotTimes,
  capacity,
  ...bookingWindow,
  cancelUntil,
  leadMinutes: leadMinutes.optional(),
  maxPerContact,
  ...newMetadataFields,
};

export const createSlotInput = z
  .strictObject({
    resourceId: id.describe("The doctor or show that owns the slot"),
    ...newSlotFields,
    idempotencyKey: idempotencyKey.optional(),
  })
  .superRefine(checkSlotTimes((input) => input, "endsAt"))
  .superRefine(checkBookingWindow((input) => input, "bookableUntil"));

/** Slots of one call that creates several: 1 to 500. */
export const CREATED_SLOTS_MAX = 500;

const newSlot = z
  .strictObject(newSlotFields)
  .superRefine(checkSlotTimes((input) => input, "endsAt"))
  .superRefine(checkBookingWindow((input) => input, "bookableUntil"));

/** Reports every slot whose external id an earlier one of the call has, under `field`, the caller's name of it. */
export const checkDistinctExternalIds =
  (field: string) =>
  <Input extends { slots: readonly { externalId?: string | undefined }[] }>(
    { slots }: Input,
    context: z.core.$RefinementCtx<Input>,
  ) => {
    const first = new Map<string, number>();
    for (const [index, { externalId }] of slots.entries()) {
      if (externalId === undefined) continue;
      const owner = first.get(externalId);
      if (owner === undefined) first.set(externalId, index);
      else {
        const message = `is the one of slots.${owner}, too`;
        context.addIssue({ code: "custom", path: ["slots", index, field], message });
      }
    }
  };

const SEVERAL_SLOTS = "The slots: all are made, or none";

export const createSlotsInput = z
  .strictObject({
    resourceId: id.describe("The doctor or show that owns the slots"),
    slots: z.array(newSlot).min(1).max(CREATED_SLOTS_MAX).describe(SEVERAL_SLOTS),
    idempotencyKey: idempotencyKey.optional(),
  })
  .superRefine(checkDistinctExternalIds("externalId"));

/** New slots. */
export const slots = z.object({
  items: z.array(slot).describe("The slots, in the order of the request"),
});

export const getSlotInput = z.strictObject({ id: slotId });

/** Slots that start in `[from, to)`, upcoming ones first by start, then past ones, latest first. */
export const listSlotsInput = z.strictObject({
  resourceId: id.optional().describe("Only slots of this doctor or show"),
  kind: resourceKind.optional().describe("Only slots of doctors, or only those of shows"),
  from: timestamp.optional().describe("Only slots that start at this time or later"),
  to: timestamp.optional().describe("Only slots that start before this time"),
  availableOnly: z.boolean().default(false).describe("Only slots that can be booked now"),
  ...metadataFilters,
  ...pageInput,
});

/**
 * Fields left out stay as they are; null removes a bound of the booking window, the limit per contact, an external id, a key
 * of the metadata or all of it.
 */
export const updateSlotInput = z.strictObject({
  id: slotId,
  startsAt: slotTimes.startsAt.optional(),
  endsAt: slotTimes.endsAt.optional(),
  capacity: capacity.optional(),
  closed: z.boolean().optional().describe("Whether the slot takes no new bookings"),
  ...bookingWindow,
  cancelUntil,
  leadMinutes: leadMinutes.optional(),
  maxPerContact,
  ...metadataChangeFields,
  ifMatch,
  idempotencyKey: idempotencyKey.optional(),
});

export const deleteSlotInput = z.strictObject({
  id: slotId,
  ifMatch,
  idempotencyKey: idempotencyKey.optional(),
});

/** A deleted slot. */
export const deletedSlot = z.object({ id: id.describe("The id of the deleted slot") });

export const slotPage = page(slot);

/** The fields that name what is watched; an input has exactly one. */
export const WATCHED = ["slotId", "resourceId"] as const;

/** The id of a message of a stream: a position in the audit. */
export const messageId = z
  .string()
  .regex(/^\d{1,20}$/, { error: "must be the id of an event of a stream" })
  .meta({ examples: ["1024"] });

const watchSlotsFields = {
  slotId: id.optional().describe("The slot that is watched"),
  resourceId: id.optional().describe("The doctor or show whose slots are watched"),
};

/** Refuses an input unless it names exactly one thing to watch. `rename` gives the caller's name of a field. */
export const checkWatched =
  (rename: (name: string) => string) => (input: WatchedFields, context: z.core.$RefinementCtx) => {
    if (WATCHED.filter((name) => input[name] !== undefined).length === 1) return;
    const message = `give one of ${WATCHED.map(rename).join(", ")}`;
    context.addIssue({ code: "custom", path: [rename("slotId")], message });
  };

interface WatchedFields {
  slotId?: string | undefined;
  resourceId?: string | undefined;
}

export const watchSlotsInput = z
  .strictObject({
    ...watchSlotsFields,
    lastEventId: messageId
      .optional()
      .describe("The id of the last message that was received, where a stream goes on"),
  })
  .superRefine(checkWatched((name) => name));

const messageType = <Type extends string>(type: Type) =>
  z.literal(type).describe("What it tells: `slots`, `slot` or `deleted`");

/** The present state, in place of all that came before; it comes first. */
export const slotsNow = z.object({
  type: messageType("slots"),
  slots: z.array(slot).describe("The slots as they are, in place of all that are known from before"),
});

/** A slot that is new or has changed, as a read gives it. */
export const slotNow = z.object({
  type: messageType("slot"),
  slot: slot.describe("The slot as it is now"),
});

/** A slot that is gone. */
export const slotGone = z.object({
  type: messageType("deleted"),
  id: id.describe("The slot that was deleted"),
});

/** What a stream of slots sends. */
export const slotsMessage = z.discriminatedUnion("type", [slotsNow, slotNow, slotGone]);

/** A message of a stream as a subscription has it. */
export const trackedMessage = z.object({
  id: messageId.describe("The `lastEventId` of a stream that goes on after this message"),
  data: slotsMessage.describe("The message"),
});

export type Slot = z.output<typeof slot>;
export type SlotPage = z.output<typeof slotPage>;
export type DeletedSlot = z.output<typeof deletedSlot>;
export type Slots = z.output<typeof slots>;
export type CreateSlotInput = z.output<typeof createSlotInput>;
export type CreateSlotsInput = z.output<typeof createSlotsInput>;
export type NewSlot = z.output<typeof newSlot>;
export type ListSlotsInput = z.output<typeof listSlotsInput>;
export type DeleteSlotInput = z.output<typeof deleteSlotInput>;
export type UpdateSlotInput = z.output<typeof updateSlotInput>;
export type WatchSlotsInput = z.output<typeof watchSlotsInput>;
export type SlotsMessage = z.output<typeof slotsMessage>;
export type TrackedMessage = z.output<typeof trackedMessage>;
