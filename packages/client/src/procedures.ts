import type { TRPCClient } from "@trpc/client";
import { type CallOptions, toTrpcOptions } from "./call-settings.ts";
import type { AppRouter } from "./generated/router.ts";

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
  ? Query<Input, Output>
  : Of extends { _def: { type: "mutation"; $types: { input: infer Input; output: infer Output } } }
    ? Mutation<Input, Output>
    : never;

interface Query<Input, Output> {
  /** Reads. */
  query(input: Input, options?: CallOptions): Promise<Output>;
}

interface Mutation<Input, Output> {
  /** Changes. */
  mutate(input: Input, options?: CallOptions): Promise<Output>;
}

/** A procedure of tRPC's client, as the functions below see it. */
type Calls = Record<"query" | "mutate", (input: unknown, options?: object) => Promise<unknown>>;

/**
 * The procedures of a noun as `HoldfastClient` has them, on tRPC's own client.
 * @internal
 */
export function proceduresOf<Noun extends keyof Nouns>(trpc: Trpc, noun: Noun): Procedures[Noun] {
  // tRPC's client answers to every name, so this does.
  const verbs = trpc[noun] as unknown as Record<string, Calls>;
  const known: Record<string | symbol, Calls> = {};
  const procedures: unknown = new Proxy(known, {
    get(_, verb) {
      if (typeof verb === "string") known[verb] ??= withOptions(verbs[verb] as Calls);
      return known[verb];
    },
  });
  return procedures as Procedures[Noun];
}

const withOptions = (calls: Calls): Calls => ({
  query: (input, options?: CallOptions) => calls.query(input, toTrpcOptions(options)),
  mutate: (input, options?: CallOptions) => calls.mutate(input, toTrpcOptions(options)),
});
