import { LOCAL_ENVIRONMENT, ServerProcess } from "../../scripts/server-process.ts";
import { endWithUs } from "./children.ts";
import type { TcpProxy } from "./proxy.ts";

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
  #process: ServerProcess | undefined;
  #url = "";

  constructor(name: string, proxy: TcpProxy, options: ProcessOptions) {
    this.name = name;
    this.proxy = proxy;
    this.options = options;
  }

  get url(): string {
    return this.#url;
  }

  get isRunning(): boolean {
    return this.#process?.isRunning === true;
  }

  /**
   * Starts it and waits until it serves.
   * @throws with what it wrote, if it ends before that
   */
  async start(): Promise<void> {
    const { databaseUrl, worker, holdSeconds, root, imports = [], environment } = this.options;
    this.#process = new ServerProcess({
      name: this.name,
      root,
      flags: imports.flatMap((url) => ["--import", url]),
      stderr: "keep",
      environment: {
        ...LOCAL_ENVIRONMENT,
        DATABASE_URL: databaseUrl,
        RATE_LIMIT: "off",
        WORKER: worker ? "on" : "off",
        BOOKING_EXPIRY_SECONDS: String(holdSeconds),
        ...environment,
      },
    });
    endWithUs(this.#process.child);
    this.#url = await this.#process.ready();
    this.readyAt = Date.now();
  }

  /** kill -9; returns once it is gone. */
  async kill(): Promise<void> {
    this.mayBeSilent = true;
    await this.#process?.stop("SIGKILL");
  }

  /** SIGTERM: it answers what it has accepted, then ends. */
  async stop(): Promise<void> {
    this.mayBeSilent = true; // to those who come after
    await this.#process?.stop();
  }

  freeze(): void {
    this.mayBeSilent = true;
    this.#process?.child.kill("SIGSTOP");
  }

  thaw(): void {
    this.#process?.child.kill("SIGCONT");
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
