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
  utcTime,
} from "./common.ts";

/** The kind of a resource. REST has a path for each. */
export const resourceKind = z.enum(["doctor", "show"]);

/** A doctor's specialization or a show's genre. */
export const specialization = optionalText(NAME_MAX_CHARACTERS);

/** True for a resource whose slots must not overlap. */
export const exclusive = z.boolean();

/** The owner of slots. */
export const resource = z.object({
  id,
  kind: resourceKind.describe("Whether it is a doctor or a show"),
  name: z.string().describe("Its name"),
  specialization: z.string().nullable().describe("A doctor's specialization or a show's genre; null: none"),
  exclusive: exclusive.describe("Whether its slots must not overlap"),
  createdAt: utcTime.describe("When it was created"),
  updatedAt: utcTime.describe("When it last changed"),
});

export const createResourceInput = z.strictObject({
  kind: resourceKind,
  name,
  specialization,
  exclusive: exclusive.optional(),
  idempotencyKey: idempotencyKey.optional(),
});

export const getResourceInput = z.strictObject({ id });

export const listResourcesInput = z.strictObject({ kind: resourceKind.optional(), ...pageInput });

/** Fields left out stay as they are; `specialization: null` removes it. */
export const updateResourceInput = z.strictObject({
  id,
  name: name.optional(),
  specialization,
  exclusive: exclusive.optional(),
  ifMatch,
});

export const resourcePage = page(resource);

export type ResourceKind = z.output<typeof resourceKind>;
export type Resource = z.output<typeof resource>;
export type ResourcePage = z.output<typeof resourcePage>;
export type CreateResourceInput = z.output<typeof createResourceInput>;
export type ListResourcesInput = z.output<typeof listResourcesInput>;
export type UpdateResourceInput = z.output<typeof updateResourceInput>;
