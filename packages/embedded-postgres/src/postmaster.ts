import { execFile, spawn } from "node:child_process";
import { constants } from "node:fs";
import { open, readFile, readlink, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { platform } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Cluster, RunnableCluster } from "./cluster.ts";
import { codeOf, EmbeddedPostgresError } from "./errors.ts";
import { isAlive } from "./fresh-directory.ts";
import { spawnOptions } from "./os-user.ts";

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
const LOG_TAIL_LINES = 5;
const POLL_MILLISECONDS = 50;
const FAST_SHUTDOWN_MILLISECONDS = 10_000;
const IMMEDIATE_SHUTDOWN_MILLISECONDS = 10_000;
const UNREADABLE_PID_FILE_MILLISECONDS = 5_000;

const SETTINGS: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "128MB",
  // PostgreSQL's defaults. For small segments initdb writes an eighth of them: a checkpoint every few seconds under load.
  max_wal_size: "1GB",
  min_wal_size: "80MB",
  fsync: "on",
  synchronous_commit: "on",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
  log_line_prefix: "%m [%p] ",
};

/** A running PostgreSQL server, as its postmaster.pid describes it. */
export interface Postmaster {
  pid: number;
  port: number;
  status: "starting" | "ready" | "stopping";
}

/** A server that this process has started; it may die before it is ready. */
export interface Launch {
  /** @returns the end of the log once PostgreSQL has died; undefined while it runs */
  lastWords(): Promise<string | undefined>;
}

/**
 * Finds the server that runs on the cluster, started by this process or by another.
 * A stale postmaster.pid that would mislead PostgreSQL is removed.
 */
export async function findPostmaster({ pgData }: Cluster): Promise<Postmaster | undefined> {
  const file = join(pgData, "postmaster.pid");
  const content = await readIfExists(file);
  if (content === undefined) return undefined;

  const lines = content.split("\n").map((line) => line.trim());
  const pid = Number(lines[0]);
  if (pid > 0 && (await isPostmasterOf(pid, pgData))) {
    const status = lines[7] === "ready" || lines[7] === "stopping" ? lines[7] : "starting";
    return { pid, port: Number(lines[3]), status };
  }
  // PostgreSQL takes any living process of its own user for the old server, and an empty file for one that is
  // starting. The file is read again, because another start may have written its own meanwhile.
  const fools = pid > 0 ? isAlive(pid) : await isOlderThan(file, UNREADABLE_PID_FILE_MILLISECONDS);
  if (fools && (await readIfExists(file)) === content) await rm(file, { force: true });
  return undefined;
}

/**
 * Starts a server on a free port, in a session of its own: it outlives a Ctrl-C and the death of this process.
 * It is not ready yet when this returns.
 */
export async function launch(cluster: RunnableCluster, settings: Record<string, string>): Promise<Launch> {
  const { account, binaries, logFile, pgData } = cluster;
  const all = { ...SETTINGS, port: String(await freePort()), ...settings };
  const args = ["-D", pgData, ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])];

  // The log is a file and no pipe, so that the server can outlive this process. A root process follows no link.
  const { O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_RDWR } = constants;
  const log = await open(logFile, O_APPEND | O_CREAT | O_NOFOLLOW | O_RDWR, 0o600);
  try {
    if (account) await log.chown(account.uid, account.gid);
    if ((await log.stat()).size > LOG_LIMIT_BYTES) await log.truncate();
    const { size } = await log.stat();
    let dead: string | undefined;
    const child = spawn(binaries.postgres, args, {
      ...spawnOptions(account),
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
    });
    child.once("error", (error) => {
      dead = error.message;
    });
    child.once("exit", (code, signal) => {
      dead = `it ended with ${signal ?? `status ${code}`}`;
    });
    child.unref();
    return { lastWords: async () => dead && ((await tailOf(logFile, size)) || dead) };
  } finally {
    await log.close();
  }
}

/**
 * Stops a server and waits for its end: open transactions are rolled back, committed ones are on disk.
 * @throws EmbeddedPostgresError when it is still there after 20 seconds
 */
export async function shutDown(pid: number, { pgData }: Cluster, say: (line: string) => void): Promise<void> {
  if (await signalAndWait(pid, "SIGINT", pgData, FAST_SHUTDOWN_MILLISECONDS)) return;
  say(
    `PostgreSQL (pid ${pid}) does not shut down in 10 s: it is told to quit at once; it recovers at the next start`,
  );
  if (await signalAndWait(pid, "SIGQUIT", pgData, IMMEDIATE_SHUTDOWN_MILLISECONDS)) return;
  throw new EmbeddedPostgresError(
    `PostgreSQL (pid ${pid}) on ${pgData} does not stop. Kill it before the next start.`,
  );
}

async function signalAndWait(pid: number, signal: NodeJS.Signals, pgData: string, milliseconds: number) {
  const deadline = Date.now() + milliseconds;
  try {
    if (await isPostmasterOf(pid, pgData)) process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
  while (await isPostmasterOf(pid, pgData)) {
    if (Date.now() > deadline) return false;
    await sleep(POLL_MILLISECONDS);
  }
  return true;
}

/** The working directory decides, because a process id may have been reused: a postmaster's is its cluster. */
export async function isPostmasterOf(pid: number, pgData: string): Promise<boolean> {
  if (platform() === "win32") return isAlive(pid);
  if (platform() === "linux") {
    return readlink(`/proc/${pid}/cwd`).then(
      (directory) => directory === pgData,
      () => false,
    );
  }
  return promisify(execFile)("ps", ["-o", "args=", "-p", String(pid)]).then(
    ({ stdout }) => stdout.includes(`-D ${pgData} `),
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function tailOf(file: string, start: number): Promise<string> {
  const bytes = await readFile(file);
  const lines = bytes.subarray(start).toString("utf8").trim().split("\n").slice(-LOG_TAIL_LINES);
  return lines.map((line) => line.replace(/^\S+ \S+ [A-Z]+ \[\d+\] /, "")).join("\n");
}

async function readIfExists(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function isOlderThan(file: string, milliseconds: number): Promise<boolean> {
  return stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > milliseconds,
    () => false,
  );
}
