/**
 * A load generator in a process of its own, as cheap per request as Node allows: raw sockets, one request in
 * flight on each, requests built beforehand. Its parent sends plans, so that it stays warm between them; the
 * command line gives one plan as JSON.
 */
import { connect, type Socket } from "node:net";

/** The requests of one load, and the responses that they may have. */
export interface LoadPlan {
  host: string;
  port: number;
  /** Several servers, whose ports the connections have in turn, in place of `port`. */
  ports?: readonly number[];
  /** Whether each of several servers has paths of its own, its share of them in turn. */
  hasAffinity?: boolean;
  connections: number;
  /** The counted time. */
  seconds: number;
  /** The time before that, in which responses are checked but not counted. */
  warmupSeconds: number;
  method: string;
  /** Their requests are sent in turn. */
  paths: string[];
  body?: string;
  headers?: Record<string, string>;
  /** The responses that are allowed: a status, and a text that the body must contain. */
  expected: { status: number; contains: string }[];
}

/** The requests of a load; the rest of its plan comes from the variant. */
export type Target = Pick<LoadPlan, "method" | "paths" | "body" | "headers" | "expected">;

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
  /** The first responses that the plan did not expect. */
  unexpected: string[];
}

export const TIMELINE_STEP_MILLISECONDS = 100;
const HEADER_END = Buffer.from("\r\n\r\n");
const NAMED_MAX_UNEXPECTED = 5;

/**
 * Runs the plan to its end.
 * @param isStopped ends it earlier, as soon as it is true
 */
export async function runLoad(plan: LoadPlan, isStopped = () => false): Promise<LoadResult> {
  const servers = serversOf(plan);
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

  /** Records a response; returns whether another request is to follow. */
  const record = (response: { status: number; body: string }, sentAt: number): boolean => {
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
    return now < endAt && !isStopped();
  };
  await Promise.all(
    Array.from({ length: plan.connections }, (_, index) => {
      const { port, nextRequest } = servers[index % servers.length] as LoadedServer;
      return visit({ host: plan.host, port }, nextRequest, record);
    }),
  );

  const countedMilliseconds = Math.min(performance.now(), endAt) - countFrom;
  const sorted = Float64Array.from(latencies).sort();
  result.perSecond = sorted.length / (countedMilliseconds / 1000);
  result.p50Milliseconds = sorted[Math.floor(sorted.length * 0.5)] ?? Number.NaN;
  result.p99Milliseconds = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  return result;
}

interface LoadedServer {
  port: number;
  nextRequest: () => Buffer;
}

/** The servers of a plan, each with its requests. */
function serversOf(plan: LoadPlan): LoadedServer[] {
  const ports = plan.ports ?? [plan.port];
  return ports.map((port, index) => {
    const isIts = (_: string, at: number) => !plan.hasAffinity || at % ports.length === index;
    const requests = plan.paths.filter(isIts).map((path) => requestBytes({ ...plan, port }, path));
    let next = 0;
    return { port, nextRequest: () => requests[next++ % requests.length] as Buffer };
  });
}

/** One connection: a request after the other until `record` returns false. */
function visit(
  { host, port }: Pick<LoadPlan, "host" | "port">,
  nextRequest: () => Buffer,
  record: (response: { status: number; body: string }, sentAt: number) => boolean,
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
      if (record(response, sentAt)) send();
      else socket.end(resolve);
    });
  });
}

function requestBytes({ method, host, port, body, headers = {} }: LoadPlan, path: string): Buffer {
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const entity =
    body === undefined
      ? ""
      : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\n${more.join("")}${entity}\r\n${body ?? ""}`,
  );
}

const NOT_MODIFIED = 304;

/** The response, once all of it is there. Holdfast, the baseline and Hono all send a Content-Length, but with 304. */
function completeResponse(bytes: Buffer): { status: number; body: string } | undefined {
  const headerEnd = bytes.indexOf(HEADER_END);
  if (headerEnd < 0) return undefined;
  const header = bytes.toString("latin1", 0, headerEnd);
  const status = Number(header.slice(9, 12));
  const length = status === NOT_MODIFIED ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(header)?.[1]);
  if (Number.isNaN(length)) throw new Error(`a response without Content-Length: ${header}`);
  const bodyStart = headerEnd + HEADER_END.length;
  if (bytes.length < bodyStart + length) return undefined;
  return {
    status,
    body: bytes.toString("latin1", bodyStart, bodyStart + length),
  };
}

const isExpected = ({ expected }: LoadPlan, response: { status: number; body: string }) =>
  expected.some(({ status, contains }) => status === response.status && response.body.includes(contains));

/** A message of the parent that ends the plan under way. */
export const STOP_LOAD = "stop";

/** The message to the parent after a plan. */
export type LoadOutcome = { result: LoadResult } | { error: string };

let isStopped = false;

async function onParentMessage(message: LoadPlan | typeof STOP_LOAD): Promise<void> {
  isStopped = message === STOP_LOAD;
  if (message === STOP_LOAD) return;
  const outcome: LoadOutcome = await runLoad(message, () => isStopped).then(
    (result) => ({ result }),
    (error) => ({ error: String(error) }),
  );
  process.send?.(outcome);
}

if (import.meta.main) {
  if (process.send) process.on("message", onParentMessage);
  else console.log(JSON.stringify(await runLoad(JSON.parse(process.argv[2] ?? "{}"))));
}
