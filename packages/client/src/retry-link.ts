import type { Operation, TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { settingsOf } from "./call-settings.ts";
import { type ErrorCode, HoldfastError, HoldfastTransportError } from "./errors.ts";
import { KEYED_MUTATIONS, REPEATABLE_MUTATIONS } from "./generated/mutations.ts";
import type { AppRouter } from "./generated/router.ts";

const RETRY_FIRST_DELAY_MILLISECONDS = 200;
/** Where the server asks for a longer pause, the call fails instead: nobody should wait that long unasked. */
const RETRY_AFTER_MAX_SECONDS = 10;

/**
 * Gives every call of a keyed mutation an idempotency key, unless it has one: the server then does it once,
 * however often it is sent.
 * @internal
 */
export function idempotencyLink(): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      next(KEYED_MUTATIONS.has(op.path) ? { ...op, input: withKey(op.input) } : op);
}

/** What is no object has no key: the server says what is wrong with it. */
const withKey = (input: unknown): unknown =>
  typeof input === "object" && input !== null && !("idempotencyKey" in input && input.idempotencyKey)
    ? { ...input, idempotencyKey: newKey() }
    : input;

/** 128 random bits. Browsers offer `randomUUID` on pages from https: alone. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Repeats calls that may be repeated safely when the server is out of reach or busy, counts too many requests, or is still
 * at an earlier attempt: `maxRetries` times at most, with growing, jittered delays, and not before the server's
 * `Retry-After`. Where a delay would outlast the call's timeout, the call fails with what the server said.
 * @internal
 */
export function retryLink(): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let timer: ReturnType<typeof setTimeout> | undefined;
        let subscription: { unsubscribe(): void } | undefined;
        const settings = settingsOf(op);
        const endsAt = performance.now() + settings.timeout;
        const attempt = (count: number) => {
          settings.attempts = count;
          subscription = next(op).subscribe({
            next: (value) => observer.next(value),
            complete: () => observer.complete(),
            error: (error) => {
              if (count > settings.maxRetries || !isRepeatable(op) || !isPassing(error))
                return observer.error(error);
              const delay = delayMilliseconds(count, error);
              if (performance.now() + delay >= endsAt) return observer.error(error);
              timer = setTimeout(attempt, delay, count + 1);
            },
          });
        };
        attempt(1);
        return () => {
          clearTimeout(timer);
          subscription?.unsubscribe();
        };
      });
}

const isRepeatable = ({ type, path }: Operation) =>
  type === "query" || KEYED_MUTATIONS.has(path) || REPEATABLE_MUTATIONS.has(path);

type ClientError = HoldfastError | HoldfastTransportError;

/** What the server answers for a moment: under a key that is in use, an attempt whose answer was lost goes on. */
const PASSING_CODES: ReadonlySet<ErrorCode> = new Set(["BUSY", "RATE_LIMITED", "IDEMPOTENCY_KEY_IN_USE"]);

/** Whether the same call may succeed a moment later. */
function isPassing(error: unknown): error is ClientError {
  if (error instanceof HoldfastError) return PASSING_CODES.has(error.code) && isSoon(error);
  return (
    error instanceof HoldfastTransportError &&
    (error.failure === "unreachable" || error.failure === "gateway") &&
    isSoon(error)
  );
}

const isSoon = ({ retryAfterSeconds = 0 }: ClientError) => retryAfterSeconds <= RETRY_AFTER_MAX_SECONDS;

/**
 * What the server asked for, and then between half and all of a delay that doubles: many clients that were told
 * the same must not come back in step.
 */
function delayMilliseconds(attempts: number, { retryAfterSeconds = 0 }: ClientError): number {
  const full = RETRY_FIRST_DELAY_MILLISECONDS * 2 ** (attempts - 1);
  return retryAfterSeconds * 1000 + (full * (1 + Math.random())) / 2;
}
