import { parseArgs } from "node:util";
import { CONTROLS } from "./controls.ts";
import { EXIT_CANNOT_RUN, whyNotHere } from "./packages.ts";
import { BROKE_OFF, describe, HEAD, play, type Scenario } from "./scenario.ts";
import { SCENARIOS } from "./scenarios.ts";
import { SHORTEST } from "./shortest.ts";
import { World } from "./world.ts";

/* npm run test:failover [-- --seed 7 --only "switch-over" --shortest] */

const { values } = parseArgs({
  options: { seed: { type: "string" }, only: { type: "string" }, shortest: { type: "boolean" } },
});
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
const isWanted = ({ name }: Scenario) => name.includes(values.only ?? "");
for (const scenario of (values.shortest ? SHORTEST : SCENARIOS).filter(isWanted)) {
  const result = await play(scenario, world, seed);
  say(...describe(result));
  if (result.broken.length > 0) failed.push(scenario.name);
}
for (const control of (values.shortest ? [] : CONTROLS).filter(isWanted)) {
  const { broken } = await play(control, world, seed);
  const caught = broken.filter((line) => !line.startsWith(BROKE_OFF));
  say(`${control.name}: ${caught.length > 0 ? `caught, ${caught[0]}` : `NOT CAUGHT ${broken.join("; ")}`}`);
  if (caught.length === 0) failed.push(control.name);
}
await world.end();
say(
  failed.length > 0 ? `failed: ${failed.join("; ")}` : "Nothing acknowledged was lost, no seat sold twice.",
);
process.exit(failed.length > 0 ? 1 : 0);
