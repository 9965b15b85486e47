import { liveDe } from "../texts/live-de.ts";
import { type LiveTexts, liveEn } from "../texts/live-en.ts";

const TEXTS: Readonly<Record<string, LiveTexts>> = { en: liveEn, de: liveDe };

/** The page's language. */
export const language = document.documentElement.lang;

/** What the scripts say in it. */
export const texts: LiveTexts = TEXTS[language] ?? liveEn;
