/** `npm run bench`: Holdfast, the baseline and a do-nothing route side by side. See docs/performance.md. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { measureCommits } from "./commits.ts";
import { measureExpiry } from "./expiry.ts";
import { listPages } from "./lists.ts";
import { measureMails } from "./mails.ts";
import { pageReads } from "./pages.ts";
import { plot } from "./plot.ts";
import { hasHaproxy, measureHaproxy, measureProcesses } from "./processes.ts";
import { bookingsBesideReads, documentReads, listReads, slotReads } from "./reads.ts";
import { formatRow, sayWithTime } from "./report.ts";
import type { RowResult } from "./result.ts";
import { changesOfBookings, hotSlot, manySlots, pastBookings, soldOut } from "./rows.ts";
import { measureMemory, runRow, warmUp } from "./runner.ts";
import { FULL, QUICK } from "./settings.ts";
import { measureStreams } from "./streams.ts";
import { runAndUndo, type Undoing } from "./undo.ts";
import { measureWebhooks } from "./webhooks.ts";
import { createWorld, describeMachine, type World } from "./world.ts";

const PLOT_FILE = "docs/performance.svg";

const PLOT_CONNECTIONS = [1, 4, 16, 64, 256];

/** The rows in their order, by their names in `--only`. */
const ROWS: Record<string, (world: World) => Promise<RowResult | RowResult[]>> = {
  "hot-slot": async (world) => [await runRow(world, hotSlot(world.settings)), await measureMemory(world)],
  "many-slots": (world) => runRow(world, manySlots()),
  changes: (world) => runRow(world, changesOfBookings()),
  "sold-out": (world) => runRow(world, soldOut()),
  commits: measureCommits,
  "past-bookings": (world) => runRow(world, pastBookings(world.settings)),
  "list-pages": (world) => runRow(world, listPages(world.settings)),
  "slot-reads": (world) => runRow(world, slotReads()),
  "list-reads": (world) => runRow(world, listReads(world.settings)),
  "document-reads": (world) => runRow(world, documentReads()),
  pages: (world) => runRow(world, pageReads()),
  "bookings-beside-reads": (world) => runRow(world, bookingsBesideReads()),
  streams: measureStreams,
  webhooks: measureWebhooks,
  mails: measureMails,
  expiry: measureExpiry,
  processes: measureProcesses,
  haproxy: measureHaproxy,
};

/** Whether a row has what it needs on this machine; one that is asked for by name says what it lacks. */
const canRun = (name: string) => name !== "haproxy" || hasHaproxy();

function readArguments() {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      plot: { type: "boolean", default: false },
      out: { type: "string", default: ".data/bench.json" },
      only: { type: "string", default: Object.keys(ROWS).filter(canRun).join(",") },
    },
  });
  const only = values.only.split(",");
  const unknown = only.find((name) => !(name in ROWS));
  if (unknown !== undefined) throw new Error(`--only takes some of ${Object.keys(ROWS).join(",")}`);
  if (values.plot && !only.includes("hot-slot")) throw new Error("--plot needs the row hot-slot");
  const settings = values.quick ? QUICK : FULL;
  return {
    ...values,
    only,
    settings: values.plot ? { ...settings, connections: PLOT_CONNECTIONS } : settings,
  };
}

async function bench({ undo, starting }: Undoing): Promise<void> {
  const { settings, only, out, plot: isPlotted } = readArguments();
  const say = sayWithTime();
  const world = await starting(createWorld(settings, say, undo));
  const machine = await describeMachine(world.db);
  say(`${machine.cpus} CPUs shared by load generator, API and PostgreSQL; ${JSON.stringify(machine)}`);
  await warmUp(world);

  const results: RowResult[] = [];
  for (const name of only) {
    const measured = [await ROWS[name]?.(world)].flat().filter((result) => result !== undefined);
    for (const result of measured) say(`${formatRow(result)}\n`);
    results.push(...measured);
    await mkdir(dirname(out), { recursive: true });
    await writeFile(out, `${JSON.stringify({ machine, settings, rows: results }, null, 2)}\n`);
  }
  say(`written to ${out}`);
  if (isPlotted) {
    const hot = results.find(({ id }) => id === "hot-slot");
    if (hot) await writeFile(PLOT_FILE, plot(hot, PLOT_CONNECTIONS));
    say(`drawn in ${PLOT_FILE}`);
  }
}

await runAndUndo(bench);
