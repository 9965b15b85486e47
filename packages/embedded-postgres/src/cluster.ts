import { randomBytes } from "node:crypto";
import { chmod, chown, lstat, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { type Binaries, findBinaries } from "./binaries.ts";
import { codeOf, EmbeddedPostgresError, reasonOf } from "./errors.ts";
import { ensureDirectory, freshDirectory, publish } from "./fresh-directory.ts";
import { type Account, canWrite, chooseAccount, run } from "./os-user.ts";

const INITDB_TIMEOUT_MILLISECONDS = 120_000;
const PASSWORD_BYTES = 24;

/** The name of the superuser, and of the database with Holdfast's tables. */
export const HOLDFAST = "holdfast";

/** A database cluster on disk; its home is `<dataDir>/postgres`. */
export interface Cluster {
  /** DATA_DIR as an absolute path, for messages. */
  dataDir: string;
  /** PostgreSQL's own directory, without symbolic links: the working directory of its postmaster. */
  pgData: string;
  logFile: string;
  password: string;
}

/** A cluster, with the account and the programs that run it. */
export interface RunnableCluster extends Cluster {
  account: Account | undefined;
  binaries: Binaries;
}

/**
 * Opens the cluster of a data directory; a missing one is made first.
 * @param outside root's directory for files that the unprivileged user cannot reach in the data directory
 * @throws EmbeddedPostgresError when the directory cannot be used
 */
export async function openCluster(
  dataDir: string,
  outside: string,
  say: (line: string) => void,
): Promise<RunnableCluster> {
  const directory = resolve(dataDir);
  const home = join(directory, "postgres");
  try {
    await ensureDirectory(directory);
    const account = await chooseAccount(home);
    const binaries = await findBinaries(account, outside, say);
    if (!(await exists(home))) {
      say(`Making a new PostgreSQL ${binaries.majorVersion} database in ${home}`);
      await createCluster(directory, home, { account, binaries, outside, say });
    }
    await checkVersion(home, binaries.majorVersion);
    if (account && !(await canWrite(await realpath(home), account))) {
      throw new EmbeddedPostgresError(
        `uid ${account.uid}, which owns ${home} and PostgreSQL runs as, cannot reach it. Move it, or set DATA_DIR.`,
      );
    }
    return { ...(await readCluster(directory)), account, binaries };
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new EmbeddedPostgresError(
      `The data directory ${directory} cannot be used (${reasonOf(error)}). Repair it, or set DATA_DIR to another.`,
      { cause: error },
    );
  }
}

/** @returns whether the data directory has a cluster, or something in its place */
export const hasCluster = (dataDir: string) => exists(join(resolve(dataDir), "postgres"));

/**
 * Reads the paths and the password of a data directory's cluster.
 * @throws Error (ENOENT) when the data directory has no cluster yet
 */
export async function readCluster(dataDir: string): Promise<Cluster> {
  const home = join(resolve(dataDir), "postgres");
  return {
    dataDir: resolve(dataDir),
    pgData: await realpath(join(home, "data")),
    logFile: join(home, "postgres.log"),
    password: await readFile(join(home, "password"), "utf8"),
  };
}

/**
 * Deletes a data directory; where it has a link to data kept elsewhere, as root's may be, that data is deleted, too.
 * No server may run there.
 */
export async function removeEmbedded(dataDir: string): Promise<void> {
  const near = await realpath(dataDir);
  const home = await realpath(join(near, "postgres")).catch(() => near);
  if (!`${home}${sep}`.startsWith(`${near}${sep}`)) await rm(home, { recursive: true });
  await rm(dataDir, { recursive: true, force: true });
}

interface Making {
  account: Account | undefined;
  binaries: Binaries;
  outside: string;
  say: (line: string) => void;
}

/** The cluster gets its name once it is whole: a killed start leaves nothing half made, and one of two starts wins. */
async function createCluster(directory: string, home: string, making: Making): Promise<void> {
  const { account, binaries, outside, say } = making;
  const near = await freshDirectory(directory);
  if (account) await chown(near, account.uid, account.gid);
  if (!account || (await canWrite(near, account))) {
    await initialize(near, account, binaries);
    await publish(near, home);
    return;
  }

  await rm(near, { recursive: true });
  await ensureDirectory(outside);
  await chmod(outside, 0o755);
  const far = await freshDirectory(outside);
  await chown(far, account.uid, account.gid);
  await initialize(far, account, binaries);
  const farHome = await mkdtemp(join(outside, "data-"));
  await publish(far, farHome);
  try {
    await symlink(farHome, home);
    say(
      `The database is kept in ${farHome}: uid ${account.uid}, which PostgreSQL runs as, cannot reach ${home}`,
    );
  } catch (error) {
    await rm(farHome, { recursive: true });
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

/** Transactions wait while PostgreSQL makes a segment of its log: 35 ms for the default of 16 MB. */
const LOG_SEGMENT_MEGABYTES = 2;

/** The collation C.UTF-8 is PostgreSQL's own: it knows all letters, and no library update can reorder an index. */
async function initialize(home: string, account: Account | undefined, binaries: Binaries): Promise<void> {
  const passwordFile = join(home, "password");
  await writeFile(passwordFile, randomBytes(PASSWORD_BYTES).toString("base64url"), { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  const args = [
    `--pgdata=${join(home, "data")}`,
    `--username=${HOLDFAST}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    `--wal-segsize=${LOG_SEGMENT_MEGABYTES}`,
  ];
  try {
    await run(binaries.initdb, args, account, INITDB_TIMEOUT_MILLISECONDS);
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw new EmbeddedPostgresError(`PostgreSQL could not make a database: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

/** A dangling link exists, too: its data may be on a disk that is not mounted, so no new cluster is made. */
async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return false;
    throw error;
  }
}

async function checkVersion(home: string, majorVersion: string): Promise<void> {
  let found: string;
  try {
    found = (await readFile(join(home, "data", "PG_VERSION"), "utf8")).trim();
  } catch (error) {
    throw new EmbeddedPostgresError(
      `${home} is there, but holds no database (${reasonOf(error)}). Move it away, or set DATA_DIR.`,
      { cause: error },
    );
  }
  if (found === majorVersion) return;
  throw new EmbeddedPostgresError(
    `${home} is a database of PostgreSQL ${found}; this Holdfast runs PostgreSQL ${majorVersion}. Move its data with pg_dump, or set DATA_DIR.`,
  );
}
