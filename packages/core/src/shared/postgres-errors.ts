import { HoldfastError } from "@holdfast/contract";

/** Codes of PostgreSQL and of the socket: no connection can be had. */
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

/** Codes of PostgreSQL and of the socket: an open connection was lost. Another one may work. */
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
const UNIQUE_VIOLATION_CODES = new Set(["23505"]); // unique_violation
const EXCLUSION_VIOLATION_CODES = new Set(["23P01"]); // exclusion_violation

/** Codes of PostgreSQL for transient failures: the same statement may succeed a moment later. */
const TRANSIENT_CODES = new Set([
  ...LOCK_TIMEOUT_CODES,
  "25006", // read_only_sql_transaction: a server that is not, or no longer, the primary
  "40001", // serialization_failure
  "40P01", // deadlock_detected
  "53000", // insufficient_resources
  "53100", // disk_full
  "53200", // out_of_memory
  "57014", // query_canceled: the statement took too long
]);

function matches(error: unknown, codes: ReadonlySet<string>, messages?: RegExp): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && codes.has(String(error.code))) || (messages?.test(error.message) ?? false);
}

/** Whether an error is PostgreSQL's lock timeout: a row stayed locked for longer than the transaction may wait. */
export const isLockTimeout = (error: unknown): boolean => matches(error, LOCK_TIMEOUT_CODES);

/** Whether an error says that a row would be the second of its kind, by any unique index or by the one of this name. */
export const isUniqueViolation = (error: unknown, index?: string): boolean =>
  matches(error, UNIQUE_VIOLATION_CODES) && (index === undefined || Object(error).constraint === index);

/**
 * Turns a violation of the slots' exclusion constraint into the domain's error, and throws any other error as it is.
 * @throws SLOT_OVERLAP
 */
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

/** Whether an error says that the connection was lost, and with it the outcome of the statement. */
const isConnectionLost = (error: unknown): boolean => matches(error, LOST_CODES, LOST_MESSAGES);

/** Whether an error says that the server has gone silent: a second attempt would take as long again. */
export const isServerSilent = (error: unknown): boolean => matches(error, new Set(), SILENT_MESSAGES);

/** BUSY, with the error as its cause, for an error that a later attempt may not meet; undefined for any other. */
export function toBusy(error: unknown): HoldfastError | undefined {
  const isTransient =
    isDatabaseUnreachable(error) || isConnectionLost(error) || matches(error, TRANSIENT_CODES);
  return isTransient
    ? new HoldfastError("BUSY", "The slot or the database is busy", { cause: error })
    : undefined;
}

/** Repeats work once where its connection was lost, on another one; a silent server is not tried again. */
export async function retryOnceIfLost<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isConnectionLost(error) || isServerSilent(error)) throw error;
    return work();
  }
}
