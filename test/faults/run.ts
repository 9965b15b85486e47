import { parseArgs } from "node:util";
import { CONTROLS } from "./controls.ts";
import { BROKE_OFF, play, type Result, type Scenario } from "./scenario.ts";
import { SCENARIOS } from "./scenarios.ts";

/* npm run test:faults [-- --seed 7 --only "kill -9" --soak] */

const SEEDS = 3;
const SOAK_SEEDS = 20;
const FULL_MAX_MILLISECONDS = 10 * 60_000;

const { values } = parseArgs({
  options: { seed: { type: "string" }, only: { type: "string" }, soak: { type: "boolean" } },
});

const firstSeed = values.seed === undefined ? Math.floor(Math.random() * 1e6) : Number(values.seed);
const seeds = Array.from({ length: values.soak ? SOAK_SEEDS : SEEDS }, (_, index) => firstSeed + index);

const say = (line: string) => process.stdout.write(`${line}\n`);

function tell({ seed, seconds, broken, figures }: Result, verdict: string): void {
  const seen = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  say(`  ${verdict}, seed ${seed}, ${seconds.toFixed(1)} s: ${seen.join(", ")}`);
  for (const line of broken) say(`      ${line}`);
}

/** @returns whether all is as it must be */
async function tryFault(scenario: Scenario): Promise<boolean> {
  const results = await play(scenario, seeds);
  for (const result of results) tell(result, result.broken.length === 0 ? "holds" : "BROKEN");
  return results.every(({ broken }) => broken.length === 0);
}

/** A defect must be found by the checks; a run that breaks off has found nothing. */
async function tryControl(scenario: Scenario): Promise<boolean> {
  const results = await play(scenario, seeds.slice(0, 1));
  const isCaught = ({ broken }: Result) => broken.some((line) => !line.startsWith(BROKE_OFF));
  for (const result of results) tell(result, isCaught(result) ? "caught" : "NOT CAUGHT");
  return results.every(isCaught);
}

async function main(): Promise<void> {
  say(`seed ${firstSeed}; to repeat: npm run test:faults -- --seed ${firstSeed}`);
  const deadline = Date.now() + FULL_MAX_MILLISECONDS;
  const failed: string[] = [];
  const tries = [
    ...CONTROLS.map((scenario) => ({ scenario, attempt: tryControl })),
    ...SCENARIOS.map((scenario) => ({ scenario, attempt: tryFault })),
  ];
  for (const { scenario, attempt } of tries) {
    if (!scenario.name.includes(values.only ?? "")) continue;
    const reason = await scenario.whyNot?.();
    const isLate = !values.soak && Date.now() > deadline;
    const note = reason ? `: LEFT OUT, ${reason}` : isLate ? ": NOT TRIED, the ten minutes are over" : "";
    say(scenario.name + note);
    if (reason) continue;
    if (isLate || !(await attempt(scenario))) failed.push(scenario.name);
  }
  say(
    failed.length > 0 ? `failed: ${failed.join("; ")}` : "Nothing acknowledged was lost, no seat sold twice.",
  );
  process.exit(failed.length > 0 ? 1 : 0);
}

await main();
