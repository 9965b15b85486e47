import { createRandom } from "../faults/random.ts";
import { type Figures, Trial } from "./trial.ts";
import type { World } from "./world.ts";

/** A fault of a cluster. */
export interface Scenario {
  name: string;
  /** Starts the load, does the damage, and waits until bookings succeed. The rest is healed and judged afterwards. */
  run: (trial: Trial) => Promise<void>;
}

/** The beginning of the line about a run that did not come to its end. */
export const BROKE_OFF = "the run broke off";

export interface Result {
  scenario: string;
  broken: string[];
  figures?: Figures;
}

/** Tries a fault once, in a healthy cluster. */
export async function play(scenario: Scenario, world: World, seed: number): Promise<Result> {
  const trial = new Trial(world, createRandom(seed).fork(scenario.name));
  try {
    await world.cluster.healthy();
    await scenario.run(trial);
    return { scenario: scenario.name, ...(await trial.conclude()) };
  } catch (error) {
    await trial.abandon();
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { scenario: scenario.name, broken: [`${BROKE_OFF}: ${reason}`] };
  } finally {
    await trial.tidy();
  }
}

/** The head of the table that `describe` writes the rows of. */
export const HEAD = [
  "| fault | gap | bookings acknowledged | responses | longest | seen |",
  "|---|---|---|---|---|---|",
];

/** A row of docs/failover.md's table. */
export function describe({ scenario, figures, broken }: Result): string[] {
  if (!figures) return [`${scenario}: BROKEN`, ...broken.map((line) => `    ${line}`)];
  const statuses = Object.entries(figures.statuses).map(([status, count]) => `${count} × ${status}`);
  const seen = [...figures.notes, `${figures.unknown} unknown`].join("; ");
  const cells = [
    scenario,
    `${figures.gapSeconds.toFixed(1)} s`,
    figures.acknowledged,
    statuses.join(", "),
    `${figures.longestResponseSeconds.toFixed(1)} s`,
    seen,
  ];
  return [`| ${cells.join(" | ")} |`, ...broken.map((line) => `    BROKEN ${line}`)];
}
