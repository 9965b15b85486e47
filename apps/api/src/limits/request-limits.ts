import { type ErrorCode, HoldfastError } from "@holdfast/contract";
import { type ClientAddress, SHARED_ADDRESS } from "@holdfast/core";
import type { HttpBindings } from "@hono/node-server";
import { addressGroup, clientAddress, isLoopback, type TrustedProxies } from "./address.ts";
import { FixedWindows, secondsLeft, type Usage } from "./fixed-windows.ts";

/* How much one address or one key may ask of this process. Counted in its memory: a shared count would be a
   statement on the way of every request. */

const WINDOW_SECONDS = 60;
/** Clients remembered by each limit: about 20 MB when all are in use. */
const CLIENTS_MAX = 100_000;
/** More than one process can answer: this machine itself may speak for many, and need not be kept out. */
const LOCAL_MAX_REQUESTS_PER_MINUTE = 10_000_000;
/** What answers a wrong token as well. */
const NOT_FOUND: ReadonlySet<ErrorCode> = new Set(["BOOKING_NOT_FOUND", "WAITLIST_ENTRY_NOT_FOUND"]);

export interface RequestLimitSettings {
  /** Per address. */
  requestsPerMinute: number;
  /** Per API key. */
  keyRequestsPerMinute: number;
  /** Per address: wrong keys and tokens, and bookings that are not there. */
  failuresPerMinute: number;
  /** Undefined: no proxy is trusted, and `X-Forwarded-For` is nothing but text. */
  trustedProxies: TrustedProxies | undefined;
  /** Whether there is nothing to guess, because everybody may do everything. */
  isOpen: boolean;
}

/** Who is at the other end, as far as the network tells. */
export interface Client {
  /** What its requests are counted under: its address, or the network of that. */
  group: string;
  /** Whether it is this machine: a developer, or a proxy that `TRUST_PROXY` does not name. */
  isLocal: boolean;
}

/** The limits on requests, and what has been used of them. */
export class RequestLimits {
  readonly isOpen: boolean;
  readonly #trustedProxies: TrustedProxies | undefined;
  readonly #byAddress: FixedWindows;
  readonly #byKey: FixedWindows;
  readonly #local: FixedWindows;
  readonly #failures: FixedWindows;
  readonly #clients = new WeakMap<object, Client>();

  constructor(settings: RequestLimitSettings) {
    const windows = (name: string, requests: number) =>
      new FixedWindows({ name, requests, windowSeconds: WINDOW_SECONDS, maxClients: CLIENTS_MAX });
    this.isOpen = settings.isOpen;
    this.#trustedProxies = settings.trustedProxies;
    this.#byAddress = windows("address", settings.requestsPerMinute);
    this.#byKey = windows("key", settings.keyRequestsPerMinute);
    this.#local = windows("local", LOCAL_MAX_REQUESTS_PER_MINUTE);
    this.#failures = windows("failures", settings.failuresPerMinute);
  }

  /** Who sends the request; undefined where it came without a connection, from within this process. */
  clientOf(incoming: HttpBindings["incoming"] | undefined): Client | undefined {
    const { socket, headers } = incoming ?? {};
    const peer = socket?.remoteAddress;
    if (!socket || !headers || peer === undefined) return undefined;
    if (this.#trustedProxies !== undefined) {
      const forwardedFor = headers["x-forwarded-for"];
      return toClient(clientAddress(peer, forwardedFor?.toString(), this.#trustedProxies));
    }
    const known = this.#clients.get(socket);
    if (known) return known;
    const client = toClient(clientAddress(peer, undefined, undefined));
    this.#clients.set(socket, client);
    return client;
  }

  /** Whether `X-Forwarded-For` is looked at. */
  get trustsProxies(): boolean {
    return this.#trustedProxies !== undefined;
  }

  /** What a client's holds are counted under; undefined: nothing. */
  askerOf(client: Client | undefined): ClientAddress | undefined {
    if (client === undefined) return undefined;
    if (!client.isLocal) return client.group;
    return this.isOpen ? undefined : SHARED_ADDRESS;
  }

  /** What is counted for a client, or for the key that it has shown. */
  usageOf(client: Client, actor: string | undefined): Usage {
    if (actor?.startsWith("key:")) return this.#byKey.usageOf(actor);
    return (client.isLocal ? this.#local : this.#byAddress).usageOf(client.group);
  }

  /** What a client has guessed wrong, once that is all it may. */
  exhaustedFailures(client: Client): Usage | undefined {
    const usage = this.#failures.find(client.group);
    return usage && usage.used >= usage.limit.quota.requests ? usage : undefined;
  }

  /** Counts what may have been a guess: a wrong key, a booking that is not there or whose token is wrong. */
  countFailure(client: Client | undefined, failure: HoldfastError, hasShownKey: boolean): void {
    if (!client || (this.isOpen && client.isLocal)) return;
    const isGuess = NOT_FOUND.has(failure.code) || (failure.code === "UNAUTHORIZED" && hasShownKey);
    if (isGuess) this.#failures.usageOf(client.group).used++;
  }
}

const toClient = (address: string): Client => ({
  group: addressGroup(address),
  isLocal: isLoopback(address),
});

/** The error for what is over a limit. */
export function tooMany(usage: Usage, what: string): HoldfastError {
  const { requests, windowSeconds } = usage.limit.quota;
  return new HoldfastError(
    "RATE_LIMITED",
    `Too many ${what}: ${requests} in ${windowSeconds} s are allowed`,
    {
      retryAfterSeconds: secondsLeft(usage),
    },
  );
}
