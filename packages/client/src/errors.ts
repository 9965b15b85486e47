import { TRPCClientError } from "@trpc/client";
import { ERROR_STATUS } from "./generated/error-codes.ts";
import type { AppRouter } from "./generated/router.ts";

/** The closed list of what a server answers instead of a result: `switch (error.code)` can be exhaustive. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** What is wrong with one field of an input; `path` is dotted (`customer.name`), empty for the whole. */
export type InputIssue = { path: string; message: string };

/** What the server says of an error, as tRPC sends it. */
type ErrorShape = AppRouter["_def"]["_config"]["$types"]["errorShape"];

/* Both classes are TRPCClientErrors because @trpc/client would wrap anything else. */

/** An error that the server answered. Its `message` is a sentence for people. */
export class HoldfastError extends TRPCClientError<AppRouter> {
  /** Why, as one of the closed list. */
  readonly code: ErrorCode;
  /** The HTTP status that belongs to the code. */
  readonly status: number;
  /** What the server's log has this request under. Empty only where the answer lacks it; no Holdfast server's does. */
  readonly requestId: string;
  /** For `INVALID_INPUT`: every field that is wrong. */
  readonly issues: readonly InputIssue[];
  /** For `BUSY`, `RATE_LIMITED` and `IDEMPOTENCY_KEY_IN_USE`: when to come back, after so many seconds. */
  readonly retryAfterSeconds: number | undefined;

  /** @internal */
  constructor(code: ErrorCode, shape: ErrorShape, retryAfterSeconds: number | undefined) {
    super(shape.message, { result: { error: shape } });
    Object.setPrototypeOf(this, new.target.prototype); // TRPCClientError sets its own
    this.name = "HoldfastError";
    this.code = code;
    this.status = ERROR_STATUS[code];
    const { requestId }: { requestId?: unknown } = shape.data;
    this.requestId = typeof requestId === "string" ? requestId : "";
    this.issues = shape.data.issues ?? [];
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** How a call failed without an answer of a Holdfast server. */
export type TransportFailure =
  /** Nobody answered: no network, no server, a connection cut. A change may or may not have happened. */
  | "unreachable"
  /** A proxy answered for a server that is down or late (502, 503, 504). A change may or may not have happened. */
  | "gateway"
  /** What answered is no Holdfast server, or one that this version of the client does not understand. */
  | "not-understood"
  /** The call never left: `headers` threw, the input cannot be written as JSON, or `timeout` or `maxRetries` is none. */
  | "not-sent"
  /** The call took longer than its `timeout`. A change may or may not have happened. */
  | "timeout"
  /** The caller's signal aborted the call. A change may or may not have happened. */
  | "aborted";

/** A call that got no answer of a Holdfast server. Its `message` names the URL. */
export class HoldfastTransportError extends TRPCClientError<AppRouter> {
  /** How the call failed. */
  readonly failure: TransportFailure;
  /** The server's address as `createClient` was given it. */
  readonly url: string;
  /** Where a proxy said when to come back: after so many seconds. */
  readonly retryAfterSeconds: number | undefined;

  /** @internal */
  constructor(
    failure: TransportFailure,
    url: string,
    message: string,
    details: { cause?: unknown; retryAfterSeconds?: number | undefined } = {},
  ) {
    super(message, details.cause instanceof Error ? { cause: details.cause } : {});
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = "HoldfastTransportError";
    this.failure = failure;
    this.url = url;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/**
 * Whether an error is one that the server answered, with `code`, `status` and `requestId`.
 * @example
 * try {
 *   await client.bookings.confirm.mutate({ id });
 * } catch (error) {
 *   if (isHoldfastError(error) && error.code === "HOLD_EXPIRED") offerAnotherSeat();
 *   else throw error;
 * }
 */
export function isHoldfastError(error: unknown): error is HoldfastError {
  return error instanceof HoldfastError;
}

/** Whether an error means that no Holdfast server answered; `failure` says how. */
export function isHoldfastTransportError(error: unknown): error is HoldfastTransportError {
  return error instanceof HoldfastTransportError;
}

/** What can be asked for again later. Other calls of a batch have nothing of a `Retry-After` that is theirs, too. */
const LATER_CODES: ReadonlySet<ErrorCode> = new Set(["BUSY", "RATE_LIMITED", "IDEMPOTENCY_KEY_IN_USE"]);

/**
 * What a server sent in place of a result, as an error. Checks it: the server may be of any version.
 * @internal
 */
export function answeredError(
  said: unknown,
  url: string,
  path: string,
  retryAfterSeconds?: number,
): HoldfastError | HoldfastTransportError {
  const { message: sentence, data } = Object(said) as { message?: unknown; data?: { appCode?: unknown } };
  const code = String(data?.appCode);
  if (typeof sentence === "string" && Object.hasOwn(ERROR_STATUS, code)) {
    const known = code as ErrorCode;
    return new HoldfastError(
      known,
      said as ErrorShape,
      LATER_CODES.has(known) ? retryAfterSeconds : undefined,
    );
  }
  const message = `The server at ${url} ${misunderstanding(path, data)}: it may be of another version`;
  return new HoldfastTransportError("not-understood", url, message);
}

function misunderstanding(path: string, data: { appCode?: unknown } | undefined): string {
  if (data?.appCode === undefined) return `answered ${path} with what is no answer of a Holdfast server`;
  return `answered ${path} with the error ${data.appCode}, which this client does not know`;
}
