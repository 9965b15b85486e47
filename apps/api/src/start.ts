import {
  createServices,
  type Disabled,
  type HoldCounts,
  hasUsableKey,
  type MailTrouble,
  openJobs,
  toBusy,
} from "@holdfast/core";
import { type Database, migrateToLatest, openDatabase, ReadReplica } from "@holdfast/db";
import { startEmbedded } from "@holdfast/embedded-postgres";
import type { Kysely } from "kysely";
import { createApp } from "./app.ts";
import { type Config, ConfigError } from "./config.ts";
import { checkAddress, createReadiness, drain, type Logger, listen } from "./http/index.ts";
import { type Lend, RequestLimits } from "./limits/index.ts";
import { startWorker } from "./worker.ts";

const REQUEST_GRACE_MILLISECONDS = 4_000;
const JOB_GRACE_MILLISECONDS = 3_000;

const NO_USABLE_KEY =
  "ADMIN_API_KEY is not set and no usable API key is stored: set ADMIN_API_KEY to a random text of 24 characters or more, or AUTH=open to let everybody do everything";

const MAIL_TROUBLES: Readonly<Record<MailTrouble["trouble"], string>> = {
  retried: "not taken, and is tried again later",
  bounced: "refused for good: the booking says so",
  unknown: "perhaps sent: the dialogue with the mail server broke off, so it is not sent again",
  "given up": "given up after two days",
};

/** Undoes one step of the start. */
export type Undo = () => Promise<void>;

/** What every step of the start is given. */
export interface Start {
  config: Config;
  log: Logger;
  /** Each step puts its undo in front of the others. */
  undo: Undo[];
  /** Called with one line when the embedded database ends by itself. */
  onDatabaseEnd: (line: string) => void;
}

/**
 * address → database → migrations.
 * @returns the database's URL
 */
export async function prepareDatabase({ config, log, undo, onDatabaseEnd }: Start): Promise<string> {
  await checkAddress(config);
  let { databaseUrl } = config;
  if (!databaseUrl) {
    const embedded = await startEmbedded({
      dataDir: config.dataDir,
      onProgress: (line) => log.info(line),
      onEnd: onDatabaseEnd,
    });
    undo.unshift(() => embedded.stop());
    databaseUrl = embedded.url;
  }
  for (const name of await migrateToLatest(databaseUrl)) log.info(`migrated the database: ${name}`);
  return databaseUrl;
}

/**
 * Opens the database of this process.
 * @throws ConfigError where access needs an API key and there is none
 */
export async function openOwnDatabase(
  { config, log, undo }: Start,
  url: string,
  maxConnections?: number,
): Promise<Kysely<Database>> {
  const db = openDatabase({
    url,
    ...(maxConnections !== undefined && { maxConnections }),
    onConnectionError: (err) => log.warn({ err }, "lost an idle database connection"),
  });
  undo.unshift(() => db.destroy());
  if (config.access.isRequired && !config.adminApiKey && !(await hasUsableKey({ db }))) {
    throw new ConfigError(NO_USABLE_KEY);
  }
  return db;
}

/** Opens the replica of this process, where there is one. It allows as many connections as the primary, or more. */
function openReplica(
  { config, log, undo }: Pick<Start, "config" | "log" | "undo">,
  { db, maxConnections }: Pick<Part, "db" | "maxConnections">,
) {
  if (!config.replica) return undefined;
  const replica = new ReadReplica({
    ...config.replica,
    primary: db,
    ...(maxConnections !== undefined && { maxConnections }),
    onChange: (isUsable, err) => {
      if (isUsable) log.info("the replica is current: it answers customers' reads");
      else log.warn({ err }, "the replica is late, or away: the primary answers all reads");
    },
  });
  undo.unshift(() => replica.stop());
  return replica;
}

/** What a process does, and what it shares with others. */
export interface Part {
  db: Kysely<Database>;
  databaseUrl: string;
  /** Its connections to a server of PostgreSQL, but for those of the job queue; the standard unless given. */
  maxConnections?: number;
  /** Whether it runs the background jobs. */
  isWorker: boolean;
  /** Where it serves requests; undefined: nowhere. */
  server?:
    | {
        port: number;
        /** Where a process of a cluster borrows its clients' requests. */
        lend?: Lend;
        /** The connections of one address; the standard unless given. */
        connectionsPerAddress?: number;
        /** The same of its streams. */
        streamsPerAddress?: number;
        /** Whether connections may go on until they end by themselves. */
        isPatient: () => boolean;
      }
    | undefined;
  /** Where live holds are counted; in this process unless given. */
  holdCounts?: HoldCounts | undefined;
}

/**
 * jobs → worker → app → listen.
 * @returns the server's URL; undefined: it serves nothing
 */
export async function startPart({ config, log, undo }: Start, part: Part): Promise<string | undefined> {
  const { db, databaseUrl, isWorker, server: place } = part;
  const jobs = await openJobs({
    url: databaseUrl,
    worker: isWorker,
    onError: (err) => log.warn({ err }, "trouble in the job queue"),
  });
  undo.unshift(() => jobs.stop({ graceful: true, timeout: JOB_GRACE_MILLISECONDS }));
  const { limits, corsOrigins, access } = config;
  // Each request is tried again alone; if all succeed then, this line alone tells of the defect.
  const onBatchFailure = (err: unknown, requests: number) =>
    log[toBusy(err) ? "warn" : "error"]({ err, requests }, "a batch failed as a whole");
  const replica = place && openReplica({ config, log, undo }, part);
  const services = createServices({
    ...config,
    db,
    jobs,
    replica,
    isOpenToAll: !access.isRequired,
    holdLimits: part.holdCounts ?? limits?.holds,
    onBatchFailure,
    onLiveFailure: (err) => log.warn({ err }, "streams of slots get no news"),
    onEventsDelayed: (seconds) => log.warn({ seconds }, "a transaction that stays open keeps back events"),
  });
  if (isWorker) {
    const onFailure = (err: unknown, work: string) => log.warn({ err }, `the worker cannot ${work}`);
    const onDisabled = (webhook: Disabled) =>
      log.warn(webhook, "a webhook was disabled: nothing is sent to it any more");
    const onMailTrouble = ({ trouble, ...mail }: MailTrouble) =>
      log[trouble === "retried" ? "info" : "warn"](mail, `a mail was ${MAIL_TROUBLES[trouble]}`);
    const context = { ...services, actor: "system", mail: config.mail, onMailTrouble } as const;
    undo.unshift(await startWorker(context, onFailure, onDisabled));
  }
  if (!place) return undefined;
  const requestLimits = limits && new RequestLimits(limits.requests, place.lend, place.streamsPerAddress);
  const pages = config.hasPages ? (await import("./pages/index.ts")).createPages(config) : undefined;
  const deps = {
    ...services,
    requestLimits,
    corsOrigins,
    access,
    log,
    notReady: createReadiness({ db, jobs }),
  };
  const app = createApp(deps, pages);
  const { host } = config;
  const { port, connectionsPerAddress, isPatient } = place;
  const { server, url } = await listen(app, { host, port, log, peers: requestLimits, connectionsPerAddress });
  undo.unshift(() => {
    // The requests of streams would never end.
    services.live.stop();
    return drain(server, REQUEST_GRACE_MILLISECONDS, isPatient());
  });
  return url;
}
