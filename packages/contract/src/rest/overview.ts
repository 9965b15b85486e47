import { z } from "zod";
import {
  changeCounts,
  checkOverview,
  dayFullness,
  mailHealth,
  overview,
  overviewFields,
  queueHealth,
  webhookHealth,
} from "../overview.ts";
import { restInput } from "./names.ts";

export const restOverviewQuery = restInput(overviewFields).superRefine(checkOverview);

const { changes, days, jobs, webhooks, mails } = overview.shape;

/** Its fields have the same names everywhere: each is one word. */
export const restOverview = z
  .object({
    changes: z
      .array(
        changeCounts.meta({
          id: "ChangeCounts",
          description: "What happened to bookings in an hour or a day",
        }),
      )
      .describe(changes.description ?? ""),
    days: z
      .array(dayFullness.meta({ id: "DayFullness", description: "How full a day is" }))
      .describe(days.description ?? ""),
    jobs: z
      .union([queueHealth.meta({ id: "QueueHealth", description: "What is queued for a worker" })])
      .describe(jobs.description ?? ""),
    webhooks: z
      .array(webhookHealth.meta({ id: "WebhookHealth", description: "What is queued for a webhook" }))
      .describe(webhooks.description ?? ""),
    mails: z
      .union([mailHealth.meta({ id: "MailHealth", description: "What is queued for the mail server" })])
      .describe(mails.description ?? ""),
  })
  .meta({
    id: "Overview",
    description: "What happened in a time, how full its days are, and what is queued now",
  });
