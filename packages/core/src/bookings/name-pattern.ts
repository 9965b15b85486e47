import { isAscii } from "@holdfast/contract";

const LETTER_OR_DIGIT = /^[\p{L}\p{M}\p{N}]$/u;
const BLANKS = /^\s+$/;

/**
 * A regular expression of PostgreSQL for names that have this text, in capitals or not. It names each letter's forms itself:
 * PostgreSQL's own comparison would depend on the database's locale.
 */
export const namePattern = (text: string): string =>
  (text.match(/\s+|./gsu) ?? []).map((part) => (BLANKS.test(part) ? "\\s+" : formsOf(part))).join("");

/** A character in all its forms: `ß` is `SS` in capitals. */
function formsOf(character: string): string {
  const forms = new Set([character, character.toLowerCase(), character.toUpperCase()]);
  return forms.size === 1 ? escaped(character) : `(?:${[...forms].map(escaped).join("|")})`;
}

const escaped = (text: string): string =>
  [...text]
    .map((character) =>
      LETTER_OR_DIGIT.test(character) || !isAscii(character) ? character : `\\${character}`,
    )
    .join("");
