import { HoldLanes, type Lane, type QueuedHold } from "./hold-lanes.ts";
import type { Postgres } from "./postgres.ts";
import type { Processor } from "./processor.ts";
import { Semaphore } from "./semaphore.ts";
import type { ServiceTimes } from "./service-times.ts";
import type { Simulation } from "./simulation.ts";
import { Thread } from "./thread.ts";

interface Request {
  isRead: boolean;
  slot: number;
  done: () => void;
}

/** Where a process runs, and what it asks. */
export interface ApiPlace {
  simulation: Simulation;
  processor: Processor;
  primary: Postgres;
  /** Where reads go: the primary or a replica. */
  readFrom: Postgres;
  times: ServiceTimes;
  /** The way to PostgreSQL and back, in milliseconds. */
  roundTrip: number;
  /** The connections of its pool. */
  connections: number;
  /** PgBouncer's connections, which all processes share; each process has its own otherwise. */
  bouncer: Semaphore | undefined;
}

/** An API process: one thread, its pool of connections, its hold queue, its reads. */
export class ApiProcess {
  readonly thread: Thread;
  readonly #place: ApiPlace;
  readonly #times: ServiceTimes;
  readonly #pool: Semaphore;
  readonly #lanes: HoldLanes;
  readonly #refusedLately = new Set<number>();
  #arrived: Request[] = [];
  #queuedReads: Request[] = [];
  #isReading = false;

  constructor(place: ApiPlace) {
    this.#place = place;
    this.#times = place.times;
    this.thread = new Thread(place.processor);
    this.#pool = new Semaphore(place.connections);
    this.#lanes = new HoldLanes(place.simulation, (batch, lane, done) => this.#placeBatch(batch, lane, done));
  }

  /** Takes a request for a read or a booking; those that arrive while the thread is busy are read together. */
  request(request: Request): void {
    this.#arrived.push(request);
    if (this.#arrived.length > 1) return;
    let taken: Request[] = [];
    this.thread.do(
      () => {
        taken = this.#arrived;
        this.#arrived = [];
        return sum(taken, ({ isRead }) => (isRead ? this.#times.apiRead / 2 : this.#times.apiRequest));
      },
      () => {
        for (const one of taken) this.#begin(one);
      },
    );
  }

  #begin(request: Request): void {
    const { isRead, slot, done } = request;
    if (!isRead) this.#lanes.join({ slot, isSecondTry: false, answer: done });
    else {
      this.#queuedReads.push(request);
      if (!this.#isReading) this.#readTogether();
    }
  }

  #readTogether(): void {
    const reads = this.#queuedReads;
    this.#queuedReads = [];
    this.#isReading = reads.length > 0;
    if (this.#isReading) this.#read(reads, () => this.#readTogether());
  }

  #read(reads: readonly Request[], done: () => void): void {
    const ask = (answered: () => void) => this.#place.readFrom.read(answered);
    this.#statement(this.#times.apiReads, ask, () => {
      done();
      this.#respond(this.#times.apiRead / 2, reads);
    });
  }

  #placeBatch(batch: readonly QueuedHold[], lane: Lane, done: () => void): void {
    const suspects = batch.filter(({ slot }) => this.#refusedLately.has(slot));
    const others = batch.filter(({ slot }) => !this.#refusedLately.has(slot));
    if (suspects.length === 0) {
      this.#book(others, lane, done);
      return;
    }
    const ask = (answered: () => void) => this.#place.primary.findSoldOut(answered);
    this.#statement(this.#times.apiSoldOut, ask, () => {
      if (others.length === 0) done();
      else this.#book(others, lane, done);
      this.#respond(this.#times.apiRefusal, suspects.map(refused));
    });
  }

  #book(batch: readonly QueuedHold[], lane: Lane, done: () => void): void {
    const bySlot = Map.groupBy(batch, ({ slot }) => slot);
    const wanted = new Map([...bySlot].map(([slot, { length }]) => [slot, length]));
    const work = this.#times.apiBatch + this.#times.apiBatchSlot * (wanted.size - 1);
    let placed = new Map<number, number>();
    const ask = (answered: () => void) =>
      this.#place.primary.book(wanted, lane.slot === undefined ? "skip" : "wait", (result) => {
        placed = result;
        answered();
      });
    this.#statement(work, ask, () => {
      const answers = [...bySlot].filter(([slot]) => placed.has(slot));
      const full = answers.filter(([slot, { length }]) => (placed.get(slot) ?? 0) < length);
      for (const [slot] of full) this.#refusedLately.add(slot);
      this.#lanes.moveAside([...bySlot].flatMap(([slot, asked]) => (placed.has(slot) ? [] : asked)));
      done();
      this.#respond(
        this.#times.apiHold,
        answers.flatMap(([slot, asked]) => asked.slice(0, placed.get(slot)).map(granted)),
      );
      this.#respond(
        this.#times.apiRefusal,
        answers.flatMap(([slot, asked]) => asked.slice(placed.get(slot)).map(refused)),
      );
    });
  }

  /** Sends a statement on a connection of the pool; half of the process's work comes before, half after it. */
  #statement(work: number, ask: (answered: () => void) => void, done: () => void): void {
    const { bouncer } = this.#place;
    const answered = () => {
      bouncer?.release();
      this.#travel(() => {
        this.#pool.release();
        this.thread.do(() => work / 2, done);
      });
    };
    const arrive = () => (bouncer ? bouncer.acquire(() => ask(answered)) : ask(answered));
    const send = () => this.#travel(arrive);
    this.#pool.acquire(() => this.thread.do(() => work / 2, send));
  }

  /** The way to PostgreSQL, or back. */
  #travel(arrive: () => void): void {
    const { simulation, roundTrip } = this.#place;
    if (roundTrip > 0) simulation.after(roundTrip / 2, arrive);
    else arrive();
  }

  /** Responds to requests together: the responses leave when all are made. */
  #respond(work: number, requests: readonly { done: () => void }[]): void {
    if (requests.length === 0) return;
    this.thread.do(
      () => work * requests.length,
      () => {
        for (const { done } of requests) done();
      },
    );
  }
}

const granted = ({ answer }: QueuedHold) => ({ done: () => answer(true) });
const refused = ({ answer }: QueuedHold) => ({ done: () => answer(false) });
const sum = <Item>(items: readonly Item[], of: (item: Item) => number) =>
  items.reduce((total, item) => total + of(item), 0);
