import { hasCluster } from "./cluster.ts";
import { type EmbeddedOptions, type EmbeddedPostgres, findRunning, start } from "./start.ts";

export { removeEmbedded } from "./cluster.ts";
export { EmbeddedPostgresError } from "./errors.ts";
export type { EmbeddedOptions, EmbeddedPostgres } from "./start.ts";

/** Root's directory for files that PostgreSQL's unprivileged user cannot reach elsewhere, as in a home of mode 0700. */
const OUTSIDE_DIRECTORY = "/var/lib/holdfast";

/**
 * Starts a PostgreSQL server for this process on `<dataDir>/postgres`; a missing database is made first.
 * A server that a killed Holdfast left running is taken over.
 * @returns its URL and its stop, within about 60 s and some seconds more for a new database
 * @throws EmbeddedPostgresError in one line: another Holdfast runs there, or the directory cannot be used
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  return start(options, OUTSIDE_DIRECTORY);
}

/**
 * Finds the server of a Holdfast that is running; starts nothing.
 * @returns its URL, or undefined when none accepts connections
 * @throws EmbeddedPostgresError when the data directory cannot be read
 */
export async function findRunningEmbedded(dataDir: string): Promise<string | undefined> {
  return findRunning(dataDir);
}

/**
 * Checks whether the data directory has a database, running or not; makes nothing.
 * @throws Error when the data directory cannot be looked into
 */
export async function hasEmbedded(dataDir: string): Promise<boolean> {
  return hasCluster(dataDir);
}
