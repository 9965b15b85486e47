import { z } from "zod";
import {
  createWebhookInput,
  type Delivery,
  deletedWebhook,
  delivery,
  deliveryAttempt,
  listDeliveriesInput,
  newWebhook,
  replayedDeliveries,
  replayWebhookInput,
  updateWebhookInput,
  webhook,
} from "../webhook.ts";
import { restInput, restObject, snakeCase } from "./names.ts";
import { filtersOf, pageQuery, without } from "./request.ts";

export const restCreateWebhookInput = restInput(createWebhookInput.shape).meta({
  id: "CreateWebhook",
  description: "A new webhook",
});

/** Fields left out stay as they are. */
export const restUpdateWebhookInput = restInput(
  without(updateWebhookInput.shape, "id", "ifMatch", "idempotencyKey"),
).meta({
  id: "UpdateWebhook",
  description: "Changes of a webhook; fields that are left out stay as they are",
  examples: [{ active: false }],
});

export const restListDeliveriesQuery = restInput({
  ...without(filtersOf(listDeliveriesInput.shape), "id"),
  ...pageQuery,
});

export const restReplayWebhookInput = restInput(
  without(replayWebhookInput.shape, "id", "idempotencyKey"),
).meta({ id: "ReplayWebhook", description: "The deliveries to send again" });

export const restWebhook = restObject(webhook).meta({
  id: "Webhook",
  description: "An address that hears of events",
});

export const restNewWebhook = restObject(newWebhook).meta({
  id: "NewWebhook",
  description: "A webhook with its secret, which no later answer has",
});

export const restDeletedWebhook = restObject(deletedWebhook).meta({
  id: "DeletedWebhook",
  description: "The webhook that was deleted",
});

const restAttempt = restObject(deliveryAttempt).meta({
  id: "DeliveryAttempt",
  description: "One try to deliver an event",
});

export const restDelivery = restObject(
  delivery.extend({ attempts: z.array(restAttempt).describe(delivery.shape.attempts.description ?? "") }),
).meta({ id: "Delivery", description: "An event that is sent, or was sent, to a webhook" });

export const restReplayedDeliveries = restObject(replayedDeliveries).meta({
  id: "ReplayedDeliveries",
  description: "How many deliveries are sent again",
});

/** A delivery under REST's names, those of its attempts included. */
export const toRestDelivery = ({ attempts, ...fields }: Delivery) => ({
  ...snakeCase(fields),
  attempts: attempts.map(snakeCase),
});
