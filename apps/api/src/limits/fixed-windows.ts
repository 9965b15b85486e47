/** A client's usage of a limit, in a window that began with its first request. */
export interface Usage {
  limit: FixedWindows;
  used: number;
  /** On the clock of `performance.now()`. */
  endsAtMilliseconds: number;
}

/** The allowance of each client. */
export interface Quota {
  /** The name in `RateLimit-Policy`. */
  name: string;
  requests: number;
  windowSeconds: number;
  /** The maximum of clients in memory; the oldest window is evicted first. */
  maxClients: number;
}

/** Ended windows that each new one removes: more than one, so that memory shrinks. */
const REMOVED_WITH_EACH_NEW = 2;

/** Counts the usage of a quota for each client, in the memory of this process. */
export class FixedWindows {
  /** The value of `RateLimit-Policy`. */
  readonly policy: string;
  readonly quota: Quota;
  /** In the order of their windows' begin, and so of their end. */
  readonly #usages = new Map<string, Usage>();

  constructor(quota: Quota) {
    this.quota = quota;
    this.policy = `"${quota.name}";q=${quota.requests};w=${quota.windowSeconds}`;
  }

  /** The number of clients in memory. */
  get size(): number {
    return this.#usages.size;
  }

  /** The client's usage. A new client, or one whose window has ended, begins a window. */
  usageOf(client: string, now = performance.now()): Usage {
    const known = this.#usages.get(client);
    if (known && known.endsAtMilliseconds > now) return known;
    if (known) this.#usages.delete(client);
    this.#makeRoom(now);
    const endsAtMilliseconds = now + this.quota.windowSeconds * 1000;
    const usage: Usage = { limit: this, used: 0, endsAtMilliseconds };
    this.#usages.set(client, usage);
    return usage;
  }

  /** The client's usage in a window that goes on; undefined without one. */
  find(client: string, now = performance.now()): Usage | undefined {
    const known = this.#usages.get(client);
    return known && known.endsAtMilliseconds > now ? known : undefined;
  }

  #makeRoom(now: number): void {
    let removed = 0;
    for (const [client, { endsAtMilliseconds }] of this.#usages) {
      const isOver = endsAtMilliseconds <= now && removed < REMOVED_WITH_EACH_NEW;
      if (!isOver && this.#usages.size < this.quota.maxClients) return;
      this.#usages.delete(client);
      removed++;
    }
  }
}

/** Consumes part of the quota; returns false, and consumes nothing, if too little is left. */
export function consume(usage: Usage, requests: number): boolean {
  if (usage.used + requests > usage.limit.quota.requests) return false;
  usage.used += requests;
  return true;
}

/** Rows of a list that count as one request: those of a page that is asked for without a limit. */
export const ROWS_PER_REQUEST = 50;

/** Counts the rows of a list beyond the first page's worth, which is the request itself. The quota may be exceeded by them. */
export function chargeRows(usage: Usage, rows: number): void {
  usage.used += Math.max(0, Math.ceil(rows / ROWS_PER_REQUEST) - 1);
}

/** The whole seconds until the window ends, at least 1. */
export const secondsLeft = ({ endsAtMilliseconds }: Usage, now = performance.now()) =>
  Math.max(1, Math.ceil((endsAtMilliseconds - now) / 1000));

/** The headers of draft-ietf-httpapi-ratelimit-headers-11. */
export function rateLimitHeaders(usage: Usage): Record<string, string> {
  const { policy, quota } = usage.limit;
  const left = Math.max(0, quota.requests - usage.used);
  return {
    "RateLimit-Policy": policy,
    RateLimit: `"${quota.name}";r=${left};t=${secondsLeft(usage)}`,
  };
}
