/* The reference of a booking: ten characters that a person can read out, derived from its id. The client package has a copy of
   this file, so it imports nothing. */

/** Crockford's base 32: without I, L, O and U, which are mistaken for others. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const REFERENCE = /^[0-9A-HJKMNP-TV-Z]{10}$/;
const ID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const REFERENCE_CHARACTERS = 10;

/** The id of a booking begins with the milliseconds of its creation, and ends with random bits. */
const STEP_MILLISECONDS = 2 ** 10;
/** Steps repeat after 35 years. */
const STEPS = 2 ** 30;
const RANDOM_DIGITS = 5;
const RANDOM_VALUES = 16 ** RANDOM_DIGITS;
/** The first period whose ids are looked for, from 2004 on, and the last, up to 2074. */
const PERIODS = [1, 2];

/**
 * The reference of a booking: `K32Y4-YTKJZ`. It is made of the second in which the booking was made, and 20 random bits of its id;
 * so two bookings may have the same, if rarely.
 * @throws TypeError for an id that is no UUID
 */
export function bookingReference(bookingId: string): string {
  if (!ID.test(bookingId)) throw new TypeError("a booking's id is a UUID");
  const digits = bookingId.replaceAll("-", "");
  const step = Math.floor(Number.parseInt(digits.slice(0, 12), 16) / STEP_MILLISECONDS) % STEPS;
  let value = step * RANDOM_VALUES + Number.parseInt(digits.slice(-RANDOM_DIGITS), 16);
  let text = "";
  for (let count = 0; count < REFERENCE_CHARACTERS; count++) {
    text = (ALPHABET[value % ALPHABET.length] as string) + text;
    value = Math.floor(value / ALPHABET.length);
  }
  return `${text.slice(0, 5)}-${text.slice(5)}`;
}

/** Where the ids with a reference are: from one id to another, and with this end. */
export interface ReferencedIds {
  ranges: { from: string; to: string }[];
  end: string;
}

/**
 * Where the ids are that have this reference; undefined where a text is none. Blanks, hyphens and capitals do not matter, and
 * I and L count as 1, O as 0.
 */
export function idsOfReference(text: string): ReferencedIds | undefined {
  const plain = text.replaceAll(/[\s-]/g, "").toUpperCase().replaceAll(/[IL]/g, "1").replaceAll("O", "0");
  if (!REFERENCE.test(plain)) return undefined;
  let value = 0;
  for (const character of plain) value = value * ALPHABET.length + ALPHABET.indexOf(character);
  const step = Math.floor(value / RANDOM_VALUES);
  const ranges = PERIODS.map((period) => {
    const first = (period * STEPS + step) * STEP_MILLISECONDS;
    return {
      from: idAt(first, "0000-0000-000000000000"),
      to: idAt(first + STEP_MILLISECONDS - 1, "ffff-ffff-ffffffffffff"),
    };
  });
  return { ranges, end: (value % RANDOM_VALUES).toString(16).padStart(RANDOM_DIGITS, "0") };
}

/** An id that begins with a time and ends so. */
function idAt(milliseconds: number, end: string): string {
  const digits = milliseconds.toString(16).padStart(12, "0");
  return `${digits.slice(0, 8)}-${digits.slice(8)}-${end}`;
}
