import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Context } from "hono";
import type { Env } from "./env.ts";
import { commonHeaders } from "./responses.ts";

/** Good enough: the best quality would take seconds for a megabyte. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const ENCODINGS = ["br", "gzip"] as const;

/** A text that stays the same while the process runs. It and its compressed forms are made once, for all responses. */
export class StaticText {
  readonly #headers: Record<string, string>;
  readonly #forms: Record<(typeof ENCODINGS)[number] | "identity", () => Promise<Buffer>>;

  /**
   * @param headers those of its responses, beside the common ones
   * @param make called at the first request
   */
  constructor(headers: Record<string, string>, make: () => Promise<Buffer>) {
    this.#headers = headers;
    const identity = once(make);
    this.#forms = {
      identity,
      gzip: once(async () => promisify(gzip)(await identity())),
      br: once(async () => promisify(brotliCompress)(await identity(), BROTLI)),
    };
  }

  /** Responds in the smallest form that the client accepts. */
  async respond(c: Context<Env>): Promise<Response> {
    const encoding = acceptedEncoding(c.req.header("Accept-Encoding"));
    const body = await this.#forms[encoding ?? "identity"]();
    const headers = {
      ...commonHeaders(c.get("requestId"), c.get("usage")),
      ...this.#headers,
      Vary: "Accept-Encoding",
      ...(encoding && { "Content-Encoding": encoding }),
    };
    return new Response(body as Uint8Array<ArrayBuffer>, { status: 200, headers });
  }
}

/** The smallest encoding that an `Accept-Encoding` names, and does not refuse by `q=0`. */
function acceptedEncoding(header = ""): (typeof ENCODINGS)[number] | undefined {
  const accepted = header.split(",").flatMap((item) => {
    const [name = "", ...parameters] = item.toLowerCase().replaceAll(" ", "").split(";");
    return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
  });
  return ENCODINGS.find((encoding) => accepted.includes(encoding));
}

/** Calls `make` at the first call, and again after a failure. */
function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
