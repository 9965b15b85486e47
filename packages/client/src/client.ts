import { createTRPCClient, httpBatchLink, type TRPCClient, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { toClientError } from "./errors.ts";
import { checkedFetch, type Fetch } from "./fetch.ts";
import type { AppRouter } from "./generated/router.ts";
import { createHolds, type Holds } from "./holds.ts";
import { retryLink } from "./retry-link.ts";

/** Calls of one HTTP request: the largest inputs of so many fit the server's 64 KiB. */
const BATCH_MAX_CALLS = 20;
const URL_MAX_CHARACTERS = 2_000;

/** Options of `createClient`. */
export interface ClientOptions {
  /** Where the server is, such as `https://tickets.example.org`; a path prefix is kept. */
  url: string | URL;
  /** Key of a member of staff, sent as `Authorization: Bearer`. */
  apiKey?: string;
  /** Token of a booking's holder, sent as `Booking-Token`. */
  token?: string;
  /** Used instead of the global `fetch`. */
  fetch?: Fetch;
  /** Further headers of every request, or a function that returns them. */
  headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);
}

/** The typed client: a procedure per entry, `query` reads and `mutate` changes. */
export interface HoldfastClient extends Pick<TRPCClient<AppRouter>, "resources" | "slots" | "bookings"> {
  /** The flow that every booking page goes through. */
  holds: Holds;
}

/**
 * Makes a client. It holds no connection; calls made in the same tick travel as one request.
 * @throws TypeError when `url` is no URL
 * @example
 * const client = createClient({ url: "http://localhost:4000" });
 * const { items } = await client.slots.list.query({ availableOnly: true });
 */
export function createClient(options: ClientOptions): HoldfastClient {
  const url = new URL(options.url).href.replace(/\/$/, "");
  const trpc = createTRPCClient<AppRouter>({
    links: [
      retryLink(),
      errorLink(url),
      httpBatchLink({
        url: `${url}/trpc`,
        maxItems: BATCH_MAX_CALLS,
        maxURLLength: URL_MAX_CHARACTERS,
        headers: async () => ({ ...credentials(options), ...(await resolve(options.headers)) }),
        fetch: (input, init) =>
          checkedFetch(options.fetch ?? globalThis.fetch, url)(String(input), init as RequestInit),
      }),
    ],
  });
  const { resources, slots, bookings } = trpc;
  return { resources, slots, bookings, holds: createHolds({ bookings }) };
}

function credentials({ apiKey, token }: ClientOptions): Record<string, string> {
  return {
    ...(apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` }),
    ...(token === undefined ? {} : { "Booking-Token": token }),
  };
}

async function resolve(headers: ClientOptions["headers"]): Promise<Record<string, string>> {
  return typeof headers === "function" ? headers() : (headers ?? {});
}

/** Turns whatever went wrong into one of the client's own errors. */
function errorLink(url: string): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) =>
        next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => observer.error(toClientError(error, url, op.signal)),
        }),
      );
}
