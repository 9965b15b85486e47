import { type Language, restIdParams } from "@holdfast/contract";
import type { Context } from "hono";
import type { Deps, Env } from "../http/index.ts";
import type { Site } from "./site.ts";
import { languageOf, TEXTS, type Texts } from "./texts/index.ts";

/** What a page has to know of the request that asks for it. */
export interface Visit {
  c: Context<Env>;
  site: Site;
  deps: Deps;
  language: Language;
  texts: Texts;
  /** When the page is made: it decides what is shown, and never what is done. */
  now: number;
}

export function visitOf(c: Context<Env>, site: Site): Visit {
  const language = languageOf(c, site);
  return { c, site, deps: c.get("deps"), language, texts: TEXTS[language], now: Date.now() };
}

/** Whether this visitor may confirm: with CONFIRM_BY=staff only a key does. */
export const mayConfirm = ({ deps }: Visit): boolean =>
  deps.role !== undefined || deps.access.confirmBy === "holder";

/**
 * The id in the path.
 * @throws INVALID_INPUT for what is none
 */
export const idOf = (c: Context<Env>): string => restIdParams.parse({ id: c.req.param("id") }).id;
