import { guard } from "../auth/index.ts";
import { answer } from "../http/index.ts";
import { createRestApp } from "./rest-app.ts";

/** /health: the process lives. /ready: it can serve. */
export function healthRoutes() {
  const app = createRestApp();
  app.get("/health", guard("probe"), (c) => answer(c, { status: "ok" }, 200));
  app.get("/ready", guard("probe"), async (c) => {
    const names = await c.get("deps").notReady();
    return names.length === 0
      ? answer(c, { status: "ok" }, 200)
      : answer(c, { status: "unavailable", not_ready: names }, 503);
  });
  return app;
}
