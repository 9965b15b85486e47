import { answeredError, type ErrorCode, HoldfastError, HoldfastTransportError } from "./errors.ts";
import { readEvents, type ServerEvent } from "./event-stream.ts";
import { type Fetch, foreignAnswer, getHeaders, noAnswer, readRetryAfter } from "./http.ts";

/* Subscriptions over server-sent events, by `fetch`: browsers' EventSource can send no header. */

/** What a subscription tells of itself, and what it was sent. @internal */
export type SubscriptionItem =
  | { type: "connecting"; error: ClientError | null }
  | { type: "connected" }
  | { type: "data"; id: string | undefined; data: unknown };

type ClientError = HoldfastError | HoldfastTransportError;

/** A call of a subscription. @internal */
export interface SubscriptionCall {
  path: string;
  input: unknown;
  /** The slot that it is about. */
  slotId?: string | undefined;
  signal: AbortSignal;
  /** How often it is tried again before it has got anything; later it is for as long as it takes. */
  maxRetries: number;
}

/** Opens a subscription. It comes back by itself when it is cut, until its signal aborts. @internal */
export type Subscribe = (call: SubscriptionCall) => AsyncGenerator<SubscriptionItem, void>;

const RETRY_FIRST_DELAY_MILLISECONDS = 1_000;
const RETRY_MAX_DELAY_MILLISECONDS = 30_000;

/** @internal */
export function createSubscribe(
  url: string,
  fetch: Fetch,
  headers: () => Promise<Record<string, string>>,
): Subscribe {
  return async function* subscribe(call) {
    const { signal, maxRetries } = call;
    let lastEventId: string | undefined;
    let hasBegun = false;
    let failures = 0;
    let failure: ClientError | null = null;
    let retryMilliseconds: number | undefined;
    const onEvent = (event: ServerEvent) => {
      retryMilliseconds = event.retryMilliseconds;
    };
    for (;;) {
      yield { type: "connecting", error: failure };
      try {
        for await (const item of connect({ url, fetch, headers, onEvent }, call, lastEventId)) {
          if (item.type === "data") {
            lastEventId = item.id ?? lastEventId;
            hasBegun = true;
            failures = 0;
          }
          yield item;
        }
        return;
      } catch (error) {
        if (signal.aborted) throw abortedError(url, call);
        failures++;
        if (!isPassing(error) || (!hasBegun && failures > maxRetries)) throw error;
        failure = error;
      }
      // What the server has said is another time for each of its clients.
      const told = failures === 1 ? retryMilliseconds : undefined;
      await pause(told ?? delayMilliseconds(failures, failure), signal);
      if (signal.aborted) throw abortedError(url, call);
    }
  };
}

/** Where a subscription goes, and with what. */
interface Wire {
  url: string;
  fetch: Fetch;
  headers: () => Promise<Record<string, string>>;
  onEvent: (event: ServerEvent) => void;
}

/** One connection of a subscription. It returns when the server says that there is no more, and throws when it is cut. */
async function* connect(
  wire: Wire,
  call: SubscriptionCall,
  lastEventId: string | undefined,
): AsyncGenerator<SubscriptionItem, void> {
  const connection = new AbortController();
  const onAbort = () => connection.abort(call.signal.reason);
  call.signal.addEventListener("abort", onAbort);
  if (call.signal.aborted) onAbort();
  const watchdog = createWatchdog(() => connection.abort());
  try {
    const response = await open(wire, call, lastEventId, connection.signal);
    const requestId = response.headers.get("X-Request-Id") ?? "";
    const body = response.body as ReadableStream<Uint8Array>;
    for await (const event of readEvents(body)) {
      watchdog.restart(event);
      wire.onEvent(event);
      if (event.event === "return") return;
      if (event.event === "serialized-error")
        throw answeredError(parse(event.data), wire.url, call.path, {
          requestId,
          retryAfterSeconds: undefined,
        });
      if (event.event === "connected") yield { type: "connected" };
      if (event.event === "message")
        yield { type: "data", id: event.id || undefined, data: parse(event.data) };
    }
  } catch (error) {
    if (error instanceof HoldfastError || error instanceof HoldfastTransportError) throw error;
    throw noAnswer(wire.url, error);
  } finally {
    watchdog.stop();
    call.signal.removeEventListener("abort", onAbort);
    connection.abort();
  }
  throw new HoldfastTransportError("unreachable", wire.url, `The stream from ${wire.url} was cut`);
}

async function open(
  { url, fetch, headers }: Wire,
  { path, input, slotId }: SubscriptionCall,
  lastEventId: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const resumed = lastEventId === undefined ? input : { ...Object(input), lastEventId };
  const address = `${url}/trpc/${path}?input=${encodeURIComponent(JSON.stringify(resumed))}`;
  const sent = { Accept: "text/event-stream", ...(await getHeaders(url, [{ slotId }], headers)) };
  const response = await fetch(address, { method: "GET", headers: sent, signal, cache: "no-store" });
  const isStream = response.headers.get("Content-Type")?.startsWith("text/event-stream");
  if (response.ok && isStream && response.body) return response;
  const answer = parse(await response.text());
  const { error } = Object(answer) as { error?: { data?: unknown } };
  if (typeof error?.data !== "object") throw foreignAnswer(response, url);
  const requestId = response.headers.get("X-Request-Id") ?? "";
  throw answeredError(error, url, path, { requestId, retryAfterSeconds: readRetryAfter(response) });
}

/** Ends a connection on which nothing comes any more, not even the signs of life that the server promised. */
function createWatchdog(onSilence: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let maxMilliseconds: number | undefined;
  return {
    restart({ event, data }: ServerEvent) {
      if (event === "connected") {
        const { reconnectAfterInactivityMs } = Object(parse(data)) as Record<string, unknown>;
        maxMilliseconds = Number(reconnectAfterInactivityMs) || undefined;
      }
      clearTimeout(timer);
      if (maxMilliseconds !== undefined) timer = setTimeout(onSilence, maxMilliseconds);
    },
    stop: () => clearTimeout(timer),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const PASSING_CODES: ReadonlySet<ErrorCode> = new Set(["BUSY", "RATE_LIMITED"]);

/** Whether the same subscription may succeed a moment later. */
const isPassing = (error: unknown): error is ClientError =>
  error instanceof HoldfastError
    ? PASSING_CODES.has(error.code)
    : error instanceof HoldfastTransportError &&
      (error.failure === "unreachable" || error.failure === "gateway");

/** Between a third and all of a delay that doubles: many clients that were cut together must not come back together. */
function delayMilliseconds(failures: number, { retryAfterSeconds = 0 }: ClientError): number {
  const full = Math.min(RETRY_FIRST_DELAY_MILLISECONDS * 2 ** (failures - 1), RETRY_MAX_DELAY_MILLISECONDS);
  return retryAfterSeconds * 1000 + (full * (1 + 2 * Math.random())) / 3;
}

/** Waits, or until the signal aborts. */
const pause = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });

const abortedError = (url: string, { path, signal }: SubscriptionCall) =>
  new HoldfastTransportError("aborted", url, `The stream of ${path} from ${url} was aborted`, {
    cause: signal.reason,
  });
