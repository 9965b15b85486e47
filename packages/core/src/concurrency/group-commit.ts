import { isServerSilent } from "../shared/index.ts";
import { giveUpTime, takeLate, tooLateChange, tooManyChanges, WaitingCount } from "./queue-limits.ts";

export const GROUP_MAX_REQUESTS = 256;

/** Hears what a transaction for so many requests failed with, before each is done alone: nobody else does. */
export type OnBatchFailure = (error: unknown, requests: number) => void;

/** How requests of one kind are done. */
export interface GroupWork<Request, Answer> {
  /** One transaction for many that waits for no lock; undefined in place of an answer: do that one alone. */
  together: (requests: readonly Request[]) => Promise<(Answer | undefined)[]>;
  /** One transaction for one; it may wait, when it is its turn, and it may refuse. It must be safe to repeat. */
  alone: (request: Request) => Promise<Answer>;
  onFailure?: OnBatchFailure | undefined;
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
  /** Of requests that wait or are being done. */
  readonly #count = new WaitingCount(() => this.#refuseLate());
  #isRunning = false;

  constructor(work: GroupWork<Request, Answer>) {
    this.#work = work;
  }

  /**
   * Does one request, with whatever else is waiting; answers after the commit.
   * @throws what the work throws for it; BUSY when too many wait or the wait is too long
   */
  async submit(request: Request): Promise<Answer> {
    if (this.#count.isFull) throw tooManyChanges();
    this.#count.arrive(1);
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.#waiting.push({ request, giveUpAt: giveUpTime(), resolve, reject });
        this.#start();
      });
    } finally {
      this.#count.leave(1);
    }
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
      this.#work.onFailure?.(error, group.length);
    }
    for (const [index, waiting] of group.entries()) {
      const answer = answers[index];
      if (answer === undefined) this.#work.alone(waiting.request).then(waiting.resolve, waiting.reject);
      else waiting.resolve(answer);
    }
  }

  #refuseLate(): void {
    for (const { reject } of takeLate(this.#waiting)) {
      reject(tooLateChange());
    }
  }
}
