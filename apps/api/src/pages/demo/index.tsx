import { isFreeForDemo, seedDemo } from "@holdfast/core";
import { Hono } from "hono";
import { guard } from "../../auth/index.ts";
import type { Deps, Env } from "../../http/index.ts";
import { respondPage } from "../layout.tsx";
import type { Site } from "../site.ts";
import { type Texts, textsOf } from "../texts/index.ts";

export const DEMO_PATH = "/demo";

/** `POST /demo`: makes the demo data in a database that has nothing else. */
export function demoRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.post(DEMO_PATH, guard("admin"), async (c) => {
    const isThere = await seedDemo(c.get("deps"), { timeZone: Temporal.Now.timeZoneId() });
    if (isThere) return c.redirect("/", 303);
    const { demoRefusedTitle, demoRefused, back } = textsOf(c, site);
    return respondPage(
      c,
      site,
      { title: demoRefusedTitle, status: 409 },
      <>
        <h1>{demoRefusedTitle}</h1>
        <p>{demoRefused}</p>
        <p>
          <a href="/">{back}</a>
        </p>
      </>,
    );
  });
  return app;
}

/** Whether this caller is offered the demo data, where nothing is listed. */
export const isOfferedDemo = async (deps: Deps): Promise<boolean> =>
  (!deps.access.isRequired || deps.role === "admin") && (await isFreeForDemo(deps));

/** The form that makes the demo data. */
export const DemoForm = ({ texts }: { texts: Texts }) => (
  <form method="post" action={DEMO_PATH} class="demo">
    <p>{texts.demoOffer}</p>
    <button type="submit">{texts.demoButton}</button>
  </form>
);
