import { HoldfastError } from "@holdfast/contract";

/** Codes of PostgreSQL and of the socket for "nobody there": no way to get a connection. */
const UNREACHABLE_CODES = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "ETIMEDOUT",
  "08001", // sqlclient_unable_to_establish_sqlconnection
  "08004", // sqlserver_rejected_establishment_of_sqlconnection
  "53300", // too_many_connections
  "57P03", // cannot_connect_now
]);

const UNREACHABLE_MESSAGES = /^timeout exceeded when trying to connect/;

/** Codes for a connection that was there and is lost: another one may do. */
const LOST_CODES = new Set([
  "ECONNABORTED",
  "ECONNRESET",
  "EPIPE",
  "08000", // connection_exception
  "08003", // connection_does_not_exist
  "08006", // connection_failure
  "25P03", // idle_in_transaction_session_timeout
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P05", // idle_session_timeout
]);

const LOST_MESSAGES =
  /^(Connection terminated|Query read timeout|Client was closed|Client has encountered a connection error)/;

const SILENT_MESSAGES = /^Query read timeout/;

const LOCK_TIMEOUT_CODES = new Set(["55P03"]); // lock_not_available

/** Codes of PostgreSQL for "not like this, not now": the same may succeed a moment later. */
const PASSING_CODES = new Set([
  ...LOCK_TIMEOUT_CODES,
  "25006", // read_only_sql_transaction: a server that is not the primary, or not any more
  "40001", // serialization_failure
  "40P01", // deadlock_detected
  "53000", // insufficient_resources
  "53100", // disk_full
  "53200", // out_of_memory
  "57014", // query_canceled: it took longer than a statement may
]);

function matches(error: unknown, codes: ReadonlySet<string>, messages?: RegExp): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && codes.has(String(error.code))) || (messages?.test(error.message) ?? false);
}

/** Whether an error says that somebody else kept a row locked for longer than we may wait. */
export const isLockTimeout = (error: unknown): boolean => matches(error, LOCK_TIMEOUT_CODES);

const UNIQUE_VIOLATION_CODES = new Set(["23505"]); // unique_violation

/** Whether an error says that a row with the same key is there already. */
export const isUniqueViolation = (error: unknown): boolean => matches(error, UNIQUE_VIOLATION_CODES);

const EXCLUSION_VIOLATION_CODES = new Set(["23P01"]);

/** SLOT_OVERLAP for what the exclusion constraint on slots refuses; anything else as it is. */
export function throwOverlap(error: unknown): never {
  if (!matches(error, EXCLUSION_VIOLATION_CODES)) throw error;
  throw new HoldfastError(
    "SLOT_OVERLAP",
    "The resource is exclusive, and another of its slots overlaps these times",
  );
}

/** Whether an error says that no connection to the database can be had. */
export const isDatabaseUnreachable = (error: unknown): boolean =>
  matches(error, UNREACHABLE_CODES, UNREACHABLE_MESSAGES);

/** Whether an error says that the connection was lost, and with it what had become of the statement. */
export const isConnectionLost = (error: unknown): boolean => matches(error, LOST_CODES, LOST_MESSAGES);

/**
 * Whether an error says that the server has gone silent: a connection lost in the slowest way. Whoever waited for
 * that has waited long enough; asking again would take as long again.
 */
export const isServerSilent = (error: unknown): boolean => matches(error, new Set(), SILENT_MESSAGES);

/** BUSY, with the error as its cause, for one that says that asking the database later makes sense. */
export function toBusy(error: unknown): HoldfastError | undefined {
  const isBusy = isDatabaseUnreachable(error) || isConnectionLost(error) || matches(error, PASSING_CODES);
  return isBusy ? new HoldfastError("BUSY", "The slot or the database is busy", { cause: error }) : undefined;
}

/** A connection may be lost by chance: another one gets one more chance. */
export async function onceMoreIfLost<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isConnectionLost(error) || isServerSilent(error)) throw error;
    return work();
  }
}
