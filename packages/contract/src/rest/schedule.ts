import { z } from "zod";
import {
  checkPreview,
  checkSchedule,
  createScheduleInput,
  deletedSchedule,
  generatedSlots,
  holiday,
  holidayFile,
  listSchedulesInput,
  previewedSlot,
  previewScheduleInput,
  type SchedulePreview,
  schedule,
  scheduleExceptionInput,
  schedulePreview,
  updateScheduleInput,
} from "../schedule.ts";
import { restInput, restObject, snakeCase, snakeName } from "./names.ts";
import { filtersOf, pageQuery, without } from "./request.ts";

export const restScheduleInput = restInput(without(createScheduleInput.shape, "resourceId", "idempotencyKey"))
  .superRefine(checkSchedule(snakeName))
  .meta({ id: "CreateSchedule", description: "A new schedule" });

export const restPreviewScheduleInput = restInput(previewScheduleInput.shape)
  .superRefine(checkPreview(snakeName))
  .meta({ id: "PreviewSchedule", description: "A new schedule, and the time in question" });

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

const restHolidayFile = holidayFile
  .extend({
    days: z
      .array(holiday.meta({ id: "Holiday", description: "An imported day without slots" }))
      .describe("Its days, in their order"),
  })
  .meta({ id: "HolidayFile", description: "The days of an imported calendar file" });

export const restSchedule = restObject(schedule)
  .extend({
    holidays: z
      .array(restHolidayFile)
      .describe("Further days without slots, by the calendar files that they were imported from"),
  })
  .meta({ id: "Schedule", description: "A rule that makes slots ahead" });

export const restDeletedSchedule = restObject(deletedSchedule).meta({
  id: "DeletedSchedule",
  description: "What became of the slots of a deleted schedule",
});

export const restSchedulePreview = z
  .object({
    ...restObject(schedulePreview).shape,
    items: z
      .array(
        restObject(previewedSlot).meta({
          id: "PreviewedSlot",
          description: "A slot that a schedule would make, with what clocks of its zone show",
        }),
      )
      .describe("The first 500 of its slots, in the order of their starts"),
  })
  .meta({ id: "SchedulePreview", description: "What a schedule would make" });

export const toRestSchedulePreview = ({ items, ...counts }: SchedulePreview) => ({
  ...snakeCase(counts),
  items: items.map((item) => snakeCase(item)),
});

export const restGeneratedSlots = restObject(generatedSlots).meta({
  id: "GeneratedSlots",
  description: "What became of the slots of a schedule that was followed",
});
