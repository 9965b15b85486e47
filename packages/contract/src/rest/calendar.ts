import { z } from "zod";
import { calendar, calendarSecret, createCalendarInput, newCalendar, revokedCalendar } from "../calendar.ts";
import { restInput, restObject } from "./names.ts";
import { without } from "./request.ts";

/* The path names the kind and the id of the resource. */

export const restCreateCalendarInput = restInput(without(createCalendarInput.shape, "id")).meta({
  id: "CreateCalendar",
  description: "A new calendar of a doctor or a show",
});

export const restCalendar = restObject(calendar).meta({
  id: "Calendar",
  description: "A calendar of the booked slots of a doctor or a show, without its secret address",
});

export const restNewCalendar = restObject(newCalendar).meta({
  id: "NewCalendar",
  description: "A new calendar with its secret address, which no later answer has",
});

export const restRevokedCalendar = restObject(revokedCalendar).meta({
  id: "RevokedCalendar",
  description: "The doctor or show that has no calendar any more",
});

export const restCalendarParams = z.strictObject({ secret: calendarSecret });

/** iCalendar's text, RFC 5545. */
export const restCalendarText = z
  .string()
  .meta({ examples: ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nEND:VCALENDAR\r\n"] });
