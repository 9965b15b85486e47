import { type Language, language } from "@holdfast/contract";
import type { Context } from "hono";
import { accepts } from "hono/accepts";
import type { Env } from "../../http/index.ts";
import type { Site } from "../site.ts";
import { de } from "./de.ts";
import { en, type Texts } from "./en.ts";

export type { Texts } from "./en.ts";

const TEXTS: Record<Language, Texts> = { en, de };

/** The visitor's language: the first of those there are that the browser asks for, else the server's. */
export const languageOf = (c: Context<Env>, site: Site): Language =>
  accepts(c, {
    header: "Accept-Language",
    supports: [...language.options],
    default: site.language,
    match: (wanted, { supports, default: standard }) =>
      wanted
        .sort((a, b) => b.q - a.q)
        .map(({ type }) => type.toLowerCase().split("-")[0] as string)
        .find((name) => supports.includes(name)) ?? standard,
  }) as Language;

/** What pages say to this visitor. */
export const textsOf = (c: Context<Env>, site: Site): Texts => TEXTS[languageOf(c, site)];
