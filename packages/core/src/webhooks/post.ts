import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
} from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { type Address, resolveHost, Unsendable } from "./resolve.ts";

/** The time of one attempt, from the name to the last byte of the answer. */
export const SEND_MAX_MILLISECONDS = 10_000;
/** The bytes of an answer that are kept. */
export const ANSWER_KEPT_BYTES = 1_024;
const ERROR_MAX_CHARACTERS = 200;
/** For which time a connection without a request stays open. */
const IDLE_MAX_MILLISECONDS = 15_000;

/** A request that is sent to a webhook. */
export interface Posting {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What came of it. */
export interface Answer {
  /** The status of HTTP; null: there was none. */
  status: number | null;
  /** Why there was none. */
  error: string | null;
  /** The begin of the body, as text. */
  answer: string;
}

/** Sends requests to webhooks: each to addresses that were looked at, and to no other. */
export class Poster {
  readonly #agents = {
    "http:": new HttpAgent({ keepAlive: true, timeout: IDLE_MAX_MILLISECONDS }),
    "https:": new HttpsAgent({ keepAlive: true, timeout: IDLE_MAX_MILLISECONDS }),
  };
  readonly #isPrivateAllowed: boolean;

  /** @param isPrivateAllowed whether `http:` and addresses that are not public may be sent to */
  constructor(isPrivateAllowed: boolean) {
    this.#isPrivateAllowed = isPrivateAllowed;
  }

  /**
   * Posts once; it follows no redirect. An answer counts once its headers are there, whatever becomes of its body.
   * @param signal aborts the attempt
   */
  async post(posting: Posting, signal: AbortSignal): Promise<Answer> {
    const deadline = AbortSignal.timeout(SEND_MAX_MILLISECONDS);
    const either = AbortSignal.any([deadline, signal]);
    try {
      const url = new URL(posting.url);
      const addresses = await orAborted(this.#resolve(url), either);
      return await this.#exchange(url, addresses, posting, either);
    } catch (error) {
      if (deadline.aborted) return failed(`no answer within ${SEND_MAX_MILLISECONDS / 1000} seconds`);
      return failed(reasonOf(error));
    }
  }

  /** Closes the connections that have no request. */
  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  #resolve(url: URL): Promise<Address[]> {
    if (!this.#isPrivateAllowed && url.protocol !== "https:")
      throw new Unsendable("the address is not https:");
    return resolveHost(url, this.#isPrivateAllowed);
  }

  async #exchange(url: URL, addresses: Address[], posting: Posting, signal: AbortSignal): Promise<Answer> {
    const first = this.#begin(url, addresses, posting, signal);
    try {
      return await answerTo(first);
    } catch (error) {
      // The receiver had closed an idle connection: nothing says that it is not there.
      if (!first.reusedSocket || Object(error).code !== "ECONNRESET" || signal.aborted) throw error;
      return answerTo(this.#begin(url, addresses, posting, signal));
    }
  }

  #begin(url: URL, addresses: Address[], { headers, body }: Posting, signal: AbortSignal): ClientRequest {
    const isEncrypted = url.protocol === "https:";
    const request = (isEncrypted ? requestHttps : requestHttp)(url, {
      method: "POST",
      agent: this.#agents[isEncrypted ? "https:" : "http:"],
      headers: { ...headers, "Content-Length": Buffer.byteLength(body) },
      signal,
      lookup: (_host, options, callback) => {
        const [first] = addresses as [Address];
        if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
    });
    request.end(body);
    return request;
  }
}

/** The outcome of a promise, or an error as soon as the signal aborts: name servers cannot be told to stop. */
function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/** Waits for the headers, then reads as much of the body as is kept. */
function answerTo(request: ClientRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.on("error", reject); // stays for errors that come after the answer
    request.once("response", (response) => {
      const status = response.statusCode ?? 0;
      readBegin(response).then((answer) => resolve({ status, error: null, answer }));
    });
  });
}

/** Reads the begin of a body. What follows is not read: the connection is closed. */
function readBegin(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > ANSWER_KEPT_BYTES) response.destroy();
    });
    response.on("error", () => {});
    response.once("close", () => resolve(asText(Buffer.concat(chunks).subarray(0, ANSWER_KEPT_BYTES))));
  });
}

/** Bytes as text that PostgreSQL can store. */
const asText = (bytes: Buffer): string => bytes.toString("utf8").replaceAll("\0", "\uFFFD");

const failed = (error: string): Answer => ({
  status: null,
  error: error.slice(0, ERROR_MAX_CHARACTERS).replaceAll("\0", ""),
  answer: "",
});

function reasonOf(error: unknown): string {
  if (error instanceof Unsendable) return error.message;
  const { code, message, errors } = Object(error);
  const inner = Array.isArray(errors) && errors.length > 0 ? Object(errors[0]) : {};
  return String(code ?? inner.code ?? message ?? "the connection failed");
}
