import type { Words } from "./words.ts";

const SEE = "Buchung ansehen oder ändern";

export const de: Words = {
  greeting: (name) => `Guten Tag ${name},`,
  what: "Was",
  when: "Wann",
  places: "Plätze",
  booking: "Buchung",
  kinds: {
    confirmed: {
      subject: (resource) => `Buchung bestätigt: ${resource}`,
      message: () => "Ihre Buchung ist bestätigt.",
      link: SEE,
    },
    moved: {
      subject: (resource) => `Buchung verschoben: ${resource}`,
      message: () => "Ihre Buchung wurde verlegt: Hier steht, wo und wann sie jetzt ist.",
      link: SEE,
    },
    changed: {
      subject: (resource) => `Buchung geändert: ${resource}`,
      message: () => "Ihre Buchung hat eine andere Zahl von Plätzen.",
      link: SEE,
    },
    cancelled: {
      subject: (resource) => `Buchung storniert: ${resource}`,
      message: () => "Ihre Buchung ist storniert.",
    },
    promoted: {
      subject: (resource) => `Ein Platz ist frei: ${resource}`,
      message: (expires) =>
        `ein Platz, auf den Sie gewartet haben, ist frei und bis ${expires} für Sie reserviert. ` +
        "Bitte bestätigen Sie ihn bis dahin; danach geht er an jemand anderen.",
      link: "Buchung bestätigen",
    },
    reminder: {
      subject: (resource) => `Erinnerung: ${resource}`,
      message: () => "wir erinnern Sie an Ihre Buchung.",
      link: SEE,
    },
  },
};
