import { TRPCClientError } from "@trpc/client";
import { ERROR_STATUS } from "./generated/error-codes.ts";
import type { AppRouter } from "./generated/router.ts";

/**
 * The closed list of what a server answers instead of a result, so that `switch (error.code)` can be exhaustive. `UNKNOWN`
 * stands for the codes of a server that is newer than the client; `serverCode` has them.
 */
export type ErrorCode = KnownCode | "UNKNOWN";

/** A code that this version of the client knows. */
type KnownCode = keyof typeof ERROR_STATUS;

/**
 * What is wrong with one field of an input; `path` is dotted (`customer.name`), empty for the whole. Where
 * one of several items is refused, `path` has its place in the list (`slots.3`), and `code` says why.
 */
export type InputIssue = { path: string; message: string; code?: KnownCode };

/** What the server says of an error, as tRPC sends it. */
type ErrorShape = AppRouter["_def"]["_config"]["$types"]["errorShape"];

/* Both classes are TRPCClientErrors because @trpc/client would wrap anything else. They are known by their names, because an
   app may load this package twice, once by `import` and once by `require()`. */

const HOLDFAST_ERROR = "HoldfastError";
const HOLDFAST_TRANSPORT_ERROR = "HoldfastTransportError";

/** An error that the server answered. Its `message` is a sentence for people. */
export class HoldfastError extends TRPCClientError<AppRouter> {
  /** Why, as one of the closed list. */
  readonly code: ErrorCode;
  /** The code as the server said it: `code`, unless that is `UNKNOWN`. */
  readonly serverCode: string;
  /** The HTTP status that the server gave the error. */
  readonly status: number;
  /** What the server's log has this request under. Empty only where the answer lacks it; no Holdfast server's does. */
  readonly requestId: string;
  /** For `INVALID_INPUT`: every field that is wrong. Where one of several items is refused: each that is. */
  readonly issues: readonly InputIssue[];
  /** For what may be asked for again later (429, 503, `IDEMPOTENCY_KEY_IN_USE`): when, after so many seconds. */
  readonly retryAfterSeconds: number | undefined;

  /** @internal */
  constructor(serverCode: string, shape: ErrorShape, retryAfterSeconds: number | undefined) {
    super(shape.message, { result: { error: shape } });
    Object.setPrototypeOf(this, new.target.prototype); // TRPCClientError sets its own
    const {
      requestId,
      httpStatus,
      issues,
    }: { requestId?: unknown; httpStatus: number; issues?: InputIssue[] | undefined } = shape.data;
    this.name = HOLDFAST_ERROR;
    this.code = isKnown(serverCode) ? serverCode : "UNKNOWN";
    this.serverCode = serverCode;
    this.status = httpStatus;
    this.requestId = typeof requestId === "string" ? requestId : "";
    this.issues = issues ?? [];
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const isKnown = (code: string): code is KnownCode => Object.hasOwn(ERROR_STATUS, code);

/** How a call failed without an answer of a Holdfast server. */
export type TransportFailure =
  /** Nobody answered: no network, no server, a connection cut. A change may or may not have happened. */
  | "unreachable"
  /** A proxy answered for a server that is down or late (502, 503, 504). A change may or may not have happened. */
  | "gateway"
  /** What answered is no Holdfast server, or one that this version of the client does not understand. */
  | "not-understood"
  /**
   * The call never left: `headers` threw, the input cannot be written as JSON, or `timeout` or `maxRetries`
   * cannot be one.
   */
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
    this.name = HOLDFAST_TRANSPORT_ERROR;
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
  return error instanceof Error && error.name === HOLDFAST_ERROR;
}

/** Whether an error means that no Holdfast server answered; `failure` says how. */
export function isHoldfastTransportError(error: unknown): error is HoldfastTransportError {
  return error instanceof Error && error.name === HOLDFAST_TRANSPORT_ERROR;
}

/** What can be asked for again later. Other calls of a batch have nothing of a `Retry-After` that is theirs, too. */
const LATER_STATUSES: ReadonlySet<number> = new Set([429, 503]);
const isForLater = (code: string, status: number) =>
  LATER_STATUSES.has(status) || code === "IDEMPOTENCY_KEY_IN_USE";

/** What an answer says of its call, beside what stands in it. */
interface AnswerHeaders {
  requestId: string;
  retryAfterSeconds: number | undefined;
}

/**
 * What a server sent in place of a result, as an error. Checks it: the server may be of any version.
 * @internal
 */
export function answeredError(
  said: unknown,
  url: string,
  path: string,
  headers: AnswerHeaders,
): HoldfastError | HoldfastTransportError {
  const { message, data } = Object(said) as {
    message?: unknown;
    data?: { appCode?: unknown; httpStatus?: unknown };
  };
  const { appCode, httpStatus } = Object(data);
  if (typeof message !== "string" || typeof appCode !== "string" || typeof httpStatus !== "number") {
    const misunderstanding = `The server at ${url} answered ${path} with what is no answer of a Holdfast server`;
    return new HoldfastTransportError(
      "not-understood",
      url,
      `${misunderstanding}: it may be of another version`,
    );
  }
  const { requestId, retryAfterSeconds } = headers;
  const shape = { ...Object(said), data: { requestId, ...data } } as ErrorShape;
  return new HoldfastError(appCode, shape, isForLater(appCode, httpStatus) ? retryAfterSeconds : undefined);
}
