import { z } from "zod";
import { id, idempotencyKey, utcTime } from "./common.ts";

const resourceId = id.describe("The doctor or show");

const namesCustomers = z.boolean().describe("Whether its entries have the customers' names");

/** A calendar of a resource's booked slots, which clients subscribe to, without its secret address. */
export const calendar = z.object({
  resourceId,
  namesCustomers,
  createdAt: utcTime.describe("When it was created"),
});

/** A new calendar. No other response has its address. */
export const newCalendar = calendar.extend({
  url: z
    .string()
    .describe("Its secret address; without `PUBLIC_URL` only the path. No later response has it")
    .meta({ examples: ["https://tickets.example.org/calendars/dG9rZW5fZnJvbV90aGVfcg.ics"] }),
  secret: z
    .string()
    .describe("The secret in the address; no later response has it")
    .meta({ examples: ["dG9rZW5fZnJvbV90aGVfcg"] }),
});

/** The resource that has no calendar any more. */
export const revokedCalendar = z.object({
  resourceId,
});

export const getCalendarInput = z.strictObject({ id: resourceId });

export const createCalendarInput = z.strictObject({
  id: resourceId,
  namesCustomers: namesCustomers.default(false),
});

export const revokeCalendarInput = z.strictObject({
  id: resourceId,
  idempotencyKey: idempotencyKey.optional(),
});

const SECRET_MAX_CHARACTERS = 64;

/** The secret in the address of a calendar. */
export const calendarSecret = z
  .string()
  .max(SECRET_MAX_CHARACTERS)
  .describe("The secret of the calendar")
  .meta({ examples: ["dG9rZW5fZnJvbV90aGVfcg"] });

export type Calendar = z.output<typeof calendar>;
export type NewCalendar = z.output<typeof newCalendar>;
export type RevokedCalendar = z.output<typeof revokedCalendar>;
export type CreateCalendarInput = z.output<typeof createCalendarInput>;
export type RevokeCalendarInput = z.output<typeof revokeCalendarInput>;
