import { createTRPCClient, type TRPCClient } from "@trpc/client";
import { abortLink } from "./abort-link.ts";
import { batchLink } from "./batch-link.ts";
import type { AppRouter } from "./generated/router.ts";
import { createHolds, type Holds } from "./holds.ts";
import { createSend, type Fetch, mergeHeaders } from "./http.ts";
import { idempotencyLink, retryLink } from "./retry-link.ts";
import { createServerClock } from "./server-clock.ts";
import type { RouterInputs } from "./types.ts";

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
  /**
   * Further headers of every request, or a function that returns them; it is asked once a request. They come before the
   * client's own of the same name.
   */
  headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);
}

/** The typed client: a procedure per entry, `query` reads and `mutate` changes. */
export interface HoldfastClient extends Pick<TRPCClient<AppRouter>, keyof RouterInputs> {
  /** The flow that every booking page goes through. */
  holds: Holds;
  /**
   * tRPC's own client, for what is built on it, such as `createTRPCOptionsProxy` of `@trpc/tanstack-react-query`. Its
   * calls are batched, repeated and aborted as the others are, and fail with the same errors.
   */
  trpc: TRPCClient<AppRouter>;
}

/**
 * Makes a client. It holds no connection; calls made in the same tick travel together.
 * @throws TypeError when `url` is no `http:` or `https:` URL, or has a user or password in it
 * @example
 * const client = createClient({ url: "http://localhost:4000" });
 * const { items } = await client.slots.list.query({ availableOnly: true });
 */
export function createClient(options: ClientOptions): HoldfastClient {
  const url = checkedUrl(options.url);
  const fetch: Fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);
  const headers = async () => mergeHeaders(credentials(options), await resolve(options.headers));
  const clock = createServerClock();
  const send = createSend(url, fetch, headers, clock);
  const trpc = createTRPCClient<AppRouter>({
    links: [abortLink(url), idempotencyLink(), retryLink(), batchLink(url, send)],
  });
  const { resources, schedules, slots, bookings, waitlist, customers, audit, events, keys } = trpc;
  const holds = createHolds(bookings, clock);
  return { resources, schedules, slots, bookings, waitlist, customers, audit, events, keys, holds, trpc };
}

/** The address without what a path cannot be appended to. */
function checkedUrl(given: string | URL): string {
  const { protocol, username, password, origin, pathname } = new URL(given);
  if (!/^https?:$/.test(protocol))
    throw new TypeError(`url must begin with http: or https:, not ${protocol}`);
  // fetch refuses such a URL, and every error would show the password.
  if (username || password) throw new TypeError("url must not contain a user or password");
  return origin + pathname.replace(/\/+$/, "");
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
