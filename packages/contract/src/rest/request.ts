import { z } from "zod";
import { CURSOR_MAX_CHARACTERS, id, idempotencyKey, PAGE_DEFAULT_ITEMS, PAGE_MAX_ITEMS } from "../common.ts";

/** `?limit=&cursor=` of every list. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^\d{1,4}$/, { error: "must be a whole number" })
    .transform(Number)
    .pipe(z.int().min(1).max(PAGE_MAX_ITEMS))
    .default(PAGE_DEFAULT_ITEMS)
    .meta({ type: "integer", minimum: 1, maximum: PAGE_MAX_ITEMS, default: PAGE_DEFAULT_ITEMS }),
  cursor: z.string().min(1).max(CURSOR_MAX_CHARACTERS).optional(),
};

export const restIdParams = z.strictObject({ id });

export const restListQuery = z.strictObject(pageQuery);

/** The header `Idempotency-Key`: a structured field's string, or the bare key. */
export const restIdempotencyKey = z
  .string()
  .transform((header) =>
    /^".*"$/.test(header) ? header.slice(1, -1).replaceAll(/\\(["\\])/g, "$1") : header,
  )
  .pipe(idempotencyKey);

/** Refuses an input that gives the same thing under both of its names. */
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
