import { isDatabaseUnreachable, isServerSilent, retryOnceIfLost } from "../shared/index.ts";
import { giveUpTime, QueueLimit } from "./queue-limits.ts";

/** Different questions that one statement answers, at most. */
export const SHARED_MAX_QUESTIONS = 256;

/** How reads of one kind are done. */
export interface SharedReadsWork<Question, Answer> {
  /** Asks many questions in one statement, which begins after the call; the answers are in their order. */
  together: (questions: readonly Question[]) => Promise<readonly Answer[]>;
  /** Asks one of several whose statement failed. */
  alone: (question: Question) => Promise<Answer>;
  /** Different questions that `together` takes; `SHARED_MAX_QUESTIONS` unless given. */
  maxQuestions?: number;
  /** Statements in flight at a time; one unless given. */
  maxStatements?: number;
  /**
   * Runs a statement when it may run. It calls back at once unless given.
   * @throws where it may not run
   */
  whenAllowed?: (statement: () => Promise<void>) => Promise<void>;
}

interface Queued<Question, Answer> {
  key: string;
  question: Question;
  giveUpAt: number;
  answer: Promise<Answer>;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/**
 * Reads of one kind that share statements: what arrives while a statement is in flight goes together in the next, and equal
 * questions are one. A read never joins a statement that has begun, so its answer is never older than its arrival.
 */
export class SharedReads<Question, Answer> {
  readonly #work: SharedReadsWork<Question, Answer>;
  readonly #queued: Queued<Question, Answer>[] = [];
  /** Reads that are queued behind a statement in flight with an equal question: one more beside it would answer fewer. */
  readonly #behind: Queued<Question, Answer>[] = [];
  /** The reads of both queues by their questions. */
  readonly #byKey = new Map<string, Queued<Question, Answer>>();
  /** The questions in flight. */
  readonly #asked = new Set<string>();
  readonly #limit = new QueueLimit<Queued<Question, Answer>>(
    "read",
    () => [this.#queued, this.#behind],
    (late, refusal) => {
      this.#byKey.delete(late.key);
      late.reject(refusal);
    },
  );
  #running = 0;

  constructor(work: SharedReadsWork<Question, Answer>) {
    this.#work = work;
  }

  /**
   * Asks a question in the next statement.
   * @param key equal for equal questions alone
   * @returns the answer; readers with equal questions get the same object, so nobody may change it
   * @throws the errors of the work; BUSY when too many are queued or the wait is too long
   */
  read(key: string, question: Question): Promise<Answer> {
    const equal = this.#byKey.get(key);
    if (equal) return equal.answer;
    const { promise: answer, resolve, reject } = Promise.withResolvers<Answer>();
    const queued = { key, question, giveUpAt: giveUpTime(), answer, resolve, reject };
    this.#limit.add(this.#asked.has(key) ? this.#behind : this.#queued, queued);
    this.#byKey.set(key, queued);
    if (!this.#asked.has(key)) this.#start();
    return answer;
  }

  #start(): void {
    if (this.#running >= (this.#work.maxStatements ?? 1)) return;
    this.#running += 1;
    // After the reads of this tick of the event loop; a single one does not wait for more.
    setImmediate(() => this.#run());
  }

  async #run(): Promise<void> {
    const { whenAllowed } = this.#work;
    const statement = () => this.#settle(this.#take());
    while (this.#queued.length > 0) {
      if (whenAllowed) await whenAllowed(statement).catch((error) => this.#refuse(error));
      else await statement();
    }
    this.#running -= 1;
  }

  #take(): Queued<Question, Answer>[] {
    const taken = this.#limit.take(this.#queued, this.#work.maxQuestions ?? SHARED_MAX_QUESTIONS);
    for (const { key } of taken) {
      this.#byKey.delete(key);
      this.#asked.add(key);
    }
    return taken;
  }

  /** Lets the reads that are queued behind these go on. */
  #release(reads: readonly Queued<Question, Answer>[]): void {
    for (const { key } of reads) this.#asked.delete(key);
    if (this.#behind.length === 0) return;
    const behind = this.#behind.splice(0);
    for (const queued of behind) (this.#asked.has(queued.key) ? this.#behind : this.#queued).push(queued);
    if (this.#queued.length > 0) this.#start();
  }

  /** Refuses the reads of a statement that may not run. */
  #refuse(error: unknown): void {
    const reads = this.#take();
    this.#release(reads);
    for (const { reject } of reads) reject(error);
  }

  /** Answers every read of a statement, or starts it alone. Never throws. */
  async #settle(reads: readonly Queued<Question, Answer>[]): Promise<void> {
    if (reads.length === 0) return;
    const questions = reads.map(({ question }) => question);
    try {
      const answers = await retryOnceIfLost(() => this.#work.together(questions));
      this.#release(reads);
      for (const [index, { resolve }] of reads.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      this.#release(reads);
      const failsAll = reads.length === 1 || isServerSilent(error) || isDatabaseUnreachable(error);
      for (const { question, resolve, reject } of reads) {
        if (failsAll) reject(error);
        else this.#work.alone(question).then(resolve, reject);
      }
    }
  }
}
