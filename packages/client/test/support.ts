import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type ClientOptions, createClient, type Fetch } from "../src/index.ts";

export const URL_OF_NOBODY = "http://holdfast.invalid";
export const SLOT_ID = "018f4e2a-7c1b-7d3e-9a55-3f6b1c2d4e5f";

/** A request as it reached the other side. */
export interface Sent {
  method: string;
  /** The procedures of the batch. */
  paths: string[];
  /** Each call's input. */
  inputs: unknown[];
  headers: Headers;
  url: string;
  body: string;
  signal: AbortSignal | null | undefined;
}

/** An error as the server writes it. */
export const errorItem = (appCode: string, status = 500, extra: object = {}) => ({
  error: { code: -32603, message: `it is ${appCode}`, data: { appCode, httpStatus: status, ...extra } },
});

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });

/** The answer of a server that is busy. */
export const busy = (headers: Record<string, string> = {}) => json(errorItem("BUSY", 503), 503, headers);

/** Answers every call of a batch with what `item` says; a result with the call's own path, if left out. */
export const answerAll = (sent: Sent, item: (path: string, input: unknown) => unknown = result) =>
  json(sent.paths.map((path, index) => item(path, sent.inputs[index])));

const result = (path: string, input: unknown): unknown => ({ result: { data: { path, input } } });

/** A client on a `fetch` of the test's own; what it sent is in `sent`. */
export function clientOn(
  answer: (sent: Sent, index: number) => Response | Promise<Response>,
  options: Partial<ClientOptions> = {},
) {
  const sent: Sent[] = [];
  const fetch: Fetch = async (url, init) => {
    const request = readRequest(url, init);
    sent.push(request);
    return answer(request, sent.length - 1);
  };
  return { client: createClient({ url: URL_OF_NOBODY, fetch, ...options }), sent };
}

function readRequest(url: string, init: RequestInit): Sent {
  const { pathname, searchParams } = new URL(url);
  const body = String(init.body ?? "");
  const inputs = JSON.parse(searchParams.get("input") ?? (body || "{}")) as Record<string, unknown>;
  const paths = pathname.slice(pathname.indexOf("/trpc/") + "/trpc/".length).split(",");
  return {
    method: init.method ?? "GET",
    paths,
    inputs: paths.map((_, index) => inputs[index]),
    headers: new Headers(init.headers),
    url,
    body,
    signal: init.signal,
  };
}

/** Never answers; fails as `fetch` does once its signal aborts. */
export const hang = ({ signal }: Sent) =>
  new Promise<Response>((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });

/** A server that does what the test says, on a free port. Ends with the test. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a call fails with. */
export const failureOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    (value) => {
      throw new Error(`did not fail: ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );

/** The items of an async iterable. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
