import { restEvent, restListEventsQuery, toRestEvent } from "@holdfast/contract";
import { listEvents } from "@holdfast/core";
import { createRestApp, listResponse, respondPage } from "./rest-app.ts";
import { ruledRoute } from "./ruled-route.ts";

/** /api/admin/events: committed changes, as others may hear of them. */
export function eventRoutes() {
  const app = createRestApp();
  app.openapi(listEventsRoute, async (c) => {
    return respondPage(c, () => listEvents(c.get("deps"), c.req.valid("query")), toRestEvent);
  });
  return app;
}

const listEventsRoute = ruledRoute("admin", "events.list", {
  method: "get",
  path: "/api/admin/events",
  request: { query: restListEventsQuery },
  responses: { 200: listResponse("Events", restEvent) },
});
