import { type ChildProcess, fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { endProcess, LOCAL_ENVIRONMENT, ServerProcess } from "../../scripts/server-process.ts";
import { type CpuTimes, cpuTimesOf } from "./cpu.ts";
import { type LoadOutcome, type LoadPlan, type LoadResult, STOP_LOAD } from "./load.ts";
import type { Subject } from "./subjects.ts";

/** The options of `npm start`; the same for all three. */
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

/** Holds outlive the run, so that no row's holds expire during another row. */
const HOLD_SECONDS = 6 * 60 * 60;

/** A process that serves. */
export interface Server {
  host: string;
  port: number;
  /** Resident memory now and at most so far, in MiB. */
  memory: () => Promise<{ residentMiB: number; peakMiB: number }>;
  cpuTimes: () => Promise<CpuTimes>;
  stop: () => Promise<void>;
}

/**
 * Starts a subject on a database, as in production.
 * @param root the checkout whose code runs; this one unless given
 * @param environment more variables
 * @returns the server, once it listens
 */
export async function startServer(
  subject: Subject,
  databaseUrl: string,
  root?: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Server> {
  const server = new ServerProcess({
    name: subject,
    entry: ENTRY[subject],
    root,
    flags: NODE_FLAGS,
    stderr: "show",
    environment: {
      ...LOCAL_ENVIRONMENT,
      DATABASE_URL: databaseUrl,
      RATE_LIMIT: "off",
      WORKER: "on",
      WEBHOOK_ALLOW_PRIVATE: "on",
      BOOKING_EXPIRY_SECONDS: String(HOLD_SECONDS),
      ...environment,
    },
  });
  const { hostname, port } = new URL(await server.ready());
  return {
    host: hostname,
    port: Number(port),
    memory: () => memoryOf(server.child),
    cpuTimes: () => cpuTimesOf([server.child.pid ?? Number.NaN]),
    stop: async () => void (await server.stop()),
  };
}

async function memoryOf({ pid }: ChildProcess) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const inMiB = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
  return { residentMiB: inMiB("VmRSS"), peakMiB: inMiB("VmHWM") };
}

/** The load generator's process. */
export interface Loader {
  /** @throws where a response was not expected, with its text */
  run: (plan: LoadPlan) => Promise<LoadResult>;
  /** Ends the plan under way before its time. */
  finish: () => void;
  cpuTimes: () => Promise<CpuTimes>;
  stop: () => Promise<void>;
}

/** Starts the load generator: one for the whole run, because its code must be warm, too. */
export function startLoader(): Loader {
  const child = fork(fileURLToPath(new URL("load.ts", import.meta.url)), { execArgv: [] });
  return {
    run: (plan) => runPlan(child, plan),
    finish: () => void child.send(STOP_LOAD),
    cpuTimes: () => cpuTimesOf([child.pid ?? Number.NaN]),
    stop: async () => void (await endProcess(child)),
  };
}

async function runPlan(child: ChildProcess, plan: LoadPlan): Promise<LoadResult> {
  const outcome = await new Promise<LoadOutcome>((resolve, reject) => {
    const gone = () => reject(new Error("the load generator ended"));
    child.once("exit", gone);
    child.once("message", (message) => {
      child.off("exit", gone);
      resolve(message as LoadOutcome);
    });
    child.send(plan);
  });
  if ("error" in outcome) throw new Error(`${plan.method} ${plan.paths[0]}: ${outcome.error}`);
  const { unexpected } = outcome.result;
  if (unexpected.length > 0) {
    throw new Error(`unexpected responses to ${plan.method} ${plan.paths[0]}:\n  ${unexpected.join("\n  ")}`);
  }
  return outcome.result;
}
