import { ERRORS, HoldfastError, type RestProblem, restProblem } from "@holdfast/contract";
import type { Context } from "hono";
import type { Env } from "./env.ts";
import { errorHeaders } from "./error-mapping.ts";
import { respond } from "./responses.ts";

/** An error as RFC 9457 problem details, with the sentence that clients read in `error`. */
export function problemBody(error: HoldfastError, requestId: string): RestProblem {
  const { status, title } = ERRORS[error.code];
  return {
    error: error.code === "INVALID_INPUT" ? `Invalid ${error.issues?.[0]?.path || "input"}` : title,
    code: error.code,
    type: `urn:holdfast:error:${error.code}`,
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
    const issues = error.issues.map(({ path, message }) => ({ path: rename(path), message }));
    const detail = issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
    throw new HoldfastError(error.code, detail, { issues });
  };

const content = { "application/problem+json": { schema: restProblem } };
const DESCRIPTIONS = {
  400: "Invalid input: `error` begins with `Invalid`, `issues` names every field",
  401: "An API key is needed, or the one that was sent is not good",
  403: "The API key may not do this",
  404: "Not found",
  409: "Conflict: `code` says which",
  412: "It has changed since it was read: no tag of `If-Match` is the present one",
  413: "Body larger than 64 KiB",
  415: "The body is not application/json, or has another charset than UTF-8",
  422: "The idempotency key was used for another request",
  429: "Too many requests or live holds: try again after `Retry-After` seconds",
  500: "Server error",
  503: "Busy: try again after `Retry-After` seconds",
} as const;

/** The OpenAPI entries of a route's errors: the given ones, and those of every route. */
export function problems<Status extends keyof typeof DESCRIPTIONS>(...statuses: Status[]) {
  const entries = [...statuses, 429 as const, 500 as const, 503 as const].map((status) => [
    status,
    { description: DESCRIPTIONS[status], content },
  ]);
  return Object.fromEntries(entries) as Record<
    Status | 429 | 500 | 503,
    { description: string; content: typeof content }
  >;
}
