import { restLiveness, restReadiness } from "@holdfast/contract";
import { guard } from "../auth/index.ts";
import { respond } from "../http/index.ts";
import { createRestApp, jsonResponse } from "./rest-app.ts";
import { describeRoute } from "./ruled-route.ts";

/** /health: the process lives. /ready: it can serve. Neither checks its query: what asks may add what it likes. */
export function healthRoutes() {
  const app = createRestApp();
  app.openAPIRegistry.registerPath(healthDescription);
  app.get("/health", guard("probe"), (c) => respond(c, { status: "ok" }, 200));
  app.openAPIRegistry.registerPath(readyDescription);
  app.get("/ready", guard("probe"), async (c) => {
    const names = await c.get("deps").notReady();
    return names.length === 0
      ? respond(c, { status: "ok" }, 200)
      : respond(c, { status: "unavailable", not_ready: names }, 503);
  });
  return app;
}

const healthDescription = describeRoute("probe", "health", {
  method: "get",
  path: "/health",
  responses: { 200: jsonResponse("It lives", restLiveness) },
});

const readyDescription = describeRoute("probe", "ready", {
  method: "get",
  path: "/ready",
  responses: {
    200: jsonResponse("It can serve", restLiveness),
    503: jsonResponse("It cannot serve yet, or no longer", restReadiness),
  },
});
