import { z } from "zod";
import { createResourceInput, resource, updateResourceInput } from "../resource.ts";
import { restInput, restObject, snakeCase } from "./names.ts";
import { oneNameOf, without } from "./request.ts";

/* The path names the kind and the id of a resource. */

const newFields = without(createResourceInput.shape, "kind", "idempotencyKey");
const changedFields = without(updateResourceInput.shape, "id", "ifMatch");

export const restDoctorInput = restInput(newFields);

const { name, specialization, ...otherFields } = snakeCase(newFields);

/** `genre`: another name of the specialization. */
export const restShowInput = z
  .strictObject({ name, specialization, genre: specialization, ...otherFields })
  .superRefine(oneNameOf("genre", "specialization"))
  .transform(({ genre, ...show }) => ({ ...show, specialization: show.specialization ?? genre }));

export const restUpdateDoctorInput = restInput(changedFields);

/** `genre`: another name of the specialization; left out, both stay as they are. */
export const restUpdateShowInput = z
  .strictObject({ ...snakeCase(changedFields), genre: specialization })
  .superRefine(oneNameOf("genre", "specialization"))
  .transform(({ genre, ...show }) => (genre === undefined ? show : { ...show, specialization: genre }));

export const restResource = restObject(resource).meta({ id: "Resource" });

export type RestResource = z.output<typeof restResource>;
