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
import { respond, throwRenamed } from "../http/index.ts";
import {
  createRestApp,
  jsonBody,
  jsonResponse,
  listResponse,
  readIdempotencyKey,
  respondPage,
} from "./rest-app.ts";
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
  app.openapi(revokeKeyRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), idempotencyKey };
    return respond(c, snakeCase(await revokeKey(c.get("deps"), input, { onReplay })), 200, headers);
  });
  return app;
}

const throwInRestNames = throwRenamed(snakeName);

const createKeyRoute = ruledRoute("admin", "keys.create", {
  method: "post",
  path: "/api/admin/keys",
  request: jsonBody(restCreateKeyInput),
  responses: { 201: jsonResponse("The key", restNewKey) },
});

const listKeysRoute = ruledRoute("admin", "keys.list", {
  method: "get",
  path: "/api/admin/keys",
  request: { query: restListQuery },
  responses: { 200: listResponse("Keys", restKey) },
});

const revokeKeyRoute = ruledRoute("admin", "keys.revoke", {
  method: "post",
  path: "/api/admin/keys/{id}/revoke",
  request: { params: restIdParams },
  responses: { 200: jsonResponse("The key", restKey) },
});
