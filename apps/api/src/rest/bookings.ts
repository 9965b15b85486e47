import {
  exportColumns,
  type OperationName,
  restBooking,
  restBookManyInput,
  restCancelledBooking,
  restChangeQuantityInput,
  restCheckedInBooking,
  restCheckedOutBooking,
  restCheckInInput,
  restCheckOutInput,
  restConfirmQuery,
  restExportBookingsQuery,
  restGetBookingQuery,
  restHandedOverBooking,
  restHandOverInput,
  restHolds,
  restIdParams,
  restListBookingsQuery,
  restRescheduleInput,
  restUpdateBookingInput,
  snakeCase,
  snakeName,
  toRestBooking,
  toRestHolds,
} from "@holdfast/contract";
import {
  cancelBooking,
  changeQuantity,
  checkInBooking,
  checkOutBooking,
  confirmOrReacquireBooking,
  createBookings,
  exportBookings,
  extendHold,
  getBooking,
  handOverBooking,
  listBookings,
  markNoShow,
  rescheduleBooking,
  updateBooking,
} from "@holdfast/core";
import { z } from "@hono/zod-openapi";
import { type Rule, TOKEN_HEADER } from "../auth/index.ts";
import { holdsCountedUnder, respond, streamResponse, throwRenamed } from "../http/index.ts";
import { bookingsCsv, csvLine } from "./csv.ts";
import {
  ifMatchHeader,
  ifNoneMatchHeader,
  readIfMatch,
  respondTagged,
  taggedRead,
  taggedResponse,
} from "./entity-tags.ts";
import { ORDERS_PATH } from "./orders.ts";
import {
  createdResponse,
  createRestApp,
  jsonBody,
  jsonResponse,
  listResponse,
  locationOf,
  optionalJsonBody,
  readIdempotencyKey,
  respondPage,
} from "./rest-app.ts";
import { ruledRoute } from "./ruled-route.ts";

