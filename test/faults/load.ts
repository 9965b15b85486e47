import { Caller } from "./callers.ts";
import type { History, Outcome } from "./history.ts";
import type { HoldfastProcess } from "./processes.ts";
import type { Random } from "./random.ts";
import { pause } from "./wait.ts";

export interface LoadOptions {
  history: History;
  /** Tells its customers apart from those of another load. */
  name: string;
  processes: readonly HoldfastProcess[];
  slotIds: readonly string[];
  random: Random;
  customers?: number;
  /** Whether nobody books with an idempotency key; then nobody asks again. */
  isKeyless?: boolean;
  /** Between a customer's calls, at most. */
  thinkMaxMilliseconds?: number;
}

/** Customers who book, confirm, cancel, look and forget, until they are told to stop. */
export interface Load {
  /** Waits for the answers that are under way. */
  stop: () => Promise<void>;
}

const CUSTOMERS = 8;
const THINK_MAX_MILLISECONDS = 60;
/** How often somebody who heard nothing asks again with the same key. */
const ASK_AGAIN_MAX = 3;

/** Starts the load. What each customer does is decided by the seed; when, by the machine. */
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
    let outcome: Outcome;
    if (options.isKeyless || random.chance(0.3))
      outcome = await someone().bookOverRest(slotId, key, quantity);
    else {
      outcome = await someone().book(slotId, key, quantity);
      const repeats = outcome.type === "unknown" ? ASK_AGAIN_MAX : Number(random.chance(0.1));
      for (let ask = 0; ask < repeats && outcome.type !== "refused"; ask++) {
        outcome = await someone().book(slotId, key, quantity);
        if (outcome.type === "ok") break;
      }
    }
    if (outcome.type === "ok" && outcome.bookingId) await decide(outcome.bookingId, slotId);
    if (random.chance(0.2)) await someone().read(slotId);
    await pause(random.between(0, thinkMaxMilliseconds));
  }

  /** What becomes of a hold. */
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
