import { parseArgs } from "node:util";
import { EXIT_CANNOT_RUN, whyNotHere } from "./packages.ts";
import { describe, HEAD, play } from "./scenario.ts";
import { SCENARIOS } from "./scenarios.ts";
import { World } from "./world.ts";

/* npm run test:failover [-- --seed 7 --only "switch-over"] */

const { values } = parseArgs({ options: { seed: { type: "string" }, only: { type: "string" } } });
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e6) : Number(values.seed);

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

const reasons = await whyNotHere();
if (reasons.length > 0) {
  say("The failover suite cannot run here:", ...reasons);
  process.exit(EXIT_CANNOT_RUN);
}

say(`seed ${seed}; to repeat: npm run test:failover -- --seed ${seed}`, ...HEAD);
const failed: string[] = [];
const world = await World.start();
for (const scenario of SCENARIOS.filter(({ name }) => name.includes(values.only ?? ""))) {
  const result = await play(scenario, world, seed);
  say(...describe(result));
  if (result.broken.length > 0) failed.push(scenario.name);
}
await world.end();
say(
  failed.length > 0 ? `failed: ${failed.join("; ")}` : "Nothing acknowledged was lost, no seat sold twice.",
);
process.exit(failed.length > 0 ? 1 : 0);
