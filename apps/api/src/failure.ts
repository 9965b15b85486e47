import { ERRORS, type ErrorCode, HoldfastError, type InputIssue } from "@holdfast/contract";
import { TRPCError } from "@trpc/server";
import { HTTPException } from "hono/http-exception";
import { ZodError } from "zod";

/**
 * Any error as one of the closed list; both adapters answer what this returns.
 * What nobody foresaw becomes INTERNAL, with the original as its `cause`, for the log alone.
 */
export function toHoldfastError(error: unknown): HoldfastError {
  if (error instanceof HoldfastError) return error;
  if (error instanceof ZodError) return invalid(toIssues(error));
  if (error instanceof TRPCError) return error.cause ? toHoldfastError(error.cause) : fromTrpc(error);
  if (error instanceof HTTPException) return fromHttp(error);
  if (isUnreachableDatabase(error)) {
    return new HoldfastError("BUSY", "The database cannot be reached", { cause: error });
  }
  return new HoldfastError("INTERNAL", undefined, { cause: error });
}

const BUSY_RETRY_AFTER_SECONDS = 1;

/** The headers that an error brings: when to come back. */
export function failureHeaders({ code }: HoldfastError): Record<string, string> {
  return code === "BUSY" ? { "Retry-After": String(BUSY_RETRY_AFTER_SECONDS) } : {};
}

/** Every field that is wrong, an unknown field under its own name. */
function toIssues(error: ZodError): InputIssue[] {
  return error.issues.flatMap((issue) => {
    const toIssue = (path: PropertyKey[], message: string) => ({ path: path.map(String).join("."), message });
    if (issue.code !== "unrecognized_keys") return [toIssue(issue.path, issue.message)];
    return issue.keys.map((key) => toIssue([...issue.path, key], "is not a known field"));
  });
}

function invalid(issues: InputIssue[]): HoldfastError {
  const detail = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("; ");
  return new HoldfastError("INVALID_INPUT", detail, { issues });
}

const notJson = () => invalid([{ path: "", message: "the body is not JSON" }]);

const RAISED_BY_TRPC = [
  "INVALID_INPUT",
  "NOT_FOUND",
  "METHOD_NOT_ALLOWED",
  "PAYLOAD_TOO_LARGE",
  "UNSUPPORTED_MEDIA_TYPE",
] satisfies ErrorCode[];

/** An error of tRPC itself: an unknown procedure, a body that is no JSON. */
function fromTrpc(error: TRPCError): HoldfastError {
  if (error.code === "PARSE_ERROR") return notJson();
  const code = RAISED_BY_TRPC.find((candidate) => ERRORS[candidate].trpc === error.code);
  return new HoldfastError(code ?? "INTERNAL", code && error.message, { cause: error });
}

/** An error of Hono itself: a body that is no JSON, another content type. */
function fromHttp(error: HTTPException): HoldfastError {
  if (error.status === 400) return notJson();
  if (error.status === 413) return new HoldfastError("PAYLOAD_TOO_LARGE");
  if (error.status === 415) {
    return new HoldfastError("UNSUPPORTED_MEDIA_TYPE", "Send JSON, with Content-Type: application/json");
  }
  return new HoldfastError("INTERNAL", undefined, { cause: error });
}

/** Codes of PostgreSQL and of the socket for "not now": restarting, no connection left, lock not granted. */
const UNREACHABLE_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "25P03", // idle_in_transaction_session_timeout
  "40P01", // deadlock_detected
  "53300", // too_many_connections
  "55P03", // lock_not_available
  "57014", // query_canceled: it took longer than a statement may
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
  "08006", // connection_failure
]);
const UNREACHABLE_MESSAGES = /^(timeout exceeded when trying to connect|Connection terminated)/;

function isUnreachableDatabase(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return UNREACHABLE_CODES.has(code) || UNREACHABLE_MESSAGES.test(error.message);
}
