import { restBooking, restExportBookingsQuery, restListBookingsQuery } from "@holdfast/contract";
import { exportBookings, listBookings } from "@holdfast/core";
import { z } from "@hono/zod-openapi";
import { ruledRoute } from "../auth/guard.ts";
import { problems } from "../http/problem.ts";
import { bookingsCsv } from "./csv.ts";
import { answer, createRestApp, jsonAnswer, nextLink, streamAnswer } from "./rest-app.ts";
import { snakeCase } from "./snake-case.ts";

/** /api/admin/bookings: what staff look for, as a list and as a file. */
export function bookingListRoutes() {
  const app = createRestApp();
  app.openapi(listBookingsRoute, async (c) => {
    const { items, nextCursor } = await listBookings(c.get("deps"), c.req.valid("query"));
    return answer(c, items.map(snakeCase), 200, nextLink(c.req.url, nextCursor));
  });
  app.openapi(exportBookingsRoute, (c) => {
    const pages = exportBookings(c.get("deps"), c.req.valid("query"));
    const requestId = c.get("requestId");
    const logEnd = (isComplete: boolean, err?: unknown) => {
      if (err) c.get("deps").log.error({ requestId, err }, "an export of bookings failed");
      else c.get("deps").log.info({ requestId, isComplete }, "bookings exported");
    };
    return streamAnswer(c, bookingsCsv(pages), logEnd, {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": 'attachment; filename="bookings.csv"',
    });
  });
  return app;
}

const listBookingsRoute = ruledRoute("desk", {
  method: "get",
  path: "/api/admin/bookings",
  tags: ["admin"],
  summary: "List bookings, newest first",
  request: { query: restListBookingsQuery },
  responses: { 200: jsonAnswer("Bookings", z.array(restBooking)), ...problems(400) },
});

const exportBookingsRoute = ruledRoute("desk", {
  method: "get",
  path: "/api/admin/bookings.csv",
  tags: ["admin"],
  summary: "All bookings that fit, as a CSV file",
  description:
    "Newest first; by the start of the slot where `resource_id`, `from` or `to` is given, but neither `slot_id` nor `contact`.",
  request: { query: restExportBookingsQuery },
  responses: {
    200: { description: "A line per booking", content: { "text/csv": { schema: z.string() } } },
    ...problems(400),
  },
});
