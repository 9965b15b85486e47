import { z } from "zod";
import {
  id,
  idempotencyKey,
  ifMatch,
  NAME_MAX_CHARACTERS,
  name,
  optionalText,
  page,
  pageInput,
  soughtText,
  utcTime,
} from "./common.ts";
import { metadataChangeFields, metadataFields, metadataFilters, newMetadataFields } from "./metadata.ts";
import { askingFields, givenAskingFields } from "./question.ts";
import { timeZone } from "./time-zone.ts";

/** The kind of a resource. REST has a path for each. */
export const resourceKind = z.enum(["doctor", "show"]).describe("Whether it is a doctor or a show");

/** A doctor's specialization or a show's genre. */
export const specialization = optionalText(NAME_MAX_CHARACTERS)
  .describe("A doctor's specialization or a show's genre; null or blank: none")
  .meta({ examples: ["Cardiology"] });

const resourceId = id.describe("The doctor or show");

/** True for a resource whose slots must not overlap. */
export const exclusive = z.boolean().describe("Whether its slots must not overlap");

/** The name in an input. */
const resourceName = name.describe("Its name").meta({ examples: ["Dr. Smith"] });

/** The zone of a resource in an input; null: UTC. */
const shownTimeZone = timeZone
  .nullable()
  .optional()
  .describe("IANA name of the time zone in which customers read its times; null: UTC");

/** The owner of slots. */
export const resource = z.object({
  id: id.describe("Its id"),
  kind: resourceKind,
  name: z
    .string()
    .describe("Its name")
    .meta({ examples: ["Dr. Smith"] }),
  specialization: z
    .string()
    .nullable()
    .describe("A doctor's specialization or a show's genre; null: none")
    .meta({ examples: ["Cardiology"] }),
  exclusive,
  timeZone: z
    .string()
    .nullable()
    .describe("IANA name of the time zone in which customers read its times; null: UTC")
    .meta({ examples: ["Europe/Berlin"] }),
  archivedAt: utcTime
    .nullable()
    .describe("Since when nothing new is booked or made for it; null: it is not archived"),
  ...askingFields,
  ...metadataFields,
  createdAt: utcTime.describe("When it was created"),
  updatedAt: utcTime.describe("When it last changed"),
});

export const createResourceInput = z.strictObject({
  kind: resourceKind,
  name: resourceName,
  specialization,
  exclusive: exclusive.optional(),
  timeZone: shownTimeZone,
  ...givenAskingFields,
  ...newMetadataFields,
  idempotencyKey: idempotencyKey.optional(),
});

export const getResourceInput = z.strictObject({ id: resourceId });

export const listResourcesInput = z.strictObject({
  kind: resourceKind.optional().describe("Only doctors, or only shows"),
  name: soughtText(NAME_MAX_CHARACTERS)
    .optional()
    .describe("Only those whose name has this text in it, in capitals or not")
    .meta({ examples: ["smith"] }),
  archived: z.boolean().optional().describe("Whether archived ones are listed, too"),
  ...metadataFilters,
  ...pageInput,
});

/** Fields left out stay as they are; null removes a specialization, an external id, a key of the metadata or all of it. */
export const updateResourceInput = z.strictObject({
  id: resourceId,
  name: resourceName.optional(),
  specialization,
  exclusive: exclusive.optional(),
  timeZone: shownTimeZone,
  archived: z
    .boolean()
    .optional()
    .describe(
      "True: nothing new is booked or made for it, and its slots to come are closed; false: undoes that",
    ),
  ...givenAskingFields,
  ...metadataChangeFields,
  ifMatch,
  idempotencyKey: idempotencyKey.optional(),
});

export const resourcePage = page(resource);

export type ResourceKind = z.output<typeof resourceKind>;
export type Resource = z.output<typeof resource>;
export type ResourcePage = z.output<typeof resourcePage>;
export type CreateResourceInput = z.output<typeof createResourceInput>;
export type ListResourcesInput = z.output<typeof listResourcesInput>;
export type UpdateResourceInput = z.output<typeof updateResourceInput>;
