/* The one rule of text: which characters it may have, how they are counted, and which contacts are equal. */

/** For each character that a text may have: twelve code points of four bytes, more than the longest emoji has. */
export const CHARACTER_MAX_BYTES = 48;
/** On one letter. No script stacks more. */
export const STACKED_MAX_MARKS = 8;

/** A character that nobody sees: a blank, or one for formatting. Arabic and other number signs are seen. */
const INVISIBLE = String.raw`[[\p{White_Space}\u2800\p{Default_Ignorable_Code_Point}\p{Cf}]--[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]]`;
const INVISIBLE_BEGIN = new RegExp(`^${INVISIBLE}+`, "v");
const INVISIBLE_END = new RegExp(`(?<!${INVISIBLE})${INVISIBLE}+$`, "v");
/** What changes how the character before it looks: the colour of an emoji, a flag, the form of an ideograph. */
const VARIATION = /^[\p{Variation_Selector}\u{e0020}-\u{e007f}]*/u;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

const ASCII = /^[\0-\x7f]*$/;
/** ASCII that needs no cleaning, as most texts are. */
const CLEAN = /^[!-~](?:[ -~]*[!-~])?$/;

/** Characters that break a line or turn its direction, and halves of pairs, which are no characters. */
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
/** What PostgreSQL cannot store. */
const UNSTORABLE = /[\0\p{Cs}]/u;
const STACKED = new RegExp(`\\p{M}{${STACKED_MAX_MARKS + 1}}`, "u");

const characters = new Intl.Segmenter("und", { granularity: "grapheme" });

/** The bounds of a text, in characters as a person counts them: an emoji is one, and so is a letter with its marks. */
export interface TextBounds {
  min: 0 | 1;
  max: number;
  /** Whether the text is only looked for: then it may have whatever old texts have. */
  isSought?: boolean;
}

/** Whether a text is ASCII. */
export const isAscii = (text: string): boolean => ASCII.test(text);

/** A text as it is stored: composed (NFC), without invisible characters at its ends. One far too long stays as it is. */
export function cleanText(text: string, { max }: TextBounds): string {
  if (CLEAN.test(text)) return text;
  const trimmed = text.trim();
  return trimmed.length > max * CHARACTER_MAX_BYTES ? trimmed : cutEnds(trimmed.normalize("NFC"));
}

/** The fault of a cleaned text, or undefined. */
export function textFault(text: string, { min, max, isSought = false }: TextBounds): string | undefined {
  if (text.length < min) return "must not be empty";
  if (!hasAtMost(max, text)) return `must have at most ${max} characters`;
  if (CLEAN.test(text)) return undefined;
  if (isSought) return UNSTORABLE.test(text) ? "must not contain NUL or unpaired surrogates" : undefined;
  if (UNFIT.test(text)) {
    return "must not contain control characters, line breaks, changes of direction or unpaired surrogates";
  }
  if (STACKED.test(text)) return `must not have more than ${STACKED_MAX_MARKS} marks on one letter`;
  return undefined;
}

/**
 * Two contacts are the same where their keys are: in capitals or not, composed or not, and whatever nobody sees in them.
 * The comparison is that of Unicode's full case folding; the dotless i of Turkish stays a letter of its own.
 */
export function contactKey(contact: string): string {
  if (isAscii(contact)) return contact.toLowerCase();
  const visible = cutEnds(contact.replace(IGNORABLE, "")).normalize("NFD");
  return visible.split("ı").map(foldCase).join("ı").normalize("NFC");
}

/** In this order ẞ, ß and SS become ss, and every sigma of a word's end the same. */
const foldCase = (text: string): string => text.toLowerCase().toUpperCase().toLowerCase();

const cutEnds = (text: string): string =>
  text
    .replace(INVISIBLE_BEGIN, "")
    .replace(INVISIBLE_END, (invisible) => VARIATION.exec(invisible)?.[0] ?? "");

/** A text has no more characters than UTF-16 units, so only one of more than `max` units is counted. */
function hasAtMost(max: number, text: string): boolean {
  if (text.length <= max) return true;
  if (new TextEncoder().encode(text).length > max * CHARACTER_MAX_BYTES) return false;
  let count = 0;
  for (const _character of characters.segment(text)) if (++count > max) return false;
  return true;
}
