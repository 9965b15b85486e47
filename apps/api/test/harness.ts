import type { ChildProcess } from "node:child_process";
import { createServices, openJobs } from "@holdfast/core";
import { openDatabase } from "@holdfast/db";
import { createTestDatabase } from "@holdfast/db/testing";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { LOCAL_ENVIRONMENT, ServerProcess } from "../../../scripts/server-process.ts";
import { createApp } from "../src/app.ts";
import type { AccessSettings, Deps, Env } from "../src/http/env.ts";
import { createLog } from "../src/http/log.ts";
import { createReadiness } from "../src/http/readiness.ts";
import { describedApi } from "./conformance.ts";

export const UNKNOWN_ID = "00000000-0000-7000-8000-000000000000";
/** Every default, so that nobody's .env reaches a test; production, because its log is JSON. */
const SERVER_ENVIRONMENT = {
  ...LOCAL_ENVIRONMENT,
  NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
  BOOKING_EXPIRY_SECONDS: "120",
  CONFIRM_BY: "holder",
  ADMIN_API_KEY: "",
  WORKER: "on",
};

/** An answer as tests read it. Bodies are JSON; `any`, because what they hold is what a test asserts. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any;
}

/** Calls with JSON in and out. */
export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

export interface TestApp extends Deps {
  app: OpenAPIHono<Env>;
  url: string;
  /** What was logged, a line each. */
  logged: string[];
  call: Call;
  close: () => Promise<void>;
}

interface TestAppOptions extends Partial<AccessSettings> {
  holdSeconds?: number;
  adminApiKey?: string;
  logLevel?: "debug" | "trace";
}

/** The lives of holds, in seconds, beside that of a plain one. */
export const secondsOf = (holdSeconds: number) => ({
  holdSeconds,
  maxHoldSeconds: 5 * holdSeconds,
  waitlistHoldSeconds: 10 * holdSeconds,
});

/** The application on a database of its own, without a socket and without a worker; open, if not said otherwise. */
export async function createTestApp({
  holdSeconds = 120,
  isRequired = false,
  confirmBy = "holder",
  adminApiKey,
  logLevel = "debug",
}: TestAppOptions = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url, maxConnections: 20 });
  const jobs = await openJobs({ url: database.url, worker: false, onError: () => {} });
  const logged: string[] = [];
  const log = createLog({ production: true, logLevel }, { write: (line) => logged.push(line) });
  const deps: Deps = {
    ...createServices({ db, jobs, ...secondsOf(holdSeconds), adminApiKey, isOpenToAll: !isRequired }),
    access: { isRequired, confirmBy },
    log,
    notReady: createReadiness({ db, jobs }),
  };
  const app = createApp(deps);
  return {
    ...deps,
    app,
    url: database.url,
    logged,
    call: caller(
      async (path, init) => app.request(path, init),
      (seen) => {
        const undeclared = describedApi(app).undeclared(seen);
        if (undeclared.length > 0) throw new Error(undeclared.join("\n"));
      },
    ),
    close: async () => {
      await jobs.stop({ graceful: false });
      await db.destroy();
      await database.drop();
    },
  };
}

/** A running API process. */
export interface TestServer {
  url: string;
  call: Call;
  process: ChildProcess;
  /** Everything it wrote so far. */
  output: () => string;
  /** Sends the signal and waits for the end; returns the exit code, or null where the signal ended it. */
  end: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/**
 * Starts `main.ts` as a process of its own on a free port and waits until it is ready.
 * @throws with what it wrote, if it ends before that
 */
export async function startServer(environment: Record<string, string>): Promise<TestServer> {
  const server = new ServerProcess({
    name: "the server",
    stderr: "keep",
    environment: { ...SERVER_ENVIRONMENT, ...environment },
  });
  const url = await server.ready();
  return {
    url,
    call: caller((path, init) => fetch(url + path, init)),
    process: server.child,
    output: () => server.output,
    end: (signal) => server.stop(signal),
  };
}

/**
 * Wraps what sends a request into a `Call`.
 * @param look called with every answer; it throws on one that must not be
 */
export function caller(
  send: (path: string, init: RequestInit) => Promise<Response>,
  look: (seen: Answer & { method: string; path: string }) => void = () => {},
): Call {
  return async (method, path, body, headers = {}) => {
    const json = body === undefined ? {} : { "Content-Type": "application/json" };
    const payload =
      body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const response = await send(path, { method, headers: { ...json, ...headers }, ...payload });
    const text = await textOf(response);
    const { status, headers: answered } = response;
    const answer = { status, headers: answered, body: text && parse(text) };
    look({ method, path, ...answer });
    return answer;
  };
}

/** The text of a response; of a stream, which does not end by itself, the first piece. */
export async function textOf(response: Response): Promise<string> {
  if (response.headers.get("Content-Type") !== "text/event-stream" || !response.body) return response.text();
  const reader = response.body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Creates a doctor with one slot over REST. */
export async function makeSlot(call: Call, capacity: number): Promise<{ doctorId: string; slotId: string }> {
  const doctor = await call("POST", "/api/admin/doctors", {
    name: "Dr. Smith",
    specialization: "Cardiology",
  });
  const slot = await call("POST", `/api/admin/doctors/${doctor.body.id}/slots`, {
    start_time: "2031-12-25T10:00:00Z",
    end_time: "2031-12-25T11:00:00Z",
    capacity,
  });
  return { doctorId: doctor.body.id, slotId: slot.body.id };
}

/** How often each status came, as in `{ 201: 3, 409: 7 }`. */
export function countStatuses(answers: Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
