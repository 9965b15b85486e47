/** A client's usage of a limit, in a window that began with its first request. */
export interface Usage {
  limit: FixedWindows;
  client: string;
  used: number;
  /** What this process may use: the whole quota, or what it has borrowed of it. */
  allowed: number;
  /** What the lender had left when it lent last; 0 without a lender. */
  lendable: number;
  /** The lender's window that `allowed` is of. */
  lenderWindow: number | undefined;
  borrowing: Promise<void> | undefined;
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

/** A part of a client's quota, for one of several processes. */
export interface Loan {
  requests: number;
  /** What is left to lend. */
  left: number;
  /** Tells the lender's windows of a client apart. */
  window: number;
  windowMillisecondsLeft: number;
}

/** Lends parts of the quota named `limit` to the processes that count one client together. */
export type Lend = (limit: string, client: string, requests: number) => Promise<Loan>;

/** Ended windows that each new one removes: more than one, so that memory shrinks. */
const REMOVED_WITH_EACH_NEW = 2;

/** Counts the usage of a quota for each client, in the memory of this process. With a lender it may use what is lent alone. */
export class FixedWindows {
  /** The value of `RateLimit-Policy`. */
  readonly policy: string;
  readonly quota: Quota;
  readonly #lend: Lend | undefined;
  /** In the order of their windows' begin, and so of their end. */
  readonly #usages = new Map<string, Usage>();

  constructor(quota: Quota, lend?: Lend) {
    this.quota = quota;
    this.#lend = lend;
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
    const { requests } = this.quota;
    const [allowed, lendable] = this.#lend ? [0, requests] : [requests, 0];
    const borrowed = { allowed, lendable, lenderWindow: undefined, borrowing: undefined };
    const usage: Usage = { limit: this, client, used: 0, ...borrowed, endsAtMilliseconds };
    this.#usages.set(client, usage);
    return usage;
  }

  /** The client's usage in a window that goes on; undefined without one. */
  find(client: string, now = performance.now()): Usage | undefined {
    const known = this.#usages.get(client);
    return known && known.endsAtMilliseconds > now ? known : undefined;
  }

  /** Borrows what the usage lacks of `requests`, or less if there is less. Calls at the same time share a loan. */
  borrow(usage: Usage, requests: number): Promise<void> {
    usage.borrowing ??= this.#borrow(usage, requests).finally(() => {
      usage.borrowing = undefined;
    });
    return usage.borrowing;
  }

  async #borrow(usage: Usage, requests: number): Promise<void> {
    if (!this.#lend) return;
    const loan = await this.#lend(this.quota.name, usage.client, usage.used + requests - usage.allowed);
    if (loan.window !== usage.lenderWindow) {
      if (usage.lenderWindow !== undefined) usage.used = 0;
      usage.lenderWindow = loan.window;
      usage.allowed = 0;
    }
    usage.allowed += loan.requests;
    usage.lendable = loan.left;
    usage.endsAtMilliseconds = performance.now() + loan.windowMillisecondsLeft;
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

/** Consumes part of the quota; false, with nothing consumed, if too little is left. A promise where it has to borrow first. */
export function consume(usage: Usage, requests: number): boolean | Promise<boolean> {
  if (usage.used + requests <= usage.allowed) {
    usage.used += requests;
    return true;
  }
  // What is too little for a batch of calls is left for others.
  if (usage.used + requests > usage.allowed + usage.lendable) return false;
  return usage.limit.borrow(usage, requests).then(() => consume(usage, requests));
}

/** Whether nothing is left of the quota, as far as this process knows. */
export const isExhausted = ({ used, allowed, lendable }: Usage) => used >= allowed && lendable === 0;

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
  const left = Math.max(0, usage.allowed + usage.lendable - usage.used);
  return {
    "RateLimit-Policy": policy,
    RateLimit: `"${quota.name}";r=${left};t=${secondsLeft(usage)}`,
  };
}
