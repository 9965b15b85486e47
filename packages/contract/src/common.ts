import { z } from "zod";
import { cleanText, type TextBounds, textFault } from "./text.ts";

export const NAME_MAX_CHARACTERS = 200;
export const CONTACT_MAX_CHARACTERS = 320;
/** The most places of one booking. */
export const QUANTITY_MAX_PLACES = 100;
export const IDEMPOTENCY_KEY_MAX_CHARACTERS = 255;
export const PAGE_DEFAULT_ITEMS = 50;
export const PAGE_MAX_ITEMS = 500;
export const CURSOR_MAX_CHARACTERS = 200;
const EARLIEST_TIME = Date.UTC(1970, 0, 1);
const LATEST_TIME = Date.UTC(3000, 0, 1);
/** The years of times and days. */
export const YEARS = "^(19[7-9]|2\\d\\d)\\d-";

/**
 * What a schema can say of the characters of a text: whether one is visible, and which it may not have. The server is a
 * little more generous at the ends of a text, which it trims.
 */
export const textPattern = ({ min, isSought }: TextBounds): string => {
  if (isSought) return `^${min > 0 ? "(?=[\\s\\S]*\\S)" : ""}[^\\u0000]*$`;
  // A dot is no line break. Some generators write `\u2028` as the character itself, which would end their line.
  const fit = "(?![\\x00-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]).";
  return `^${min > 0 ? "(?=.*\\S)" : ""}(?:${fit})*$`;
};

/** Text within bounds, as text.ts cleans it. */
export function text(bounds: TextBounds) {
  return z
    .string()
    .overwrite((value) => cleanText(value, bounds))
    .superRefine((value, context) => {
      const message = textFault(value, bounds);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    })
    .meta({ minLength: bounds.min, maxLength: bounds.max, pattern: textPattern(bounds) });
}

/** A name of a person or a resource: 1 to 200 characters, one of them visible. */
export const name = text({ min: 1, max: NAME_MAX_CHARACTERS });

/** Text that is looked for: 1 to `max` characters, also such as only old texts have. */
export const soughtText = (max: number) => text({ min: 1, max, isSought: true });

/** Optional text, such as a specialization. Blank becomes null. */
export const optionalText = (max: number) =>
  text({ min: 0, max })
    .nullable()
    .transform((value) => value || null)
    .optional();

/** The id of a noun: a UUID, in lower case once parsed. */
export const id = z.guid({ error: "must be a UUID" }).toLowerCase().meta({ format: "uuid" });

/** The key that makes a request safe to repeat: 1 to 255 visible ASCII characters, best a new UUID. */
export const idempotencyKey = z
  .string()
  .regex(new RegExp(`^[\\x21-\\x7e]{1,${IDEMPOTENCY_KEY_MAX_CHARACTERS}}$`), {
    error: `must be 1 to ${IDEMPOTENCY_KEY_MAX_CHARACTERS} visible ASCII characters`,
  })
  .describe(
    "Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters",
  );

/** Times of ISO 8601. RFC 3339 requires their seconds, and an offset's colon and minutes. */
const SHORTENED = /^(.{10}T\d\d:\d\d)(:\d\d(?:\.\d+)?)?(?:Z|([+-]\d\d)(?::?(\d\d))?)$/;

/** Completes a time to the form of RFC 3339, without checking it. */
const toRfc3339 = (text: string) =>
  text
    .toUpperCase()
    .replace(
      SHORTENED,
      (_time, begin: string, seconds = ":00", hours = "", minutes = "00") =>
        begin + seconds + (hours ? `${hours}:${minutes}` : "Z"),
    );

const NO_TIME = "must be an ISO 8601 time with offset, such as 2031-12-25T10:00:00Z";

/**
 * A time as ISO 8601 with offset or Z, between the years 1970 and 2999; a `Date` once parsed. Seconds may be left out,
 * and so may an offset's colon or minutes; `t` and `z` may be lower case.
 */
export const timestamp = z
  .string({ error: NO_TIME })
  .overwrite(toRfc3339)
  .check(z.iso.datetime({ offset: true, error: NO_TIME, abort: true }))
  .transform((value) => new Date(value))
  .refine((value) => value.getTime() >= EARLIEST_TIME && value.getTime() < LATEST_TIME, {
    error: "must be between the years 1970 and 2999",
  })
  .meta({ format: "date-time", pattern: YEARS, examples: ["2031-12-25T10:00:00Z"] });

/** A time in a response: ISO 8601 in UTC, with milliseconds. */
export const utcTime = z.string().meta({ format: "date-time", examples: ["2031-12-01T09:00:00.000Z"] });

/**
 * The `updatedAt` of what the caller read: the change is refused if it has another one by now. Once parsed a list, because
 * the header `If-Match` may name several.
 */
export const ifMatch = timestamp
  .transform((time) => [time.toISOString()])
  .optional()
  .describe("The `updatedAt` that the caller read; left out: whatever it is by now");

/** Some fields of a noun, by name. */
export const someFields = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
);

export type SomeFields = z.output<typeof someFields>;

/** Items of a page: 1 to 500. */
export const limit = z.int().min(1).max(PAGE_MAX_ITEMS).describe("Items of the page");

/** The begin of a page, opaque: the `nextCursor` of the page before. */
export const cursor = z
  .string()
  .min(1)
  .max(CURSOR_MAX_CHARACTERS)
  .describe("Where the page begins: the cursor that the page before gave");

/** What tRPC's infinite queries add to their input. It changes nothing: lists are read in one direction. */
const direction = z
  .literal("forward", { error: "must be forward: a list has no page before the cursor" })
  .describe("`forward`, which infinite queries of tRPC send; it changes nothing");

/** The page that a list is asked for. REST's queries have `pageQuery` in its place. */
export const pageInput = {
  limit: limit.default(PAGE_DEFAULT_ITEMS),
  cursor: cursor.optional(),
  direction: direction.optional(),
};

/** One page of a list; `nextCursor` is null on the last one. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item).describe("The items of this page"),
    nextCursor: z
      .string()
      .nullable()
      .describe("Where the next page begins: its `cursor`; null on the last page"),
  });
