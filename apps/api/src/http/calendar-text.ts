import type { Context } from "hono";
import { EncodedBody } from "./encodings.ts";
import { digestOf } from "./entity-tags.ts";
import type { Env } from "./env.ts";
import { PRIVATE_READ, respondRead } from "./responses.ts";

/** Responds with iCalendar's text and its tag; 304 without it where `If-None-Match` names the tag. */
export const respondCalendar = (c: Context<Env>, text: string, fileName: string) =>
  respondRead<string>(
    c,
    { text: new EncodedBody(text), tag: `"${digestOf(text)}"` },
    {
      "Cache-Control": PRIVATE_READ,
      "Content-Type": "text/calendar; charset=utf-8; method=PUBLISH",
      "Content-Disposition": `attachment; filename="${fileName}"`,
    },
  );
