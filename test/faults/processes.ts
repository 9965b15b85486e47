import { LOCAL_ENVIRONMENT, ServerProcess } from "../../scripts/server-process.ts";
import { endWithUs } from "./children.ts";
import type { TcpProxy } from "./proxy.ts";

/** The start options of a Holdfast process. */
export interface ProcessOptions {
  /** The process's DATABASE_URL. */
  databaseUrl: string;
  worker: boolean;
  holdSeconds: number;
  /** The tree whose code runs; this one unless given. */
  root?: string | undefined;
  /** Modules that Node loads first, by URL. */
  imports?: readonly string[];
  environment?: Record<string, string>;
}

/** A Holdfast process. */
export class HoldfastProcess {
  readonly name: string;
  options: ProcessOptions;
  /** Whether it may leave calls without a response, because it was killed or frozen on purpose. */
  mayBeSilent = false;
  /** The last time it was ready, in milliseconds since 1970. */
  readyAt = 0;
  #process: ServerProcess | undefined;
  #url = "";

  constructor(name: string, options: ProcessOptions) {
    this.name = name;
    this.options = options;
  }

  get url(): string {
    return this.#url;
  }

  /** The last 200,000 characters of its log. */
  get output(): string {
    return this.#process?.output ?? "";
  }

  get pid(): number | undefined {
    return this.#process?.child.pid;
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
        NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
        ...LOCAL_ENVIRONMENT,
        DATABASE_URL: databaseUrl,
        RATE_LIMIT: "off",
        WEBHOOK_ALLOW_PRIVATE: "on",
        WORKER: worker ? "on" : "off",
        BOOKING_EXPIRY_SECONDS: String(holdSeconds),
        ...environment,
      },
    });
    endWithUs(this.#process.child);
    this.#url = await this.#process.ready();
    this.readyAt = Date.now();
  }

  /** kill -9; returns after its end. */
  async kill(): Promise<void> {
    this.mayBeSilent = true;
    await this.#process?.stop("SIGKILL");
  }

  /** SIGTERM: it responds to accepted requests, then ends. */
  async stop(): Promise<void> {
    this.mayBeSilent = true; // for later callers
    await this.#process?.stop();
  }

  freeze(): void {
    this.mayBeSilent = true;
    this.#process?.child.kill("SIGSTOP");
  }

  thaw(): void {
    this.#process?.child.kill("SIGCONT");
  }

  /** The parts that are not ready, according to /ready; undefined without a response. */
  async notReady(): Promise<string[] | undefined> {
    const response = await fetch(`${this.#url}/ready`, { signal: AbortSignal.timeout(4_000) }).catch(
      () => undefined,
    );
    if (!response) return undefined;
    const body = (await response.json().catch(() => ({}))) as { not_ready?: string[] };
    return response.status === 200 ? [] : (body.not_ready ?? ["?"]);
  }
}

/** A Holdfast process and the proxy before its database. */
export class ProxiedProcess extends HoldfastProcess {
  readonly proxy: TcpProxy;

  constructor(name: string, proxy: TcpProxy, options: ProcessOptions) {
    super(name, options);
    this.proxy = proxy;
  }
}
