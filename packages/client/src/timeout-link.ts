import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { settingsOf } from "./call-settings.ts";
import { HoldfastTransportError } from "./errors.ts";
import type { AppRouter } from "./generated/router.ts";

/** Timers count no further; they would end at once. */
const TIMER_MAX_MILLISECONDS = 2 ** 31 - 1;

/**
 * Rejects a call that takes longer than its timeout. It bounds the whole call, attempts and pauses included, because
 * that is what a user waits for; so nothing is left in which it could be repeated.
 * @internal
 */
export function timeoutLink(url: string): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) => {
      const { timeout } = settingsOf(op);
      if (timeout > TIMER_MAX_MILLISECONDS) return next(op);
      return observable((observer) => {
        const timer = setTimeout(() => {
          const message = `No answer from ${url} to ${op.path} within ${timeout} ms`;
          observer.error(new HoldfastTransportError("timeout", url, message));
        }, timeout);
        const subscription = next(op).subscribe(observer);
        return () => {
          clearTimeout(timer);
          subscription.unsubscribe();
        };
      });
    };
}
