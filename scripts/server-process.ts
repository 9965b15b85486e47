/**
 * Starts a server of this repository as a process, for the demo, the benchmark, the fault suite and the tests.
 * The module is in scripts/, and needs Node.js alone, because the demo runs where neither test/ nor a development
 * dependency is.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** The character after the URL is awaited, too: a chunk of output may end in the middle of the port. */
const READY = /ready at (http:\/\/[^ "\n]+)[ "\n]/;
const START_MAX_MILLISECONDS = 60_000;
/** Longer than the 10 s that a server gives its own stop. */
const STOP_MAX_MILLISECONDS = 15_000;
const OUTPUT_MAX_CHARACTERS = 200_000;
const ERROR_OUTPUT_MAX_CHARACTERS = 4_000;

/** The variables of a server on a free port that this machine alone reaches; its log is JSON. */
export const LOCAL_ENVIRONMENT = {
  NODE_ENV: "production",
  HOST: "127.0.0.1",
  PORT: "0",
  AUTH: "open",
  LOG_LEVEL: "info",
} as const;

export interface ServerProcessOptions {
  /** The subject of error messages. */
  name: string;
  /** The module that is run, relative to `root`; the API's by default. */
  entry?: string;
  /** The tree whose code runs; this one by default. */
  root?: string | undefined;
  /** Options of Node.js. */
  flags?: readonly string[];
  /** All variables of the process but `PATH`. */
  environment: NodeJS.ProcessEnv;
  /** `show` passes stderr on to this process's, `keep` makes it a part of `output`. */
  stderr: "show" | "keep";
}

/** A server process; it may end before it is ready. */
export class ServerProcess {
  readonly child: ChildProcess;
  readonly #name: string;
  #output = "";

  /** Spawns the process and waits for nothing. */
  constructor(options: ServerProcessOptions) {
    const { name, entry = "apps/api/src/main.ts", root = ROOT, flags = [], environment, stderr } = options;
    this.#name = name;
    this.child = spawn(process.execPath, [...flags, entry], {
      cwd: root,
      stdio: ["ignore", "pipe", stderr === "show" ? "inherit" : "pipe"],
      env: { PATH: process.env["PATH"], ...environment },
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output = (this.#output + text).slice(-OUTPUT_MAX_CHARACTERS);
      });
    }
  }

  /** The last 200,000 characters of the output. */
  get output(): string {
    return this.#output;
  }

  get isRunning(): boolean {
    return isRunning(this.child);
  }

  /**
   * Waits for the line `ready at <url>`; to be called once, right after the constructor. A process without that line
   * is killed after 60 s.
   * @returns the URL
   * @throws Error with the end of the output where the process ends first; nothing is left to stop then
   */
  ready(): Promise<string> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        this.child.kill("SIGKILL");
      }, START_MAX_MILLISECONDS);
      const look = () => {
        const url = READY.exec(this.#output)?.[1];
        if (!url) return;
        clearTimeout(timer);
        this.child.stdout?.off("data", look);
        resolve(url);
      };
      this.child.stdout?.on("data", look);
      this.child.on("error", reject);
      // "close" and not "exit": all output has been read by then.
      this.child.once("close", (code, signal) => {
        clearTimeout(timer);
        const what = isLate
          ? `was not ready within ${START_MAX_MILLISECONDS} ms`
          : `ended with ${signal ?? code}`;
        reject(new Error(`${this.#name} ${what}: ${this.#output.slice(-ERROR_OUTPUT_MAX_CHARACTERS)}`));
      });
    });
  }

  /**
   * Ends the process as `endProcess` does.
   * @returns the exit code; null where a signal ended it
   */
  stop(signal?: NodeJS.Signals): Promise<number | null> {
    return endProcess(this.child, signal);
  }
}

/**
 * Sends a signal and waits for the end, 15 s at most: then SIGKILL follows. A process that has ended is left alone.
 * @returns the exit code; null where a signal ended it
 */
export async function endProcess(
  child: ChildProcess,
  signal: NodeJS.Signals = "SIGTERM",
): Promise<number | null> {
  if (!isRunning(child)) return child.exitCode;
  const exited = once(child, "exit");
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MAX_MILLISECONDS);
  await exited;
  clearTimeout(timer);
  return child.exitCode;
}

const isRunning = ({ pid, exitCode, signalCode }: ChildProcess) =>
  pid !== undefined && exitCode === null && signalCode === null;
