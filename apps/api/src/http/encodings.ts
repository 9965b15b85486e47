import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Context } from "hono";
import type { Env } from "./env.ts";

/** Smaller bodies are sent as they are: their headers have as many bytes as compression saves. */
export const COMPRESSED_MIN_BYTES = 1024;

/** The encodings of bodies, the smallest first. */
const ENCODINGS = ["br", "gzip"] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** Good enough: the best quality would take seconds for a megabyte, and ten times as long for a list. */
const BROTLI_QUALITY = 4;

const COMPRESSORS: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (body) => promisify(gzip)(body),
};

/** A body that many responses have. Each of its forms is made once, when a client first asks for it. */
export class EncodedBody {
  /** The body itself. */
  readonly identity: string | Buffer;
  /** Whether its form depends on the client. */
  readonly varies: boolean;
  readonly #forms: Partial<Record<Encoding, Promise<Buffer>>> = {};

  constructor(body: string | Buffer) {
    const isText = typeof body === "string";
    this.varies = (isText ? Buffer.byteLength(body) : body.length) >= COMPRESSED_MIN_BYTES;
    // As bytes, a long text is encoded once for all responses.
    this.identity = this.varies && isText ? Buffer.from(body) : body;
  }

  /** The encoding of its smallest form that the client accepts; undefined for the body itself. */
  encodingFor(c: Context<Env>): Encoding | undefined {
    return this.varies ? acceptedEncoding(c.req.header("Accept-Encoding")) : undefined;
  }

  /** The body in an encoding. */
  in(encoding: Encoding): Promise<Buffer> {
    const form = this.#forms[encoding] ?? COMPRESSORS[encoding](Buffer.from(this.identity));
    this.#forms[encoding] = form;
    return form;
  }
}

const REFUSED = /^q=0(\.0*)?$/;

/** The smallest encoding that an `Accept-Encoding` names, and does not refuse by `q=0`. */
function acceptedEncoding(header: string | undefined): Encoding | undefined {
  if (header === undefined) return undefined;
  const accepted = header.split(",").flatMap((item) => {
    const [name = "", ...parameters] = item.toLowerCase().replaceAll(" ", "").split(";");
    return parameters.some((parameter) => REFUSED.test(parameter)) ? [] : [name];
  });
  return ENCODINGS.find((encoding) => accepted.includes(encoding));
}
