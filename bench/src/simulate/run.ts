/** `npm run bench:simulate`: queues simulated from measured service times. See docs/scaling.md. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { sayWithTime } from "../report.ts";
import { runAndUndo } from "../undo.ts";
import { simulateClosed } from "./closed-load.ts";
import { fitServiceTimes } from "./fit.ts";
import { forecast, rush, STEPS } from "./forecast.ts";
import { type Measured, measureAll } from "./measure.ts";
import { SCENARIOS } from "./scenarios.ts";
import type { ServiceTimes } from "./service-times.ts";
import { table } from "./table.ts";

/** The first gives the forecast, each is compared with what was measured with it. */
const TIMES_FILES = ["service-times.json", "service-times.page.json"].map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
);

/** The file of service times. */
interface TimesFile {
  /** Where the figures come from. */
  origin: string;
  machine: unknown;
  serviceTimes: ServiceTimes;
  /** What they were fitted to, and what the simulation is compared with; by scenario. */
  measured: Record<string, Measured>;
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      times: { type: "string", multiple: true, default: TIMES_FILES },
      measure: { type: "boolean", default: false },
      rounds: { type: "string", default: "3" },
      out: { type: "string", default: ".data/service-times.json" },
    },
  });
  const rounds = Number(values.rounds);
  if (!(rounds >= 1)) throw new Error("--rounds takes a number from 1 on");
  return { ...values, rounds };
}

/** Prints what was simulated beside what was measured. */
function compare({ machine, serviceTimes, measured }: TimesFile): void {
  const { cpus } = machine as { cpus: number };
  const rows = SCENARIOS.flatMap((scenario) => {
    const real = measured[scenario.id];
    if (!real) return [];
    const simulated = simulateClosed(
      scenario,
      serviceTimes,
      cpus - real.otherCpus,
      real.loaderMicroseconds / 1000,
    );
    return [
      [
        scenario.id,
        real.otherCpus.toFixed(2),
        Math.round(real.perSecond).toLocaleString("en"),
        Math.round(simulated.perSecond).toLocaleString("en"),
        (simulated.perSecond / real.perSecond).toFixed(2),
        (simulated.p50Milliseconds / real.p50Milliseconds).toFixed(2),
        (simulated.p99Milliseconds / real.p99Milliseconds).toFixed(2),
      ],
    ];
  });
  const head = [
    "load",
    "others' CPUs",
    "measured/s",
    "simulated/s",
    "÷ measured",
    "p50 ÷ measured",
    "p99 ÷ measured",
  ];
  console.log(`${table(head, rows)}\n`);
}

/** Prints where each step ends. */
function printForecast(times: ServiceTimes): void {
  const rows = STEPS.map((step) => {
    const { mostPerMinute, busiest, comfortable } = forecast(step, times);
    return [
      step.name,
      mostPerMinute.toLocaleString("en"),
      `${busiest.station} ${Math.round(100 * busiest.share)}%`,
      comfortable.reads.p99Milliseconds.toFixed(1),
      comfortable.bookings.p99Milliseconds.toFixed(1),
    ];
  });
  const head = [
    "step",
    "visitors/min at most",
    "busiest",
    "p99 of reads at 80%, ms",
    "p99 of attempts at 80%, ms",
  ];
  console.log(`${table(head, rows)}\n`);
  const rushes = STEPS.slice(2).map((step) => {
    const { soldOutAt = Number.NaN, bookings } = rush(step, times);
    return [step.name, soldOutAt.toFixed(0), bookings.p99Milliseconds.toFixed(0)];
  });
  console.log(
    table(["1,000,000 visitors/min, 20,000 places", "sold out after ms", "p99 of attempts, ms"], rushes),
  );
}

async function main(undoing: Parameters<Parameters<typeof runAndUndo>[0]>[0]): Promise<void> {
  const { times, measure, rounds, out } = readArguments();
  if (measure) {
    const result = await measureAll(undoing, rounds, sayWithTime());
    const serviceTimes = fitServiceTimes(result.measured);
    const origin = `npm run bench:simulate -- --measure --rounds ${rounds}`;
    await mkdir(dirname(out), { recursive: true });
    await writeFile(out, `${JSON.stringify({ origin, ...result, serviceTimes }, null, 2)}\n`);
    console.log(`written to ${out}; npm run bench:simulate -- --times ${out} uses it`);
    return;
  }
  const files = await Promise.all(
    times.map(async (path) => JSON.parse(await readFile(path, "utf8")) as TimesFile),
  );
  for (const file of files) {
    console.log(`${file.origin}\n${JSON.stringify(file.serviceTimes, null, 2)}\n`);
    compare(file);
  }
  const [first] = files;
  if (first) printForecast(first.serviceTimes);
}

await runAndUndo(main);
