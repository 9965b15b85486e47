import { parseArgs } from "node:util";
import { CONTROLS } from "./controls.ts";
import { BROKE_OFF, play, type Result, type Scenario } from "./scenario.ts";
import { SCENARIOS } from "./scenarios.ts";

/* npm run test:faults [-- --seed 7 --only "kill -9" --soak] */

const SEEDS = 3;
const SOAK_SEEDS = 20;
const FULL_MAX_MINUTES = 25;

const { values } = parseArgs({
  options: { seed: { type: "string" }, only: { type: "string" }, soak: { type: "boolean" } },
});

const firstSeed = values.seed === undefined ? Math.floor(Math.random() * 1e6) : Number(values.seed);
const seeds = Array.from({ length: values.soak ? SOAK_SEEDS : SEEDS }, (_, index) => firstSeed + index);

/** Scenarios that run at the same time, because most of them are mostly idle. */
const SCENARIOS_AT_A_TIME = 2;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function describe({ seed, seconds, broken, figures }: Result, verdict: string): string[] {
  const seen = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  const head = `  ${verdict}, seed ${seed}, ${seconds.toFixed(1)} s: ${seen.join(", ")}`;
  return [head, ...broken.map((line) => `      ${line}`)];
}

/** Runs a scenario; returns lines for the reader, and whether the result is the right one. */
type Attempt = (scenario: Scenario) => Promise<{ lines: string[]; isRight: boolean }>;

const tryFault: Attempt = async (scenario) => {
  const results = await play(scenario, seeds);
  return {
    lines: results.flatMap((result) => describe(result, result.broken.length === 0 ? "holds" : "BROKEN")),
    isRight: results.every(({ broken }) => broken.length === 0),
  };
};

/** The checks must find the defect; a run that breaks off has found nothing. */
const tryControl: Attempt = async (scenario) => {
  const results = await play(scenario, seeds.slice(0, 1));
  const isCaught = ({ broken }: Result) => broken.some((line) => !line.startsWith(BROKE_OFF));
  return {
    lines: results.flatMap((result) => describe(result, isCaught(result) ? "caught" : "NOT CAUGHT")),
    isRight: results.every(isCaught),
  };
};

const failed: string[] = [];
const deadline = Date.now() + FULL_MAX_MINUTES * 60_000;

async function tryOne(scenario: Scenario, attempt: Attempt): Promise<void> {
  const reason = await scenario.whyNot?.();
  if (reason) return say(`${scenario.name}: LEFT OUT, ${reason}`);
  if (!values.soak && Date.now() > deadline) {
    failed.push(scenario.name);
    return say(`${scenario.name}: NOT TRIED, the ${FULL_MAX_MINUTES} minutes are over`);
  }
  const { lines, isRight } = await attempt(scenario).catch((error: Error) => ({
    lines: [`  BROKEN before it began: ${error.message}`],
    isRight: false,
  }));
  say([scenario.name, ...lines].join("\n"));
  if (!isRight) failed.push(scenario.name);
}

async function main(): Promise<void> {
  say(`seed ${firstSeed}; to repeat: npm run test:faults -- --seed ${firstSeed}`);
  const tries = [
    ...SCENARIOS.map((scenario) => ({ scenario, attempt: tryFault })),
    ...CONTROLS.map((scenario) => ({ scenario, attempt: tryControl })),
  ].filter(({ scenario }) => scenario.name.includes(values.only ?? ""));
  const tryInTurn = async () => {
    for (let next = tries.shift(); next; next = tries.shift()) await tryOne(next.scenario, next.attempt);
  };
  await Promise.all(Array.from({ length: SCENARIOS_AT_A_TIME }, tryInTurn));
  say(
    failed.length > 0 ? `failed: ${failed.join("; ")}` : "Nothing acknowledged was lost, no seat sold twice.",
  );
  process.exit(failed.length > 0 ? 1 : 0);
}

await main();
