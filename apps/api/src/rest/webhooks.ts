import {
  restCreateWebhookInput,
  restDeletedWebhook,
  restDelivery,
  restIdParams,
  restListDeliveriesQuery,
  restListQuery,
  restNewWebhook,
  restReplayedDeliveries,
  restReplayWebhookInput,
  restUpdateWebhookInput,
  restWebhook,
  snakeCase,
  snakeName,
  toRestDelivery,
} from "@holdfast/contract";
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listDeliveries,
  listWebhooks,
  pingWebhook,
  replayDelivery,
  replayWebhook,
  rotateSecret,
  updateWebhook,
} from "@holdfast/core";
import { respond, throwRenamed } from "../http/index.ts";
import { readIfMatch, respondTagged, taggedRead, taggedResponse } from "./entity-tags.ts";
import {
  createdResponse,
  createRestApp,
  jsonBody,
  jsonResponse,
  listResponse,
  locationOf,
  readIdempotencyKey,
  respondPage,
} from "./rest-app.ts";
import { ruledRoute } from "./ruled-route.ts";

const PATH = "/api/admin/webhooks";

/** /api/admin/webhooks and /api/admin/deliveries: addresses that hear of events, and what is sent to them. */
export function webhookRoutes() {
  const app = createRestApp();
  app.openapi(createWebhookRoute, async (c) => {
    const webhook = await createWebhook(c.get("deps"), c.req.valid("json")).catch(throwInRestNames);
    return respondTagged(c, snakeCase(webhook), 201, locationOf(PATH, webhook));
  });
  app.openapi(listWebhooksRoute, async (c) =>
    respondPage(c, () => listWebhooks(c.get("deps"), c.req.valid("query")), snakeCase),
  );
  app.openapi(getWebhookRoute, async (c) =>
    respondTagged(c, snakeCase(await getWebhook(c.get("deps"), c.req.valid("param"))), 200),
  );
  app.openapi(updateWebhookRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...c.req.valid("json"), ...readIfMatch(c), idempotencyKey };
    const webhook = await updateWebhook(c.get("deps"), input, { onReplay }).catch(throwInRestNames);
    return respondTagged(c, snakeCase(webhook), 200, headers);
  });
  app.openapi(deleteWebhookRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...readIfMatch(c), idempotencyKey };
    return respond(c, snakeCase(await deleteWebhook(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(pingRoute, async (c) =>
    respond(c, toRestDelivery(await pingWebhook(c.get("deps"), c.req.valid("param"))), 200),
  );
  app.openapi(rotateRoute, async (c) =>
    respondTagged(c, snakeCase(await rotateSecret(c.get("deps"), c.req.valid("param"))), 200),
  );
  mountDeliveries(app);
  return app;
}

function mountDeliveries(app: ReturnType<typeof createRestApp>): void {
  app.openapi(listDeliveriesRoute, async (c) => {
    const input = { ...c.req.valid("param"), ...c.req.valid("query") };
    return respondPage(c, () => listDeliveries(c.get("deps"), input), toRestDelivery);
  });
  app.openapi(replayWebhookRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...c.req.valid("json"), idempotencyKey };
    const replayed = await replayWebhook(c.get("deps"), input, { onReplay });
    return respond(c, snakeCase(replayed), 200, headers);
  });
  app.openapi(replayDeliveryRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), idempotencyKey };
    const delivery = await replayDelivery(c.get("deps"), input, { onReplay });
    return respond(c, toRestDelivery(delivery), 200, headers);
  });
}

const throwInRestNames = throwRenamed(snakeName);

const createWebhookRoute = ruledRoute("admin", "webhooks.create", {
  method: "post",
  path: PATH,
  request: jsonBody(restCreateWebhookInput),
  responses: { 201: createdResponse(taggedResponse("The webhook with its secret", restNewWebhook)) },
});

const listWebhooksRoute = ruledRoute("admin", "webhooks.list", {
  method: "get",
  path: PATH,
  request: { query: restListQuery },
  responses: { 200: listResponse("Webhooks", restWebhook) },
});

const getWebhookRoute = ruledRoute("admin", "webhooks.get", {
  method: "get",
  path: `${PATH}/{id}`,
  request: { params: restIdParams },
  responses: { ...taggedRead("The webhook", restWebhook) },
});

const updateWebhookRoute = ruledRoute("admin", "webhooks.update", {
  method: "patch",
  path: `${PATH}/{id}`,
  request: { params: restIdParams, ...jsonBody(restUpdateWebhookInput) },
  responses: { 200: taggedResponse("The webhook", restWebhook) },
});

const deleteWebhookRoute = ruledRoute("admin", "webhooks.delete", {
  method: "delete",
  path: `${PATH}/{id}`,
  request: { params: restIdParams },
  responses: { 200: jsonResponse("The id of the webhook", restDeletedWebhook) },
});

const pingRoute = ruledRoute("admin", "webhooks.ping", {
  method: "post",
  path: `${PATH}/{id}/ping`,
  request: { params: restIdParams },
  responses: { 200: jsonResponse("The delivery", restDelivery) },
});

const rotateRoute = ruledRoute("admin", "webhooks.rotate", {
  method: "post",
  path: `${PATH}/{id}/rotate`,
  request: { params: restIdParams },
  responses: { 200: taggedResponse("The webhook with its new secret", restNewWebhook) },
});

const listDeliveriesRoute = ruledRoute("admin", "webhooks.deliveries", {
  method: "get",
  path: `${PATH}/{id}/deliveries`,
  request: { params: restIdParams, query: restListDeliveriesQuery },
  responses: { 200: listResponse("Deliveries", restDelivery) },
});

const replayWebhookRoute = ruledRoute("admin", "webhooks.replay", {
  method: "post",
  path: `${PATH}/{id}/replay`,
  request: { params: restIdParams, ...jsonBody(restReplayWebhookInput) },
  responses: { 200: jsonResponse("How many are sent again", restReplayedDeliveries) },
});

const replayDeliveryRoute = ruledRoute("admin", "webhooks.replayDelivery", {
  method: "post",
  path: "/api/admin/deliveries/{id}/replay",
  request: { params: restIdParams },
  responses: { 200: jsonResponse("The delivery", restDelivery) },
});
