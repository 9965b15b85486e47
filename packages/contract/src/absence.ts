import { z } from "zod";
import { id, idempotencyKey, optionalText, page, pageInput, timestamp, utcTime } from "./common.ts";
import type { InputIssue } from "./errors.ts";

export const ABSENCE_MAX_DAYS = 366;
export const REASON_MAX_CHARACTERS = 200;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

const resourceId = id.describe("The doctor or show");
const absenceId = id.describe("The absence");

/** A time in which a doctor or a show is away: its slots are closed, and its schedules make none. */
export const absence = z.object({
  id: id.describe("Its id"),
  resourceId,
  from: utcTime.describe("When it begins").meta({ examples: ["2031-12-25T08:00:00.000Z"] }),
  until: utcTime.describe("When it is over").meta({ examples: ["2031-12-26T18:00:00.000Z"] }),
  reason: z
    .string()
    .nullable()
    .describe("What staff noted; only they see it. Null: nothing")
    .meta({ examples: ["Conference"] }),
  slotsClosed: z
    .int()
    .describe("How many open slots it has closed")
    .meta({ examples: [12] }),
  bookings: z
    .int()
    .describe("Live bookings of the slots in that time, as of now")
    .meta({ examples: [7] }),
  entries: z
    .int()
    .describe("Entries that wait for these slots, as of now")
    .meta({ examples: [2] }),
  endedAt: utcTime.nullable().describe("When staff ended it, and its slots were opened again; else null"),
  createdAt: utcTime.describe("When it was created"),
  updatedAt: utcTime.describe("When it was last changed; bookings and entries do not change it"),
});

/** Names an absence that no server would take. */
function timesIssue(from: Date, until: Date): InputIssue | undefined {
  if (until <= from) return { path: "until", message: "must be after from" };
  if (until.getTime() - from.getTime() <= ABSENCE_MAX_DAYS * DAY_MILLISECONDS) return undefined;
  return { path: "until", message: `must be at most ${ABSENCE_MAX_DAYS} days after from` };
}

/** Refuses times that do not fit together. */
export function checkAbsence(
  { from, until }: { from: Date; until: Date },
  context: z.core.$RefinementCtx,
): void {
  const issue = timesIssue(from, until);
  if (issue) context.addIssue({ code: "custom", path: [issue.path], message: issue.message });
}

export const createAbsenceFields = z.strictObject({
  resourceId,
  from: timestamp.describe("When it begins: slots that are still under way then are closed, too"),
  until: timestamp.describe("When it is over").meta({ examples: ["2031-12-26T18:00:00Z"] }),
  reason: optionalText(REASON_MAX_CHARACTERS)
    .describe("What staff note about it; null or blank: nothing")
    .meta({ examples: ["Conference"] }),
  idempotencyKey: idempotencyKey.optional(),
});

export const createAbsenceInput = createAbsenceFields.superRefine(checkAbsence);

export const getAbsenceInput = z.strictObject({ id: absenceId });

export const listAbsencesInput = z.strictObject({ resourceId, ...pageInput });

/** Who has to be told: the live bookings, or the waiting entries, of the slots in that time. */
export const listToldInput = z.strictObject({ id: absenceId, ...pageInput });

export const endAbsenceInput = z.strictObject({ id: absenceId, idempotencyKey: idempotencyKey.optional() });

export const absencePage = page(absence);

export type Absence = z.output<typeof absence>;
export type AbsencePage = z.output<typeof absencePage>;
export type CreateAbsenceInput = z.output<typeof createAbsenceInput>;
export type ListAbsencesInput = z.output<typeof listAbsencesInput>;
export type ListToldInput = z.output<typeof listToldInput>;
export type EndAbsenceInput = z.output<typeof endAbsenceInput>;
