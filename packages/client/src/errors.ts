import { TRPCClientError } from "@trpc/client";
import { ERROR_STATUS } from "./generated/error-codes.ts";
import type { AppRouter } from "./generated/router.ts";

/** The closed list of what a server answers instead of a result: `switch (error.code)` can be exhaustive. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** What is wrong with one field of an input; `path` is dotted (`customer.name`), empty for the whole. */
export type InputIssue = { path: string; message: string };

/** An error that the server answered. Its `message` is a sentence for people. */
export class HoldfastError extends TRPCClientError<AppRouter> {
  /** Why, as one of the closed list. */
  readonly code: ErrorCode;
  /** The HTTP status that belongs to the code. */
  readonly status: number;
  /** What the server's log has this request under. */
  readonly requestId: string | undefined;
  /** For `INVALID_INPUT`: every field that is wrong. */
  readonly issues: readonly InputIssue[];

  /** @internal */
  constructor(code: ErrorCode, source: TRPCClientError<AppRouter>) {
    const { cause, meta, shape } = source;
    super(source.message, {
      ...(cause ? { cause } : {}),
      ...(meta ? { meta } : {}),
      ...(shape ? { result: { error: shape } } : {}),
    });
    Object.setPrototypeOf(this, new.target.prototype); // TRPCClientError sets its own
    this.name = "HoldfastError";
    this.code = code;
    this.status = ERROR_STATUS[code];
    this.requestId = source.data?.requestId;
    this.issues = source.data?.issues ?? [];
  }
}

/** How a call failed without an answer of a Holdfast server. */
export type TransportFailure =
  /** Nobody answered: no network, no server, a connection cut. A change may or may not have happened. */
  | "unreachable"
  /** A proxy answered for a server that is down or late (502, 504). A change may or may not have happened. */
  | "gateway"
  /** What answered is no Holdfast server, or one that this version of the client does not understand. */
  | "not-understood"
  /** The caller's signal aborted the call. A change may or may not have happened. */
  | "aborted";

/** A call that got no answer of a Holdfast server. Its `message` names the URL. */
export class HoldfastTransportError extends TRPCClientError<AppRouter> {
  readonly failure: TransportFailure;
  /** The server's address as `createClient` was given it. */
  readonly url: string;

  /** @internal */
  constructor(failure: TransportFailure, url: string, message: string, cause?: unknown) {
    super(message, cause instanceof Error ? { cause } : {});
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = "HoldfastTransportError";
    this.failure = failure;
    this.url = url;
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

/**
 * Any error of a call as one of the two above.
 * @internal
 */
export function toClientError(
  error: TRPCClientError<AppRouter>,
  url: string,
  signal: AbortSignal | null | undefined,
): HoldfastError | HoldfastTransportError {
  if (error.cause instanceof HoldfastTransportError) return error.cause;
  if (signal?.aborted)
    return new HoldfastTransportError("aborted", url, `The call to ${url} was aborted`, error);
  const code: string | undefined = error.data?.appCode;
  if (code === "NOT_FOUND") {
    const message = `The server at ${url} has no ${error.data?.path}: it may be of another version than this client`;
    return new HoldfastTransportError("not-understood", url, message, error);
  }
  if (code !== undefined && Object.hasOwn(ERROR_STATUS, code))
    return new HoldfastError(code as ErrorCode, error);
  const said = code === undefined ? error.message : `the error ${code}`;
  const message = `The server at ${url} answered what this client does not understand (${said}): it may be of another version`;
  return new HoldfastTransportError("not-understood", url, message, error);
}
