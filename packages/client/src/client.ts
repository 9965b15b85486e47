import { createTRPCClient, splitLink, type TRPCClient } from "@trpc/client";
import { abortLink } from "./abort-link.ts";
import { batchLink } from "./batch-link.ts";
import { type CallSettings, checkedSettings, settingsLink } from "./call-settings.ts";
import type { AppRouter } from "./generated/router.ts";
import { createHolds, type Holds } from "./holds.ts";
import { createSend, type Fetch, mergeHeaders } from "./http.ts";
import { type Procedures, proceduresOf } from "./procedures.ts";
import { type OnResponse, responseLink } from "./response-link.ts";
import { idempotencyLink, retryLink } from "./retry-link.ts";
import { createServerClock } from "./server-clock.ts";
import { createSubscribe } from "./subscribe.ts";
import { subscriptionLink } from "./subscription-link.ts";
import { timeoutLink } from "./timeout-link.ts";
import { createWatch } from "./watch.ts";

/** Options of `createClient`. `timeout` and `maxRetries` are of every call that says nothing else. */
export interface ClientOptions extends CallSettings {
  /** Where the server is, such as `https://tickets.example.org`; a path prefix is kept. */
  url: string | URL;
  /** Key of a member of staff, sent as `Authorization: Bearer`. */
  apiKey?: string;
  /** Token of the holder of a booking or an order, sent as `Booking-Token`. */
  token?: string;
  /** Used instead of the global `fetch`. */
  fetch?: Fetch;
  /**
   * Hears of every call that was answered, with a result or an error, once and before its caller does; of streams it does not.
   * What it throws is dropped.
   */
  onResponse?: OnResponse;
  /**
   * Further headers of every request, or a function that returns them; it is asked once a request. They come before the
   * client's own of the same name.
   */
  headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);
}

/** The typed client: a procedure per entry, `query` reads and `mutate` changes; a stream is a function. */
export interface HoldfastClient extends Procedures {
  /** The flow that every booking page goes through. */
  holds: Holds;
  /**
   * tRPC's own client, for what is built on it, such as `createTRPCOptionsProxy` of `@trpc/tanstack-react-query`. Its
   * calls are batched, repeated and aborted as the others are, and fail with the same errors; its subscriptions come back by
   * themselves when they are cut.
   */
  trpc: TRPCClient<AppRouter>;
}

/**
 * Makes a client. It holds no connection; calls made in the same tick travel together.
 * @throws TypeError when `url` is no `http:` or `https:` URL, or has a user or password in it; when `timeout` or
 *   `maxRetries` cannot be one
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
  const settings = checkedSettings(options);
  const subscribe = createSubscribe(url, fetch, headers);
  const trpc = createTRPCClient<AppRouter>({
    links: [
      settingsLink(url, settings),
      abortLink(url),
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: subscriptionLink(subscribe),
        false: [
          timeoutLink(url),
          ...(options.onResponse ? [responseLink(options.onResponse)] : []),
          idempotencyLink(),
          retryLink(),
          batchLink(url, send),
        ],
      }),
    ],
  });
  const bookings = proceduresOf(trpc, "bookings");
  return {
    resources: proceduresOf(trpc, "resources"),
    absences: proceduresOf(trpc, "absences"),
    schedules: proceduresOf(trpc, "schedules"),
    slots: proceduresOf(trpc, "slots", { watch: createWatch(subscribe, "slots.watch", settings.maxRetries) }),
    bookings,
    orders: proceduresOf(trpc, "orders"),
    waitlist: proceduresOf(trpc, "waitlist"),
    calendars: proceduresOf(trpc, "calendars"),
    customers: proceduresOf(trpc, "customers"),
    audit: proceduresOf(trpc, "audit"),
    events: proceduresOf(trpc, "events"),
    webhooks: proceduresOf(trpc, "webhooks"),
    overview: proceduresOf(trpc, "overview"),
    keys: proceduresOf(trpc, "keys"),
    holds: createHolds(bookings, clock),
    trpc,
  };
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
