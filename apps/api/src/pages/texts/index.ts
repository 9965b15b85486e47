import { type Language, language } from "@holdfast/contract";
import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { getCookie } from "hono/cookie";
import type { Env } from "../../http/index.ts";
import type { Site } from "../site.ts";
import { de } from "./de.ts";
import { en, type Texts } from "./en.ts";

export type { Texts } from "./en.ts";
export { LOCALES, type Times, timesOf } from "./times.ts";

/** What pages say, in every language that there is. */
export const TEXTS: Record<Language, Texts> = { en, de };

/** The cookie with the language that a visitor has chosen. */
export const LANGUAGE_COOKIE = "holdfast_language";

/** The visitor's language: the one chosen, else the first of those there are that the browser asks for, else the server's. */
export function languageOf(c: Context<Env>, site: Site): Language {
  const chosen = language.safeParse(getCookie(c, LANGUAGE_COOKIE));
  if (chosen.success) return chosen.data;
  return accepts(c, {
    header: "Accept-Language",
    supports: [...language.options],
    default: site.language,
    match: (wanted, { supports, default: standard }) =>
      wanted
        .sort((a, b) => b.q - a.q)
        .map(({ type }) => type.toLowerCase().split("-")[0] as string)
        .find((name) => supports.includes(name)) ?? standard,
  }) as Language;
}
