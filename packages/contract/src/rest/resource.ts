import { z } from "zod";
import { metadataQuery } from "../metadata.ts";
import { createResourceInput, listResourcesInput, resource, updateResourceInput } from "../resource.ts";
import { camelCase, restInput, restObject, snakeCase } from "./names.ts";
import { documentedAs, filtersOf, oneNameOf, pageQuery, queryFlag, without } from "./request.ts";

/* The path names the kind and the id of a resource. */

const newFields = without(createResourceInput.shape, "kind", "idempotencyKey");
const changedFields = without(updateResourceInput.shape, "id", "ifMatch", "idempotencyKey");

export const restDoctorInput = restInput(newFields).meta({ id: "CreateDoctor", description: "A new doctor" });

const { name, specialization, ...otherFields } = snakeCase(newFields);
const genre = specialization
  .unwrap()
  .describe("The show's genre: another name of `specialization`; null or blank: none")
  .meta({ examples: ["Tragedy"] });
const CHANGES = "Changes of a show; fields that are left out stay as they are";
const ofShow = {
  id: "CreateShow",
  description: "A new show",
  examples: [{ name: "Hamlet", specialization: "Tragedy" }],
};
const ofShowByGenre = {
  id: "CreateShowByGenre",
  description: "A new show, by its `genre`",
  examples: [{ name: "Hamlet", genre: "Tragedy" }],
};

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

export const restUpdateDoctorInput = restInput(changedFields).meta({
  id: "UpdateDoctor",
  description: "Changes of a doctor; fields that are left out stay as they are",
});

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
  z.strictObject(changes).meta({ ...ofShow, id: "UpdateShow", description: CHANGES }),
  z.strictObject({ ...changesBesideGenre, genre }).meta({
    ...ofShowByGenre,
    id: "UpdateShowByGenre",
    description: `${CHANGES}. By its \`genre\``,
  }),
);

export const restListResourcesQuery = z
  .strictObject({
    ...snakeCase(without(filtersOf(listResourcesInput.shape), "kind", "archived")),
    archived: queryFlag.describe("`true`: archived ones, too"),
    metadata: metadataQuery,
    ...pageQuery,
  })
  .transform(({ archived, ...rest }) => ({ ...camelCase(rest), archived: archived === "true" }));

export const restResource = restObject(resource).meta({
  id: "Resource",
  description: "A doctor or a show: the owner of slots",
});

export type RestResource = z.output<typeof restResource>;
