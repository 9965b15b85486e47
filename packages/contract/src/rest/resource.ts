import { z } from "zod";
import { metadataQuery } from "../metadata.ts";
import { createResourceInput, listResourcesInput, resource, updateResourceInput } from "../resource.ts";
import { camelCase, restInput, restObject, snakeCase } from "./names.ts";
import { documentedAs, filtersOf, oneNameOf, pageQuery, without } from "./request.ts";

/* The path names the kind and the id of a resource. */

const newFields = without(createResourceInput.shape, "kind", "idempotencyKey");
const changedFields = without(updateResourceInput.shape, "id", "ifMatch", "idempotencyKey");

export const restDoctorInput = restInput(newFields).meta({ id: "CreateDoctor" });

const { name, specialization, ...otherFields } = snakeCase(newFields);
const genre = specialization
  .unwrap()
  .describe("The show's genre: another name of `specialization`; null or blank: none")
  .meta({ examples: ["Tragedy"] });
const ofShow = { id: "CreateShow", examples: [{ name: "Hamlet", specialization: "Tragedy" }] };
const ofShowByGenre = { id: "CreateShowByGenre", examples: [{ name: "Hamlet", genre: "Tragedy" }] };

/** `genre`: another name of the specialization. */
export const restShowInput = documentedAs(
  z
    .strictObject({ name, specialization, genre: genre.optional(), ...otherFields })
    .superRefine(oneNameOf("genre", "specialization"))
    .transform(({ genre, ...show }) => ({
      ...camelCase(show),
      specialization: show.specialization ?? genre,
    })),
  z.strictObject({ name, specialization, ...otherFields }).meta(ofShow),
  z.strictObject({ name, genre, ...otherFields }).meta(ofShowByGenre),
);

export const restUpdateDoctorInput = restInput(changedFields).meta({ id: "UpdateDoctor" });

const changes = snakeCase(changedFields);
const { specialization: _otherName, ...changesBesideGenre } = changes;

/** `genre`: another name of the specialization; left out, both stay as they are. */
export const restUpdateShowInput = documentedAs(
  z
    .strictObject({ ...changes, genre: genre.optional() })
    .superRefine(oneNameOf("genre", "specialization"))
    .transform(({ genre, ...show }) => ({
      ...camelCase(show),
      ...(genre !== undefined && { specialization: genre }),
    })),
  z.strictObject(changes).meta({ ...ofShow, id: "UpdateShow" }),
  z.strictObject({ ...changesBesideGenre, genre }).meta({ ...ofShowByGenre, id: "UpdateShowByGenre" }),
);

export const restListResourcesQuery = restInput({
  ...without(filtersOf(listResourcesInput.shape), "kind"),
  metadata: metadataQuery,
  ...pageQuery,
});

export const restResource = restObject(resource).meta({ id: "Resource" });

export type RestResource = z.output<typeof restResource>;
