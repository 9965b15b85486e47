import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, open, readdir, readFile, readlink, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSession, type Session } from "@holdfast/db/testing";
import { openCluster, type RunnableCluster, spawnOptions } from "@holdfast/embedded-postgres/testing";
import { endWithUs } from "./children.ts";
import { moveWal, type SmallDisk } from "./small-disk.ts";
import { until } from "./wait.ts";

/** The path of the programs for PostgreSQL's user, if the suite runs as root. */
const OUTSIDE_DIRECTORY = "/var/lib/holdfast";
const START_MAX_MILLISECONDS = 30_000;

/** Nothing is lost without fsync, because no power is cut: a killed process leaves its writes to the system. */
const SETTINGS: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "32MB",
  fsync: "off",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** A PostgreSQL of the suite's own, to be killed, frozen and filled. */
export class Postgres {
  readonly cluster: RunnableCluster;
  readonly port: number;
  readonly #settings: Record<string, string>;
  readonly #directory: string;
  #process: ChildProcess | undefined;
  #wal: SmallDisk | undefined;

  constructor(cluster: RunnableCluster, port: number, settings: Record<string, string>, directory: string) {
    this.cluster = cluster;
    this.port = port;
    this.#settings = settings;
    this.#directory = directory;
  }

  /** Makes a cluster in a temporary directory and starts it. */
  static async create(settings: Record<string, string> = {}, walMebibytes?: number): Promise<Postgres> {
    const directory = await mkdtemp(join(tmpdir(), "holdfast-faults-"));
    await chmod(directory, 0o755); // root's PostgreSQL runs as another user, who needs access
    const cluster = await openCluster(directory, OUTSIDE_DIRECTORY, () => {});
    const postgres = new Postgres(cluster, await freePort(), settings, directory);
    if (walMebibytes) postgres.#wal = await moveWal(cluster, walMebibytes);
    await postgres.start();
    return postgres;
  }

  url(database = "postgres", port = this.port): string {
    return `postgres://holdfast:${this.cluster.password}@127.0.0.1:${port}/${database}`;
  }

  /** The product's URL: its user owns the database, but is no superuser. */
  ownerUrl(database: string, port = this.port): string {
    return `postgres://owner:${this.cluster.password}@127.0.0.1:${port}/${database}`;
  }

  async createDatabase(name: string): Promise<void> {
    const session = await this.session();
    const { password } = this.cluster;
    await session.query(`DO $$ BEGIN CREATE ROLE owner LOGIN PASSWORD '${password}';
      EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
    await session.query(`CREATE DATABASE ${name} OWNER owner`);
    await session.end();
  }

  get pid(): number {
    const pid = this.#process?.pid;
    if (pid === undefined) throw new Error("PostgreSQL does not run");
    return pid;
  }

  /** Starts it and waits until it accepts connections, recovery after a crash included. */
  async start(): Promise<void> {
    await this.launch();
    await until("PostgreSQL takes connections", () => this.accepts(), START_MAX_MILLISECONDS);
  }

  /** Starts the program without waiting. */
  async launch(): Promise<void> {
    const { account, binaries, logFile, pgData } = this.cluster;
    const all = { ...SETTINGS, port: String(this.port), ...this.#settings };
    const args = [
      "-D",
      pgData,
      ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ];
    const log = await open(logFile, "a", 0o600);
    if (account) await log.chown(account.uid, account.gid);
    this.#process = spawn(binaries.postgres, args, {
      ...spawnOptions(account),
      stdio: ["ignore", log.fd, log.fd],
    });
    endWithUs(this.#process);
    await log.close();
  }

  async accepts(): Promise<boolean> {
    const session = await openSession(this.url()).catch(() => undefined);
    await session?.end();
    return session !== undefined;
  }

  session(database?: string): Promise<Session> {
    return openSession(this.url(database));
  }

  /** The postmaster and its children. */
  async processIds(): Promise<number[]> {
    return [this.pid, ...(await childrenOf(this.pid))];
  }

  /** kill -9 of the whole server; returns after the end of its last process. */
  async kill(): Promise<void> {
    const ids = await this.processIds();
    const exited = this.#exited();
    for (const id of ids) signal(id, "SIGKILL");
    await exited;
    await until("PostgreSQL's processes are gone", async () => {
      const states = await Promise.all(ids.map(stateOf));
      return states.every((state) => state === undefined || state === "Z"); // dead, but not yet reaped by init
    });
  }

  /** Freezes all its processes until `thaw`. */
  async freeze(): Promise<void> {
    for (const id of await this.processIds()) signal(id, "SIGSTOP");
  }

  async thaw(): Promise<void> {
    for (const id of await this.processIds()) signal(id, "SIGCONT");
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  /** Shuts it down, which ends the open connections. */
  async shutDown(): Promise<void> {
    await this.#stopBy("SIGINT");
  }

  /** Stops it at once, without a checkpoint: the next start recovers. */
  async stopAtOnce(): Promise<void> {
    await this.#stopBy("SIGQUIT");
  }

  async #stopBy(name: NodeJS.Signals): Promise<void> {
    const exited = this.#exited();
    signal(this.pid, name);
    await exited;
  }

  /** The write-ahead log's own file system, if the options asked for one. */
  get walDisk(): SmallDisk {
    if (!this.#wal) throw new Error("the write-ahead log has no disk of its own");
    return this.#wal;
  }

  /** Its log so far. */
  log(): Promise<string> {
    return readFile(this.cluster.logFile, "utf8").catch(() => "");
  }

  /** Ends it and removes its data. */
  async destroy(): Promise<void> {
    if (this.isRunning) await this.kill();
    await this.#wal?.unmount();
    const home = join(this.cluster.pgData, "..");
    await rm(home, { recursive: true, force: true });
    await rm(this.#directory, { recursive: true, force: true });
  }

  get isRunning(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null;
  }

  async #exited(): Promise<void> {
    if (this.#process && this.isRunning) await once(this.#process, "exit");
  }
}

/** Sends a signal; returns whether the process existed. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** The fields of /proc/<pid>/stat after the process's name: state, parent, … */
async function statOf(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return stat ? stat.slice(stat.lastIndexOf(")") + 2).split(" ") : [];
}

const stateOf = async (pid: number) => (await statOf(pid))[0];

/** Whether a process has a TCP connection over IPv4 with this port at its own end. */
export async function hasLocalPort(pid: number, port: number): Promise<boolean> {
  const table = await readFile("/proc/net/tcp", "utf8");
  const end = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const lines = table.split("\n").map((line) => line.trim().split(/\s+/));
  const sockets = lines.filter((line) => line[1]?.endsWith(end)).map((line) => `socket:[${line[9]}]`);
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = descriptors.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => ""));
  return (await Promise.all(targets)).some((target) => sockets.includes(target));
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(pids.map(async (pid) => Number((await statOf(pid))[1])));
  return pids.filter((_, index) => parents[index] === parent);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
