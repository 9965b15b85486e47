import { adoptRestoredEvents, createServices, hasUsableKey, openJobs, toBusy } from "@holdfast/core";
import { migrateToLatest, openDatabase } from "@holdfast/db";
import { startEmbedded } from "@holdfast/embedded-postgres";
import { createApp } from "./app.ts";
import { type Config, ConfigError, loadEnvFile, readConfig } from "./config.ts";
import { checkAddress, createLog, createReadiness, drain, type Logger, listen } from "./http/index.ts";
import { RequestLimits } from "./limits/index.ts";
import { startWorker } from "./worker.ts";

const STOP_MAX_MILLISECONDS = 10_000;
const REQUEST_GRACE_MILLISECONDS = 4_000;
const JOB_GRACE_MILLISECONDS = 3_000;

const CONFIRM_BY_HOLDER =
  "CONFIRM_BY=holder: whoever holds places confirms them, without paying; with CONFIRM_BY=staff only callers with an API key do";
const NO_USABLE_KEY =
  "ADMIN_API_KEY is not set and no usable API key is stored: set ADMIN_API_KEY to a random text of 24 characters or more, or AUTH=open to let everybody do everything";

/** Undoes one step of the start. */
type Undo = () => Promise<void>;

/** Called with one line when the embedded database ends by itself. */
type OnEnd = (line: string) => void;

/** config → address → database → migrations → jobs → app → listen. Each step puts its undo in front of the others. */
async function start(config: Config, log: Logger, undo: Undo[], onDatabaseEnd: OnEnd): Promise<void> {
  await checkAddress(config);
  const databaseUrl = config.databaseUrl ?? (await startDatabase(config, log, undo, onDatabaseEnd));
  for (const name of await migrateToLatest(databaseUrl)) log.info(`migrated the database: ${name}`);

  const db = openDatabase({
    url: databaseUrl,
    onConnectionError: (err) => log.warn({ err }, "lost an idle database connection"),
  });
  undo.unshift(() => db.destroy());
  await adoptRestoredEvents({ db });
  if (config.access.isRequired && !config.adminApiKey && !(await hasUsableKey({ db }))) {
    throw new ConfigError(NO_USABLE_KEY);
  }
  const jobs = await openJobs({
    url: databaseUrl,
    worker: config.worker,
    onError: (err) => log.warn({ err }, "trouble in the job queue"),
  });
  undo.unshift(() => jobs.stop({ graceful: true, timeout: JOB_GRACE_MILLISECONDS }));
  const { limits, corsOrigins, access } = config;
  // Each request is tried again alone; if all succeed then, this line alone tells of the defect.
  const onBatchFailure = (err: unknown, requests: number) =>
    log[toBusy(err) ? "warn" : "error"]({ err, requests }, "a batch failed as a whole");
  const services = createServices({
    ...config,
    db,
    jobs,
    isOpenToAll: !access.isRequired,
    holdLimits: limits?.holds,
    onBatchFailure,
  });
  if (config.worker) {
    const onFailure = (err: unknown, work: string) => log.warn({ err }, `the worker cannot ${work}`);
    undo.unshift(await startWorker({ ...services, actor: "system" }, onFailure));
  }
  const requestLimits = limits && new RequestLimits(limits.requests);
  const app = createApp({
    ...services,
    requestLimits,
    corsOrigins,
    access,
    log,
    notReady: createReadiness({ db, jobs }),
  });
  const { server, url } = await listen(app, { ...config, peers: requestLimits });
  undo.unshift(() => drain(server, REQUEST_GRACE_MILLISECONDS));
  if (config.access.isRequired && config.access.confirmBy === "holder") log.info(CONFIRM_BY_HOLDER);
  if (!config.access.isRequired) log.warn("AUTH=open: whoever reaches this address may do everything");
  log.info(`Holdfast is ready at ${url} (API reference: ${url}/docs). Ctrl-C stops it.`);
}

async function startDatabase(config: Config, log: Logger, undo: Undo[], onEnd: OnEnd): Promise<string> {
  const embedded = await startEmbedded({
    dataDir: config.dataDir,
    onProgress: (line) => log.info(line),
    onEnd,
  });
  undo.unshift(() => embedded.stop());
  return embedded.url;
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
  const started = start(config, log, undo, onDatabaseEnd).catch(async (error: Error) => {
    process.exitCode = 1;
    log.fatal(startFailure(error, config));
    await stop(log, undo);
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    // A terminal's Ctrl-C arrives several times: from the terminal and from the parent processes.
    process.on(signal, () => end(() => log.info(`${signal}: stopping`)));
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
