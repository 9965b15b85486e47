import { performance } from "node:perf_hooks";
import { Run, World, type WorldOptions } from "./world.ts";

/** A fault: its world, and the events in it. */
export interface Scenario {
  name: string;
  world?: WorldOptions;
  /** Does the damage under load. Any remaining damage is healed and judged afterwards. */
  run: (run: Run) => Promise<void>;
  /** Whether each run needs a new world. */
  isWorldPerSeed?: boolean;
  /** The reason why this machine cannot run it, if there is one. */
  whyNot?: () => Promise<string | undefined>;
}

/** The result of one run. */
export interface Result {
  scenario: string;
  seed: number;
  seconds: number;
  broken: string[];
  figures: Record<string, number>;
}

/** The beginning of the line about a run that did not come to its end. */
export const BROKE_OFF = "the run broke off";

/** Runs a fault with each seed, all in one world. */
export async function play(scenario: Scenario, seeds: readonly number[]): Promise<Result[]> {
  if (scenario.isWorldPerSeed && seeds.length > 1) {
    const results: Result[] = [];
    for (const seed of seeds) results.push(...(await play(scenario, [seed])));
    return results;
  }
  const world = await World.start(scenario.world);
  try {
    const results: Result[] = [];
    for (const seed of seeds) results.push(await playOnce(scenario, world, seed));
    return results;
  } finally {
    await world.end();
  }
}

async function playOnce(scenario: Scenario, world: World, seed: number): Promise<Result> {
  const begin = performance.now();
  const run = new Run(world, seed);
  let broken: string[];
  try {
    await scenario.run(run);
    broken = await run.conclude();
  } catch (error) {
    await run.abandon();
    broken = [`${BROKE_OFF}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
  const seconds = (performance.now() - begin) / 1_000;
  return { scenario: scenario.name, seed, seconds, broken, figures: run.figures };
}
