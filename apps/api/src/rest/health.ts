import type { Deps } from "../deps.ts";
import { createRestApp } from "./rest-app.ts";

/** /health says that the process lives; /ready whether it can serve. */
export function healthRoutes({ notReady }: Pick<Deps, "notReady">) {
  const app = createRestApp();
  app.get("/health", (c) => c.json({ status: "ok" }));
  app.get("/ready", async (c) => {
    const names = await notReady();
    return names.length === 0
      ? c.json({ status: "ok" })
      : c.json({ status: "unavailable", not_ready: names }, 503);
  });
  return app;
}
