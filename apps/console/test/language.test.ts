import { expect, test } from "vitest";
import { localeFor, preferredLanguage } from "../src/language/locale.ts";

test("the first of the reader's languages that there are texts in is taken", () => {
  expect(preferredLanguage(["fr-FR", "de-AT", "en-US"])).toBe("de");
  expect(preferredLanguage(["en"])).toBe("en");
});

test("English is taken where there are no texts in any of them", () => {
  expect(preferredLanguage(["fr", "ja-JP"])).toBe("en");
  expect(preferredLanguage([])).toBe("en");
});

test("times are written as in the reader's region, if that is one of the language", () => {
  expect(localeFor("en", ["de-AT", "en-US"])).toBe("en-US");
  expect(localeFor("de", ["en-US", "de-AT"])).toBe("de-AT");
  expect(localeFor("de", ["en-US", "de"])).toBe("de-DE");
});

test("a locale that is none is passed over", () => {
  expect(preferredLanguage(["en-US@posix", "de"])).toBe("de");
  expect(localeFor("en", ["en-US@posix", "en-IE"])).toBe("en-IE");
});
