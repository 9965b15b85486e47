import { z } from "zod";
import { utcTime } from "./common.ts";
import { keyRole } from "./key.ts";

export const SHOWN_KEY_MAX_CHARACTERS = 255;

/** A session of a member of staff in the console. */
export const session = z.object({
  role: keyRole,
  name: z
    .string()
    .describe("The name of the API key that it began with")
    .meta({ examples: ["Front desk"] }),
  expiresAt: utcTime.nullable().describe("When it ends, however much it is used; null: never"),
});

/** The key that a session begins with. */
export const signInInput = z.strictObject({
  key: z.string().min(1).max(SHOWN_KEY_MAX_CHARACTERS).describe("An API key"),
});

export type Session = z.output<typeof session>;
export type SignInInput = z.output<typeof signInInput>;
