import { z } from "zod";
import { id, idempotencyKey, ifMatch, optionalText, page, pageInput, timestamp, utcTime } from "./common.ts";
import { eventType } from "./event.ts";

/** Webhooks of a server. */
export const WEBHOOKS_MAX = 50;
export const WEBHOOK_URL_MAX_CHARACTERS = 2_000;
export const WEBHOOK_DESCRIPTION_MAX_CHARACTERS = 200;
/** Deliveries that one replay of a range sends again. */
export const REPLAY_MAX_DELIVERIES = 10_000;

/** The type of what a ping sends. It is no event, and no topic chooses it. */
export const PING_TYPE = "webhook.ping";

const nouns = [...new Set(eventType.options.map((type) => type.replace(/\..*/, "")))];
const TOPICS = ["*", ...nouns.map((noun) => `${noun}.*` as const), ...eventType.options] as [
  "*",
  ...(`${string}.*` | z.output<typeof eventType>)[],
];

/** What a webhook hears of: every event, those of a noun, or those of one type. */
export const webhookTopic = z
  .enum(TOPICS, { error: "must be a type of events, a noun with a wildcard such as booking.*, or *" })
  .describe("A type of events, a noun with a wildcard such as `booking.*`, or `*` for every event");

const topics = z
  .array(webhookTopic)
  .min(1)
  .max(TOPICS.length)
  .transform((chosen) => [...new Set(chosen)])
  .describe("The events that it hears of")
  .meta({ examples: [["booking.*"]] });

/** What is wrong with the address of a webhook, or undefined. */
function urlFault(text: string): string | undefined {
  if (!URL.canParse(text)) return "must be a URL such as https://example.org/hook";
  const { protocol, username, password, hash } = new URL(text);
  if (!/^https?:$/.test(protocol)) return "must be a URL that begins with https://";
  if (username || password)
    return "must not have a user or password: whoever calls is known by the signature";
  if (hash) return "must not have a fragment, which no request carries";
  return undefined;
}

