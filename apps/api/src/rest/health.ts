import type { Deps } from "../deps.ts";
import { answer, createRestApp } from "./rest-app.ts";

/** /health says that the process lives; /ready whether it can serve. */
export function healthRoutes({ notReady }: Pick<Deps, "notReady">) {
  const app = createRestApp();
  app.get("/health", (c) => answer(c, { status: "ok" }, 200));
  app.get("/ready", async (c) => {
    const names = await notReady();
    return names.length === 0
      ? answer(c, { status: "ok" }, 200)
      : answer(c, { status: "unavailable", not_ready: names }, 503);
  });
  return app;
}
