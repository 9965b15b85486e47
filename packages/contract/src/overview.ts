import { z } from "zod";
import { id, timestamp, utcTime } from "./common.ts";
import { timeZone } from "./time-zone.ts";

export const OVERVIEW_MAX_DAYS = 366;
export const OVERVIEW_MAX_HOURS = 31 * 24;
const HOUR_MILLISECONDS = 3_600_000;
const DEFAULT_TIME_ZONE = "UTC";

const count = (what: string) => z.int().describe(what);
const oldest = (what: string) => utcTime.nullable().describe(`${what}; null: there is none`);

export const overviewFields = {
  from: timestamp.describe("The begin of the time in question").meta({ examples: ["2031-12-01T00:00:00Z"] }),
  to: timestamp
    .describe("Its end, at most 366 days later; 31 days where `by` is `hour`")
    .meta({ examples: ["2032-01-01T00:00:00Z"] }),
  by: z.enum(["hour", "day"]).default("day").describe("What the changes are counted by"),
  timeZone: timeZone
    .default(DEFAULT_TIME_ZONE)
    .describe("IANA name of the time zone of hours and days; without it UTC"),
};

/** The time `[from, to)`. */
export const overviewInput = z.strictObject(overviewFields).superRefine(checkOverview);

/** Refuses a time that is too long. */
export function checkOverview(
  { from, to, by }: { from: Date; to: Date; by: "hour" | "day" },
  context: z.core.$RefinementCtx,
): void {
  const hours = (to.getTime() - from.getTime()) / HOUR_MILLISECONDS;
  const max = by === "hour" ? OVERVIEW_MAX_HOURS : OVERVIEW_MAX_DAYS * 24;
  if (hours > 0 && hours <= max) return;
  const message = hours <= 0 ? "must be after from" : `must be at most ${max / 24} days after from`;
  context.addIssue({ code: "custom", path: ["to"], message });
}

/** What happened to bookings in an hour or a day. */
export const changeCounts = z.object({
  from: utcTime.describe("When the hour or the day begins"),
  placed: count("Holds that were placed"),
  confirmed: count("Bookings that were confirmed"),
  expired: count("Holds that expired, when that was written down"),
  cancelled: count("Bookings that were cancelled"),
});

/** How full a day is. */
export const dayFullness = z.object({
  day: z
    .string()
    .describe("The day on which the slots start")
    .meta({ format: "date", examples: ["2031-12-25"] }),
  slots: count("Slots, closed ones included"),
  capacity: count("Their places; of closed ones those that are booked"),
  booked: count("Places that live holds and confirmed bookings take"),
});

/** What is queued for a worker. */
export const queueHealth = z.object({
  queued: count("Jobs that are due and were not begun"),
  oldest: oldest("Since when the oldest of them is due"),
});

/** What is queued for a webhook. */
export const webhookHealth = z.object({
  id: id.describe("The webhook"),
  active: z.boolean().describe("Whether anything is sent to it"),
  queued: count("Deliveries that are still to be accepted; 10,000 are counted"),
  failed: count("Those that have failed, of the latest 10,000"),
});

/** What is queued for the mail server. */
export const mailHealth = z.object({
  queued: count("Mails that are still to be sent"),
  oldest: oldest("When the oldest of them was made"),
  troubled: count("Mails of the last 24 hours that were refused, given up, or perhaps not sent"),
});

/** What happened in a time, how full its days are, and what is queued now. */
export const overview = z.object({
  changes: z.array(changeCounts).describe("Each hour or day of the time, in order"),
  days: z.array(dayFullness).describe("Each day of the time that has slots, in order"),
  jobs: queueHealth.describe("The job queue"),
  webhooks: z.array(webhookHealth).describe("Each webhook, oldest first"),
  mails: mailHealth.describe("The mails to customers"),
});

export type OverviewInput = z.output<typeof overviewInput>;
export type ChangeCounts = z.output<typeof changeCounts>;
export type DayFullness = z.output<typeof dayFullness>;
export type QueueHealth = z.output<typeof queueHealth>;
export type WebhookHealth = z.output<typeof webhookHealth>;
export type MailHealth = z.output<typeof mailHealth>;
export type Overview = z.output<typeof overview>;
