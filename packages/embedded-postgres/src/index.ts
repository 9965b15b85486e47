import { hasCluster } from "./cluster.ts";
import { type EmbeddedOptions, type EmbeddedPostgres, findRunning, start } from "./start.ts";

export { removeEmbedded } from "./cluster.ts";
export { EmbeddedPostgresError } from "./errors.ts";
export type { EmbeddedOptions, EmbeddedPostgres } from "./start.ts";

/** For root alone: what PostgreSQL's unprivileged user must reach and cannot, below a 0700 home say. */
const OUTSIDE_DIRECTORY = "/var/lib/holdfast";

/**
 * Starts a PostgreSQL server for this process on `<dataDir>/postgres`, making the database first if need be.
 * A server that a killed Holdfast left running is taken over.
 * @returns its URL, and how to stop it; at most about 60 s later, plus some seconds for a new database
 * @throws EmbeddedPostgresError in one line: another Holdfast runs there, or the directory cannot be used
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  return start(options, OUTSIDE_DIRECTORY);
}

/**
 * Looks for the server of a Holdfast that is running; starts nothing.
 * @returns its URL, or undefined when none accepts connections
 * @throws EmbeddedPostgresError when the data directory cannot be read
 */
export async function findRunningEmbedded(dataDir: string): Promise<string | undefined> {
  return findRunning(dataDir);
}

/**
 * Looks whether a database has been made in the data directory, running or not; makes nothing.
 * @throws Error when the data directory cannot be looked into
 */
export async function hasEmbedded(dataDir: string): Promise<boolean> {
  return hasCluster(dataDir);
}
