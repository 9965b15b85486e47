import { restOverview, restOverviewQuery } from "@holdfast/contract";
import { getOverview, withinReads } from "@holdfast/core";
import { respond } from "../http/index.ts";
import { createRestApp, jsonResponse } from "./rest-app.ts";
import { ruledRoute } from "./ruled-route.ts";

/** /api/admin/overview: what happened in a time, and what is queued now. */
export function overviewRoutes() {
  const app = createRestApp();
  app.openapi(overviewRoute, async (c) => {
    const deps = c.get("deps");
    const overview = await withinReads(deps.db, () => getOverview(deps, c.req.valid("query")));
    return respond(c, overview, 200);
  });
  return app;
}

const overviewRoute = ruledRoute("desk", "overview.get", {
  method: "get",
  path: "/api/admin/overview",
  request: { query: restOverviewQuery },
  responses: { 200: jsonResponse("The overview", restOverview) },
});
