import { ERRORS, HoldfastError, type RestProblem } from "@holdfast/contract";
import type { Context } from "hono";
import type { Env } from "./env.ts";
import { errorHeaders } from "./error-mapping.ts";
import { respond } from "./responses.ts";

/** The page that explains every error. */
export const ERRORS_PATH = "/docs/errors";

/** An error as RFC 9457 problem details, with the sentence that clients read in `error`. */
export function problemBody(
  error: Pick<HoldfastError, "code" | "message" | "issues">,
  requestId: string,
): RestProblem {
  const { status, title } = ERRORS[error.code];
  return {
    error: error.code === "INVALID_INPUT" ? `Invalid ${error.issues?.[0]?.path || "input"}` : title,
    code: error.code,
    type: `${ERRORS_PATH}#${error.code}`,
    title,
    status,
    detail: error.message,
    request_id: requestId,
    ...(error.issues ? { issues: [...error.issues] } : {}),
  };
}

/** Responds with an error as problem details. */
export function problem(c: Context<Env>, error: HoldfastError, headers: Record<string, string> = {}) {
  return respond(c, problemBody(error, c.get("requestId")), ERRORS[error.code].status, {
    "Content-Type": "application/problem+json",
    ...errorHeaders(error),
    ...headers,
  });
}

/**
 * Issues that a verb finds name fields as tRPC does; REST's clients know other names.
 * @param rename maps a field's name to REST's name
 * @returns rethrows an error with its issues under REST's names
 */
export const throwRenamed =
  (rename: (name: string) => string) =>
  (error: unknown): never => {
    if (!(error instanceof HoldfastError) || !error.issues) throw error;
    const issues = error.issues.map((issue) => ({ ...issue, path: rename(issue.path) }));
    // The sentence of any other code is its verb's, with paths in it.
    const detail =
      error.code === "INVALID_INPUT"
        ? issues.map(({ path, message }) => `${path}: ${message}`).join("; ")
        : error.issues.reduce(
            (text, { path }) => text.replaceAll(`${path}:`, `${rename(path)}:`),
            error.message,
          );
    throw new HoldfastError(error.code, detail, { issues });
  };