/** The address of a webhook. Whether it may be `http:` or private, the server's settings say. */
const webhookUrl = z
  .string()
  .max(WEBHOOK_URL_MAX_CHARACTERS)
  .superRefine((text, context) => {
    const message = urlFault(text);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .transform((text) => (URL.canParse(text) ? new URL(text).href : text))
  .describe("Where events are sent to: `https:`, without user, password and fragment")
  .meta({ format: "uri", pattern: "^https://[^\\s@#]+$", examples: ["https://example.org/holdfast"] });

const description = optionalText(WEBHOOK_DESCRIPTION_MAX_CHARACTERS)
  .describe("What it is for")
  .meta({ examples: ["Invoices"] });

const webhookId = id.describe("The webhook");

/** Why the server has disabled a webhook. */
export const webhookFault = z
  .enum(["GONE", "FAILING"])
  .describe(
    "Why the server disabled it: `GONE`, it was answered 410; `FAILING`, nothing was accepted for three days",
  );

/** An address that hears of events. */
export const webhook = z.object({
  id: id.describe("Its id"),
  url: z
    .string()
    .describe("Where events are sent to")
    .meta({ examples: ["https://example.org/holdfast"] }),
  topics: z
    .array(z.string())
    .describe("The events that it hears of")
    .meta({ examples: [["booking.*"]] }),
  description: z
    .string()
    .nullable()
    .describe("What it is for; null: nothing was said")
    .meta({ examples: ["Invoices"] }),
  active: z
    .boolean()
    .describe("Whether events are sent; if not, they wait")
    .meta({ examples: [true] }),
  disabledFor: webhookFault.nullable().describe("Why the server disabled it; null: it did not"),
  failingSince: utcTime.nullable().describe("Since when nothing was accepted; null: the last was"),
  previousSecretUntil: utcTime
    .nullable()
    .describe("Until when deliveries are signed with the secret before, too; null: there is none"),
  createdAt: utcTime.describe("When it was created"),
  updatedAt: utcTime.describe("When it last changed"),
});

/** A webhook with its secret, which no other response has. */
export const newWebhook = webhook.extend({
  secret: z
    .string()
    .describe("The secret that its deliveries are signed with; no later response has it")
    .meta({ examples: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] }),
});

/** A webhook to create. */
export const createWebhookInput = z.strictObject({ url: webhookUrl, topics, description });

/** Fields left out stay as they are. */
export const updateWebhookInput = z.strictObject({
  id: webhookId,
  url: webhookUrl.optional(),
  topics: topics.optional(),
  description,
  active: z
    .boolean()
    .optional()
    .describe("false pauses it: events wait. true resumes it, also where the server disabled it")
    .meta({ examples: [true] }),
  ifMatch,
  idempotencyKey: idempotencyKey.optional(),
});

export const getWebhookInput = z.strictObject({ id: webhookId });

export const deleteWebhookInput = z.strictObject({
  id: webhookId,
  ifMatch,
  idempotencyKey: idempotencyKey.optional(),
});

export const deletedWebhook = z.object({ id: id.describe("The id of the deleted webhook") });

export const pingWebhookInput = z.strictObject({ id: webhookId });

export const rotateWebhookInput = z.strictObject({ id: webhookId });

export const listWebhooksInput = z.strictObject(pageInput);

export const webhookPage = page(webhook);

/** What became of a delivery. */
export const deliveryStatus = z
  .enum(["PENDING", "DELIVERED", "FAILED"])
  .describe(
    "`PENDING`: it is still to be accepted; `DELIVERED`: a 2xx was answered; `FAILED`: given up after three days",
  );

/** One try to deliver. */
export const deliveryAttempt = z.object({
  at: utcTime.describe("When it began"),
  status: z
    .int()
    .nullable()
    .describe("The status that was answered; null: none was")
    .meta({ examples: [200] }),
  durationMilliseconds: z
    .int()
    .describe("How long it took, in milliseconds")
    .meta({ examples: [42] }),
  error: z
    .string()
    .nullable()
    .describe("Why there was no answer; null: there was one")
    .meta({ examples: ["no answer within 10 seconds"] }),
  answer: z
    .string()
    .describe("The first 1,024 bytes of the answer's body")
    .meta({ examples: ["ok"] }),
});

/** An event that is sent, or was sent, to a webhook. */
export const delivery = z.object({
  id: id.describe("Its id"),
  webhookId,
  eventId: z
    .string()
    .describe("The id of the event, and the header `webhook-id` of every attempt")
    .meta({ examples: ["evt_1024_1"] }),
  type: z
    .string()
    .describe("The type of the event, or `webhook.ping`")
    .meta({ examples: ["booking.confirmed"] }),
  status: deliveryStatus,
  nextAttemptAt: utcTime.nullable().describe("When it is tried next; null: it is not"),
  createdAt: utcTime.describe("When it was noted"),
  attempts: z.array(deliveryAttempt).describe("The attempts so far, oldest first"),
});

/** The deliveries of a webhook, newest first. */
export const listDeliveriesInput = z.strictObject({
  id: webhookId,
  status: deliveryStatus.optional().describe("Only deliveries with this status"),
  eventId: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe("Only deliveries of this event")
    .meta({ examples: ["evt_1024_1"] }),
  ...pageInput,
});

export const deliveryPage = page(delivery);

export const replayDeliveryInput = z.strictObject({
  id: id.describe("The delivery"),
  idempotencyKey: idempotencyKey.optional(),
});

/** The deliveries of a webhook to send again, by the time at which they were noted. */
export const replayWebhookInput = z.strictObject({
  id: webhookId,
  from: timestamp.describe("Deliveries noted at or after this time"),
  until: timestamp.optional().describe("Deliveries noted before this time; left out: no bound"),
  status: deliveryStatus
    .exclude(["PENDING"])
    .optional()
    .describe("Only deliveries with this status; left out: delivered and failed ones"),
  idempotencyKey: idempotencyKey.optional(),
});

/** How many deliveries a replay sends again. */
export const replayedDeliveries = z.object({
  replayed: z
    .int()
    .describe("How many are sent again: the oldest, 10,000 at most")
    .meta({ examples: [3] }),
  continueFrom: utcTime
    .nullable()
    .describe("The `from` of a further replay for the others; null: there are none"),
});

export type WebhookTopic = z.output<typeof webhookTopic>;
export type Webhook = z.output<typeof webhook>;
export type NewWebhook = z.output<typeof newWebhook>;
export type WebhookFault = z.output<typeof webhookFault>;
export type WebhookPage = z.output<typeof webhookPage>;
export type CreateWebhookInput = z.output<typeof createWebhookInput>;
export type UpdateWebhookInput = z.output<typeof updateWebhookInput>;
export type DeleteWebhookInput = z.output<typeof deleteWebhookInput>;
export type DeletedWebhook = z.output<typeof deletedWebhook>;
export type ListWebhooksInput = z.output<typeof listWebhooksInput>;
export type Delivery = z.output<typeof delivery>;
export type DeliveryAttempt = z.output<typeof deliveryAttempt>;
export type DeliveryPage = z.output<typeof deliveryPage>;
export type ListDeliveriesInput = z.output<typeof listDeliveriesInput>;
export type ReplayDeliveryInput = z.output<typeof replayDeliveryInput>;
export type ReplayWebhookInput = z.output<typeof replayWebhookInput>;
export type ReplayedDeliveries = z.output<typeof replayedDeliveries>;
