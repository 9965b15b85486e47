import {
  restCreateKeyInput,
  restIdParams,
  restKey,
  restListQuery,
  restNewKey,
  snakeCase,
  snakeName,
} from "@holdfast/contract";
import { createKey, listKeys, revokeKey } from "@holdfast/core";
import { z } from "@hono/zod-openapi";
import { problems, respond, throwRenamed } from "../http/index.ts";
import { createRestApp, jsonBody, jsonResponse, respondPage } from "./rest-app.ts";
import { ruledRoute } from "./ruled-route.ts";

/** /api/admin/keys: the API keys of members of staff. */
export function keyRoutes() {
  const app = createRestApp();
  app.openapi(createKeyRoute, async (c) => {
    const key = await createKey(c.get("deps"), c.req.valid("json")).catch(throwInRestNames);
    return respond(c, snakeCase(key), 201);
  });
  app.openapi(listKeysRoute, async (c) => {
    return respondPage(c, () => listKeys(c.get("deps"), c.req.valid("query")), snakeCase);
  });
  app.openapi(revokeKeyRoute, async (c) =>
    respond(c, snakeCase(await revokeKey(c.get("deps"), c.req.valid("param"))), 200),
  );
  return app;
}

const throwInRestNames = throwRenamed(snakeName);

const createKeyRoute = ruledRoute("admin", {
  method: "post",
  path: "/api/admin/keys",
  tags: ["admin"],
  summary: "Create an API key; no later response has the key itself",
  request: jsonBody(restCreateKeyInput),
  responses: { 201: jsonResponse("The key", restNewKey), ...problems(400) },
});

const listKeysRoute = ruledRoute("admin", {
  method: "get",
  path: "/api/admin/keys",
  tags: ["admin"],
  summary: "List API keys, oldest first",
  request: { query: restListQuery },
  responses: { 200: jsonResponse("Keys", z.array(restKey)), ...problems(400) },
});

const revokeKeyRoute = ruledRoute("admin", {
  method: "post",
  path: "/api/admin/keys/{id}/revoke",
  tags: ["admin"],
  summary: "Revoke an API key; safe to repeat",
  request: { params: restIdParams },
  responses: { 200: jsonResponse("The key", restKey), ...problems(400, 404) },
});
