import { parseArgs } from "node:util";
import { play, type Result, type Scenario } from "./scenario.ts";
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

function tell({ seed, seconds, broken, figures }: Result): void {
  const seen = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  say(
    `  ${broken.length === 0 ? "holds " : "BROKEN"} seed ${seed}, ${seconds.toFixed(1)} s: ${seen.join(", ")}`,
  );
  for (const line of broken) say(`         ${line}`);
}

/** @returns whether anything was broken */
async function tryOne(scenario: Scenario): Promise<boolean> {
  const reason = await scenario.whyNot?.();
  say(`${scenario.name}${reason ? `: LEFT OUT, ${reason}` : ""}`);
  if (reason) return false;
  const results = await play(scenario, seeds);
  for (const result of results) tell(result);
  return results.some(({ broken }) => broken.length > 0);
}

async function main(): Promise<void> {
  say(`seed ${firstSeed}; to repeat: npm run test:faults -- --seed ${firstSeed}`);
  const deadline = Date.now() + FULL_MAX_MILLISECONDS;
  const broken: string[] = [];
  const late: string[] = [];
  for (const scenario of SCENARIOS.filter(({ name }) => name.includes(values.only ?? ""))) {
    if (!values.soak && Date.now() > deadline) late.push(scenario.name);
    else if (await tryOne(scenario)) broken.push(scenario.name);
  }
  for (const name of late) say(`NOT TRIED, the ten minutes were over: ${name}`);
  say(
    broken.length > 0
      ? `broken by: ${broken.join("; ")}`
      : "nothing acknowledged was lost, no seat sold twice",
  );
  process.exit(broken.length + late.length > 0 ? 1 : 0);
}

await main();
