import { spawnSync } from "node:child_process";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openJobs } from "@holdfast/core";
import { migrateToLatest } from "@holdfast/db";
import {
  databaseUrl,
  runOnServer,
  TEMPLATE_DATABASE,
  TEST_POOLER_PORT_VARIABLE,
  TEST_SERVER_URL_VARIABLE,
} from "@holdfast/db/testing";
import { removeEmbedded, startEmbedded } from "@holdfast/embedded-postgres";
import { PGBOUNCER_VARIABLE, startPgBouncer } from "./pgbouncer.ts";

/** A power cut may cost the tests their data; all other settings are production's. */
const SETTINGS = { fsync: "off", max_connections: "200" };

/** Where Node.js keeps what it has compiled: servers and workers start in half the time. */
const COMPILE_CACHE = "node_modules/.cache/compile";
const inRepository = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Runs a command in a directory of this repository. */
function run(path: string, file: string, args: readonly string[]): void {
  const cwd = inRepository(path);
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${path}: ${file} ${args.join(" ")} failed:\n${stdout}${stderr}`);
}

/** Starts one PostgreSQL for the whole run, with a migrated template for the test files to clone. */
export async function setup(): Promise<() => Promise<void>> {
  process.env["NODE_COMPILE_CACHE"] ??= inRepository(COMPILE_CACHE);
  run("packages/client", "npm", ["run", "--silent", "build"]); // for those that pack it, or build pages with it
  run(".", process.execPath, ["scripts/run.mjs", "--build", "node", "--version"]);
  const dataDir = await mkdtemp(join(tmpdir(), "holdfast-test-"));
  await chmod(dataDir, 0o755); // root's PostgreSQL runs as another user, who needs access
  const server = await startEmbedded({ dataDir, settings: SETTINGS });
  await runOnServer(server.url, `CREATE DATABASE ${TEMPLATE_DATABASE}`);
  const url = databaseUrl(server.url, TEMPLATE_DATABASE);
  await migrateToLatest(url);
  const jobs = await openJobs({
    url,
    worker: false,
    onError: (error) => {
      throw error;
    },
  });
  await jobs.stop({ graceful: false });
  process.env[TEST_SERVER_URL_VARIABLE] = server.url;
  const program = process.env[PGBOUNCER_VARIABLE];
  const stop = async () => {
    await server.stop();
    await removeEmbedded(dataDir);
  };
  if (!program) return stop;
  const pooler = await startPgBouncer(program, server.url).catch(async (error) => {
    await stop();
    throw error;
  });
  process.env[TEST_POOLER_PORT_VARIABLE] = String(pooler.port);
  return () => pooler.stop().then(stop);
}
