import { HoldfastError, invalidInput } from "@holdfast/contract";
import type { Context } from "hono";
import type { Env } from "../http/index.ts";

const FORM_TYPE = /^application\/x-www-form-urlencoded(?:;\s*charset=utf-8)?$/i;
/** No form of ours has more: a name for each of 100 places, 20 answers and a few of its own. */
const FIELDS_MAX = 130;
const utf8 = new TextDecoder("utf-8", { fatal: true });
const ENCODED_BYTES = /(?:%[\da-f]{2})+/gi;

/** The fields of a form that was sent. One that was not is empty, as one that was left empty. */
export type Form = (name: string) => string;

/**
 * Reads the fields of a form as browsers send it.
 * @throws UNSUPPORTED_MEDIA_TYPE for anything else; INVALID_INPUT for what is not UTF-8, or too many fields
 */
export async function readForm(c: Context<Env>): Promise<Form> {
  if (!FORM_TYPE.test(c.req.header("Content-Type") ?? "")) {
    throw new HoldfastError("UNSUPPORTED_MEDIA_TYPE", "Send a form: application/x-www-form-urlencoded");
  }
  const fields = new URLSearchParams(decode(await c.req.arrayBuffer()));
  if (fields.size > FIELDS_MAX) throw invalidInput("", `a form has at most ${FIELDS_MAX} fields`);
  return (name) => fields.get(name) ?? "";
}

/** URLSearchParams puts U+FFFD where bytes are no UTF-8: here they are refused. */
function decode(bytes: ArrayBuffer): string {
  try {
    const text = utf8.decode(bytes);
    for (const [encoded] of text.matchAll(ENCODED_BYTES)) decodeURIComponent(encoded);
    return text;
  } catch {
    throw invalidInput("", "the form is not UTF-8");
  }
}
