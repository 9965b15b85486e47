import { z } from "zod";
import {
  checkSchedule,
  createScheduleInput,
  deletedSchedule,
  generatedSlots,
  listSchedulesInput,
  schedule,
  scheduleExceptionInput,
  updateScheduleInput,
} from "../schedule.ts";
import { restInput, restObject, snakeName } from "./names.ts";
import { filtersOf, pageQuery, without } from "./request.ts";

export const restScheduleInput = restInput(without(createScheduleInput.shape, "resourceId", "idempotencyKey"))
  .superRefine(checkSchedule(snakeName))
  .meta({ id: "CreateSchedule", description: "A new schedule" });

/** Fields left out stay as they are; `exceptions` replaces the whole list. */
export const restUpdateScheduleInput = restInput(
  without(updateScheduleInput.shape, "id", "ifMatch", "idempotencyKey"),
).meta({
  id: "UpdateSchedule",
  description: "Changes of a schedule; fields that are left out stay as they are",
  examples: [{ capacity: 4, exceptions: ["2031-12-25"] }],
});

export const restListSchedulesQuery = restInput({
  ...without(filtersOf(listSchedulesInput.shape), "resourceId"),
  ...pageQuery,
});

/** The path of one exception: the schedule and the day. */
export const restScheduleExceptionParams = z.strictObject(
  without(scheduleExceptionInput.shape, "ifMatch", "idempotencyKey"),
);

export const restSchedule = restObject(schedule).meta({
  id: "Schedule",
  description: "A rule that makes slots ahead",
});

export const restDeletedSchedule = restObject(deletedSchedule).meta({
  id: "DeletedSchedule",
  description: "What became of the slots of a deleted schedule",
});

export const restGeneratedSlots = restObject(generatedSlots).meta({
  id: "GeneratedSlots",
  description: "What became of the slots of a schedule that was followed",
});
