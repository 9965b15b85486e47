import { z } from "zod";
import { id, name, utcTime } from "../common.ts";
import { exclusive, resourceKind, specialization } from "../resource.ts";
import { oneNameOf } from "./request.ts";

export const restDoctorInput = z.strictObject({ name, specialization, exclusive: exclusive.optional() });

/** A show's specialization may be called its genre; not both. */
export const restShowInput = z
  .strictObject({ name, specialization, genre: specialization, exclusive: exclusive.optional() })
  .superRefine(oneNameOf("genre", "specialization"))
  .transform(({ genre, ...show }) => ({ ...show, specialization: show.specialization ?? genre }));

export const restUpdateDoctorInput = z.strictObject({
  name: name.optional(),
  specialization,
  exclusive: exclusive.optional(),
});

/** `genre`: another name of the specialization; left out, both stay as they are. */
export const restUpdateShowInput = z
  .strictObject({ ...restUpdateDoctorInput.shape, genre: specialization })
  .superRefine(oneNameOf("genre", "specialization"))
  .transform(({ genre, ...show }) => (genre === undefined ? show : { ...show, specialization: genre }));

export const restResource = z
  .object({
    id,
    kind: resourceKind,
    name: z.string(),
    specialization: z.string().nullable(),
    exclusive,
    created_at: utcTime,
  })
  .meta({ id: "Resource" });

export type RestResource = z.output<typeof restResource>;
