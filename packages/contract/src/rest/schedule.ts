import {
  checkSchedule,
  createScheduleInput,
  deletedSchedule,
  schedule,
  updateScheduleInput,
} from "../schedule.ts";
import { restInput, restObject, snakeName } from "./names.ts";
import { without } from "./request.ts";

export const restScheduleInput = restInput(
  without(createScheduleInput.shape, "resourceId", "idempotencyKey"),
).superRefine(checkSchedule(snakeName));

/** Fields left out stay as they are; `exceptions` replaces the whole list. */
export const restUpdateScheduleInput = restInput(without(updateScheduleInput.shape, "id"));

export const restSchedule = restObject(schedule).meta({ id: "Schedule" });

export const restDeletedSchedule = restObject(deletedSchedule).meta({ id: "DeletedSchedule" });
