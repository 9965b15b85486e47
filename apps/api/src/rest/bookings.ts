import { restBooking, restIdParams } from "@holdfast/contract";
import { cancelBooking, checkInBooking, confirmBooking, getBooking, markNoShow } from "@holdfast/core";
import { createRoute } from "@hono/zod-openapi";
import type { Deps } from "../deps.ts";
import { problems } from "./problem.ts";
import { answer, createRestApp, jsonAnswer } from "./rest-app.ts";
import { snakeCase } from "./snake-case.ts";

/** /api/bookings: read, confirm, cancel, check in. */
export function bookingRoutes(deps: Deps) {
  const app = createRestApp();
  app.openapi(getBookingRoute, async (c) =>
    answer(c, snakeCase(await getBooking(deps, c.req.valid("param"))), 200),
  );
  app.openapi(confirmBookingRoute, async (c) =>
    answer(c, snakeCase(await confirmBooking(deps, c.req.valid("param"))), 200),
  );
  app.openapi(cancelBookingRoute, async (c) =>
    answer(c, snakeCase(await cancelBooking(deps, c.req.valid("param"))), 200),
  );
  app.openapi(checkInRoute, async (c) =>
    answer(c, snakeCase(await checkInBooking(deps, c.req.valid("param"))), 200),
  );
  app.openapi(noShowRoute, async (c) =>
    answer(c, snakeCase(await markNoShow(deps, c.req.valid("param"))), 200),
  );
  return app;
}

const getBookingRoute = createRoute({
  method: "get",
  path: "/api/bookings/{id}",
  tags: ["bookings"],
  summary: "Get a booking",
  request: { params: restIdParams },
  responses: { 200: jsonAnswer("The booking", restBooking), ...problems(400, 404) },
});

const confirmBookingRoute = createRoute({
  method: "post",
  path: "/api/bookings/{id}/confirm",
  tags: ["bookings"],
  summary: "Confirm a live hold; again: the same answer",
  request: { params: restIdParams },
  responses: { 200: jsonAnswer("The booking", restBooking), ...problems(400, 404, 409) },
});

const cancelBookingRoute = createRoute({
  method: "post",
  path: "/api/bookings/{id}/cancel",
  tags: ["bookings"],
  summary: "Cancel a live hold or a confirmed booking; again: the same answer",
  request: { params: restIdParams },
  responses: { 200: jsonAnswer("The booking", restBooking), ...problems(400, 404, 409) },
});

const checkInRoute = createRoute({
  method: "post",
  path: "/api/bookings/{id}/check-in",
  tags: ["bookings"],
  summary: "Note that the customer of a confirmed booking has come; again: the same answer",
  request: { params: restIdParams },
  responses: { 200: jsonAnswer("The booking", restBooking), ...problems(400, 404, 409) },
});

const noShowRoute = createRoute({
  method: "post",
  path: "/api/bookings/{id}/no-show",
  tags: ["bookings"],
  summary: "Note that the customer of a confirmed booking has not come; again: the same answer",
  request: { params: restIdParams },
  responses: { 200: jsonAnswer("The booking", restBooking), ...problems(400, 404, 409) },
});
