import { isFreeForDemo, seedDemo } from "@holdfast/core";
import { Hono } from "hono";
import { guard } from "../../auth/index.ts";
import type { Deps, Env } from "../../http/index.ts";
import { respondPage } from "../layout.tsx";
import { redirect } from "../redirect.ts";
import type { Site } from "../site.ts";
import type { Texts } from "../texts/index.ts";
import { visitOf } from "../visit.ts";

export const DEMO_PATH = "/demo";

/** `POST /demo`: makes the demo data in a database that has nothing else. */
export function demoRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get(DEMO_PATH, guard("public"), (c) => redirect(c, "/"));
  app.post(DEMO_PATH, guard("admin"), async (c) => {
    const visit = visitOf(c, site);
    const isThere = await seedDemo(visit.deps, { timeZone: Temporal.Now.timeZoneId() });
    if (isThere) return redirect(c, "/");
    const { demo: words, allDates } = visit.texts;
    return respondPage(
      visit,
      { title: words.refusedTitle, status: 409 },
      <section class="card lone">
        <h1>{words.refusedTitle}</h1>
        <p>{words.refused}</p>
        <p class="actions">
          <a class="button" href="/">
            {allDates}
          </a>
        </p>
      </section>,
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
    <p>{texts.demo.offer}</p>
    <button class="button" type="submit">
      {texts.demo.button}
    </button>
  </form>
);
