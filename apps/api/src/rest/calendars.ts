import {
  type ResourceKind,
  restCalendar,
  restCalendarParams,
  restCalendarText,
  restCreateCalendarInput,
  restIdParams,
  restNewCalendar,
  restRevokedCalendar,
  snakeCase,
} from "@holdfast/contract";
import {
  bookingCalendar,
  createCalendar,
  getCalendar,
  readCalendar,
  revokeCalendar,
  withinReads,
} from "@holdfast/core";
import { respond, respondCalendar } from "../http/index.ts";
import { NOT_MODIFIED } from "./entity-tags.ts";
import {
  createdResponse,
  createRestApp,
  jsonBody,
  jsonResponse,
  readIdempotencyKey,
  TAG_HEADERS,
} from "./rest-app.ts";
import { ofKind, ruledRoute } from "./ruled-route.ts";

/** Calendars: of one booking, and those that programs subscribe to, which staff create and revoke. */
export function calendarRoutes() {
  const app = createRestApp();
  app.openapi(bookingCalendarRoute, async (c) => {
    const deps = c.get("deps");
    const text = await withinReads(deps.db, () => bookingCalendar(deps, c.req.valid("param")));
    return respondCalendar(c, text, "booking.ics");
  });
  app.openapi(subscribeRoute, async (c) => {
    const deps = c.get("deps");
    const text = await withinReads(deps.db, () => readCalendar(deps, c.req.valid("param")));
    return respondCalendar(c, text, "calendar.ics");
  });
  for (const kind of ["doctor", "show"] as const) {
    const path = `/api/admin/${kind}s/{id}/calendar` as const;
    app.openapi(getCalendarRoute(kind, path), async (c) => {
      return respond(c, snakeCase(await getCalendar(c.get("deps"), { kind, ...c.req.valid("param") })), 200);
    });
    app.openapi(createCalendarRoute(kind, path), async (c) => {
      const { id } = c.req.valid("param");
      const calendar = await createCalendar(c.get("deps"), { kind, id, ...c.req.valid("json") });
      return respond(c, snakeCase(calendar), 201, { Location: path.replace("{id}", id) });
    });
    app.openapi(revokeCalendarRoute(kind, path), async (c) => {
      const { idempotencyKey, onReplay, headers } = readIdempotencyKey(c);
      const input = { kind, ...c.req.valid("param"), idempotencyKey };
      return respond(c, snakeCase(await revokeCalendar(c.get("deps"), input, { onReplay })), 200, headers);
    });
  }
  return app;
}

const CALENDAR_RESPONSES = {
  200: {
    description: "iCalendar",
    content: { "text/calendar": { schema: restCalendarText } },
    headers: TAG_HEADERS,
  },
  304: NOT_MODIFIED,
};

const bookingCalendarRoute = ruledRoute("holder", "bookings.calendar", {
  method: "get",
  path: "/api/bookings/{id}.ics",
  request: { params: restIdParams },
  responses: CALENDAR_RESPONSES,
});

const subscribeRoute = ruledRoute("public", "calendars.subscribe", {
  method: "get",
  path: "/calendars/{secret}.ics",
  request: { params: restCalendarParams },
  responses: CALENDAR_RESPONSES,
});

const getCalendarRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("admin", ofKind("calendars.get", kind, "Of"), {
    method: "get",
    path,
    request: { params: restIdParams },
    responses: { 200: jsonResponse("The calendar", restCalendar) },
  });

const createCalendarRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("admin", ofKind("calendars.create", kind, "Of"), {
    method: "post",
    path,
    request: { params: restIdParams, ...jsonBody(restCreateCalendarInput) },
    responses: { 201: createdResponse(jsonResponse("The calendar", restNewCalendar)) },
  });

const revokeCalendarRoute = (kind: ResourceKind, path: string) =>
  ruledRoute("admin", ofKind("calendars.revoke", kind, "Of"), {
    method: "post",
    path: `${path}/revoke`,
    request: { params: restIdParams },
    responses: { 200: jsonResponse("What became of it", restRevokedCalendar) },
  });
