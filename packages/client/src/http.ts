import { answeredError, HoldfastTransportError } from "./errors.ts";
import { VERSION } from "./generated/version.ts";
import { readDate, type ServerClock } from "./server-clock.ts";

/** The part of `fetch` that the client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A call as it travels: its path and its input as JSON. */
export interface Call {
  path: string;
  /** Undefined: no input. */
  json: string | undefined;
  /** The slot that it is about. */
  slotId?: string | undefined;
}

/** What one call of a batch came to. */
export type Outcome = { data: unknown; requestId: string } | { error: Error };

/** How a batch travels: its inputs in the URL, or in a body. */
export type Method = "GET" | "POST";

/** Sends calls of one type as one request. Returns an outcome for each, in order; throws where none has one. */
export type Send = (method: Method, calls: readonly Call[], signal: AbortSignal) => Promise<Outcome[]>;

const GATEWAY_STATUSES = new Set([502, 503, 504]);

/**
 * tRPC's batch protocol over `fetch`. Whatever is not a Holdfast server's answer becomes one clear error.
 * @internal
 */
export function createSend(
  url: string,
  fetch: Fetch,
  headers: () => Promise<Record<string, string>>,
  clock: ServerClock,
): Send {
  return async (method, calls, signal) => {
    const init = { signal, ...(await requestOf(method, url, calls, headers)) };
    let response: Response;
    let text: string;
    const sentAt = performance.now();
    try {
      response = await fetch(requestUrl(url, method, calls), init);
      text = await response.text();
    } catch (error) {
      throw noAnswer(url, error);
    }
    clock.note(response, sentAt);
    const answer = parse(text);
    if (!isAnswer(answer, calls.length)) throw foreignAnswer(response, url);
    const requestId = response.headers.get("X-Request-Id") ?? "";
    const answerHeaders = { requestId, retryAfterSeconds: readRetryAfter(response) };
    return calls.map(({ path }, index) => {
      const item = Array.isArray(answer) ? answer[index] : answer;
      if (item?.result) return { data: item.result.data, requestId };
      return { error: answeredError(item?.error, url, path, answerHeaders) };
    });
  };
}

/** The error of a request that failed. @internal */
export function noAnswer(url: string, error: unknown): HoldfastTransportError {
  const message = `No answer from ${url}: ${reasonOf(error)}${originHint(url)}`;
  return new HoldfastTransportError("unreachable", url, message, { cause: error });
}

/** The headers of a request by GET. @internal */
export async function getHeaders(
  url: string,
  calls: readonly Pick<Call, "slotId">[],
  headers: () => Promise<Record<string, string>>,
): Promise<Record<string, string>> {
  const own = otherOrigin(url) ? {} : ownHeaders(calls);
  return mergeHeaders(own, await sentHeaders(headers, url));
}

const ownHeaders = (calls: readonly Pick<Call, "slotId">[]) => ({
  "Holdfast-Client": VERSION,
  ...slotHeader(calls),
});

/** Where calls go; the inputs of a GET are in the URL. */
export function requestUrl(url: string, method: Method, calls: readonly Call[]): string {
  const address = `${url}/trpc/${calls.map(({ path }) => path).join(",")}?batch=1`;
  return method === "GET" ? `${address}&input=${encodeURIComponent(inputsOf(calls))}` : address;
}

/** The inputs of a batch, each under its number. */
export function inputsOf(calls: readonly Call[]): string {
  const entries = calls.flatMap(({ json }, index) => (json === undefined ? [] : [`"${index}":${json}`]));
  return `{${entries.join(",")}}`;
}

async function requestOf(
  method: Method,
  url: string,
  calls: readonly Call[],
  headers: () => Promise<Record<string, string>>,
): Promise<RequestInit> {
  if (method === "GET") return { method, headers: await getHeaders(url, calls, headers) };
  const own = { ...ownHeaders(calls), "Content-Type": "application/json" };
  return { method, headers: mergeHeaders(own, await sentHeaders(headers, url)), body: inputsOf(calls) };
}

/** The one slot that all calls are about: a proxy may send it always to the same process. */
function slotHeader([first, ...others]: readonly Pick<Call, "slotId">[]): Record<string, string> {
  const slotId = first?.slotId;
  return slotId !== undefined && others.every((call) => call.slotId === slotId)
    ? { "Holdfast-Slot": slotId }
    : {};
}

/**
 * The origin of this page, where it is another than the server's; undefined elsewhere. Its browser asks the server whether
 * the page may send a header of ours, and read the answer.
 */
function otherOrigin(url: string): string | undefined {
  const { location } = globalThis as { location?: { origin: string } };
  return location && location.origin !== new URL(url).origin ? location.origin : undefined;
}

/** A browser does not say that it withholds an answer from a page of another origin: it fails as if there were none. */
function originHint(url: string): string {
  const origin = otherOrigin(url);
  return origin === undefined ? "" : `. If the server runs: is ${origin} in its CORS_ORIGINS?`;
}

/** Headers of both; of those with the same name, in capitals or not, the second's. Names are in lower case then. */
export function mergeHeaders(first: Record<string, string>, second: Record<string, string>) {
  const headers = new Headers(first);
  for (const [name, value] of Object.entries(second)) headers.set(name, value);
  return Object.fromEntries(headers);
}

async function sentHeaders(headers: () => Promise<Record<string, string>>, url: string) {
  try {
    return await headers();
  } catch (error) {
    const message = `The call to ${url} was not sent: its headers failed: ${reasonOf(error)}`;
    throw new HoldfastTransportError("not-sent", url, message, { cause: error });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface AnswerItem {
  result?: { data?: unknown };
  error?: unknown;
}

/** Whether it has tRPC's shape: an item for each call, or one error for all of them. */
function isAnswer(answer: unknown, count: number): answer is AnswerItem | (AnswerItem | undefined)[] {
  if (Array.isArray(answer)) return answer.length === count;
  const { error } = Object(answer) as { error?: { data?: unknown } };
  return typeof error?.data === "object";
}

/** The error for an answer that no Holdfast server gives. @internal */
export function foreignAnswer(response: Response, url: string): HoldfastTransportError {
  const status = `${response.status} ${response.statusText}`.trim();
  if (GATEWAY_STATUSES.has(response.status)) {
    const message = `${url} answered ${status}: a proxy could not reach the server`;
    return new HoldfastTransportError("gateway", url, message, {
      retryAfterSeconds: readRetryAfter(response),
    });
  }
  const type = response.headers.get("Content-Type") ?? "no content type";
  const message = `${url} answered ${status} (${type}), which is not what a Holdfast server says: is this its address?`;
  return new HoldfastTransportError("not-understood", url, message);
}

/** `Retry-After` in seconds, be it a number of them or a date. @internal */
export function readRetryAfter(response: Response): number | undefined {
  const value = response.headers.get("Retry-After");
  if (!value) return undefined;
  // A date is compared with the sender's own clock where it tells it: ours may be wrong.
  const now = readDate(response) ?? Date.now();
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/** Node hides why a request failed in the error's cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message || ("code" in cause ? String(cause.code) : error.message);
}
