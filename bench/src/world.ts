import { chmod, mkdir, mkdtemp } from "node:fs/promises";
import { cpus } from "node:os";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Database, migrateToLatest, openDatabase } from "@holdfast/db";
import { removeEmbedded, startEmbedded } from "@holdfast/embedded-postgres";
import { type Kysely, sql } from "kysely";
import { createBaselineTables } from "./data.ts";
import type { LoadResult, Target } from "./load.ts";
import { type Loader, type Server, startLoader, startServer } from "./servers.ts";
import type { Settings } from "./settings.ts";
import { SUBJECTS, type Subject } from "./subjects.ts";
import type { Undo } from "./undo.ts";

/** A database and a pool on it. */
export interface Postgres {
  url: string;
  db: Kysely<Database>;
}

/** The means of a row: one PostgreSQL, the three servers on it, and the load generator. */
export interface World extends Postgres {
  settings: Settings;
  loader: Loader;
  /** Another one, for what is sent beside the load. */
  besideLoader: Loader;
  servers: Record<Subject, Server>;
  say: (line: string) => void;
  /** The undos of all that has started, last first. */
  undo: Undo[];
}

const DESTROY_MAX_MILLISECONDS = 2_000;

/**
 * Starts PostgreSQL with production's settings on the disk of the checkout: a temporary directory is often
 * kept in memory, where a commit costs nothing.
 * @param undo gets each step's undo, last first, as soon as the step is done
 */
export async function startPostgres(say: (line: string) => void, undo: Undo[]): Promise<Postgres> {
  await mkdir(".data", { recursive: true });
  const dataDir = await mkdtemp(resolve(".data", "bench-"));
  undo.unshift(() => removeEmbedded(dataDir));
  await chmod(dataDir, 0o755); // root's PostgreSQL runs as another user, who needs access
  const postgres = await startEmbedded({ dataDir, onProgress: say });
  undo.unshift(() => postgres.stop());
  return { url: postgres.url, db: connectTo(postgres.url, undo) };
}

/** Opens a pool for the benchmark's own statements. */
export function connectTo(url: string, undo: Undo[]): Kysely<Database> {
  const db = openDatabase({ url, timeouts: "off" });
  // A statement that still runs ends with PostgreSQL.
  undo.unshift(() => Promise.race([db.destroy(), sleep(DESTROY_MAX_MILLISECONDS)]));
  return db;
}

/** Creates an empty database beside the one of the pool; returns its URL. */
export async function createDatabase({ url, db }: Postgres, name: string): Promise<string> {
  await sql`CREATE DATABASE ${sql.id(name)}`.execute(db);
  const created = new URL(url);
  created.pathname = `/${name}`;
  return created.href;
}

/**
 * Starts PostgreSQL, the three servers and the load generator.
 * @param undo gets each step's undo, last first, as soon as the step is done
 */
export async function createWorld(
  settings: Settings,
  say: (line: string) => void,
  undo: Undo[],
): Promise<World> {
  const { url, db } = await startPostgres(say, undo);
  await migrateToLatest(url);
  await createBaselineTables(db);

  const loader = startLoader();
  undo.unshift(() => loader.stop());
  const besideLoader = startLoader();
  undo.unshift(() => besideLoader.stop());
  const servers: Partial<Record<Subject, Server>> = {};
  for (const subject of SUBJECTS) {
    const server = await startServer(subject, url);
    undo.unshift(() => server.stop());
    servers[subject] = server;
  }
  return { settings, url, db, loader, besideLoader, servers: servers as World["servers"], say, undo };
}

/** Sends a target's requests to a subject. */
export function load(
  world: World,
  to: { subject: Subject; connections: number; seconds: number; warmupSeconds?: number },
  target: Target,
  loader = world.loader,
): Promise<LoadResult> {
  const { host, port } = world.servers[to.subject];
  const { connections, seconds, warmupSeconds = 0 } = to;
  return loader.run({ host, port, connections, seconds, warmupSeconds, ...target });
}

/** The CPUs, the versions, and PostgreSQL's settings that decide the cost of a commit. */
export async function describeMachine(db: Kysely<Database>) {
  const [cpu] = cpus();
  return {
    cpus: cpus().length,
    cpu: cpu?.model,
    node: process.version,
    postgres: await describePostgres(db),
  };
}

async function describePostgres(db: Kysely<Database>): Promise<Record<string, string>> {
  const names = [
    "server_version",
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "shared_buffers",
    "max_wal_size",
  ];
  const { rows } = await sql<{ name: string; setting: string }>`
    SELECT name, current_setting(name) AS setting FROM pg_settings WHERE name = ANY(${names})`.execute(db);
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}
