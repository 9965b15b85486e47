import type { Context } from "hono";
import { getMimeType } from "hono/utils/mime";
import { EncodedBody } from "./encodings.ts";
import { digestOf } from "./entity-tags.ts";
import type { Env } from "./env.ts";
import { PUBLIC_READ, respondRead, type TaggedBody } from "./responses.ts";

/**
 * A text that stays the same while the process runs. It, its tag and its compressed forms are made once, for
 * all responses.
 */
export class StaticText {
  readonly #headers: Record<string, string>;
  readonly #make: () => Promise<Buffer>;
  #text: Promise<TaggedBody> | undefined;

  /**
   * @param headers those of its responses, beside the common ones
   * @param make called at the first request, and again after a failure
   */
  constructor(headers: Record<string, string>, make: () => Promise<Buffer>) {
    this.#headers = { "Cache-Control": PUBLIC_READ, ...headers };
    this.#make = make;
  }

  /** Responds in the smallest form that the client accepts; 304 where it has the text already. */
  async respond(c: Context<Env>): Promise<Response> {
    this.#text ??= this.#made();
    return respondRead(c, await this.#text, this.#headers);
  }

  async #made(): Promise<TaggedBody> {
    try {
      const text = await this.#make();
      // Weak: the forms have different bytes.
      return { text: new EncodedBody(text), tag: `W/"${digestOf(text)}"` };
    } catch (error) {
      this.#text = undefined;
      throw error;
    }
  }
}

/** How a file is served. */
interface FileOptions {
  /** Whether its name has a digest of its content, so that browsers may keep it for a year. */
  isKept?: boolean;
  headers?: Record<string, string>;
}

/** The handler that serves a file whose content is there; its type is that of its name. */
export function servingFile(
  name: string,
  content: Buffer,
  { isKept = false, headers = {} }: FileOptions = {},
) {
  const text = new StaticText(
    {
      "Content-Type": getMimeType(name) ?? "application/octet-stream",
      ...(isKept && { "Cache-Control": "public, max-age=31536000, immutable" }),
      ...headers,
    },
    async () => content,
  );
  return (c: Context<Env>) => text.respond(c);
}
