import { setTimeout as sleep } from "node:timers/promises";
import { type Cluster, HOLDFAST, openCluster, type RunnableCluster, readCluster } from "./cluster.ts";
import { codeOf, EmbeddedPostgresError, reasonOf } from "./errors.ts";
import { claim, type Ownership } from "./ownership.ts";
import {
  findPostmaster,
  isPostmasterOf,
  type Launch,
  launch,
  type Postmaster,
  shutDown,
} from "./postmaster.ts";

const READY_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 50;
/** The bound for passing failures: a port taken meanwhile, another start, backends that outlive their postmaster. */
const RELAUNCH_MILLISECONDS = 15_000;
const RELAUNCH_PAUSE_MILLISECONDS = 200;
const PASSING_DEATH = /Address already in use|lock file "postmaster.pid"|pre-existing shared memory block/;
const WRONG_PASSWORD = "28P01";

/** The options of a start. */
export interface EmbeddedOptions {
  /** DATA_DIR: the database is kept in `<dataDir>/postgres`. */
  dataDir: string;
  /** Settings of PostgreSQL that override the built-in ones; tests pass `{ fsync: "off" }`. */
  settings?: Record<string, string>;
  /** Called with one line for each step that takes long or may surprise. */
  onProgress?: (line: string) => void;
  /** Called once, with one line, when the server has ended without `stop()`; it is not started again. */
  onEnd?: (line: string) => void;
}

/** A PostgreSQL server that belongs to this process. */
export interface EmbeddedPostgres {
  /** postgres://holdfast:password@127.0.0.1:port/holdfast; the user is a superuser. */
  url: string;
  /** Shuts the server down and waits until it is gone, 20 s at most. May be called again. */
  stop(): Promise<void>;
}

/** `startEmbedded`, with root's directory for files that PostgreSQL's user cannot reach elsewhere. */
export async function start(options: EmbeddedOptions, outside: string): Promise<EmbeddedPostgres> {
  const say = options.onProgress ?? (() => {});
  const cluster = await openCluster(options.dataDir, outside, say);
  const { postmaster, ownership } = await takeServer(cluster, options.settings ?? {}, say);

  let stopped: Promise<void> | undefined;
  const stop = () => {
    // The lock is released last: during the shutdown no other start may take the server for an orphan.
    stopped ??= (ownership.isHeld() ? shutDown(postmaster.pid, cluster, say) : Promise.resolve()).finally(
      ownership.release,
    );
    return stopped;
  };
  let isTold = false;
  ownership.whenUnreachable(async () => {
    const { pid } = postmaster;
    if (isTold || stopped || (await isPostmasterOf(pid, cluster.pgData)) || stopped) return;
    isTold = true;
    options.onEnd?.(`PostgreSQL (pid ${pid}) has ended unexpectedly; ${cluster.logFile} may say why`);
  });
  try {
    await createDatabase(ownership);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: urlOf(cluster, postmaster, HOLDFAST), stop };
}

/** @returns the URL of the server that runs on this data directory and accepts connections, if one does */
export async function findRunning(dataDir: string): Promise<string | undefined> {
  try {
    const cluster = await readCluster(dataDir);
    const postmaster = await findPostmaster(cluster);
    return postmaster?.status === "ready" ? urlOf(cluster, postmaster, HOLDFAST) : undefined;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return undefined;
    throw new EmbeddedPostgresError(`The data directory ${dataDir} cannot be read: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

interface Taken {
  postmaster: Postmaster;
  ownership: Ownership;
}

/** Claims the running server: an orphan, or one just launched by this process or another. Launches if none runs. */
async function takeServer(
  cluster: RunnableCluster,
  settings: Record<string, string>,
  say: (line: string) => void,
): Promise<Taken> {
  const begin = Date.now();
  let launched: Launch | undefined;
  let trouble: unknown = "it does not answer";
  while (Date.now() - begin < READY_MILLISECONDS) {
    const postmaster = await findPostmaster(cluster);
    if (postmaster?.status === "ready") {
      try {
        const ownership = await claimRunning(cluster, postmaster);
        if (ownership && !launched) say(`Using the PostgreSQL that runs already (pid ${postmaster.pid})`);
        if (ownership) return { postmaster, ownership };
      } catch (error) {
        if (error instanceof EmbeddedPostgresError) throw error;
        trouble = error;
      }
    } else if (!postmaster) {
      const lastWords = await launched?.lastWords();
      if (lastWords) await considerRelaunch(cluster, lastWords, Date.now() - begin);
      if (!launched || lastWords) launched = await launch(cluster, settings);
    }
    await sleep(POLL_MILLISECONDS);
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL is not ready after ${READY_MILLISECONDS / 1000} s (${reasonOf(trouble)}). Look at ${cluster.logFile}, and try again.`,
  );
}

/** @returns undefined when the lock became free because its owner has begun to shut the server down */
async function claimRunning(cluster: Cluster, postmaster: Postmaster): Promise<Ownership | undefined> {
  let ownership: Ownership | undefined;
  try {
    ownership = await claim(urlOf(cluster, postmaster, "postgres"));
  } catch (error) {
    if (codeOf(error) !== WRONG_PASSWORD) throw error;
    throw new EmbeddedPostgresError(
      `PostgreSQL on ${cluster.pgData} refuses the password kept beside it. Put the old password back, or set DATA_DIR.`,
    );
  }
  if (!ownership) {
    throw new EmbeddedPostgresError(
      `Another Holdfast is already running on ${cluster.dataDir} (PostgreSQL at 127.0.0.1:${postmaster.port}). Stop it first, or set DATA_DIR or DATABASE_URL.`,
    );
  }
  // PostgreSQL writes "stopping" before it ends any connection, so this check cannot come too early.
  const now = await findPostmaster(cluster);
  if (now?.pid === postmaster.pid && now.status === "ready") return ownership;
  await ownership.release();
  return undefined;
}

/** Returns after a pause when a new launch may help; throws when it would not. */
async function considerRelaunch(cluster: Cluster, lastWords: string, elapsedMilliseconds: number) {
  if (!PASSING_DEATH.test(lastWords) || elapsedMilliseconds > RELAUNCH_MILLISECONDS) {
    throw new EmbeddedPostgresError(`PostgreSQL did not start; ${cluster.logFile} ends with: ${lastWords}`);
  }
  await sleep(RELAUNCH_PAUSE_MILLISECONDS);
}

async function createDatabase(ownership: Ownership): Promise<void> {
  const { rowCount } = await ownership.query(`SELECT FROM pg_database WHERE datname = '${HOLDFAST}'`);
  if (rowCount === 0) await ownership.query(`CREATE DATABASE ${HOLDFAST}`);
}

function urlOf({ password }: Cluster, { port }: Postmaster, database: string): string {
  return `postgres://${HOLDFAST}:${password}@127.0.0.1:${port}/${database}`;
}
