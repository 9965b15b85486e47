import { slotIdOf } from "./slot-of-call.ts";
import type { Subscribe } from "./subscribe.ts";

/** Options of a stream. */
export interface WatchOptions {
  /** Ends the stream: its loop fails with a `HoldfastTransportError` whose `failure` is `aborted`. */
  signal?: AbortSignal;
}

/**
 * Makes the function that watches by a subscription. Each loop over what it returns has a connection of its own, from its first
 * step until it is left.
 * @internal
 */
export function createWatch(
  subscribe: Subscribe,
  path: string,
  maxRetries: number,
): (input: unknown, options?: WatchOptions) => AsyncIterable<unknown> {
  return (input, { signal } = {}) => ({
    [Symbol.asyncIterator]() {
      const controller = new AbortController();
      const onAbort = () => controller.abort(signal?.reason);
      if (signal?.aborted) onAbort();
      signal?.addEventListener("abort", onAbort);
      let isLeft = false;
      const end = () => {
        signal?.removeEventListener("abort", onAbort);
        controller.abort();
      };
      const call = { path, input, slotId: slotIdOf(path, input), signal: controller.signal, maxRetries };
      const items = subscribe(call);
      return {
        async next() {
          try {
            for (;;) {
              const { done, value } = await items.next();
              if (done) break;
              if (value.type === "data") return { done: false, value: value.data };
            }
          } catch (error) {
            if (!isLeft) {
              end();
              throw error;
            }
          }
          end();
          return { done: true, value: undefined };
        },
        // A generator would be left only once the next message has come.
        async return() {
          isLeft = true;
          end();
          items.return(undefined).catch(() => {});
          return { done: true, value: undefined };
        },
      };
    },
  });
}
