import { listResourcesInput } from "@holdfast/contract";
import { listResources, nextFreeSlots } from "@holdfast/core";
import { Hono } from "hono";
import { guard } from "../../auth/index.ts";
import type { Env } from "../../http/index.ts";
import { isOfferedDemo } from "../demo/index.tsx";
import { respondPage } from "../layout.tsx";
import type { Site } from "../site.ts";
import { visitOf } from "../visit.ts";
import { HomeView } from "./view.tsx";

const PAGE_RESOURCES = 24;

/** `/`: what can be booked, each with its next free time. */
export function homeRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", guard("public"), async (c) => {
    const visit = visitOf(c, site);
    const { deps, texts } = visit;
    const sought = { name: c.req.query("q")?.trim() || undefined, kind: c.req.query("kind") || undefined };
    const cursor = c.req.query("cursor");
    const input = listResourcesInput.parse({ ...sought, cursor, limit: PAGE_RESOURCES });
    const { items, nextCursor } = await listResources(deps, input);
    const isDemoOffered = items.length === 0 && (await isOfferedDemo(deps));
    const next = await nextFreeSlots(deps, { resourceIds: items.map(({ id }) => id) });
    return respondPage(
      visit,
      { title: texts.home.title },
      <HomeView
        visit={visit}
        resources={items}
        next={next}
        query={{ q: input.name, kind: input.kind }}
        nextCursor={nextCursor}
        isDemoOffered={isDemoOffered}
      />,
    );
  });
  return app;
}
