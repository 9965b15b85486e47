import { z } from "zod";
import {
  CURSOR_MAX_CHARACTERS,
  id,
  idempotencyKey,
  PAGE_DEFAULT_ITEMS,
  PAGE_MAX_ITEMS,
  type pageInput,
} from "../common.ts";

/* Parts of requests that several nouns share. */

/** A yes or no in a query. Left out, it is a no. */
export const queryFlag = z.enum(["true", "false"]).optional();

/** The page that a list is asked for, as a query has it: `?limit=&cursor=`. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^\d{1,4}$/, { error: "must be a whole number" })
    .transform(Number)
    .pipe(z.int().min(1).max(PAGE_MAX_ITEMS))
    .default(PAGE_DEFAULT_ITEMS)
    .meta({
      type: "integer",
      minimum: 1,
      maximum: PAGE_MAX_ITEMS,
      default: PAGE_DEFAULT_ITEMS,
      description: "Items of the page",
    }),
  cursor: z
    .string()
    .min(1)
    .max(CURSOR_MAX_CHARACTERS)
    .optional()
    .describe(
      "Where the page begins: the `next_cursor` of the page before, which its header `Link` has, too",
    ),
  envelope: queryFlag.describe("`true`: an object with `items` and `next_cursor` instead of an array"),
};

/** A page of a list as an object, named after its items. */
const pageOf = <Item extends z.ZodType>(item: Item) =>
  z
    .object({
      items: z.array(item).describe("The items of this page"),
      next_cursor: z
        .string()
        .nullable()
        .describe("The `cursor` of the next page; null on the last page")
        .meta({ examples: ["WzEwMjRd"] }),
    })
    .meta({ id: `${item.meta()?.id}Page`, description: "A page of a list, with `envelope=true`" });

/** The pages by their items: several routes list the same. */
const pages = new WeakMap<z.ZodType, z.ZodType>();

/** The schema of a list's response: an array, or with `envelope=true` a page. */
export function restList<Item extends z.ZodType>(item: Item) {
  const page = (pages.get(item) as ReturnType<typeof pageOf<Item>> | undefined) ?? pageOf(item);
  pages.set(item, page);
  return z.union([z.array(item), page]);
}

const documented = new WeakMap<z.ZodType, z.ZodType>();

/**
 * Says an input in the OpenAPI document otherwise than by its parser: as one of several closed objects, where
 * the parser takes the fields of all and refuses those that exclude each other.
 */
export function documentedAs<Parser extends z.ZodType>(
  parser: Parser,
  one: z.ZodType,
  other: z.ZodType,
): Parser {
  documented.set(parser, z.union([one, other]));
  return parser;
}

/** The schema of an input for the OpenAPI document. */
export const documentOf = (parser: z.ZodType): z.ZodType => documented.get(parser) ?? parser;

export const restIdParams = z.strictObject({ id: id.describe("The id of what the path names") });

export const restListQuery = z.strictObject(pageQuery);

/** The header `Idempotency-Key`: a structured field's string, or the bare key. */
export const restIdempotencyKey = z
  .string()
  .transform((header) =>
    /^".*"$/.test(header) ? header.slice(1, -1).replaceAll(/\\(["\\])/g, "$1") : header,
  )
  .pipe(idempotencyKey);

/** Refuses an input that gives the same field under both of its names. */
export function oneNameOf<Alias extends string, Field extends string>(alias: Alias, field: Field) {
  return (input: { [Name in Alias | Field]?: unknown }, context: z.core.$RefinementCtx) => {
    if (input[alias] != null && input[field] != null) {
      context.addIssue({
        code: "custom",
        path: [alias],
        message: `is another name of ${field}: give one of them`,
      });
    }
  };
}

/** The fields of an input without those that REST's path, headers or query give. */
export function without<Fields extends object, Name extends keyof Fields & string>(
  fields: Fields,
  ...names: Name[]
): Omit<Fields, Name> {
  const left: Partial<Fields> = { ...fields };
  for (const name of names) delete left[name];
  return left as Omit<Fields, Name>;
}

/** The fields of a list's input without its page, which REST asks for by `pageQuery`. */
export const filtersOf = <Fields extends Record<keyof typeof pageInput, unknown>>(fields: Fields) =>
  without(fields, "limit", "cursor", "direction");
