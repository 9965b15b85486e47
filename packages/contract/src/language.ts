import { z } from "zod";

/** The languages in which customers are written to. */
export const language = z.enum(["en", "de"]).describe("The language of mails to the customer");

/** The language in an input. Null becomes undefined, so that it is the same request under an idempotency key. */
export const newLanguage = language
  .nullable()
  .transform((value): Language | undefined => value ?? undefined)
  .optional()
  .describe("The language of mails to the customer; left out or null: the server's `LANGUAGE`")
  .meta({ examples: ["de"] });

/** The language in a change; null: the server's from now on. */
export const languageChange = language
  .nullable()
  .optional()
  .describe("The language of mails to the customer from now on; null: the server's `LANGUAGE`")
  .meta({ examples: ["de"] });

export type Language = z.output<typeof language>;
