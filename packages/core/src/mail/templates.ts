import { readFileSync } from "node:fs";
import type { Language } from "@holdfast/contract";
import type { MailsTable } from "@holdfast/db";
import { remembered } from "../shared/index.ts";

/* A template is a text with `{{name}}` for values, and `{{#name}}…{{/name}}` around what is left out where there is no
   such value. The first line of the plain form is the subject. */

export type MailKind = MailsTable["kind"];

/** The values of a template; one that is undefined is left out with what is around it. */
export type Values = Readonly<Record<string, string | undefined>>;

/** A mail as it is read. */
export interface Written {
  subject: string;
  text: string;
  html: string;
}

/** All languages and kinds in both forms, and no others. */
const KEPT_MAX_TEMPLATES = 50;

const templateOf = remembered(
  (path) => readFileSync(new URL(`./templates/${path}`, import.meta.url), "utf8"),
  KEPT_MAX_TEMPLATES,
);

const SUBJECT = "Subject: ";

/** Writes a mail from the templates of its kind in a language. In HTML, values are escaped. */
export function writeMail(language: Language, kind: MailKind, values: Values): Written {
  const plain = fill(templateOf(`${language}/${kind}.txt`), values, (value) => value);
  const [subject = "", ...lines] = plain.split("\n");
  return {
    subject: subject.slice(SUBJECT.length),
    text: lines.join("\n").trimStart(),
    html: fill(templateOf(`${language}/${kind}.html`), values, escapeHtml),
  };
}

/** Fills in a template once: what is in a value is not looked at. */
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
