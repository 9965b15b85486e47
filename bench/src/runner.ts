import { brokenInvariants } from "@holdfast/core";
import { emptyTables, makeSlots } from "./data.ts";
import type { LoadResult } from "./load.ts";
import type { Figures, Line, RowResult } from "./result.ts";
import type { Row, Variant } from "./row.ts";
import { bookings } from "./rows.ts";
import type { Settings } from "./settings.ts";
import { median } from "./statistics.ts";
import { LABELS, SUBJECTS } from "./subjects.ts";
import { load, type World } from "./world.ts";

export const WARM_CONNECTIONS = 64;
/** A server is warm when it has not become faster by this factor for so many seconds. */
const WARM_SECONDS = 3;
const WARM_FACTOR = 1.03;

/** Warms each server up, one after the other. */
export async function warmUp(world: World): Promise<void> {
  for (const subject of SUBJECTS) {
    const target = bookings(await makeSlots(world.db, 1, 1_000_000));
    const to = { subject, connections: WARM_CONNECTIONS, seconds: 1 };
    const speeds = await loadUntilWarm(world.settings, () => load(world, to, target));
    world.say(`warm-up of ${subject}, requests/s second by second: ${speeds.join(" ")}`);
  }
}

/**
 * Loads a server until it has reached its speed: Node compiles hot code only after some seconds.
 * @param loadForSecond sends requests for one second
 * @returns requests/s, second by second
 */
export async function loadUntilWarm(
  { warmupMinSeconds, warmupMaxSeconds }: Pick<Settings, "warmupMinSeconds" | "warmupMaxSeconds">,
  loadForSecond: () => Promise<Pick<LoadResult, "perSecond">>,
): Promise<number[]> {
  const speeds: number[] = [];
  const isWarm = () => {
    const before = Math.max(...speeds.slice(0, -WARM_SECONDS));
    return speeds.length > WARM_SECONDS && Math.max(...speeds.slice(-WARM_SECONDS)) < before * WARM_FACTOR;
  };
  while (speeds.length < warmupMaxSeconds && (speeds.length < warmupMinSeconds || !isWarm())) {
    speeds.push(Math.round((await loadForSecond()).perSecond));
  }
  return speeds;
}

/** Measures a row: all variants once, then all again, so that the machine's drift meets all of them. */
export async function runRow(world: World, row: Row): Promise<RowResult> {
  await emptyTables(world.db);
  await row.setUp?.(world);
  const rounds: Map<string, Figures>[] = [];
  const count = row.rounds ?? world.settings.rounds;
  for (let round = row.practice ? -1 : 0; round < count; round++) {
    const figures = new Map<string, Figures>();
    for (const variant of row.variants) figures.set(variant.name, await measure(world, row, variant));
    if (round >= 0) rounds.push(figures);
  }
  await checkInvariants(world);
  return summarize(row, rounds);
}

async function measure(world: World, row: Row, variant: Variant): Promise<Figures> {
  const target = await variant.prepare(world);
  const { seconds, rampSeconds } = world.settings;
  const { subject, connections } = variant;
  const to = { subject, connections, seconds: row.seconds ?? seconds, warmupSeconds: rampSeconds };
  const beside = variant.beside && load(world, to, variant.beside(target), world.besideLoader);
  const [{ perSecond, p50Milliseconds, p99Milliseconds }] = await Promise.all([
    load(world, to, target),
    beside,
  ]);
  return { perSecond, p50Milliseconds, p99Milliseconds };
}

/** @throws where an invariant is broken: the speed would be worth nothing */
export async function checkInvariants({ db }: Pick<World, "db">): Promise<void> {
  const broken = await brokenInvariants({ db });
  if (broken.length > 0) throw new Error(`broken invariants:\n  ${broken.join("\n  ")}`);
}

/** The medians of a row's variants and of its ratios, over the rounds. */
export function summarize(
  row: Pick<Row, "id" | "title" | "ratios"> & { variants: readonly { name: string }[] },
  rounds: readonly Map<string, Figures>[],
): RowResult {
  const figure = (round: Map<string, Figures>, variant: string, name: string) =>
    round.get(variant)?.[name] ?? Number.NaN;
  const lines: Line[] = row.variants.map(({ name }) => ({
    name,
    figures: Object.fromEntries(
      Object.keys(rounds[0]?.get(name) ?? {}).map((key) => [
        key,
        median(rounds.map((round) => figure(round, name, key))),
      ]),
    ),
    rounds: rounds.map((round) => round.get(name) ?? {}),
  }));
  const ratios = row.ratios.map(({ name, of, over, figure: key, goal }) => ({
    name,
    value: median(rounds.map((round) => figure(round, of, key) / figure(round, over, key))),
    ...(goal ? { goal } : {}),
  }));
  return { id: row.id, title: row.title, lines, ratios };
}

/** Measures the memory of the servers' processes. */
export async function measureMemory({ servers }: World): Promise<RowResult> {
  const lines: Line[] = [];
  for (const subject of SUBJECTS) {
    lines.push({ name: LABELS[subject], figures: await servers[subject].memory() });
  }
  return { id: "memory", title: "Memory of the API's process after the hot slot", lines, ratios: [] };
}
