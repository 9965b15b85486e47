import { guard } from "../auth/index.ts";
import { respond } from "../http/index.ts";
import { createRestApp } from "./rest-app.ts";

/** /health: the process lives. /ready: it can serve. */
export function healthRoutes() {
  const app = createRestApp();
  app.get("/health", guard("probe"), (c) => respond(c, { status: "ok" }, 200));
  app.get("/ready", guard("probe"), async (c) => {
    const names = await c.get("deps").notReady();
    return names.length === 0
      ? respond(c, { status: "ok" }, 200)
      : respond(c, { status: "unavailable", not_ready: names }, 503);
  });
  return app;
}
