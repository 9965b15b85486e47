import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { settingsOf } from "./call-settings.ts";
import type { HoldfastError, HoldfastTransportError } from "./errors.ts";
import type { AppRouter } from "./generated/router.ts";
import { slotIdOf } from "./slot-of-call.ts";
import type { Subscribe } from "./subscribe.ts";

/**
 * Ends the way of subscriptions, as the other links do that of queries and mutations. Its results are those of tRPC's own link.
 * @internal
 */
export function subscriptionLink(subscribe: Subscribe): TRPCLink<AppRouter> {
  return () =>
    ({ op }) =>
      observable((observer) => {
        const controller = new AbortController();
        const { path, input } = op;
        const run = async () => {
          const call = { path, input, slotId: slotIdOf(path, input), signal: controller.signal };
          for await (const item of subscribe({ ...call, maxRetries: settingsOf(op).maxRetries })) {
            if (item.type === "connecting")
              observer.next({ result: { type: "state", state: "connecting", error: item.error } });
            else if (item.type === "connected") {
              observer.next({ result: { type: "started" } });
              observer.next({ result: { type: "state", state: "pending", error: null } });
            } else {
              const { id, data } = item;
              observer.next({ result: id === undefined ? { data } : { id, data: { id, data } } });
            }
          }
          observer.next({ result: { type: "stopped" } });
          observer.complete();
        };
        run().catch((error: HoldfastError | HoldfastTransportError) => {
          if (!controller.signal.aborted) observer.error(error);
        });
        return () => controller.abort();
      });
}
