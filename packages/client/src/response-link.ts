import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { settingsOf } from "./call-settings.ts";
import { isHoldfastError } from "./errors.ts";
import type { AppRouter } from "./generated/router.ts";

/** How a call went that a Holdfast server answered. */
export interface CallResponse {
  /** The procedure: `slots.list`. */
  path: string;
  /** 200, or the status of the error. */
  status: number;
  /** What the server's log has the request under. Calls of one batch share it. */
  requestId: string;
  /** How often the call was sent. */
  attempts: number;
  /** From the call to its answer, earlier attempts and pauses included. */
  milliseconds: number;
}

/** Hears of a call that was answered, be it with a result or with an error. */
export type OnResponse = (response: CallResponse) => unknown;

const STATUS_OF_RESULT = 200;

/**
 * Tells of every call that was answered, once, before its caller hears of it.
 * @internal
 */
export function responseLink(onResponse: OnResponse): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const startedAt = performance.now();
        const report = (status: number, requestId: string) => {
          const milliseconds = performance.now() - startedAt;
          tell(onResponse, {
            path: op.path,
            status,
            requestId,
            attempts: settingsOf(op).attempts,
            milliseconds,
          });
        };
        return next(op).subscribe({
          next(value) {
            report(STATUS_OF_RESULT, String(value.context?.["requestId"] ?? ""));
            observer.next(value);
          },
          error(error) {
            if (isHoldfastError(error)) report(error.status, error.requestId);
            observer.error(error);
          },
          complete: () => observer.complete(),
        });
      });
}

async function tell(onResponse: OnResponse, response: CallResponse): Promise<void> {
  try {
    await onResponse(response);
  } catch {
    // Who only listens must not break a call.
  }
}
