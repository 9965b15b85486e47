import { HoldfastError } from "@holdfast/contract";
import { isServerSilent } from "./database-errors.ts";

const GROUP_MAX_REQUESTS = 256;
const WAITING_MAX_REQUESTS = 20_000;
const WAITING_MAX_MILLISECONDS = 5_000;
const LOOK_FOR_LATE_MILLISECONDS = 250;
/** Requests done alone at a time: each may wait for a lock, and takes a connection meanwhile. */
const ALONE_MAX_REQUESTS = 4;

/** How requests of one kind are done. */
export interface GroupWork<Request, Answer> {
  /** One transaction for many that waits for no lock; undefined in place of an answer: do that one alone. */
  together: (requests: readonly Request[]) => Promise<(Answer | undefined)[]>;
  /** One transaction for one; it may wait and it may refuse. It must be safe to repeat. */
  alone: (request: Request) => Promise<Answer>;
}

interface Waiting<Request, Answer> {
  request: Request;
  giveUpAt: number;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit for changes that no order binds: what arrives while a transaction is in flight goes together
 * in the next. What cannot be done together, or fails so, is done alone, and holds nobody up.
 */
export class GroupCommit<Request, Answer> {
  readonly #work: GroupWork<Request, Answer>;
  readonly #waiting: Waiting<Request, Answer>[] = [];
  readonly #waitingAlone: Waiting<Request, Answer>[] = [];
  /** Requests that wait or are being done. */
  #size = 0;
  #isRunning = false;
  #runningAlone = 0;
  #lateTimer: NodeJS.Timeout | undefined;

  constructor(work: GroupWork<Request, Answer>) {
    this.#work = work;
  }

  /**
   * Does one request, with whatever else is waiting; answers after the commit.
   * @throws what the work throws for it; BUSY when too many wait or the wait is too long
   */
  async submit(request: Request): Promise<Answer> {
    if (this.#size >= WAITING_MAX_REQUESTS) throw new HoldfastError("BUSY", "Too many changes are waiting");
    this.#lateTimer ??= setInterval(() => this.#refuseLate(), LOOK_FOR_LATE_MILLISECONDS);
    this.#size++;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        const giveUpAt = performance.now() + WAITING_MAX_MILLISECONDS;
        this.#waiting.push({ request, giveUpAt, resolve, reject });
        this.#start();
      });
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    this.#size--;
    if (this.#size > 0) return;
    clearInterval(this.#lateTimer);
    this.#lateTimer = undefined;
  }

  #start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    // After the requests that arrive in this turn of the event loop; a lonely one does not wait for more.
    setImmediate(() => this.#run());
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#settle(this.#waiting.splice(0, GROUP_MAX_REQUESTS));
    this.#isRunning = false;
  }

  /** Gives every request of a group its answer, or starts it alone. Never throws. */
  async #settle(group: Waiting<Request, Answer>[]): Promise<void> {
    let answers: (Answer | undefined)[] = [];
    try {
      answers = await this.#work.together(group.map(({ request }) => request));
    } catch (error) {
      if (isServerSilent(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
    }
    for (const [index, waiting] of group.entries()) {
      const answer = answers[index];
      if (answer === undefined) this.#waitingAlone.push(waiting);
      else waiting.resolve(answer);
    }
    this.#startAlone();
  }

  #startAlone(): void {
    while (this.#runningAlone < ALONE_MAX_REQUESTS) {
      const waiting = this.#waitingAlone.shift();
      if (!waiting) return;
      this.#runningAlone++;
      const done = this.#work.alone(waiting.request).then(waiting.resolve, waiting.reject);
      done.finally(() => {
        this.#runningAlone--;
        this.#startAlone();
      });
    }
  }

  /** Refuses requests that have waited too long; the oldest are in front. */
  #refuseLate(): void {
    const now = performance.now();
    for (const queue of [this.#waiting, this.#waitingAlone]) {
      const inTime = queue.findIndex(({ giveUpAt }) => giveUpAt > now);
      for (const { reject } of queue.splice(0, inTime < 0 ? queue.length : inTime)) {
        reject(new HoldfastError("BUSY", "The change waited too long"));
      }
    }
  }
}
