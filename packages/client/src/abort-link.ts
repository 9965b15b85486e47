import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { HoldfastTransportError } from "./errors.ts";
import type { AppRouter } from "./generated/router.ts";

/**
 * Rejects a call as soon as its signal aborts, whatever it waits for: its batch, an answer, a retry.
 * @internal
 */
export function abortLink(url: string): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const { signal } = op;
        const onAbort = () => {
          const message = `The call of ${op.path} to ${url} was aborted`;
          observer.error(new HoldfastTransportError("aborted", url, message, { cause: signal?.reason }));
        };
        if (signal?.aborted) return onAbort();
        signal?.addEventListener("abort", onAbort);
        const subscription = next(op).subscribe(observer);
        return () => {
          signal?.removeEventListener("abort", onAbort);
          subscription.unsubscribe();
        };
      });
}
