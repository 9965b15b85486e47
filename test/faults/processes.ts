import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { endWithUs } from "./children.ts";
import type { TcpProxy } from "./proxy.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const READY = /Holdfast is ready at (http:\/\/[^ "\n]+)/;
const START_MAX_MILLISECONDS = 40_000;
const STOP_MAX_MILLISECONDS = 15_000;
const KEPT_MAX_CHARACTERS = 200_000;

/** How a Holdfast process is started. */
export interface ProcessOptions {
  /** Told to the process as DATABASE_URL. */
  databaseUrl: string;
  worker: boolean;
  holdSeconds: number;
  /** The tree whose code runs; this one unless said otherwise. */
  root?: string | undefined;
  /** Modules that Node loads first, by URL. */
  imports?: readonly string[];
  environment?: Record<string, string>;
}

/** A Holdfast process and what is before its database. */
export class HoldfastProcess {
  readonly name: string;
  readonly proxy: TcpProxy;
  options: ProcessOptions;
  /** Why a caller may get no answer from it: it was killed or frozen on purpose. */
  mayBeSilent = false;
  /** When it was last ready, in milliseconds since 1970. */
  readyAt = 0;
  #child: ChildProcess | undefined;
  #output = "";
  #url = "";

  constructor(name: string, proxy: TcpProxy, options: ProcessOptions) {
    this.name = name;
    this.proxy = proxy;
    this.options = options;
  }

  get url(): string {
    return this.#url;
  }

  get output(): string {
    return this.#output;
  }

  get isRunning(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
  }

  /**
   * Starts it and waits until it serves.
   * @throws with what it wrote, if it ends before that
   */
  async start(): Promise<void> {
    const { databaseUrl, worker, holdSeconds, root = ROOT, imports = [], environment } = this.options;
    const flags = imports.flatMap((url) => ["--import", url]);
    const child = spawn(process.execPath, [...flags, "apps/api/src/main.ts"], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env["PATH"],
        DATABASE_URL: databaseUrl,
        NODE_ENV: "production",
        HOST: "127.0.0.1",
        PORT: "0",
        AUTH: "open",
        RATE_LIMIT: "off",
        WORKER: worker ? "on" : "off",
        BOOKING_EXPIRY_SECONDS: String(holdSeconds),
        LOG_LEVEL: "info",
        ...environment,
      },
    });
    this.#child = child;
    endWithUs(child);
    const begin = this.#output.length;
    this.#url = await new Promise<string>((resolve, reject) => {
      const said = () => this.#output.slice(begin);
      const fail = (reason: string) => reject(new Error(`${this.name} ${reason}: ${said().slice(-2_000)}`));
      const timer = setTimeout(() => fail("did not start in time"), START_MAX_MILLISECONDS);
      const onData = (chunk: Buffer) => {
        if (this.#output.length < KEPT_MAX_CHARACTERS) this.#output += chunk;
        const url = READY.exec(said())?.[1];
        if (url) resolve(url);
      };
      child.stdout.on("data", onData);
      child.stderr.on("data", onData);
      child.once("exit", (code, signal) => {
        clearTimeout(timer);
        fail(`ended with ${signal ?? code}`);
      });
    });
    this.readyAt = Date.now();
  }

  /** kill -9; returns once it is gone. */
  async kill(): Promise<void> {
    this.mayBeSilent = true;
    await this.#end("SIGKILL");
  }

  /** SIGTERM: it answers what it has accepted, then ends. */
  async stop(): Promise<void> {
    this.mayBeSilent = true; // to those who come after
    const timer = setTimeout(() => this.#child?.kill("SIGKILL"), STOP_MAX_MILLISECONDS);
    await this.#end("SIGTERM");
    clearTimeout(timer);
  }

  freeze(): void {
    this.mayBeSilent = true;
    this.#child?.kill("SIGSTOP");
  }

  thaw(): void {
    this.#child?.kill("SIGCONT");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.#child || !this.isRunning) return;
    const exited = once(this.#child, "exit");
    this.#child.kill(signal);
    await exited;
  }

  /** The answer of /ready: what is not, or undefined where nobody answers. */
  async notReady(): Promise<string[] | undefined> {
    const response = await fetch(`${this.#url}/ready`, { signal: AbortSignal.timeout(4_000) }).catch(
      () => undefined,
    );
    if (!response) return undefined;
    const body = (await response.json().catch(() => ({}))) as { not_ready?: string[] };
    return response.status === 200 ? [] : (body.not_ready ?? ["?"]);
  }
}
