import {
  type OperationName,
  restConfirmQuery,
  restIdParams,
  restOrder,
  toRestOrder,
} from "@holdfast/contract";
import { cancelOrder, confirmOrder, extendOrder, getOrder } from "@holdfast/core";
import { respond } from "../http/index.ts";
import { respondTagged, taggedRead } from "./entity-tags.ts";
import { createRestApp, jsonResponse, readIdempotencyKey } from "./rest-app.ts";
import { ruledRoute } from "./ruled-route.ts";

/** The path of orders. */
export const ORDERS_PATH = "/api/orders";

/** /api/orders: the bookings of one call, as one. */
export function orderRoutes() {
  const app = createRestApp();
  app.openapi(getOrderRoute, async (c) => {
    return respondTagged(c, toRestOrder(await getOrder(c.get("deps"), c.req.valid("param"))), 200);
  });
  app.openapi(confirmOrderRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...c.req.valid("query"), idempotencyKey };
    return respond(c, toRestOrder(await confirmOrder(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(extendOrderRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), idempotencyKey };
    return respond(c, toRestOrder(await extendOrder(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(cancelOrderRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), idempotencyKey };
    return respond(c, toRestOrder(await cancelOrder(c.get("deps"), input, { onReplay })), 200, headers);
  });
  return app;
}

const getOrderRoute = ruledRoute("order", "orders.get", {
  method: "get",
  path: `${ORDERS_PATH}/{id}`,
  request: { params: restIdParams },
  responses: taggedRead("The order", restOrder),
});

const confirmOrderRoute = ruledRoute("confirm-order", "orders.confirm", {
  method: "post",
  path: `${ORDERS_PATH}/{id}/confirm`,
  request: { params: restIdParams, query: restConfirmQuery },
  responses: { 200: jsonResponse("The order", restOrder) },
});

/** A route that changes an order and needs its id alone. */
const changeRoute = <Change extends string>(operation: OperationName, change: Change) =>
  ruledRoute("order", operation, {
    method: "post",
    path: `${ORDERS_PATH}/{id}/${change}`,
    request: { params: restIdParams },
    responses: { 200: jsonResponse("The order", restOrder) },
  });

const extendOrderRoute = changeRoute("orders.extend", "extend");

const cancelOrderRoute = changeRoute("orders.cancel", "cancel");
