import {
  type ErrorCode,
  HoldfastError,
  HoldfastTransportError,
  type InputIssue,
  type TransportFailure,
} from "../errors.ts";
import { ERROR_STATUS } from "../generated/error-codes.ts";

/** What a made error has, where it is not what a server would say. */
export interface ErrorDetails {
  /** The code, where left out. */
  message?: string;
  /** The status of the code, where left out; of `UNKNOWN` 500. */
  status?: number;
  /** For `UNKNOWN`: what a newer server says. */
  serverCode?: string;
  requestId?: string;
  /** For `INVALID_INPUT`. */
  issues?: InputIssue[];
  /** For `BUSY`, `RATE_LIMITED` and `IDEMPOTENCY_KEY_IN_USE`. */
  retryAfterSeconds?: number;
}

const UNKNOWN_STATUS = 500;

/**
 * Makes the error that a call fails with when the server refuses it.
 * @example
 * vi.spyOn(client.bookings.confirm, "mutate").mockRejectedValue(holdfastError("HOLD_EXPIRED"));
 */
export function holdfastError(code: ErrorCode, details: ErrorDetails = {}): HoldfastError {
  const httpStatus = details.status ?? (code === "UNKNOWN" ? UNKNOWN_STATUS : ERROR_STATUS[code]);
  const serverCode = details.serverCode ?? code;
  const { message = serverCode, requestId = "made-by-a-test", issues, retryAfterSeconds } = details;
  const data = { code: "CONFLICT", path: undefined, appCode: serverCode, httpStatus, requestId, issues };
  const shape = { code: -32009, message, data } as ConstructorParameters<typeof HoldfastError>[1];
  return new HoldfastError(serverCode, shape, retryAfterSeconds);
}

/** What a made transport error has. */
export interface TransportErrorDetails {
  message?: string;
  url?: string;
  cause?: Error;
  retryAfterSeconds?: number;
}

/** Makes the error that a call fails with when no Holdfast server answers it. */
export function holdfastTransportError(
  failure: TransportFailure,
  { message = failure, url = "http://holdfast.test", ...details }: TransportErrorDetails = {},
): HoldfastTransportError {
  return new HoldfastTransportError(failure, url, message, details);
}