/** /api/bookings: a booking from its hold to the check-in. /api/admin/bookings: the list and the CSV file for staff. */
export function bookingRoutes() {
  const app = createRestApp();
  app.openapi(createBookingsRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const deps = c.get("deps");
    const from = holdsCountedUnder(c);
    const input = { ...c.req.valid("json"), idempotencyKey };
    const holds = await createBookings(deps, input, { onReplay, from }).catch(throwInRestNames);
    const location = locationOf(ORDERS_PATH, { id: holds.orderId });
    return respond(c, toRestHolds(holds), 201, { ...headers, ...location });
  });
  app.openapi(extendHoldRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), idempotencyKey };
    return respond(c, snakeCase(await extendHold(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(rescheduleBookingRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...c.req.valid("json"), idempotencyKey };
    return respond(c, snakeCase(await rescheduleBooking(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(handOverBookingRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const shown = { token: c.req.header(TOKEN_HEADER), idempotencyKey };
    const input = { ...c.req.valid("param"), ...c.req.valid("json"), ...shown };
    return respond(c, snakeCase(await handOverBooking(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(changeQuantityRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...c.req.valid("json"), ...readIfMatch(c), idempotencyKey };
    const from = holdsCountedUnder(c);
    const booking = await changeQuantity(c.get("deps"), input, { onReplay, from });
    return respondTagged(c, snakeCase(booking), 200, headers);
  });
  app.openapi(getBookingRoute, async (c) => {
    const input = { ...c.req.valid("param"), ...c.req.valid("query") };
    return respondTagged(c, toRestBooking(await getBooking(c.get("deps"), input)), 200);
  });
  app.openapi(updateBookingRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...c.req.valid("json"), ...readIfMatch(c), idempotencyKey };
    return respondTagged(c, snakeCase(await updateBooking(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(confirmBookingRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...c.req.valid("query"), idempotencyKey };
    const booking = await confirmOrReacquireBooking(c.get("deps"), input, { onReplay });
    return respond(c, snakeCase(booking), 200, headers);
  });
  app.openapi(cancelBookingRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), idempotencyKey };
    return respond(c, snakeCase(await cancelBooking(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(checkInRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...c.req.valid("json"), idempotencyKey };
    return respond(c, snakeCase(await checkInBooking(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(checkOutRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), ...c.req.valid("json"), idempotencyKey };
    return respond(c, snakeCase(await checkOutBooking(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(noShowRoute, async (c) => {
    const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
    const input = { ...c.req.valid("param"), idempotencyKey };
    return respond(c, snakeCase(await markNoShow(c.get("deps"), input, { onReplay })), 200, headers);
  });
  app.openapi(listBookingsRoute, async (c) => {
    return respondPage(c, () => listBookings(c.get("deps"), c.req.valid("query")), toRestBooking);
  });
  app.openapi(exportBookingsRoute, (c) => {
    const { filters, file } = c.req.valid("query");
    const pages = exportBookings(c.get("deps"), filters);
    const requestId = c.get("requestId");
    const logEnd = (isComplete: boolean, err?: unknown) => {
      if (err) c.get("deps").log.error({ requestId, err }, "an export of bookings failed");
      else c.get("deps").log.info({ requestId, isComplete }, "bookings exported");
    };
    return streamResponse(c, bookingsCsv(pages, file), logEnd, {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": 'attachment; filename="bookings.csv"',
    });
  });
  return app;
}

const throwInRestNames = throwRenamed(snakeName);

/** A route that changes one booking and needs its id alone. */
const changeRoute = <Change extends string>(rule: Rule, operation: OperationName, change: Change) =>
  ruledRoute(rule, operation, {
    method: "post",
    path: `/api/bookings/{id}/${change}`,
    request: { params: restIdParams },
    responses: { 200: jsonResponse("The booking", restBooking) },
  });

const getBookingRoute = ruledRoute("holder", "bookings.get", {
  method: "get",
  path: "/api/bookings/{id}",
  parameters: [ifNoneMatchHeader],
  request: { params: restIdParams, query: restGetBookingQuery },
  responses: { ...taggedRead("The booking", restBooking) },
});

const updateBookingRoute = ruledRoute("holder", "bookings.update", {
  method: "patch",
  path: "/api/bookings/{id}",
  request: { params: restIdParams, ...jsonBody(restUpdateBookingInput) },
  responses: { 200: taggedResponse("The booking", restBooking) },
});

const createBookingsRoute = ruledRoute("public", "bookings.createMany", {
  method: "post",
  path: "/api/bookings",
  request: jsonBody(restBookManyInput),
  responses: {
    201: createdResponse(jsonResponse("A hold for each slot: an order", restHolds)),
  },
});

const extendHoldRoute = changeRoute("holder", "bookings.extend", "extend");

const rescheduleBookingRoute = ruledRoute("holder", "bookings.reschedule", {
  method: "post",
  path: "/api/bookings/{id}/reschedule",
  request: { params: restIdParams, ...jsonBody(restRescheduleInput) },
  responses: { 200: jsonResponse("The booking", restBooking) },
});

const handOverBookingRoute = ruledRoute("hand-over", "bookings.handOver", {
  method: "post",
  path: "/api/bookings/{id}/hand-over",
  request: { params: restIdParams, ...jsonBody(restHandOverInput) },
  responses: { 200: jsonResponse("The booking, with its new token", restHandedOverBooking) },
});

const confirmBookingRoute = ruledRoute("confirm", "bookings.confirm", {
  method: "post",
  path: "/api/bookings/{id}/confirm",
  request: { params: restIdParams, query: restConfirmQuery },
  responses: { 200: jsonResponse("The booking", restBooking) },
});

const changeQuantityRoute = ruledRoute("holder", "bookings.changeQuantity", {
  method: "post",
  path: "/api/bookings/{id}/quantity",
  parameters: [ifMatchHeader],
  request: { params: restIdParams, ...jsonBody(restChangeQuantityInput) },
  responses: { 200: taggedResponse("The booking", restBooking) },
});

const cancelBookingRoute = ruledRoute("holder", "bookings.cancel", {
  method: "post",
  path: "/api/bookings/{id}/cancel",
  request: { params: restIdParams },
  responses: { 200: jsonResponse("The booking", restCancelledBooking) },
});

const checkInRoute = ruledRoute("desk", "bookings.checkIn", {
  method: "post",
  path: "/api/bookings/{id}/check-in",
  request: { params: restIdParams, ...optionalJsonBody(restCheckInInput) },
  responses: {
    200: jsonResponse("The booking", restCheckedInBooking),
  },
});

const checkOutRoute = ruledRoute("desk", "bookings.checkOut", {
  method: "post",
  path: "/api/bookings/{id}/check-out",
  request: { params: restIdParams, ...optionalJsonBody(restCheckOutInput) },
  responses: {
    200: jsonResponse("The booking", restCheckedOutBooking),
  },
});

const noShowRoute = changeRoute("desk", "bookings.markNoShow", "no-show");

const listBookingsRoute = ruledRoute("desk", "bookings.list", {
  method: "get",
  path: "/api/admin/bookings",
  request: { query: restListBookingsQuery },
  responses: { 200: listResponse("Bookings", restBooking) },
});

const exportBookingsRoute = ruledRoute("desk", "bookings.export", {
  method: "get",
  path: "/api/admin/bookings.csv",
  request: { query: restExportBookingsQuery },
  responses: {
    200: {
      description: "a CSV file with a line per booking",
      content: {
        "text/csv": {
          schema: z.string().meta({ examples: [csvLine(exportColumns.map(({ name }) => name))] }),
        },
      },
    },
  },
});
