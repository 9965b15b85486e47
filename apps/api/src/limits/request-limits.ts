import { type ErrorCode, HoldfastError } from "@holdfast/contract";
import { type ClientAddress, SHARED_ADDRESS } from "@holdfast/core";
import type { HttpBindings } from "@hono/node-server";
import {
  addressGroup,
  clientAddress,
  isLoopback,
  isTrustedProxy,
  plainAddress,
  type TrustedProxies,
} from "./address.ts";
import {
  FixedWindows,
  isExhausted,
  type Lend,
  type Loan,
  type Quota,
  secondsLeft,
  type Usage,
} from "./fixed-windows.ts";

import { OpenStreams, STREAMS_PER_ADDRESS_MAX } from "./open-streams.ts";

/* The rate limits of one address and of one key. They are counted in the memory of the process: a count in PostgreSQL
   would cost every request a statement. The processes of a cluster borrow parts of a quota from their primary. */

const WINDOW_SECONDS = 60;
/** The clients in memory for each limit: about 20 MB when all are in use. */
export const CLIENTS_MAX = 100_000;
/** More than one process can serve: a proxy on this machine may stand for many clients. */
export const LOCAL_MAX_REQUESTS_PER_MINUTE = 10_000_000;
/** The requests that a connection counts for which takes none of its responses. */
const STALLED_COUNTS_REQUESTS = 100;
export const GUESSES = "wrong keys, tokens or ids of bookings";
/** The errors of a wrong token, too. */
const NOT_FOUND: ReadonlySet<ErrorCode> = new Set(["BOOKING_NOT_FOUND", "WAITLIST_ENTRY_NOT_FOUND"]);

/** The settings of the limits on requests. */
export interface RequestLimitSettings {
  /** Per address. */
  requestsPerMinute: number;
  /** Per API key. */
  keyRequestsPerMinute: number;
  /** Per address: wrong keys and tokens, and bookings that are not there. */
  failuresPerMinute: number;
  /** Undefined: no proxy is trusted, and `X-Forwarded-For` is ignored. */
  trustedProxies: TrustedProxies | undefined;
  /** Whether access is open, so that there are no secrets to guess. */
  isOpen: boolean;
}

/** The sender of a request, as the network shows it. */
export interface Client {
  /** The group that its requests are counted under: its address or its network. */
  group: string;
  /** Whether it is this machine itself: a developer or a test. */
  isLocal: boolean;
}

type LentLimit = "address" | "key" | "failures";

function quotasOf(settings: RequestLimitSettings): Record<LentLimit, Quota> {
  const quota = (name: LentLimit, requests: number): Quota => ({
    name,
    requests,
    windowSeconds: WINDOW_SECONDS,
    maxClients: CLIENTS_MAX,
  });
  return {
    address: quota("address", settings.requestsPerMinute),
    key: quota("key", settings.keyRequestsPerMinute),
    failures: quota("failures", settings.failuresPerMinute),
  };
}

/** The loans that a process's share of a quota has: what it has borrowed and does not use is lost to the client. */
const LOANS_PER_SHARE = 16;

/** Lends the quotas of clients to several processes. */
export class QuotaLender {
  readonly #windows: Record<LentLimit, FixedWindows>;
  readonly #loansPerQuota: number;

