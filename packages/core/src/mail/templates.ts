import { readFileSync } from "node:fs";
import type { Language } from "@holdfast/contract";
import type { MailKind } from "./kind.ts";
import { de } from "./templates/de.ts";
import { en } from "./templates/en.ts";
import type { Words } from "./templates/words.ts";

/* A mail is the words of its language and kind in one layout per form. A layout has `{{name}}` for a value, and
   `{{#name}}…{{/name}}` around what is left out where there is no such value. */

const WORDS: Readonly<Record<Language, Words>> = { en, de };

const layout = (file: string) => readFileSync(new URL(`./templates/${file}`, import.meta.url), "utf8");
const TEXT_LAYOUT = layout("layout.txt");
const HTML_LAYOUT = layout("layout.html");

/** What a mail tells of a booking, as customers read it. */
export interface MailFacts {
  name: string;
  resource: string;
  time: string;
  places: string;
  id: string;
  /** When its hold expires. */
  expires: string;
  /** Left out together with its label where the server does not know its own address. */
  link: string | undefined;
}

/** A mail as it is read. */
export interface Written {
  subject: string;
  text: string;
  html: string;
}

/** Writes a mail of a kind in a language. In HTML, all that is filled in is escaped. */
export function writeMail(language: Language, kind: MailKind, facts: MailFacts): Written {
  const words = WORDS[language];
  const { subject, message, link: linkLabel } = words.kinds[kind];
  const values: Values = {
    language,
    subject: subject(facts.resource),
    greeting: words.greeting(facts.name),
    message: message(facts.expires),
    whatLabel: words.what,
    what: facts.resource,
    whenLabel: words.when,
    when: facts.time,
    placesLabel: words.places,
    places: facts.places,
    bookingLabel: words.booking,
    booking: facts.id,
    linkLabel,
    link: linkLabel && facts.link,
  };
  return {
    subject: subject(facts.resource),
    text: fill(TEXT_LAYOUT, values, (value) => value),
    html: fill(HTML_LAYOUT, values, escapeHtml),
  };
}

type Values = Readonly<Record<string, string | undefined>>;

/** Fills in a layout once: what is in a value is not looked at. */
function fill(template: string, values: Values, toForm: (value: string) => string): string {
  return template
    .replaceAll(/\{\{#(\w+)\}\}\n?(.*?)\{\{\/\1\}\}\n?/gs, (_all, name: string, inner: string) =>
      values[name] === undefined ? "" : inner,
    )
    .replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) => toForm(values[name] ?? ""));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
