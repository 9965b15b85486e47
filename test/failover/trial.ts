import { guardWasNeeded, judge, lookAtInvariants, watchInvariants } from "../faults/checks.ts";
import { type EventReader, readEvents } from "../faults/events.ts";
import { History } from "../faults/history.ts";
import { type Load, type LoadOptions, startLoad } from "../faults/load.ts";
import { countHolds, observe, refusesToOversell } from "../faults/observer.ts";
import type { Random } from "../faults/random.ts";
import { makeSlots } from "../faults/slots.ts";
import { pause, until } from "../faults/wait.ts";
import type { Cluster } from "./cluster.ts";
import { countByStatus, longestGapSeconds } from "./gap.ts";
import type { Machine } from "./machine.ts";
import { startPulse } from "./pulse.ts";
import { HOLD_SECONDS, type World } from "./world.ts";

/** Some places less than the customers want, so that refusals are among the responses. */
const CAPACITY = 20;
/** More than a pulse can book. */
const PULSE_CAPACITY = 10_000;
const BEFORE_MILLISECONDS = 2_000;
const AFTER_MILLISECONDS = 2_000;
const SERVES_MAX_MILLISECONDS = 120_000;
/** After a failover, the workers look for expired holds as soon as they have a connection. */
const RELEASE_MAX_MILLISECONDS = 5_000;

/** The figures of a trial. */
export interface Figures {
  gapSeconds: number;
  acknowledged: number;
  statuses: Record<string, number>;
  longestResponseSeconds: number;
  /** Calls whose outcome the caller did not hear, retries included. */
  unknown: number;
  /** What else the scenario saw. */
  notes: string[];
}

/** One fault under load. */
export class Trial {
  readonly world: World;
  readonly cluster: Cluster;
  readonly random: Random;
  readonly history = new History();
  readonly #afterwards: (() => Promise<void>)[] = [];
  readonly #notes: string[] = [];
  readonly #broken: string[] = [];
  readonly #loads: Load[] = [];
  readonly #watch: ReturnType<typeof watchInvariants>;
  readonly #events: EventReader;
  readonly #logBegin: number;
  #slotIds: string[] = [];
  #faultAt = 0;

  constructor(world: World, random: Random) {
    this.world = world;
    this.cluster = world.cluster;
    this.random = random;
    this.#watch = watchInvariants(world.cluster.url);
    this.#events = readEvents(() => world.cluster.url, false);
    this.#logBegin = world.cluster.log().length;
    for (const process of world.processes) process.mayBeSilent = false;
  }

  /** Has customers book, and a pulse measure, for two seconds before the fault. */
  async startLoad(options: Partial<LoadOptions> = {}): Promise<void> {
    const { history, random } = this;
    const { processes } = this.world;
    const url = processes[0]?.url ?? "";
    const slotIds = await makeSlots(url, history, { capacity: CAPACITY });
    const [pulseSlot = ""] = await makeSlots(url, history, { slots: 1, capacity: PULSE_CAPACITY });
    this.#slotIds = [...slotIds, pulseSlot];
    this.#loads.push(startLoad({ history, random, processes, slotIds, name: "load", ...options }));
    this.#loads.push(startPulse(history, processes, pulseSlot));
    await pause(BEFORE_MILLISECONDS);
    this.#faultAt = history.now();
  }

  /** Waits until a booking that was made after this call succeeds. */
  async serves(): Promise<void> {
    const from = this.history.now();
    await until(
      "bookings succeed",
      () =>
        this.history.calls.some(
          (call) => call.verb === "book" && call.from >= from && call.outcome.type === "ok",
        ),
      SERVES_MAX_MILLISECONDS,
    );
  }

  /** Waits until another machine leads, and adds the time since the fault to the figures. */
  async otherLeaderThan(former: Machine): Promise<Machine> {
    const leader = await this.cluster.otherLeaderThan(former);
    this.note(`another leader after ${(this.elapsed / 1_000).toFixed(1)} s`);
    return leader;
  }

  /** Has something done when the trial has been judged. */
  afterwards(work: () => Promise<void>): void {
    this.#afterwards.push(work);
  }

  /** Does what `afterwards` was given. */
  async tidy(): Promise<void> {
    for (const work of this.#afterwards.splice(0)) await work();
  }

  /** Milliseconds since the fault. */
  get elapsed(): number {
    return this.history.now() - this.#faultAt;
  }

  /** Adds a sentence to the figures. */
  note(sentence: string): void {
    this.#notes.push(sentence);
  }

  /** Adds a sentence to the broken rules, unless the condition holds. */
  expect(condition: boolean, sentence: string): void {
    if (!condition) this.#broken.push(sentence);
  }

  /** Heals the cluster under load, ends the load, waits for the last hold's end, and judges. */
  async conclude(): Promise<{ figures: Figures; broken: string[] }> {
    await this.cluster.heal();
    await this.serves();
    await pause(AFTER_MILLISECONDS);
    const healedAt = this.history.now();
    await Promise.all(this.#loads.map((load) => load.stop()));
    const broken = [...this.#broken, ...(await this.#judge(healedAt))];
    const looks = this.#watch.looks();
    broken.push(
      ...(await this.#watch.stop()),
      ...(looks === 0 ? ["the invariants were never looked at"] : []),
    );
    broken.push(...(await lookAtInvariants(this.cluster.url)));
    broken.push(...this.world.processes.flatMap((process) => unknownErrors(process.output)));
    broken.push(...guardWasNeeded(this.cluster.log().slice(this.#logBegin)));
    return { figures: this.#figures(), broken };
  }

  async #judge(healedAt: number): Promise<string[]> {
    const { history } = this;
    const session = await this.cluster.session();
    try {
      await until(
        "every hold has ended",
        async () => (await countHolds(session)) === 0,
        HOLD_SECONDS * 1_000 + RELEASE_MAX_MILLISECONDS,
      );
      const events = await this.#events.stop();
      const observed = await observe(session, this.#slotIds);
      const isGuarded = await refusesToOversell(session, this.#slotIds[0] ?? "");
      return [
        ...(isGuarded ? [] : ["the database itself would sell more places than there are"]),
        ...judge({ history, observed, events, healedAt, releaseMaxMilliseconds: RELEASE_MAX_MILLISECONDS }),
      ];
    } finally {
      await session.end();
    }
  }

  #figures(): Figures {
    const { history } = this;
    return {
      gapSeconds: longestGapSeconds(history.calls, this.#faultAt),
      acknowledged: history.count("book", "ok"),
      statuses: countByStatus(history.attempts),
      longestResponseSeconds: history.longestMilliseconds / 1_000,
      unknown: history.calls.filter(({ outcome }) => outcome.type === "unknown").length,
      notes: this.#notes,
    };
  }

  /** Ends a trial after an error. */
  async abandon(): Promise<void> {
    await this.cluster.heal().catch(() => {});
    await Promise.all(this.#loads.map((load) => load.stop()));
    await this.#watch.stop();
    await this.#events.stop().catch(() => {});
  }
}

/** The log's lines about errors that Holdfast did not expect, which it answers with 500. */
const unknownErrors = (output: string) =>
  output
    .split("\n")
    .filter((line) => line.includes('"level":50'))
    .slice(-3);
