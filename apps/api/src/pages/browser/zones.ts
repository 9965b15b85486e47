import { content } from "./page.ts";
import { language, texts } from "./texts.ts";

/** As in ../texts/times.ts. */
const LOCALE = language === "de" ? "de-DE" : "en-GB";

const formatter = (form: "clock" | "full", timeZone?: string) =>
  new Intl.DateTimeFormat(LOCALE, {
    ...(form === "full" ? { weekday: "short", day: "numeric", month: "short" } : {}),
    hour: "2-digit",
    minute: "2-digit",
    ...(timeZone && { timeZone }),
  });

/** A day, to tell whether it is the same on both clocks. */
const dayOf = (at: Date, timeZone?: string): string =>
  at.toLocaleDateString("en-CA", timeZone === undefined ? {} : { timeZone });

/** Writes the visitor's own time beside each of the venue's, where their clocks differ at that time. */
export function showOwnTimes(): void {
  for (const time of content().querySelectorAll<HTMLTimeElement>("time[data-own]")) {
    const at = new Date(time.dateTime);
    const { zone } = time.dataset;
    const form = dayOf(at) === dayOf(at, zone) ? "clock" : "full";
    const own = formatter(form).format(at);
    if (own === formatter(form, zone).format(at)) continue;
    const beside = document.createElement("span");
    beside.className = "own-time";
    beside.textContent = texts.ownTime(own);
    time.after(" ", beside);
  }
}
