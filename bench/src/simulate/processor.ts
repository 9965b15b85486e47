import type { Simulation } from "./simulation.ts";

interface Task {
  /** The work that each task has had when this one ends. */
  endsAt: number;
  order: number;
  done: () => void;
}

/**
 * The CPUs of a machine, shared evenly by the tasks that run: none has more than one CPU. Their number may be a
 * fraction, where other programs use a part of them.
 */
export class Processor {
  readonly cpus: number;
  readonly #simulation: Simulation;
  #busy = 0;
  /** In the order of their ends. */
  readonly #tasks: Task[] = [];
  #order = 0;
  /** The work that a task has had that runs since the start, in milliseconds. */
  #work = 0;
  #workedUntil = 0;
  /** Counts the changes; an end that was planned before the last one is void. */
  #changes = 0;

  constructor(simulation: Simulation, cpus: number) {
    this.#simulation = simulation;
    this.cpus = cpus;
  }

  /** Runs a task that needs so many milliseconds of one CPU. */
  run(milliseconds: number, done: () => void): void {
    this.#catchUp();
    const task = { endsAt: this.#work + milliseconds, order: this.#order++, done };
    const place = this.#tasks.findIndex(({ endsAt }) => endsAt > task.endsAt);
    this.#tasks.splice(place < 0 ? this.#tasks.length : place, 0, task);
    this.#planEnd();
  }

  /** CPU time used so far, in milliseconds. */
  get busy(): number {
    this.#catchUp();
    return this.#busy;
  }

  /** The part of a CPU that each task has. */
  get #speed(): number {
    return Math.min(1, this.cpus / this.#tasks.length);
  }

  #catchUp(): void {
    const elapsed = this.#simulation.now - this.#workedUntil;
    this.#workedUntil = this.#simulation.now;
    if (this.#tasks.length === 0) return;
    this.#work += elapsed * this.#speed;
    this.#busy += elapsed * this.#speed * this.#tasks.length;
  }

  #planEnd(): void {
    const [next] = this.#tasks;
    const change = ++this.#changes;
    if (!next) return;
    this.#simulation.after(Math.max(0, next.endsAt - this.#work) / this.#speed, () => {
      if (change !== this.#changes) return;
      this.#catchUp();
      this.#tasks.shift();
      this.#planEnd();
      next.done();
    });
  }
}
