import { isDatabaseUnreachable, isServerSilent } from "../shared/index.ts";
import { giveUpTime, QueueLimit } from "./queue-limits.ts";

export const GROUP_MAX_REQUESTS = 256;

/** Called with the error of a transaction that failed for so many requests, before each is done alone. */
export type OnBatchFailure = (error: unknown, requests: number) => void;

/** How requests of one kind are done. */
interface GroupWork<Request, Answer> {
  /** One transaction for many that waits for no lock; undefined in place of a result: do that one alone. */
  together: (requests: readonly Request[]) => Promise<(Answer | undefined)[]>;
  /** One transaction for one; it may wait for locks, and it may refuse. It must be safe to repeat. */
  alone: (request: Request) => Promise<Answer>;
  onFailure?: OnBatchFailure | undefined;
}

interface Queued<Request, Answer> {
  request: Request;
  giveUpAt: number;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit for changes without an order: requests that arrive while a transaction is in flight go together
 * in the next. A request that cannot be done together, or fails so, is done alone and delays no other.
 */
export class GroupCommit<Request, Answer> {
  readonly #work: GroupWork<Request, Answer>;
  readonly #queued: Queued<Request, Answer>[] = [];
  readonly #limit = new QueueLimit<Queued<Request, Answer>>(
    "change",
    () => [this.#queued],
    ({ reject }, refusal) => reject(refusal),
  );
  #isRunning = false;

  constructor(work: GroupWork<Request, Answer>) {
    this.#work = work;
  }

  /**
   * Does one request, together with the other queued ones; resolves after the commit.
   * @throws the errors of the work; BUSY when too many are queued or the wait is too long
   */
  submit(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#limit.add(this.#queued, { request, giveUpAt: giveUpTime(), resolve, reject });
      this.#start();
    });
  }

  #start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    // After the requests of this tick of the event loop; a single one does not wait for more.
    setImmediate(() => this.#run());
  }

  async #run(): Promise<void> {
    while (this.#queued.length > 0) {
      await this.#settle(this.#limit.take(this.#queued, GROUP_MAX_REQUESTS));
    }
    this.#isRunning = false;
  }

  /** Resolves every request of a group, or starts it alone. Never throws. */
  async #settle(group: Queued<Request, Answer>[]): Promise<void> {
    let answers: (Answer | undefined)[] = [];
    try {
      answers = await this.#work.together(group.map(({ request }) => request));
    } catch (error) {
      if (isServerSilent(error) || isDatabaseUnreachable(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      this.#work.onFailure?.(error, group.length);
    }
    for (const [index, queued] of group.entries()) {
      const answer = answers[index];
      if (answer === undefined) this.#work.alone(queued.request).then(queued.resolve, queued.reject);
      else queued.resolve(answer);
    }
  }
}
