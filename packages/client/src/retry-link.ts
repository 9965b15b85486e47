import type { Operation, TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { HoldfastError, HoldfastTransportError } from "./errors.ts";
import type { AppRouter } from "./generated/router.ts";

const RETRY_MAX_ATTEMPTS = 4;
const RETRY_FIRST_DELAY_MILLISECONDS = 200;
const RETRY_MAX_DELAY_MILLISECONDS = 5_000;

/** Mutations that have the same effect once and twice. Creating anything is not among them. */
const REPEATABLE_MUTATIONS = new Set([
  "bookings.confirm",
  "bookings.cancel",
  "resources.update",
  "slots.update",
]);

/**
 * Repeats calls that may be repeated safely when the server is out of reach or busy: at most 4 attempts, with
 * growing, jittered delays, and not before the server's `Retry-After`.
 * @internal
 */
export function retryLink(): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        let subscription: { unsubscribe(): void } | undefined;
        let isOver = false;
        const attempt = (count: number) => {
          subscription = next(op).subscribe({
            next: (value) => observer.next(value),
            complete: () => observer.complete(),
            error: (error) => {
              if (isOver) return;
              const mayRetry =
                count < RETRY_MAX_ATTEMPTS && isRepeatable(op) && isPassing(error) && !op.signal?.aborted;
              if (mayRetry) timer = setTimeout(attempt, delayMilliseconds(count, error), count + 1);
              else observer.error(error);
            },
          });
        };
        // A call that is aborted while it waits must not wait any longer.
        const onAbort = () => {
          if (timer === undefined) return;
          clearTimeout(timer);
          attempt(RETRY_MAX_ATTEMPTS);
        };
        op.signal?.addEventListener("abort", onAbort, { once: true });
        attempt(1);
        return () => {
          isOver = true;
          clearTimeout(timer);
          op.signal?.removeEventListener("abort", onAbort);
          subscription?.unsubscribe();
        };
      });
}

const isRepeatable = ({ type, path }: Operation) => type === "query" || REPEATABLE_MUTATIONS.has(path);

/** Whether the same call may succeed a moment later. */
function isPassing(error: unknown): boolean {
  if (error instanceof HoldfastError) return error.status === 503;
  return (
    error instanceof HoldfastTransportError &&
    (error.failure === "unreachable" || error.failure === "gateway")
  );
}

/** Between half and all of a delay that doubles, so that many clients do not come back in step. */
function delayMilliseconds(attempts: number, error: unknown): number {
  const full = Math.min(RETRY_FIRST_DELAY_MILLISECONDS * 2 ** (attempts - 1), RETRY_MAX_DELAY_MILLISECONDS);
  return Math.max((full * (1 + Math.random())) / 2, retryAfterMilliseconds(error));
}

/** What the server asked for, in milliseconds; 0 where it said nothing. Never more than our own longest delay. */
function retryAfterMilliseconds(error: unknown): number {
  const response = error instanceof HoldfastError ? error.meta?.["response"] : undefined;
  const seconds = response instanceof Response ? Number(response.headers.get("retry-after")) : 0;
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, RETRY_MAX_DELAY_MILLISECONDS) : 0;
}
