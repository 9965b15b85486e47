import { HoldfastError, invalidInput } from "@holdfast/contract";
import type { Context } from "hono";

/* The one way to a body, over REST and tRPC: it is JSON in UTF-8 by its content type, and then by its bytes. */

/** Without `fatal`, U+FFFD would stand in for what is not UTF-8. A byte order mark at the begin is skipped. */
const utf8 = new TextDecoder("utf-8", { fatal: true });
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/gi;

/**
 * Requires that a body's content type says JSON, and no other charset than UTF-8.
 * @param mediaType the media types that count as JSON
 * @throws UNSUPPORTED_MEDIA_TYPE
 */
export function requireJsonType(contentType: string, mediaType: RegExp): void {
  if (contentType === "application/json") return;
  const [type = ""] = contentType.split(";", 1);
  if (!mediaType.test(type.trim())) throw notJsonType();
  for (const [, charset = ""] of contentType.matchAll(CHARSET)) {
    if (charset.toLowerCase() !== "utf-8") {
      throw new HoldfastError("UNSUPPORTED_MEDIA_TYPE", "Send UTF-8: JSON has no other charset");
    }
  }
}

/** The refusal of a body that is not JSON by its content type, or that has none. */
export const notJsonType = () =>
  new HoldfastError("UNSUPPORTED_MEDIA_TYPE", "Send JSON, with Content-Type: application/json");

/**
 * Reads the body as JSON. Hono keeps the text, so that it is decoded once, and the same way for everybody.
 * @throws INVALID_INPUT for bytes that are not UTF-8, and for text that is not JSON or ends too early
 */
export async function readJson(c: Context): Promise<unknown> {
  const cache: { text?: unknown } = c.req.bodyCache; // it has promises, whatever its type says
  cache.text ??= c.req.arrayBuffer().then(decode);
  try {
    return JSON.parse(await c.req.text());
  } catch (error) {
    throw error instanceof HoldfastError ? error : invalidInput("", "the body is not JSON");
  }
}

function decode(bytes: ArrayBuffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalidInput("", "the body is not UTF-8");
  }
}
