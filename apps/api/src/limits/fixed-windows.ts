/** What one client has used of a limit, in a window that began with its first request. */
export interface Usage {
  limit: FixedWindows;
  used: number;
  /** By `performance.now()`. */
  endsAtMilliseconds: number;
}

/** What a limit allows each client. */
export interface Quota {
  /** As clients read it in `RateLimit-Policy`. */
  name: string;
  requests: number;
  windowSeconds: number;
  /** Clients that are remembered; beyond that the one whose window is oldest is forgotten. */
  maxClients: number;
}

/** Windows that have ended and are removed with each new one: more than one, so that memory is given back. */
const REMOVED_WITH_EACH_NEW = 2;

/** Counts what each client uses of a quota, in the memory of this process. */
export class FixedWindows {
  /** The quota as `RateLimit-Policy` tells it. */
  readonly policy: string;
  readonly quota: Quota;
  /** In the order in which the windows began, which is the order in which they end. */
  readonly #usages = new Map<string, Usage>();

  constructor(quota: Quota) {
    this.quota = quota;
    this.policy = `"${quota.name}";q=${quota.requests};w=${quota.windowSeconds}`;
  }

  /** How many clients are remembered. */
  get size(): number {
    return this.#usages.size;
  }

  /** What the client has used. A client that is new, or whose window has ended, begins a window. */
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

  /** What the client has used, where it has used anything. */
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

/** Takes from the quota, or does nothing where that is not left. */
export function consume(usage: Usage, requests: number): boolean {
  if (usage.used + requests > usage.limit.quota.requests) return false;
  usage.used += requests;
  return true;
}

/** Whole seconds until the window ends, at least 1. */
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
