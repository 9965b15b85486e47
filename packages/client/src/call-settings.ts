import type { Operation, TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { HoldfastTransportError } from "./errors.ts";
import type { AppRouter } from "./generated/router.ts";

const TIMEOUT_DEFAULT_MILLISECONDS = 30_000;
const RETRIES_DEFAULT = 3;
const RETRIES_MAX = 10;

/** How long a call may take, and how often it is repeated. */
export interface CallSettings {
  /**
   * The longest that a call takes, in milliseconds, its repetitions and the pauses between them included; then it fails
   * with a `HoldfastTransportError` whose `failure` is `timeout`. 30,000 where nothing is said; `Infinity`: no bound.
   */
  timeout?: number;
  /** How often a call that may be repeated safely is repeated: 0 to 10. 3 where nothing is said. */
  maxRetries?: number;
}

/** Options of a single call. */
export interface CallOptions extends CallSettings {
  /** Aborts the call. */
  signal?: AbortSignal;
  /** tRPC's context of the call. `timeout` and `maxRetries` may stand in it, too. */
  context?: Record<string, unknown>;
}

/**
 * The settings that hold: those given, else the defaults.
 * @throws TypeError for a value that cannot be one
 * @internal
 */
export function checkedSettings(
  given: { timeout?: unknown; maxRetries?: unknown },
  defaults: Required<CallSettings> = { timeout: TIMEOUT_DEFAULT_MILLISECONDS, maxRetries: RETRIES_DEFAULT },
): Required<CallSettings> {
  const { timeout = defaults.timeout, maxRetries = defaults.maxRetries } = given;
  if (typeof timeout !== "number" || !(timeout > 0))
    throw new TypeError(`timeout must be a number of milliseconds above 0, not ${timeout}`);
  if (!Number.isInteger(maxRetries) || Number(maxRetries) < 0 || Number(maxRetries) > RETRIES_MAX)
    throw new TypeError(`maxRetries must be a whole number from 0 to ${RETRIES_MAX}, not ${maxRetries}`);
  return { timeout, maxRetries: Number(maxRetries) };
}

/**
 * Settles a call's settings in its context, in which the later links find them. A call with a wrong one is not sent.
 * @internal
 */
export function settingsLink(url: string, defaults: Required<CallSettings>): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let settings: Required<CallSettings>;
        try {
          settings = checkedSettings(op.context, defaults);
        } catch (error) {
          const message = `The call of ${op.path} to ${url} was not sent: ${(error as TypeError).message}`;
          observer.error(new HoldfastTransportError("not-sent", url, message, { cause: error }));
          return undefined;
        }
        return next({ ...op, context: { ...op.context, ...settings, attempts: 0 } }).subscribe(observer);
      });
}

/** What `settingsLink` puts into the context of a call. */
interface SettledContext extends Required<CallSettings> {
  /** How often the call was sent so far. */
  attempts: number;
}

/** The settings of a call, once `settingsLink` has settled them. @internal */
export const settingsOf = ({ context }: Operation) => context as unknown as SettledContext;

/** The options as tRPC's own client takes them: its calls have a signal and a context. @internal */
export function toTrpcOptions({ signal, context, ...settings }: CallOptions = {}) {
  return { ...(signal && { signal }), context: { ...context, ...settings } };
}
