import { ERRORS, type ErrorCode, HoldfastError, type InputIssue, invalidInput } from "@holdfast/contract";
import { toBusy } from "@holdfast/core";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";

/**
 * Maps any error to one of the closed list; REST and tRPC both respond with the result.
 * An unknown error becomes INTERNAL, with the original as its `cause`, for the log alone.
 */
export function toHoldfastError(error: unknown): HoldfastError {
  if (error instanceof HoldfastError) return error;
  if (error instanceof ZodError) return invalid(toIssues(error));
  if (error instanceof TRPCError) return fromTrpc(error);
  return toBusy(error) ?? new HoldfastError("INTERNAL", undefined, { cause: error });
}

/** The default wait for errors that pass by themselves. */
const RETRY_AFTER_SECONDS: Partial<Record<ErrorCode, number>> = { BUSY: 1, IDEMPOTENCY_KEY_IN_USE: 1 };

/** The headers of an error: the time of a retry, or the credentials that it needs. */
export function errorHeaders({ code, retryAfterSeconds }: HoldfastError): Record<string, string> {
  if (code === "UNAUTHORIZED") return { "WWW-Authenticate": "Bearer" };
  const seconds = retryAfterSeconds ?? RETRY_AFTER_SECONDS[code];
  return seconds === undefined ? {} : { "Retry-After": String(seconds) };
}

/** The headers of the errors of one batch. The longest `Retry-After` of the batch wins. */
export function batchErrorHeaders(failures: readonly HoldfastError[]): Record<string, string> {
  const secondsOf = (headers: Record<string, string>) => Number(headers["Retry-After"] ?? 0);
  return Object.assign({}, ...failures.map(errorHeaders).sort((a, b) => secondsOf(a) - secondsOf(b)));
}

/** Every invalid field; an unknown one under its own name. */
function toIssues(error: ZodError): InputIssue[] {
  return error.issues.flatMap((issue) => {
    const toIssue = (path: PropertyKey[], message: string) => ({ path: path.map(String).join("."), message });
    if (issue.code !== "unrecognized_keys") return [toIssue(issue.path, issue.message)];
    return issue.keys.map((key) => toIssue([...issue.path, key], "is not a known field"));
  });
}

/** A body with thousands of invalid fields gets a response of bounded size. As many as a call may have items. */
export const ISSUES_MAX = 500;
/** The sentence of an error is for people. */
const TOLD_MAX_ISSUES = 100;

function invalid(all: InputIssue[]): HoldfastError {
  const issues = all.slice(0, ISSUES_MAX);
  const told = issues.slice(0, TOLD_MAX_ISSUES);
  const detail = told.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("; ");
  return new HoldfastError("INVALID_INPUT", detail, { issues });
}

const notJson = () => invalidInput("", "the body is not JSON");

const RAISED_BY_TRPC = [
  "INVALID_INPUT",
  "NOT_FOUND",
  "METHOD_NOT_ALLOWED",
  "PAYLOAD_TOO_LARGE",
  "UNSUPPORTED_MEDIA_TYPE",
] satisfies ErrorCode[];

/** Maps the error of a procedure, or of tRPC itself: an unknown procedure, a malformed input. */
function fromTrpc(error: TRPCError): HoldfastError {
  const { cause, message } = error;
  if (cause instanceof HoldfastError || cause instanceof ZodError) return toHoldfastError(cause);
  // tRPC's own refusals have codes of their own, whatever their cause.
  if (error.code === "PARSE_ERROR") return invalidInput("", message);
  const code = RAISED_BY_TRPC.find((candidate) => ERRORS[candidate].trpc === error.code);
  if (code === "INVALID_INPUT") return cause instanceof SyntaxError ? notJson() : invalidInput("", message);
  if (code) return new HoldfastError(code, message, { cause: error });
  return cause ? toHoldfastError(cause) : new HoldfastError("INTERNAL", undefined, { cause: error });
}
