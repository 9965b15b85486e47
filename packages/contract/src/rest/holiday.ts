import { z } from "zod";
import {
  bookedHolidaySlot,
  type ImportedHolidays,
  importedHolidays,
  importHolidaysInput,
  removeHolidaysInput,
} from "../holiday.ts";
import { restInput, restObject, snakeCase } from "./names.ts";
import { without } from "./request.ts";
import { restSchedule } from "./schedule.ts";

/** The path of one file: the schedule and the name. */
export const restHolidaysParams = z.strictObject(
  without(removeHolidaysInput.shape, "ifMatch", "idempotencyKey"),
);

export const restImportHolidaysInput = restInput(
  without(importHolidaysInput.shape, "id", "file", "ifMatch", "idempotencyKey"),
).meta({ id: "ImportHolidays", description: "A calendar file with holidays" });

export const restImportedHolidays = z
  .object({
    ...restObject(importedHolidays).shape,
    holidays: restSchedule.shape.holidays,
    booked_slots: z
      .array(
        restObject(bookedHolidaySlot).meta({
          id: "BookedHolidaySlot",
          description: "A slot on a holiday that somebody has booked or waits for",
        }),
      )
      .describe(
        "The first 500 slots on these days that somebody has booked or waits for, in the order of their starts. They are closed, and stay",
      ),
  })
  .meta({ id: "ImportedHolidays", description: "A schedule whose holidays were imported" });

export const toRestImportedHolidays = ({ bookedSlots, ...fields }: ImportedHolidays) => ({
  ...snakeCase(fields),
  booked_slots: bookedSlots.map((slot) => snakeCase(slot)),
});
