/** `npm run bench:compare`: the servers of several checkouts in interleaved rounds. See docs/performance.md. */
import { execFile } from "node:child_process";
import { access, mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { sql } from "kysely";
import { cpuTimesOfSessions, microsecondsBetween } from "./cpu.ts";
import { createBaselineTables } from "./data.ts";
import type { LoadResult, Target } from "./load.ts";
import { formatComparison, sayWithTime } from "./report.ts";
import type { ComparedLine, Comparison } from "./result.ts";
import { MANY_SLOTS, onFreshSlots, soldOutSlot } from "./rows.ts";
import { loadUntilWarm, WARM_CONNECTIONS } from "./runner.ts";
import { type Loader, type Server, startLoader, startServer } from "./servers.ts";
import { median, quantile } from "./statistics.ts";
import { runAndUndo, type Undo, type Undoing } from "./undo.ts";
import { connectTo, createDatabase, describeMachine, type Postgres, startPostgres } from "./world.ts";

const USAGE = `npm run bench:compare -- --checkout name=/path --checkout name2=/path2 [--rounds 20] [--rows hot-64,many-64] [--out file.json]
Each path is a checkout of Holdfast with its node_modules installed; one path under two names shows the noise.`;

interface ComparedRow {
  connections: number;
  prepare: (postgres: Pick<Postgres, "db">) => Promise<Target>;
}
const ROWS: Record<string, ComparedRow> = {
  "hot-1": { connections: 1, prepare: onFreshSlots(1) },
  "hot-64": { connections: 64, prepare: onFreshSlots(1) },
  "hot-256": { connections: 256, prepare: onFreshSlots(1) },
  "many-64": { connections: 64, prepare: onFreshSlots(MANY_SLOTS) },
  "sold-out-64": { connections: 64, prepare: soldOutSlot },
};
const ROWS_DEFAULT = "hot-64,hot-256,many-64";

const SECONDS = 2;
const RAMP_SECONDS = 0.4;
const WARM_UP = { warmupMinSeconds: 10, warmupMaxSeconds: 20 };

interface Checkout extends Postgres {
  name: string;
  root: string;
  server: Server;
}

/** One measurement of one checkout. */
interface Measured {
  round: number;
  row: string;
  checkout: string;
  perSecond: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
  /** CPU time per request. */
  apiMicroseconds: number;
  postgresMicroseconds: number;
}
const FIGURES = [
  "perSecond",
  "p50Milliseconds",
  "p99Milliseconds",
  "apiMicroseconds",
  "postgresMicroseconds",
] as const;

function readArguments() {
  const { values } = parseArgs({
    options: {
      checkout: { type: "string", multiple: true, default: [] },
      rounds: { type: "string", default: "20" },
      rows: { type: "string", default: ROWS_DEFAULT },
      out: { type: "string", default: ".data/compare.json" },
    },
  });
  const checkouts = values.checkout.map((text) => {
    const [, name, root] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (!name || !root) throw new Error(USAGE);
    return { name, root: resolve(root) };
  });
  const rounds = Number(values.rounds);
  const rows = values.rows.split(",");
  const isUnique = new Set(checkouts.map(({ name }) => name)).size === checkouts.length;
  if (checkouts.length < 2 || !isUnique || !(rounds >= 1)) throw new Error(USAGE);
  if (rows.some((row) => !(row in ROWS))) {
    throw new Error(`${USAGE}\n--rows takes some of ${Object.keys(ROWS).join(",")}`);
  }
  return { checkouts, rounds, rows, out: values.out };
}

/** Starts a checkout's server on a database of its own, which the server migrates itself. */
async function startCheckout(
  postgres: Postgres,
  { name, root }: { name: string; root: string },
  undo: Undo[],
): Promise<Checkout> {
  await access(resolve(root, "node_modules")).catch(() => {
    throw new Error(`${root} has no node_modules\n${USAGE}`);
  });
  const url = await createDatabase(postgres, `compare_${name}`);
  const server = await startServer("holdfast", url, root);
  undo.unshift(server.stop);
  const db = connectTo(url, undo);
  await createBaselineTables(db); // makeSlots writes to both sets of tables
  return { name, root, url, db, server };
}

/** Starts PostgreSQL, the load generator and each checkout's server. */
async function start(
  named: readonly { name: string; root: string }[],
  say: (line: string) => void,
  undo: Undo[],
) {
  const postgres = await startPostgres(say, undo);
  const loader = startLoader();
  undo.unshift(loader.stop);
  const checkouts: Checkout[] = [];
  for (const checkout of named) checkouts.push(await startCheckout(postgres, checkout, undo));
  return { loader, checkouts, machine: await describeMachine(postgres.db) };
}

/** Empties all checkouts' tables, so that no round inherits another's bookings. */
async function emptyAll(checkouts: readonly Checkout[]): Promise<void> {
  for (const { db } of checkouts) {
    await sql`TRUNCATE resources, baseline_slots CASCADE`.execute(db);
    // Older checkouts have a table of waves that refers to no other.
    const { rows } = await sql<{ is: boolean }>`SELECT to_regclass('hold_waves') IS NOT NULL AS is`.execute(
      db,
    );
    if (rows[0]?.is) await sql`TRUNCATE hold_waves`.execute(db);
  }
  const [any] = checkouts;
  if (any) await sql`CHECKPOINT`.execute(any.db); // one for all their databases
}

function loadOnce(
  loader: Loader,
  { server: { host, port } }: Checkout,
  target: Target,
  times: { connections: number; seconds: number; warmupSeconds: number },
): Promise<LoadResult> {
  return loader.run({ host, port, ...times, ...target });
}

async function measure(loader: Loader, checkout: Checkout, target: Target, connections: number) {
  const { server, db } = checkout;
  const [api, sessions] = [await server.cpuTimes(), await cpuTimesOfSessions(db)];
  const times = { connections, seconds: SECONDS, warmupSeconds: RAMP_SECONDS };
  const result = await loadOnce(loader, checkout, target, times);
  const { perSecond, p50Milliseconds, p99Milliseconds, received } = result;
  return {
    perSecond,
    p50Milliseconds,
    p99Milliseconds,
    apiMicroseconds: microsecondsBetween(api, await server.cpuTimes()) / received,
    postgresMicroseconds: microsecondsBetween(sessions, await cpuTimesOfSessions(db)) / received,
  };
}

/** Measures each row on each checkout; the first of the checkouts changes from round to round. */
async function runRound(
  loader: Loader,
  checkouts: readonly Checkout[],
  rows: readonly string[],
  round: number,
): Promise<Measured[]> {
  await emptyAll(checkouts);
  const first = Math.max(0, round) % checkouts.length;
  const inTurn = [...checkouts.slice(first), ...checkouts.slice(0, first)];
  const measured: Measured[] = [];
  for (const row of rows) {
    const { connections, prepare } = ROWS[row] as ComparedRow;
    for (const checkout of inTurn) {
      const figures = await measure(loader, checkout, await prepare(checkout), connections);
      measured.push({ round, row, checkout: checkout.name, ...figures });
    }
  }
  return measured;
}

/** Medians of each row and checkout; ratios to the first checkout are taken round by round. */
function compareRow(row: string, names: readonly string[], measured: readonly Measured[]): Comparison {
  const of = (name: string) => measured.filter((one) => one.row === row && one.checkout === name);
  const base = of(names[0] as string);
  const lines = names.map((name): ComparedLine => {
    const own = of(name);
    const ratio = (of: (one: Measured) => number) => {
      const ratios = own.map((one, index) => of(one) / of(base[index] as Measured));
      return { median: median(ratios), lower: quantile(ratios, 0.25), upper: quantile(ratios, 0.75) };
    };
    return {
      name,
      figures: Object.fromEntries(FIGURES.map((figure) => [figure, median(own.map((one) => one[figure]))])),
      perSecond: ratio(({ perSecond }) => perSecond),
      cpu: ratio(({ apiMicroseconds, postgresMicroseconds }) => apiMicroseconds + postgresMicroseconds),
    };
  });
  return { row, lines };
}

/** Asks each checkout's own script, because the invariants differ with the schema. */
async function checkInvariantsOf({ root, url }: Checkout): Promise<void> {
  const env = { PATH: process.env["PATH"], DATABASE_URL: url };
  await promisify(execFile)(process.execPath, ["scripts/check-invariants.ts"], { cwd: root, env });
}

async function compare({ undo, starting }: Undoing): Promise<void> {
  const { checkouts: named, rounds, rows, out } = readArguments();
  const say = sayWithTime();
  const { loader, checkouts, machine } = await starting(start(named, say, undo));
  say(JSON.stringify(machine));
  for (const checkout of checkouts) {
    const target = await onFreshSlots(1)(checkout);
    const times = { connections: WARM_CONNECTIONS, seconds: 1, warmupSeconds: 0 };
    const speeds = await loadUntilWarm(WARM_UP, () => loadOnce(loader, checkout, target, times));
    say(`warm-up of ${checkout.name}, requests/s second by second: ${speeds.join(" ")}`);
  }
  await runRound(loader, checkouts, rows, -1); // practice: code that the warm-up has not reached
  const names = checkouts.map(({ name }) => name);
  const measured: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    measured.push(...(await runRound(loader, checkouts, rows, round)));
    const comparisons = rows.map((row) => compareRow(row, names, measured));
    await mkdir(dirname(out), { recursive: true });
    const settings = { checkouts: named, rounds, seconds: SECONDS, rampSeconds: RAMP_SECONDS };
    await writeFile(out, `${JSON.stringify({ machine, settings, comparisons, measured }, null, 2)}\n`);
    say(`round ${round + 1} of ${rounds}`);
  }
  for (const checkout of checkouts) await checkInvariantsOf(checkout);
  for (const row of rows) console.log(`\n${formatComparison(compareRow(row, names, measured))}`);
  say(`written to ${out}`);
}

await runAndUndo(compare);
