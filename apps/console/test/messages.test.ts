import { ERROR_STATUS } from "@holdfast/client";
import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import de from "../src/messages/de.json" with { type: "json" };
import en from "../src/messages/en.json" with { type: "json" };

/** Every text by its path: `shell.sections.today`. */
function textsOf(messages: object, path: string[] = []): [string, string][] {
  return Object.entries(messages).flatMap(([name, value]) =>
    typeof value === "string" ? [[[...path, name].join("."), value]] : textsOf(value, [...path, name]),
  );
}

/** The names of the values in a text: `message`, `count`. What a plural says for a number is a text, too, and no name. */
const valuesIn = (text: string) =>
  [...new Set([...text.matchAll(/(?<!(?:one|other|=\d) )\{(\w+)[,}]/g)].map(([, name]) => name))].sort();

const german = new Map(textsOf(de));

test("both languages have the same texts, in the same order", () => {
  expect([...german.keys()]).toEqual(textsOf(en).map(([path]) => path));
});

test.each(textsOf(en))("%s names the same values in both languages", (path, text) => {
  expect(valuesIn(german.get(path) ?? "")).toEqual(valuesIn(text));
});

describe.each([
  ["en", en],
  ["de", de],
])("in %s", (locale, messages) => {
  test.each(textsOf(messages))("%s can be formatted", (path, text) => {
    const failures: unknown[] = [];
    const translate = createTranslator({
      locale,
      messages,
      onError: (error) => failures.push(error),
    }) as unknown as (path: string, values: object) => string;
    const values = Object.fromEntries(valuesIn(text).map((name) => [name, 3]));
    expect(translate(path, values)).not.toBe("");
    expect(failures).toEqual([]);
  });
});

test("every error that has a text of its own is one of the server's", () => {
  const own = Object.keys(en.errors).filter((code) => code === code.toUpperCase());
  expect(own.filter((code) => !Object.hasOwn(ERROR_STATUS, code))).toEqual([]);
});
