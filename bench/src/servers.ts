import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { LoadAnswer, LoadPlan, LoadResult } from "./load.ts";
import type { Subject } from "./row.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const READY = /ready at (http:\/\/[^ "\n]+)/;
const START_MAX_MILLISECONDS = 60_000;
const STOP_MAX_MILLISECONDS = 12_000;
const LAST_WORDS_MAX_CHARACTERS = 4_000;

/** What `npm start` runs Node.js with; the same for all three. */
const NODE_FLAGS = [
  "--min-semi-space-size=64",
  "--max-semi-space-size=64",
  "--no-allocation-site-pretenuring",
];
const ENTRY: Record<Subject, string> = {
  holdfast: "apps/api/src/main.ts",
  baseline: "bench/src/baseline.ts",
  nothing: "bench/src/nothing.ts",
};

/** Holds outlive the run, so that the end of one row's holds does not fall into another row. */
const HOLD_SECONDS = 6 * 60 * 60;

/** A process that serves. */
export interface Server {
  host: string;
  port: number;
  /** Resident memory now and at most so far, in MiB. */
  memory: () => Promise<{ residentMiB: number; peakMiB: number }>;
  stop: () => Promise<void>;
}

/** Starts a subject on a database, as in production; returns once it listens. */
export async function startServer(subject: Subject, databaseUrl: string): Promise<Server> {
  const child = spawn(process.execPath, [...NODE_FLAGS, ENTRY[subject]], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env["PATH"],
      DATABASE_URL: databaseUrl,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: "0",
      AUTH: "open",
      RATE_LIMIT: "off",
      WORKER: "on",
      LOG_LEVEL: "info",
      BOOKING_EXPIRY_SECONDS: String(HOLD_SECONDS),
    },
  });
  try {
    const { hostname, port } = new URL(await readyUrl(child, subject));
    return {
      host: hostname,
      port: Number(port),
      memory: () => memoryOf(child),
      stop: () => end(child),
    };
  } catch (error) {
    await end(child);
    throw error;
  }
}

function readyUrl(child: ChildProcess, subject: Subject): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (reason: string) => reject(new Error(`${subject} ${reason}: ${output}`));
    const timer = setTimeout(() => fail("did not start in time"), START_MAX_MILLISECONDS);
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-LAST_WORDS_MAX_CHARACTERS);
      const url = READY.exec(output)?.[1];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      fail(`ended (${signal ?? code})`);
    });
  });
}

async function memoryOf({ pid }: ChildProcess) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const inMiB = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
  return { residentMiB: inMiB("VmRSS"), peakMiB: inMiB("VmHWM") };
}

/** Ends a process that was started here, gently first. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MAX_MILLISECONDS);
  await exited;
  clearTimeout(timer);
}

/** The load generator's process. */
export interface Loader {
  /** @throws where a response was none of the expected ones, with its text */
  run: (plan: LoadPlan) => Promise<LoadResult>;
  stop: () => Promise<void>;
}

/** Starts the load generator: one for the whole run, because it must be warm, too. */
export function startLoader(): Loader {
  const child = fork(fileURLToPath(new URL("load.ts", import.meta.url)), { execArgv: [] });
  return { run: (plan) => runPlan(child, plan), stop: () => end(child) };
}

async function runPlan(child: ChildProcess, plan: LoadPlan): Promise<LoadResult> {
  const answer = await new Promise<LoadAnswer>((resolve, reject) => {
    const gone = () => reject(new Error("the load generator ended"));
    child.once("exit", gone);
    child.once("message", (message) => {
      child.off("exit", gone);
      resolve(message as LoadAnswer);
    });
    child.send(plan);
  });
  if ("error" in answer) throw new Error(`${plan.method} ${plan.paths[0]}: ${answer.error}`);
  const { unexpected } = answer.result;
  if (unexpected.length > 0) {
    throw new Error(`unexpected answers to ${plan.method} ${plan.paths[0]}:\n  ${unexpected.join("\n  ")}`);
  }
  return answer.result;
}
