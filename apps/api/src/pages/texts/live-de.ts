import { countsIn } from "./counts.ts";
import type { LiveTexts } from "./live-en.ts";

const count = countsIn("de");

/** What the pages' scripts say in German, beside the server. */
export const liveDe: LiveTexts = {
  placesLeft: (places) => count(places, { one: "Noch # Platz", other: "Noch # Plätze" }),
  placesFree: (places) => count(places, { one: "# Platz frei", other: "# Plätze frei" }),
  full: "Ausgebucht",
  ownTime: (time) => `${time} Ihrer Zeit`,
  minutesLeft: (clock) => `noch ${clock}`,
  secondsLeft: (seconds) =>
    count(seconds, {
      one: "Noch # Sekunde, um Ihre Buchung zu bestätigen.",
      other: "Noch # Sekunden, um Ihre Buchung zu bestätigen.",
    }),
  timeIsUp: "Die Zeit ist abgelaufen.",
  sending: "Einen Moment …",
  busy: (seconds) =>
    count(seconds, {
      one: "Gerade buchen sehr viele. Wir versuchen es in # Sekunde noch einmal.",
      other: "Gerade buchen sehr viele. Wir versuchen es in # Sekunden noch einmal.",
    }),
  offline: "Es gibt keine Verbindung. Sobald es eine gibt, versuchen wir es wieder; Ihre Eingaben bleiben.",
  givenUp: "Das hat nicht geklappt. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal.",
  updated: "Die Seite ist wieder aktuell.",
  stale: "Es gibt keine Verbindung: Das hier ist vielleicht nicht mehr aktuell.",
  fewer: "Weniger",
  more: "Mehr",
};
