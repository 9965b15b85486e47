import { createClient, type HoldfastClient } from "../client.ts";
import { type HoldfastError, isHoldfastError, isHoldfastTransportError } from "../errors.ts";
import { VERSION } from "../generated/version.ts";
import type { Fetch } from "../http.ts";
import type { RouterInputs, RouterOutputs } from "../types.ts";
import { holdfastError } from "./errors.ts";

const URL_OF_FAKE = "http://holdfast.test";

/** What a fake server answers: a function for each procedure that a test needs. What it throws is the call's error. */
export type FakeProcedures = {
  [Noun in keyof RouterInputs]?: {
    [Verb in keyof RouterInputs[Noun]]?: (
      input: RouterInputs[Noun][Verb],
      call: FakeCall,
    ) => Answer<RouterOutputs[Noun], Verb>;
  };
};

type Answer<Outputs, Verb> = Verb extends keyof Outputs ? Outputs[Verb] | Promise<Outputs[Verb]> : never;

/** A call as it reached the fake server. */
export interface FakeCall {
  /** The procedure: `bookings.create`. */
  path: string;
  /** The input after its way through JSON, with the idempotency key that the client gave it. */
  input: unknown;
  headers: Headers;
}

/** A server in memory. */
export interface FakeServer {
  /** A client of it, with the options that hold where nothing is said. */
  client: HoldfastClient;
  /** For a client of your own: `createClient({ url: "http://holdfast.test", fetch })`. */
  fetch: Fetch;
  /** Every call so far, repeated ones included. */
  calls: FakeCall[];
}

/**
 * Makes a server in memory for unit tests. Its clients take the way that they always take: batches, retries, idempotency
 * keys, and JSON in between. A function that throws `holdfastError(…)` refuses the call; one that throws
 * `holdfastTransportError(…)` breaks the connection; any other error is `INTERNAL`, with its message. A procedure without
 * a function is `NOT_FOUND`. Rules are not faked: nothing is booked, no key is remembered.
 * @example
 * const server = createFakeServer({
 *   slots: { list: () => ({ items: [], nextCursor: null }) },
 *   bookings: { create: () => { throw holdfastError("NO_SEAT"); } },
 * });
 * await server.client.slots.list.query({});
 */
export function createFakeServer(procedures: FakeProcedures): FakeServer {
  const calls: FakeCall[] = [];
  let requests = 0;
  const fetch: Fetch = async (url, init) => {
    const received = readCalls(url, init);
    calls.push(...received);
    const requestId = `fake-${++requests}`;
    const [only] = received;
    if (only && isStream(url))
      return untilAborted(stream(procedures, only, requestId, init.signal), init.signal);
    const answering = Promise.all(received.map((call) => answer(procedures, call)));
    return untilAborted(
      answering.then((answers) => respond(answers, requestId)),
      init.signal,
    );
  };
  return { client: createClient({ url: URL_OF_FAKE, fetch }), fetch, calls };
}

/** Whether a request is of a stream: all others are batches. */
const isStream = (url: string) => !new URL(url).searchParams.has("batch");

/** What a procedure came to. */
type Answered = { data: unknown } | { refusal: HoldfastError };

/** The calls of a batch, from its URL or its body. */
function readCalls(url: string, init: RequestInit): FakeCall[] {
  const { pathname, searchParams } = new URL(url);
  const paths = pathname.slice(pathname.indexOf("/trpc/") + "/trpc/".length).split(",");
  const input = JSON.parse(searchParams.get("input") ?? String(init.body ?? "{}"));
  const inputs: Record<number, unknown> = isStream(url) ? [input] : input;
  const headers = new Headers(init.headers);
  return paths.map((path, index) => ({ path, input: inputs[index], headers }));
}

async function answer(procedures: FakeProcedures, call: FakeCall): Promise<Answered> {
  const [noun = "", verb = ""] = call.path.split(".");
  const verbs = (procedures as Record<string, Record<string, Procedure> | undefined>)[noun];
  const procedure = verbs?.[verb];
  if (!procedure) {
    return { refusal: holdfastError("NOT_FOUND", { message: `The fake server has no ${call.path}` }) };
  }
  try {
    return { data: await procedure(call.input, call) };
  } catch (error) {
    if (isHoldfastError(error)) return { refusal: error };
    if (isHoldfastTransportError(error)) throw new TypeError(error.message, { cause: error });
    return { refusal: holdfastError("INTERNAL", { message: `The fake ${call.path} threw: ${error}` }) };
  }
}

type Procedure = (input: unknown, call: FakeCall) => unknown;

/** tRPC's answer to a subscription: what the function's iterable has, and then the end. */
async function stream(
  procedures: FakeProcedures,
  call: FakeCall,
  requestId: string,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  const answered = await answer(procedures, call);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      signal?.addEventListener("abort", () => controller.error(signal.reason));
      const send = (text: string) => controller.enqueue(encoder.encode(`${text}\n\n`));
      try {
        send("event: connected\ndata: {}");
        if ("refusal" in answered) {
          send(`event: serialized-error\ndata: ${JSON.stringify(answered.refusal.shape)}`);
          controller.close();
          return;
        }
        for await (const { id, data } of answered.data as AsyncIterable<{ id: string; data: unknown }>) {
          send(`id: ${id}\ndata: ${JSON.stringify(data)}`);
        }
        send("event: return\ndata: ");
        controller.close();
      } catch (error) {
        if (!signal?.aborted) controller.error(error);
      }
    },
  });
  return new Response(body, { headers: { "Content-Type": "text/event-stream", "X-Request-Id": requestId } });
}

/** tRPC's answer to a batch, with the headers that a server sends. */
function respond(answers: Answered[], requestId: string): Response {
  const refusals = answers.flatMap((each) => ("refusal" in each ? [each.refusal] : []));
  const statuses = new Set(answers.map((each) => ("refusal" in each ? each.refusal.status : 200)));
  const [status = 200] = statuses;
  const items = answers.map((each) =>
    "refusal" in each ? { error: each.refusal.shape } : { result: { data: each.data } },
  );
  const retryAfter = Math.max(...refusals.map(({ retryAfterSeconds = 0 }) => retryAfterSeconds));
  return new Response(JSON.stringify(items), {
    status: statuses.size === 1 ? status : 207,
    headers: {
      "Content-Type": "application/json",
      "X-Request-Id": requestId,
      "Holdfast-Version": VERSION,
      Date: new Date().toUTCString(),
      ...(retryAfter > 0 && { "Retry-After": String(retryAfter) }),
    },
  });
}

/** Rejects once the signal aborts, as `fetch` does. */
function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal | null | undefined) {
  return new Promise<Value>((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
    promise.then(resolve, reject);
  });
}
