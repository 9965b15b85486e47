import { getResource } from "@holdfast/core";
import { Hono } from "hono";
import { guard } from "../../auth/index.ts";
import type { Env } from "../../http/index.ts";
import { respondPage } from "../layout.tsx";
import type { Site } from "../site.ts";
import { timesOf } from "../texts/index.ts";
import { idOf, visitOf } from "../visit.ts";
import { readAsked } from "./calendar.ts";
import { readShown } from "./read.ts";
import { ResourceView } from "./view.tsx";

/** `/r/{id}`: a doctor or a show, and when it can be booked. */
export function resourceRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/r/:id", guard("public"), async (c) => {
    const visit = visitOf(c, site);
    const asked = readAsked((name) => c.req.query(name));
    const resource = await getResource(visit.deps, { id: idOf(c) });
    const times = timesOf(visit.language, resource.timeZone);
    const shown = await readShown(visit, resource, times, asked);
    return respondPage(
      visit,
      { title: resource.name },
      <ResourceView visit={visit} resource={resource} times={times} asked={asked} shown={shown} />,
    );
  });
  return app;
}
