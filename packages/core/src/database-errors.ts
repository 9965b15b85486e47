/** Codes of PostgreSQL and of the socket for "nobody there": restarting, cut off, no connection left. */
const UNREACHABLE_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "53300", // too_many_connections
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
  "08006", // connection_failure
]);
const UNREACHABLE_MESSAGES =
  /^(timeout exceeded when trying to connect|Connection terminated|Client was closed)/;

const LOCK_NOT_AVAILABLE = "55P03";

/** Codes of PostgreSQL for "not like this, not now": the same may succeed a moment later. */
const PASSING_CODES = new Set([
  LOCK_NOT_AVAILABLE,
  "25P03", // idle_in_transaction_session_timeout
  "40001", // serialization_failure
  "40P01", // deadlock_detected
  "57014", // query_canceled: it took longer than a statement may
]);

const codeOf = (error: Error): string => ("code" in error ? String(error.code) : "");

/** Whether an error says that somebody else kept a row locked for longer than we may wait. */
export const isLockTimeout = (error: unknown): boolean =>
  error instanceof Error && codeOf(error) === LOCK_NOT_AVAILABLE;

/** Whether an error says that the database cannot be spoken to. */
export const isDatabaseUnreachable = (error: unknown): boolean =>
  error instanceof Error &&
  (UNREACHABLE_CODES.has(codeOf(error)) || UNREACHABLE_MESSAGES.test(error.message));

/** Whether an error says that the database cannot do this now, and that asking later makes sense. */
export const isDatabaseBusy = (error: unknown): boolean =>
  isDatabaseUnreachable(error) || (error instanceof Error && PASSING_CODES.has(codeOf(error)));
