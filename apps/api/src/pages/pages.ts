import type { HoldfastError } from "@holdfast/contract";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Env } from "../http/index.ts";
import { readAssets } from "./assets.ts";
import { bookingRoutes } from "./booking/index.tsx";
import { demoRoutes } from "./demo/index.tsx";
import { doorOf, respondDoor } from "./door/index.tsx";
import { respondFailure } from "./failure.tsx";
import { homeRoutes } from "./home/index.tsx";
import { languageRoutes } from "./language.ts";
import { resourceRoutes } from "./resource/index.tsx";
import { refuseOtherSites } from "./same-origin.ts";
import type { Site } from "./site.ts";
import { slotRoutes } from "./slot/index.tsx";
import { visitOf } from "./visit.ts";
import { waitingRoutes } from "./waiting/index.tsx";

/** The visitor's pages: an adapter beside REST and tRPC. */
export interface Pages {
  mount(app: OpenAPIHono<Env>): void;
  /** Whether a request is for a page, of visitors or of staff, so that its error is a page, too. */
  isPage(c: Context<Env>): boolean;
  respondError(c: Context<Env>, error: HoldfastError): Response | Promise<Response>;
}

/** `/`, `/language`, `/demo`, and what is below `/r/`, `/s/`, `/b/` and `/w/`. */
const PAGE_PATH = /^\/(?:$|language$|demo$|[rsbw]\/)/;
const isPage = (c: Context<Env>) => PAGE_PATH.test(c.req.path);
/** Where the console's document is: a browser that is refused it has nothing else to show. */
const CONSOLE_PATH = /^\/admin(?:$|\/(?!session$|assets\/))/;

const ROUTES = [
  homeRoutes,
  resourceRoutes,
  slotRoutes,
  bookingRoutes,
  waitingRoutes,
  languageRoutes,
  demoRoutes,
] as const;

/** @throws Error where the files for browsers are not built */
export function createPages(settings: Omit<Site, "assets">): Pages {
  const assets = readAssets();
  const { language, publicUrl, embedOrigins } = settings;
  const site: Site = { language, publicUrl, embedOrigins, assets };
  return {
    mount(app) {
      assets.mount(app);
      app.use((c, next) => (isPage(c) ? refuseOtherSites(c, next) : next()));
      for (const routes of ROUTES) app.route("/", routes(site));
    },
    isPage: (c) => isPage(c) || CONSOLE_PATH.test(c.req.path),
    respondError(c, error) {
      const visit = visitOf(c, site);
      const door = visit.deps.access.isRequired ? doorOf(error) : undefined;
      return door ? respondDoor(visit, door) : respondFailure(visit, error);
    },
  };
}
