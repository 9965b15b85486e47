import { content } from "./page.ts";
import { language, texts } from "./texts.ts";

/** As in ../texts/times.ts. */
const LOCALE = language === "de" ? "de-DE" : "en-GB";

const formatter = (own: string | undefined, timeZone?: string) =>
  new Intl.DateTimeFormat(LOCALE, {
    ...(own === "full" ? { weekday: "short", day: "numeric", month: "short" } : {}),
    hour: "2-digit",
    minute: "2-digit",
    ...(timeZone && { timeZone }),
  });

/** Writes the visitor's own time beside each of the venue's, where their clocks differ at that time. */
export function showOwnTimes(): void {
  for (const time of content().querySelectorAll<HTMLTimeElement>("time[data-own]")) {
    const at = new Date(time.dateTime);
    const own = formatter(time.dataset["own"]).format(at);
    if (own === formatter(time.dataset["own"], time.dataset["zone"]).format(at)) continue;
    const beside = document.createElement("span");
    beside.className = "own-time";
    beside.textContent = texts.ownTime(own);
    time.after(" ", beside);
  }
}
