import { listResources } from "@holdfast/core";
import { Hono } from "hono";
import { guard } from "../../auth/index.ts";
import type { Env } from "../../http/index.ts";
import { DemoForm, isOfferedDemo } from "../demo/index.tsx";
import { respondPage } from "../layout.tsx";
import type { Site } from "../site.ts";
import { textsOf } from "../texts/index.ts";

const LISTED_MAX_RESOURCES = 100;

/** `/`: what can be booked. */
export function homeRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", guard("public"), async (c) => {
    const texts = textsOf(c, site);
    const { items } = await listResources(c.get("deps"), { limit: LISTED_MAX_RESOURCES });
    const hasDemo = items.length === 0 && (await isOfferedDemo(c.get("deps")));
    return respondPage(
      c,
      site,
      { title: texts.homeTitle },
      <>
        <h1>{texts.homeTitle}</h1>
        {items.length === 0 && <p>{texts.homeNothing}</p>}
        {hasDemo && <DemoForm texts={texts} />}
        <ul>
          {items.map(({ id, name, specialization }) => (
            <li>
              <a href={`/r/${id}`}>{name}</a> {specialization}
            </li>
          ))}
        </ul>
      </>,
    );
  });
  return app;
}
