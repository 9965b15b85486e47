import type { TRPCClient } from "@trpc/client";
import { type CallOptions, toTrpcOptions } from "./call-settings.ts";
import type { AppRouter } from "./generated/router.ts";
import type { WatchOptions } from "./watch.ts";

type Trpc = TRPCClient<AppRouter>;
type Nouns = AppRouter["_def"]["record"];

/** The procedures of the server, by noun and verb. */
export type Procedures = {
  readonly [Noun in keyof Nouns]: { readonly [Verb in keyof Nouns[Noun]]: Procedure<Nouns[Noun][Verb]> };
};

/** A procedure of the router as the client calls it. */
type Procedure<Of> = Of extends {
  _def: { type: "query"; $types: { input: infer Input; output: infer Output } };
}
  ? Output extends Page<infer Item>
    ? List<Input, Output, Item>
    : Query<Input, Output>
  : Of extends { _def: { type: "mutation"; $types: { input: infer Input; output: infer Output } } }
    ? Mutation<Input, Output>
    : Of extends {
          _def: { type: "subscription"; $types: { input: infer Input; output: AsyncIterable<infer Sent> } };
        }
      ? Watch<Omit<Input, "lastEventId">, Sent extends { data: infer Message } ? Message : Sent>
      : never;

/**
 * Opens a stream: the present state first, then each change, as long as the loop goes on. It comes back by itself when it is cut,
 * and then begins with the present state again. It fails with a `HoldfastError` or a `HoldfastTransportError`, such as once its
 * signal aborts.
 * @example
 * for await (const message of client.slots.watch({ slotId })) {
 *   if (message.type === "slot") show(message.slot);
 * }
 */
type Watch<Input, Message> = (input: Input, options?: WatchOptions) => AsyncIterable<Message>;

interface Query<Input, Output> {
  /** Reads. Fails with a `HoldfastError` or a `HoldfastTransportError`. */
  query(input: Input, options?: CallOptions): Promise<Output>;
}

/** What a list answers. */
interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

interface List<Input, Output, Item> extends Query<Input, Output> {
  /**
   * Every item from the first page on, or from `cursor`. A page, of `limit` items, is asked for once the loop needs it;
   * `options` are of each of these calls. A list that grows, such as that of events, ends with its newest item.
   * @example
   * for await (const slot of client.slots.list.all({ availableOnly: true })) show(slot);
   */
  all(input: Input, options?: CallOptions): AsyncIterable<Item>;
}

interface Mutation<Input, Output> {
  /** Changes. Fails with a `HoldfastError` or a `HoldfastTransportError`. */
  mutate(input: Input, options?: CallOptions): Promise<Output>;
}

/** A procedure of tRPC's client, as the functions below see it. */
type Calls = Record<"query" | "mutate", (input: unknown, options?: object) => Promise<unknown>>;
type AnyProcedure = Calls & { all(input: unknown, options?: CallOptions): AsyncIterable<unknown> };

/**
 * The procedures of a noun as `HoldfastClient` has them, on tRPC's own client.
 * @param streams those of them that are streams
 * @internal
 */
export function proceduresOf<Noun extends keyof Nouns>(
  trpc: Trpc,
  noun: Noun,
  streams: Record<string, unknown> = {},
): Procedures[Noun] {
  // tRPC's client answers to every name, so this does.
  const verbs = trpc[noun] as unknown as Record<string, Calls>;
  const known: Record<string | symbol, unknown> = { ...streams };
  const procedures: unknown = new Proxy(known, {
    get(_, verb) {
      if (typeof verb === "string") known[verb] ??= withOptions(verbs[verb] as Calls);
      return known[verb];
    },
  });
  return procedures as Procedures[Noun];
}

const withOptions = (calls: Calls): AnyProcedure => ({
  all: (input, options) => ({ [Symbol.asyncIterator]: () => itemsOf(calls, input, options) }),
  query: (input, options?: CallOptions) => calls.query(input, toTrpcOptions(options)),
  mutate: (input, options?: CallOptions) => calls.mutate(input, toTrpcOptions(options)),
});

/** The items of all pages. An empty page is the last one, too: a list may always tell where to read on later. */
async function* itemsOf(calls: Calls, input: unknown, options: CallOptions | undefined) {
  let cursor: object = {};
  for (;;) {
    const page = await calls.query({ ...Object(input), ...cursor }, toTrpcOptions(options));
    const { items, nextCursor } = page as Page<unknown>;
    yield* items;
    if (nextCursor === null || items.length === 0) return;
    cursor = { cursor: nextCursor };
  }
}
