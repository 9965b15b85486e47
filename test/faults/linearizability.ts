import type { SlotState, Step } from "./model.ts";

/* The search of Wing and Gong for an order of the steps, each at a moment between its call and its response, in
   which the model gives the same results. It remembers the states that led nowhere (Lowe). */

const SEARCH_MAX_STEPS = 50_000;

/** A step on the path, and its untried alternatives. */
interface Applied {
  step: number;
  undo: (() => void) | undefined;
  others: number[];
}

/**
 * @returns undefined if such an order exists; otherwise the steps that could not be placed, at the search's
 *   furthest point
 */
export function whyNotLinearizable(steps: readonly Step[], capacity: number): string | undefined {
  return new Search(steps, capacity).run();
}

class Search {
  readonly #steps: readonly Step[];
  readonly #state: SlotState;
  /** The steps that are not on the path, in the database's order. */
  readonly #left: Set<number>;
  readonly #path: Applied[] = [];
  readonly #seen = new Set<string>();
  readonly #marks: readonly [number, number][];
  #sign: [number, number] = [0, 0];
  #fewestLeft = Number.POSITIVE_INFINITY;
  #stuckAt = "";

  constructor(steps: readonly Step[], capacity: number) {
    this.#steps = [...steps].sort((one, other) => one.hint - other.hint || one.from - other.from);
    this.#state = { capacity, booked: 0, status: new Map() };
    this.#left = new Set(this.#steps.keys());
    this.#marks = this.#steps.map((_, index) => [mix(index * 2 + 1), mix(index * 2 + 2)]);
  }

  run(): string | undefined {
    let looked = 0;
    for (let options = this.#options(); this.#left.size > 0; options = this.#options()) {
      if (++looked > SEARCH_MAX_STEPS) return `no order found in ${SEARCH_MAX_STEPS} steps; ${this.#stuckAt}`;
      if (this.#applyOneOf(options)) continue;
      if (!this.#back()) return this.#stuckAt;
    }
    return undefined;
  }

  /** The steps that can come next: no remaining step ended before they began. */
  #options(): number[] {
    let firstEnd = Number.POSITIVE_INFINITY;
    for (const index of this.#left) firstEnd = Math.min(firstEnd, (this.#steps[index] as Step).until);
    const options = [...this.#left].filter((index) => (this.#steps[index] as Step).from <= firstEnd);
    return options.sort((one, other) => one - other); // steps that went back from the path are at the end
  }

  #applyOneOf(options: number[]): boolean {
    const changing: number[] = [];
    const twins = new Set<string>();
    for (const index of options) {
      const step = this.#steps[index] as Step;
      const effect = step.apply(this.#state);
      if (effect === "impossible") continue;
      if (effect === "same") {
        this.#advance(index, undefined, []);
        return true;
      }
      effect();
      if (step.twin !== undefined && twins.has(step.twin)) continue;
      if (step.twin !== undefined) twins.add(step.twin);
      changing.push(index);
    }
    const [first, ...others] = changing;
    if (first === undefined || this.#seen.has(this.#signature())) {
      this.#noteStuck(options);
      return false;
    }
    this.#seen.add(this.#signature());
    this.#change(first, others);
    return true;
  }

  #change(index: number, others: number[]): void {
    const undo = (this.#steps[index] as Step).apply(this.#state);
    this.#advance(index, undo as () => void, others);
  }

  #advance(index: number, undo: (() => void) | undefined, others: number[]): void {
    this.#left.delete(index);
    this.#mark(index);
    this.#path.push({ step: index, undo, others });
  }

  /** Returns to the last step with an untried alternative, and applies that. */
  #back(): boolean {
    for (let last = this.#path.pop(); last; last = this.#path.pop()) {
      last.undo?.();
      this.#left.add(last.step);
      this.#mark(last.step);
      const [next, ...others] = last.others;
      if (next === undefined) continue;
      this.#change(next, others);
      return true;
    }
    return false;
  }

  #mark(index: number): void {
    const [one, other] = this.#marks[index] as [number, number];
    this.#sign = [this.#sign[0] ^ one, this.#sign[1] ^ other];
  }

  #signature(): string {
    return `${this.#sign[0]}/${this.#sign[1]}/${this.#state.booked}`;
  }

  #noteStuck(options: readonly number[]): void {
    if (this.#left.size >= this.#fewestLeft) return;
    this.#fewestLeft = this.#left.size;
    const { booked, capacity } = this.#state;
    const named = options.slice(0, 8).map((index) => describe(this.#steps[index] as Step));
    this.#stuckAt = `with ${booked} of ${capacity} places booked, none of these can come next: ${named.join("; ")}`;
  }
}

const describe = ({ what, from, until }: Step) =>
  `${what.slice(0, 200)} (${Math.round(from)}–${Math.round(until)})`;

/** A number that looks random, for a set's signature. */
function mix(index: number): number {
  let value = Math.imul(index, 0x9e3779b1);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return value ^ (value >>> 13);
}
