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
/** For deaths that pass: a port taken meanwhile, another start, backends that outlive a killed postmaster. */
const RELAUNCH_MILLISECONDS = 15_000;
const RELAUNCH_PAUSE_MILLISECONDS = 200;
const PASSING_DEATH = /Address already in use|lock file "postmaster.pid"|pre-existing shared memory block/;
const WRONG_PASSWORD = "28P01";

export interface EmbeddedOptions {
  /** DATA_DIR: the database is kept in `<dataDir>/postgres`. */
  dataDir: string;
  /** Further settings of PostgreSQL, over ours; tests pass `{ fsync: "off" }`. */
  settings?: Record<string, string>;
  /** Told what takes long or would surprise, in one line each. */
  onProgress?: (line: string) => void;
  /** Told once, in one line, when the server has ended and `stop()` was not called: nobody starts it again. */
  onEnd?: (line: string) => void;
}

/** A PostgreSQL server that belongs to this process. */
export interface EmbeddedPostgres {
  /** postgres://holdfast:password@127.0.0.1:port/holdfast; the user is a superuser. */
  url: string;
  /** Shuts the server down and waits until it is gone, 20 s at most. May be called again. */
  stop(): Promise<void>;
}

/** `startEmbedded`, with the directory that serves root when checkout or data are out of PostgreSQL's reach. */
export async function start(options: EmbeddedOptions, outside: string): Promise<EmbeddedPostgres> {
  const say = options.onProgress ?? (() => {});
  const cluster = await openCluster(options.dataDir, outside, say);
  const { postmaster, ownership } = await takeServer(cluster, options.settings ?? {}, say);

  let stopped: Promise<void> | undefined;
  const stop = () => {
    // The lock goes last: while the server shuts down, nobody may take it for an orphan.
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

/** Claims the server that runs, be it an orphan or just launched by us or by another; launches if none runs. */
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
  // PostgreSQL writes "stopping" down before it ends any connection, so this look cannot be too early.
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
