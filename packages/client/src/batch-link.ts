import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { HoldfastTransportError } from "./errors.ts";
import type { AppRouter } from "./generated/router.ts";
import { type Call, inputsOf, type Method, type Outcome, requestUrl, type Send } from "./http.ts";
import { slotIdOf } from "./slot-of-call.ts";

/** The server takes no more in one request. @internal */
export const BATCH_MAX_CALLS = 20;
const URL_MAX_CHARACTERS = 2_000;
/** The server takes no larger body. @internal */
export const BODY_MAX_BYTES = 64 * 1024;

/** A call and who waits for it. */
interface Waiting extends Call {
  settle(outcome: Outcome): void;
  /** While it is on its way: nobody waits for it any more. */
  drop?: (() => void) | undefined;
}

/**
 * Sends the calls of one tick as one request for each kind, or as few as the bounds on calls, URL and body allow. A
 * call that is dropped before that is not sent; a request is aborted once nobody waits for any of its calls.
 * @internal
 */
export function batchLink(url: string, send: Send): TRPCLink<AppRouter> {
  return () => {
    // tRPC takes queries and mutations in one request for a mistake, however the queries travel.
    const add = {
      query: createBatcher("GET", url, send),
      privateQuery: createBatcher("POST", url, send),
      mutation: createBatcher("POST", url, send),
    };
    return ({ op: { type, path, input } }) =>
      observable((observer) => {
        if (type === "subscription") throw new TypeError(`${path} goes by another link`);
        const settle = (outcome: Outcome) => {
          if ("error" in outcome) {
            observer.error(outcome.error as HoldfastTransportError);
          } else {
            const { data, requestId } = outcome;
            observer.next({ result: { type: "data", data }, context: { requestId } });
            observer.complete();
          }
        };
        let json: string | undefined;
        try {
          json = JSON.stringify(input);
        } catch (error) {
          const message = `The call to ${url} was not sent: the input of ${path} is no JSON`;
          settle({ error: new HoldfastTransportError("not-sent", url, message, { cause: error }) });
          return undefined;
        }
        const kind = type === "query" && isPrivate(input) ? "privateQuery" : type;
        return add[kind]({ path, json, slotId: slotIdOf(path, input), settle });
      });
  };
}

/** Fields that nobody should find in the log of a proxy. */
const PRIVATE_FIELDS = ["token", "contact", "q"];

/** Whether a query's input travels in a body, as a mutation's does: what a URL says is written down on its way. */
const isPrivate = (input: unknown) =>
  typeof input === "object" && input !== null && PRIVATE_FIELDS.some((field) => field in input);

/** Collects the calls of a tick. What it returns adds one, and returns how to drop it. */
function createBatcher(method: Method, url: string, send: Send) {
  const collected = new Set<Waiting>();
  const dispatch = async (batch: readonly Waiting[]) => {
    const controller = new AbortController();
    const live = new Set(batch);
    for (const call of batch) {
      call.drop = () => {
        live.delete(call);
        if (live.size === 0) controller.abort();
      };
    }
    const outcomes = await send(method, batch, controller.signal).catch((error) =>
      batch.map(() => ({ error })),
    );
    batch.forEach((call, index) => {
      call.drop = undefined;
      const outcome = outcomes[index];
      if (outcome && live.has(call)) call.settle(outcome);
    });
  };
  const flush = () => {
    const batches = pack(method, url, [...collected]);
    collected.clear();
    for (const batch of batches) dispatch(batch);
  };
  return (call: Waiting) => {
    if (collected.size === 0) setTimeout(flush);
    collected.add(call);
    return () => {
      collected.delete(call);
      call.drop?.();
    };
  };
}

/** The calls in order, in as few batches as the bounds allow. A call that is too large by itself goes alone. */
function pack(method: Method, url: string, calls: readonly Waiting[]): Waiting[][] {
  const batches: Waiting[][] = [];
  for (const call of calls) {
    const batch = batches.at(-1);
    if (batch && isWithinBounds(method, url, [...batch, call])) batch.push(call);
    else batches.push([call]);
  }
  return batches;
}

function isWithinBounds(method: Method, url: string, calls: readonly Call[]): boolean {
  if (calls.length > BATCH_MAX_CALLS || requestUrl(url, method, calls).length > URL_MAX_CHARACTERS)
    return false;
  return method === "GET" || new TextEncoder().encode(inputsOf(calls)).length <= BODY_MAX_BYTES;
}
