import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort, Postgres } from "./postgres.ts";
import { until } from "./wait.ts";

const execute = promisify(execFile);
const STREAMING_MAX_MILLISECONDS = 30_000;

/**
 * Copies a running primary by PostgreSQL's own backup functions, and starts the copy as its standby. The primary
 * then commits nothing without it.
 */
export async function createStandby(primary: Postgres): Promise<Postgres> {
  const directory = await mkdtemp(join(tmpdir(), "holdfast-faults-"));
  await chmod(directory, 0o755);
  const pgData = join(directory, "postgres", "data");
  await copyData(primary, pgData);
  const { password, account } = primary.cluster;
  const conninfo = `host=127.0.0.1 port=${primary.port} user=holdfast password=${password}`;
  await writeFile(join(pgData, "standby.signal"), "");
  if (account) await execute("chown", ["-R", `${account.uid}:${account.gid}`, join(directory, "postgres")]);
  const logFile = join(directory, "postgres", "postgres.log");
  const cluster = { ...primary.cluster, dataDir: directory, pgData, logFile };
  const standby = new Postgres(cluster, await freePort(), { primary_conninfo: conninfo }, directory);
  await standby.start();
  const session = await primary.session();
  await session.query("ALTER SYSTEM SET synchronous_standby_names = '*'");
  await session.query("SELECT pg_reload_conf()");
  await until(
    "the standby confirms every commit",
    async () => {
      const rows = await session.query("SELECT FROM pg_stat_replication WHERE sync_state = 'sync'");
      return rows.length > 0;
    },
    STREAMING_MAX_MILLISECONDS,
  );
  await session.end();
  return standby;
}

/** Copies the data as pg_basebackup does, which is not among the embedded programs. */
async function copyData(primary: Postgres, target: string): Promise<void> {
  const session = await primary.session();
  await session.query("SELECT pg_backup_start('standby', true)");
  await execute("mkdir", ["-p", join(target, "..")]);
  await execute("cp", ["-a", primary.cluster.pgData, target]);
  const [stopped] = await session.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop(false)");
  await session.end();
  await rm(join(target, "postmaster.pid"), { force: true });
  for (const name of await readdir(join(target, "pg_wal"))) {
    if (/^[0-9A-F]{24}/.test(name)) await rm(join(target, "pg_wal", name));
  }
  await writeFile(join(target, "backup_label"), stopped?.labelfile ?? "");
}

/** Makes a standby a primary; returns as soon as it accepts writes. */
export async function promote(standby: Postgres): Promise<void> {
  const session = await standby.session();
  await session.query("SELECT pg_promote(true, 30)");
  // The copy has the primary's setting for standbys, none of which would confirm a commit.
  await session.query("ALTER SYSTEM RESET synchronous_standby_names");
  await session.query("SELECT pg_reload_conf()");
  await session.end();
}
