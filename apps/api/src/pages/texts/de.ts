import type { Texts } from "./en.ts";

/** What pages say in German. */
export const de: Texts = {
  skip: "Zum Inhalt springen",
  homeTitle: "Platz buchen",
  homeNothing: "Noch gibt es nichts zu buchen.",
  demoOffer:
    "Zum Ausprobieren legt der Server eine Praxis und ein Theater mit Terminen in den nächsten zwei Wochen an.",
  demoButton: "Beispieldaten anlegen",
  demoRefusedTitle: "Es wurde nichts angelegt",
  demoRefused:
    "Beispieldaten gibt es nur, wo sonst nichts ist, und hier sind schon Ärzte oder Aufführungen eingetragen.",
  failureTitle: "Das hat nicht geklappt",
  failures: {
    NOT_FOUND: "Unter dieser Adresse gibt es nichts.",
    FORBIDDEN: "Dieses Formular kam von einer anderen Website. Es wurde nichts geändert.",
    BUSY: "Gerade sind sehr viele hier. Bitte versuchen Sie es noch einmal.",
    INTERNAL: "Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.",
  },
  requestId: (id) => `Wenn Sie uns danach fragen, nennen Sie diese Nummer: ${id}`,
  back: "Alle Termine",
};
