/**
 * A load generator in a process of its own, as cheap per request as Node allows: raw sockets, one request in
 * flight on each, requests made beforehand. Every response is checked. It takes plans from its parent, so that
 * it stays warm between them, or one plan as JSON from the command line.
 */
import { connect, type Socket } from "node:net";

/** What to send and what must come back. */
export interface LoadPlan {
  host: string;
  port: number;
  connections: number;
  /** How long to go on, in seconds. */
  seconds: number;
  /** Responses before this are checked, but not counted; in seconds. */
  warmupSeconds: number;
  method: string;
  /** Sent in turn. */
  paths: string[];
  body?: string;
  /** What a response may be: its status, and a text that its body must contain. */
  expected: { status: number; contains: string }[];
}

/** What one load is to send; the rest of its plan comes from the variant. */
export type Target = Pick<LoadPlan, "method" | "paths" | "body" | "expected">;

export interface LoadResult {
  /** Counted responses by status. */
  responses: Record<number, number>;
  /** All responses, also those before and after the counted time. */
  received: number;
  perSecond: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
  /** When counting began, as `Date.now()`. */
  countedFrom: number;
  /** Counted responses per tenth of a second. */
  timeline: number[];
  /** The first responses that were none of the expected ones. */
  unexpected: string[];
}

export const TIMELINE_STEP_MILLISECONDS = 100;
const HEADER_END = Buffer.from("\r\n\r\n");
const NAMED_MAX_UNEXPECTED = 5;

/** Runs the plan to its end. */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const requests = plan.paths.map((path) => requestBytes(plan, path));
  const countFrom = performance.now() + plan.warmupSeconds * 1000;
  const endAt = countFrom + plan.seconds * 1000;
  const latencies: number[] = [];
  const result: LoadResult = {
    responses: {},
    received: 0,
    perSecond: 0,
    p50Milliseconds: 0,
    p99Milliseconds: 0,
    countedFrom: performance.timeOrigin + countFrom,
    timeline: Array.from({ length: Math.ceil((plan.seconds * 1000) / TIMELINE_STEP_MILLISECONDS) }, () => 0),
    unexpected: [],
  };
  let next = 0;

  /** Takes note of a response; says whether there is time for another request. */
  const take = (response: { status: number; body: string }, sentAt: number): boolean => {
    const now = performance.now();
    result.received++;
    if (!isExpected(plan, response) && result.unexpected.length < NAMED_MAX_UNEXPECTED) {
      result.unexpected.push(`${response.status} ${response.body.slice(0, 300)}`);
    }
    if (now >= countFrom && now < endAt) {
      result.responses[response.status] = (result.responses[response.status] ?? 0) + 1;
      const step = Math.floor((now - countFrom) / TIMELINE_STEP_MILLISECONDS);
      result.timeline[step] = (result.timeline[step] ?? 0) + 1;
      latencies.push(now - sentAt);
    }
    return now < endAt;
  };
  const nextRequest = () => requests[next++ % requests.length] as Buffer;
  await Promise.all(Array.from({ length: plan.connections }, () => visit(plan, nextRequest, take)));

  const sorted = Float64Array.from(latencies).sort();
  result.perSecond = sorted.length / plan.seconds;
  result.p50Milliseconds = sorted[Math.floor(sorted.length * 0.5)] ?? Number.NaN;
  result.p99Milliseconds = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  return result;
}

/** One connection: a request after the other until `take` says that it is enough. */
function visit(
  { host, port }: LoadPlan,
  nextRequest: () => Buffer,
  take: (response: { status: number; body: string }, sentAt: number) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host, port, noDelay: true });
    let sentAt = 0;
    let received: Buffer = Buffer.alloc(0);
    const send = () => {
      sentAt = performance.now();
      socket.write(nextRequest());
    };
    socket.on("connect", send).on("error", reject);
    socket.on("close", () => reject(new Error("the server closed a connection")));
    socket.on("data", (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const response = completeResponse(received);
      if (!response) return;
      received = Buffer.alloc(0);
      if (take(response, sentAt)) send();
      else socket.end(resolve);
    });
  });
}

function requestBytes({ method, host, port, body }: LoadPlan, path: string): Buffer {
  const entity =
    body === undefined
      ? ""
      : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\n${entity}\r\n${body ?? ""}`);
}

/** The response, once all of it is there. Holdfast, the baseline and Hono all send a Content-Length. */
function completeResponse(bytes: Buffer): { status: number; body: string } | undefined {
  const headerEnd = bytes.indexOf(HEADER_END);
  if (headerEnd < 0) return undefined;
  const header = bytes.toString("latin1", 0, headerEnd);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(header)?.[1]);
  if (Number.isNaN(length)) throw new Error(`a response without Content-Length: ${header}`);
  const bodyStart = headerEnd + HEADER_END.length;
  if (bytes.length < bodyStart + length) return undefined;
  return {
    status: Number(header.slice(9, 12)),
    body: bytes.toString("latin1", bodyStart, bodyStart + length),
  };
}

const isExpected = ({ expected }: LoadPlan, response: { status: number; body: string }) =>
  expected.some(({ status, contains }) => status === response.status && response.body.includes(contains));

/** What a parent gets for a plan. */
export type LoadAnswer = { result: LoadResult } | { error: string };

async function answerParent(plan: LoadPlan): Promise<void> {
  const answer: LoadAnswer = await runLoad(plan).then(
    (result) => ({ result }),
    (error) => ({ error: String(error) }),
  );
  process.send?.(answer);
}

if (import.meta.main) {
  if (process.send) process.on("message", answerParent);
  else console.log(JSON.stringify(await runLoad(JSON.parse(process.argv[2] ?? "{}"))));
}
