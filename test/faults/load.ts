import { Caller } from "./callers.ts";
import type { History, Outcome } from "./history.ts";
import type { HoldfastProcess } from "./processes.ts";
import type { Random } from "./random.ts";
import { pause } from "./wait.ts";

export interface LoadOptions {
  history: History;
  /** A prefix of its customers' names. */
  name: string;
  processes: readonly HoldfastProcess[];
  slotIds: readonly string[];
  random: Random;
  customers?: number;
  /** The share of bookings with an idempotency key, which are repeated; the others are not. */
  keyedShare?: number;
  /** The longest pause between a customer's calls. */
  thinkMaxMilliseconds?: number;
  /** The contact of a booking, by its key; none unless given. */
  contactOf?: ((key: string) => string) | undefined;
}

/** Customers who book, confirm, cancel, read and forget, until the load is stopped. */
export interface Load {
  /** Ends the load, and waits for its last responses. */
  stop: () => Promise<void>;
}

const CUSTOMERS = 8;
const THINK_MAX_MILLISECONDS = 60;
const KEYED_SHARE = 0.7;
/** Retries with the same key after an unknown outcome. */
const RETRIES_MAX = 3;

/** Starts the load. The seed decides each customer's calls, and the machine their times. */
export function startLoad(options: LoadOptions): Load {
  let isStopped = false;
  const customers = Array.from({ length: options.customers ?? CUSTOMERS }, (_, index) =>
    visit(options, `${options.name}-${index}`, () => isStopped),
  );
  return {
    stop: async () => {
      isStopped = true;
      await Promise.all(customers);
    },
  };
}

async function visit(options: LoadOptions, name: string, isStopped: () => boolean): Promise<void> {
  const random = options.random.fork(name);
  const { history, processes, slotIds, thinkMaxMilliseconds = THINK_MAX_MILLISECONDS } = options;
  const someone = () => new Caller(history, random.pick(processes));
  for (let visits = 0; !isStopped(); visits++) {
    const slotId = random.pick(slotIds);
    const key = `${name}-${visits}-${random.between(0, 1e9)}`;
    const quantity = random.pick([1, 1, 1, 2]);
    const contact = options.contactOf?.(key);
    let outcome: Outcome;
    if (!random.chance(options.keyedShare ?? KEYED_SHARE))
      outcome = await someone().bookOverRest(slotId, key, quantity, contact);
    else {
      outcome = await someone().book(slotId, key, quantity, contact);
      const retries = outcome.type === "unknown" ? RETRIES_MAX : Number(random.chance(0.1));
      for (let retry = 0; retry < retries && outcome.type !== "refused"; retry++) {
        outcome = await someone().book(slotId, key, quantity, contact);
        if (outcome.type === "ok") break;
      }
    }
    if (outcome.type === "ok" && outcome.bookingId) await decide(outcome.bookingId, slotId);
    if (random.chance(0.2)) await someone().read(slotId);
    await pause(random.between(0, thinkMaxMilliseconds));
  }

  /** Confirms a hold, cancels it, both, or neither. */
  async function decide(bookingId: string, slotId: string): Promise<void> {
    await pause(random.between(0, thinkMaxMilliseconds));
    const choice = random.next();
    if (choice < 0.25) await someone().confirm(slotId, bookingId);
    else if (choice < 0.45) await someone().cancel(slotId, bookingId);
    else if (choice < 0.55) {
      await Promise.all([someone().confirm(slotId, bookingId), someone().cancel(slotId, bookingId)]);
    } else if (choice < 0.65) {
      await someone().confirm(slotId, bookingId);
      await someone().cancel(slotId, bookingId);
    }
  }
}
