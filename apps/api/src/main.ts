import cluster from "node:cluster";
import { availableParallelism } from "node:os";
import { HoldLimits, JOBS_MAX_CONNECTIONS } from "@holdfast/core";
import { type Database, POOL_MAX_CONNECTIONS, readMaxConnections } from "@holdfast/db";
import type { Kysely } from "kysely";
import { ClusterPrimary, Primary } from "./cluster/index.ts";
import { type Config, ConfigError, loadEnvFile, readConfig } from "./config.ts";
import { CONNECTIONS_PER_ADDRESS_MAX, createLog, type Logger } from "./http/index.ts";
import { QuotaLender, STREAMS_PER_ADDRESS_MAX } from "./limits/index.ts";
import { openOwnDatabase, prepareDatabase, type Start, startPart, type Undo } from "./start.ts";

const STOP_MAX_MILLISECONDS = 10_000;
/** PostgreSQL's connections that a cluster leaves to its primary, to people and to tools. */
const SPARE_CONNECTIONS = 20;
const MEMBER_MIN_CONNECTIONS = 2;

const CONFIRM_BY_HOLDER =
  "CONFIRM_BY=holder: whoever holds places confirms them, without paying; with CONFIRM_BY=staff only callers with an API key do";

/** One process that does everything. */
async function startAlone(start: Start): Promise<void> {
  const { config } = start;
  const databaseUrl = await prepareDatabase(start);
  const db = await openOwnDatabase(start, databaseUrl);
  const server = { port: config.port, isPatient: () => false };
  const url = await startPart(start, { db, databaseUrl, isWorker: config.worker, server });
  sayReady(start, url as string);
}

/** The primary of a cluster. SIGHUP replaces its members one by one. */
async function startPrimary(start: Start): Promise<void> {
  const { config, log, undo } = start;
  const { limits, port, worker, holdSeconds } = config;
  const servers = config.cluster === "auto" ? availableParallelism() : (config.cluster as number);
  const databaseUrl = await prepareDatabase(start);
  const db = await openOwnDatabase(start, databaseUrl);
  const counts = limits && {
    lender: new QuotaLender(limits.requests, servers),
    holdCounts: new HoldLimits({ db, holdSeconds, ...limits.holds }),
  };
  const primary = new ClusterPrimary({
    databaseUrl,
    port,
    servers,
    maxConnections: await connectionsPerMember(db, servers + Number(worker)),
    worker,
    log,
    lender: counts?.lender,
    holdCounts: counts?.holdCounts,
  });
  undo.unshift(() => primary.stop());
  process.on("SIGHUP", () => {
    log.info("SIGHUP: replacing every process");
    void primary.roll();
  });
  sayReady(start, await primary.start());
  log.info(`SIGHUP to process ${process.pid} replaces its ${servers} server processes one by one`);
}

/**
 * The share of a member in PostgreSQL's connections, no more than a single process takes.
 * @throws ConfigError where it would be too small to work with
 */
async function connectionsPerMember(db: Kysely<Database>, members: number): Promise<number> {
  const max = await readMaxConnections(db);
  const share = Math.floor((max - SPARE_CONNECTIONS) / members) - JOBS_MAX_CONNECTIONS;
  if (share >= MEMBER_MIN_CONNECTIONS) return Math.min(share, POOL_MAX_CONNECTIONS);
  throw new ConfigError(
    `CLUSTER needs more than the ${max} connections that PostgreSQL allows (max_connections)`,
  );
}

/** A member of a cluster: a server, or its worker. */
async function startMember(start: Start, end: () => void): Promise<void> {
  const { limits } = start.config;
  let isRetired = false;
  const primary = new Primary(() => {
    isRetired = true;
    end();
  });
  const { role, databaseUrl, port, servers, maxConnections } = await primary.join();
  const db = await openOwnDatabase(start, databaseUrl, maxConnections);
  const server = role === "server" && {
    port,
    isPatient: () => isRetired,
    // Connections are handed to the servers in turn.
    connectionsPerAddress: Math.floor(CONNECTIONS_PER_ADDRESS_MAX / servers),
    streamsPerAddress: Math.floor(STREAMS_PER_ADDRESS_MAX / servers),
    lend: primary.lend,
  };
  const holdCounts = limits && primary.holdCounts(limits.holds);
  const isWorker = role === "worker";
  const url = await startPart(start, {
    db,
    databaseUrl,
    maxConnections,
    isWorker,
    server: server || undefined,
    holdCounts,
  });
  primary.ready(url ?? null);
}

function sayReady({ config, log }: Start, url: string): void {
  if (config.access.isRequired && config.access.confirmBy === "holder") log.info(CONFIRM_BY_HOLDER);
  if (!config.access.isRequired) log.warn("AUTH=open: whoever reaches this address may do everything");
  log.info(`Holdfast is ready at ${url} (API reference: ${url}/docs). Ctrl-C stops it.`);
}

/** Undoes every step once the start has ended. Failures are logged; a stop that takes too long ends the process. */
async function stop(log: Logger, undo: Undo[], started?: Promise<void>): Promise<void> {
  const deadline = setTimeout(() => {
    log.fatal(`did not stop within ${STOP_MAX_MILLISECONDS} ms`);
    process.exit(1);
  }, STOP_MAX_MILLISECONDS);
  await started;
  for (const step of undo.splice(0)) {
    await step().catch((err: unknown) => log.error({ err }, "trouble while stopping"));
  }
  clearTimeout(deadline);
}

async function main(): Promise<void> {
  const config = readConfigOrExit();
  const log = createLog(config);
  const undo: Undo[] = [];
  let stopping: Promise<void> | undefined;
  const end = (say: () => void, exitCode?: number) => {
    if (!stopping) say();
    stopping ??= stop(log, undo, started).then(() => process.exit(exitCode));
  };
  // Without its database this process can only refuse; its supervisor starts both again.
  const onDatabaseEnd = (line: string) =>
    end(() => log.fatal(`${line}. Start Holdfast again: it recovers.`), 1);
  const start = { config, log, undo, onDatabaseEnd };
  const starting = cluster.isWorker
    ? startMember(start, () => end(() => log.info("another process has taken this one's place: stopping")))
    : config.cluster === undefined
      ? startAlone(start)
      : startPrimary(start);
  const started = starting.catch(async (error: Error) => {
    process.exitCode = 1;
    log.fatal(startFailure(error, config));
    await stop(log, undo);
    process.exit(1); // the line to its primary would keep a member alive
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    // A terminal's Ctrl-C arrives several times: from the terminal and from the parent processes.
    process.on(signal, () => end(() => cluster.isPrimary && log.info(`${signal}: stopping`)));
  }
  await started;
}

function readConfigOrExit(): Config {
  try {
    loadEnvFile();
    return readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigError ? error.message : `.env: ${error}`}\n`);
    process.exit(1);
  }
}

/** The error in one line, with its remedy where there is one. */
function startFailure(error: Error & { code?: string }, { databaseUrl }: Config): string {
  if (error instanceof ConfigError) return error.message;
  if (databaseUrl) return `Cannot start with the database at DATABASE_URL: ${error.message || error.code}`;
  return error.message;
}

await main();
