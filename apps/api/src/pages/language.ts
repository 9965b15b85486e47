import { language } from "@holdfast/contract";
import { Hono } from "hono";
import { guard } from "../auth/index.ts";
import type { Env } from "../http/index.ts";
import { giveCookie } from "./cookies.ts";
import { readForm } from "./forms.ts";
import { redirect } from "./redirect.ts";
import type { Site } from "./site.ts";
import { LANGUAGE_COOKIE } from "./texts/index.ts";

/** A path of this server: a second slash would begin the name of another host. */
const OWN_PATH = /^\/(?![/\\])[\x21-\x7e]*$/;

/** `/language`: the language that a visitor chooses. */
export function languageRoutes(site: Site): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/language", guard("public"), (c) => redirect(c, "/"));
  app.post("/language", guard("public"), async (c) => {
    const form = await readForm(c);
    const chosen = language.parse(form("language"));
    const back = OWN_PATH.test(form("back")) ? form("back") : "/";
    return redirect(c, back, giveCookie(c, site, LANGUAGE_COOKIE, chosen, "/"));
  });
  return app;
}
