import { absence, checkAbsence, createAbsenceFields } from "../absence.ts";
import { restInput, restObject } from "./names.ts";
import { without } from "./request.ts";

export const restAbsenceInput = restInput(without(createAbsenceFields.shape, "resourceId", "idempotencyKey"))
  .superRefine(checkAbsence)
  .meta({ id: "CreateAbsence", description: "A time in which a doctor or a show is away" });

export const restAbsence = restObject(absence).meta({
  id: "Absence",
  description: "A time in which a doctor or a show is away: its slots are closed",
});