  constructor(settings: RequestLimitSettings, processes: number) {
    const { address, key, failures } = quotasOf(settings);
    this.#windows = {
      address: new FixedWindows(address),
      key: new FixedWindows(key),
      failures: new FixedWindows(failures),
    };
    this.#loansPerQuota = LOANS_PER_SHARE * processes;
  }

  /** Lends `requests`, or somewhat more; less, if there is less. */
  lend(limit: string, client: string, requests: number): Loan {
    const windows = this.#windows[limit as LentLimit];
    const quota = windows.quota.requests;
    const usage = windows.usageOf(client);
    const lent = Math.min(Math.max(requests, Math.ceil(quota / this.#loansPerQuota)), quota - usage.used);
    usage.used += lent;
    return {
      requests: lent,
      left: quota - usage.used,
      window: usage.endsAtMilliseconds,
      windowMillisecondsLeft: usage.endsAtMilliseconds - performance.now(),
    };
  }
}

/** The limits on requests, and their usage. */
export class RequestLimits {
  readonly isOpen: boolean;
  readonly #trustedProxies: TrustedProxies | undefined;
  readonly #byAddress: FixedWindows;
  readonly #byKey: FixedWindows;
  readonly #local: FixedWindows;
  readonly #failures: FixedWindows;
  readonly #streams: OpenStreams;
  /** Guesses whose outcome is not known yet, by client. */
  readonly #underWay = new Map<string, number>();
  readonly #clients = new WeakMap<object, Client>();

  /**
   * @param lend lends parts of the quotas, where several processes count together
   * @param streamsPerAddress the streams of one address in this process
   */
  constructor(settings: RequestLimitSettings, lend?: Lend, streamsPerAddress = STREAMS_PER_ADDRESS_MAX) {
    this.#streams = new OpenStreams(streamsPerAddress);
    this.isOpen = settings.isOpen;
    this.#trustedProxies = settings.trustedProxies;
    const { address, key, failures } = quotasOf(settings);
    this.#byAddress = new FixedWindows(address, lend);
    this.#byKey = new FixedWindows(key, lend);
    this.#local = new FixedWindows({ ...address, name: "local", requests: LOCAL_MAX_REQUESTS_PER_MINUTE });
    this.#failures = new FixedWindows(failures, lend);
  }

  /** The sender of a request; undefined without a connection, for a call within this process. */
  clientOf(incoming: HttpBindings["incoming"] | undefined): Client | undefined {
    const { socket, headers } = incoming ?? {};
    const peer = socket?.remoteAddress;
    if (!socket || !headers || peer === undefined) return undefined;
    const forwardedFor = headers["x-forwarded-for"]?.toString();
    // Only the connection itself shows that a request is this machine's own: a header can say anything.
    if (forwardedFor !== undefined && (this.trustsProxies || !this.isOpen)) {
      const address = clientAddress(peer, forwardedFor, this.#trustedProxies);
      return { group: addressGroup(address), isLocal: false };
    }
    const known = this.#clients.get(socket);
    if (known) return known;
    const address = plainAddress(peer);
    const client = { group: addressGroup(address), isLocal: isLoopback(address) };
    this.#clients.set(socket, client);
    return client;
  }

  /** Whether a connection's other end is a trusted proxy, and stands for many clients. */
  isTrustedProxy(peer: string): boolean {
    return isTrustedProxy(peer, this.#trustedProxies);
  }

  /** Counts a connection of an address that was destroyed, because it took none of its responses. */
  countStalled(group: string): void {
    if (!this.isTrustedProxy(group)) this.#byAddress.usageOf(group).used += STALLED_COUNTS_REQUESTS;
  }

  /** Whether `X-Forwarded-For` counts. */
  get trustsProxies(): boolean {
    return this.#trustedProxies !== undefined;
  }

  /**
   * Counts a stream that opens; those of this machine itself are not counted.
   * @returns called when it has ended
   * @throws RATE_LIMITED where the address has too many
   */
  openStream(client: Client | undefined): () => void {
    return client && !client.isLocal ? this.#streams.open(client.group) : () => {};
  }

  /** The key that a client's holds are counted under; undefined: they are not counted. */
  holdsCountedUnder(client: Client | undefined): ClientAddress | undefined {
    if (client === undefined) return undefined;
    if (!client.isLocal) return client.group;
    return this.isOpen ? undefined : SHARED_ADDRESS;
  }

  /** The usage of a client, or of its API key. */
  usageOf(client: Client, actor: string | undefined): Usage {
    if (actor?.startsWith("key:")) return this.#byKey.usageOf(actor);
    return (client.isLocal ? this.#local : this.#byAddress).usageOf(client.group);
  }

  /** The usage of a client that has no failures left; undefined for any other. */
  exhaustedFailures(client: Client): Usage | undefined {
    const usage = this.#failures.find(client.group);
    return usage && isExhausted(usage) ? usage : undefined;
  }

  /**
   * Runs a look-up that may be a guess. Those under way count as failures, so that many at once are no more than one by one.
   * @throws RATE_LIMITED where the client has no failures left; the errors of the look-up
   */
  async guess<Result>(client: Client | undefined, lookUp: () => Promise<Result>): Promise<Result> {
    if (!client || (this.isOpen && client.isLocal)) return lookUp();
    const { group } = client;
    const usage = this.#failures.usageOf(group);
    const underWay = () => this.#underWay.get(group) ?? 0;
    while (usage.used + underWay() >= usage.allowed) {
      if (usage.lendable === 0) throw tooMany(usage, GUESSES);
      await usage.limit.borrow(usage, underWay() + 1);
    }
    this.#underWay.set(group, underWay() + 1);
    try {
      return await lookUp();
    } finally {
      // Later than the failure is counted.
      setImmediate(() => this.#end(group));
    }
  }

  #end(group: string): void {
    const left = (this.#underWay.get(group) ?? 1) - 1;
    if (left > 0) this.#underWay.set(group, left);
    else this.#underWay.delete(group);
  }

  /** Counts a failure that may be a guess: a wrong key, an unknown booking or a wrong token. */
  countFailure(client: Client | undefined, failure: HoldfastError, hasShownKey: boolean): void {
    if (!client || (this.isOpen && client.isLocal)) return;
    const isGuess = NOT_FOUND.has(failure.code) || (failure.code === "UNAUTHORIZED" && hasShownKey);
    if (!isGuess) return;
    const usage = this.#failures.usageOf(client.group);
    usage.used++;
    // A wrong key is no look-up of ours, so nothing was borrowed for it.
    if (usage.used > usage.allowed && usage.lendable > 0) usage.limit.borrow(usage, 0).catch(() => {});
  }
}

/** The error of a request over its limit. */
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
