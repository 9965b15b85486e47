import type { HoldfastError } from "@holdfast/contract";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Env } from "../http/index.ts";
import { readAssets } from "./assets.ts";
import { demoRoutes } from "./demo/index.tsx";
import { respondFailure } from "./failure.tsx";
import { homeRoutes } from "./home/index.tsx";
import { refuseOtherSites } from "./same-origin.ts";
import type { Site } from "./site.ts";

/** The visitor's pages: an adapter beside REST and tRPC. */
export interface Pages {
  mount(app: OpenAPIHono<Env>): void;
  /** Whether a request is for a page, so that its error is a page, too. */
  isPage(c: Context<Env>): boolean;
  respondError(c: Context<Env>, error: HoldfastError): Response | Promise<Response>;
}

/** `/`, `/demo`, and what is below `/r/`, `/s/` and `/b/`. */
const PAGE_PATH = /^\/(?:$|demo$|[rsb]\/)/;
const isPage = (c: Context<Env>) => PAGE_PATH.test(c.req.path);

/** @throws Error where the files for browsers are not built */
export function createPages(settings: Omit<Site, "assets">): Pages {
  const assets = readAssets();
  const site: Site = { ...settings, assets };
  return {
    mount(app) {
      assets.mount(app);
      app.use((c, next) => (isPage(c) ? refuseOtherSites(c, next) : next()));
      app.route("/", homeRoutes(site));
      app.route("/", demoRoutes(site));
    },
    isPage,
    respondError: (c, error) => respondFailure(c, site, error),
  };
}
