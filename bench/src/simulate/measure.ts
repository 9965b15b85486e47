import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { migrateToLatest } from "@holdfast/db";
import { sql } from "kysely";
import { cpuTimesOfSessions, microsecondsBetween } from "../cpu.ts";
import { createBaselineTables, emptyTables, makeSlots } from "../data.ts";
import type { Target } from "../load.ts";
import { onFreshSlots, soldOutSlot } from "../rows.ts";
import { checkInvariants, loadUntilWarm, WARM_CONNECTIONS } from "../runner.ts";
import { type Loader, type Server, startLoader, startServer } from "../servers.ts";
import type { Undoing } from "../undo.ts";
import { describeMachine, type Postgres, startPostgres } from "../world.ts";
import { type Kind, SCENARIOS, type Scenario } from "./scenarios.ts";

const SECONDS = 1.2;
const RAMP_SECONDS = 0.3;
/** A measurement begins when other programs use less than this of the CPUs, or after the wait; and it is good if they still do. */
const QUIET_MAX_CPUS = 0.3;
const QUIET_WAIT_MAX_MILLISECONDS = 30_000;
const QUIET_LOOK_MILLISECONDS = 300;
const WARM_UP = { warmupMinSeconds: 6, warmupMaxSeconds: 15 };

/** What was measured under one load, in the round in which other programs used least of the CPUs. */
export interface Measured {
  perSecond: number;
  p50Milliseconds: number;
  p99Milliseconds: number;
  /** CPU time per request. */
  loaderMicroseconds: number;
  apiMicroseconds: number;
  postgresMicroseconds: number;
  /** Bookings in a transaction; 0 where nothing is booked. */
  batchSize: number;
  /** The mean time of an `fsync` of PostgreSQL's log; 0 where there was none. */
  fsyncMilliseconds: number;
  /** CPUs that other programs used meanwhile. */
  otherCpus: number;
}

interface Place extends Postgres {
  loader: Loader;
  servers: Server[];
}

const TARGETS: Record<Kind, (place: Place, slots: number) => Promise<Target>> = {
  book: (place, slots) => onFreshSlots(slots)(place),
  refuse: (place) => soldOutSlot(place),
  read: async ({ db }, slots) => ({
    method: "GET",
    paths: (await makeSlots(db, slots, 1_000)).map((id) => `/api/slots/${id}`),
    expected: [{ status: 200, contains: "available" }],
  }),
};

/**
 * Measures every scenario in interleaved rounds, on a PostgreSQL and servers of its own.
 * @param rounds at most; a scenario is measured again until other programs used little of the CPUs, and the quietest counts
 * @returns the machine, and the figures by scenario
 * @throws where a response was not expected, or an invariant of the data is broken
 */
export async function measureAll({ undo, starting }: Undoing, rounds: number, say: (line: string) => void) {
  const place = await starting(startPlace(say, undo));
  for (const server of place.servers) await warmUp(place, server);
  const measured: Record<string, Measured> = {};
  for (let round = 0; round < rounds; round++) {
    await emptyTables(place.db);
    for (const scenario of SCENARIOS) {
      const before = measured[scenario.id];
      if (before && before.otherCpus < QUIET_MAX_CPUS) continue;
      await untilQuiet();
      const figures = await measure(place, scenario);
      if (!before || figures.otherCpus < before.otherCpus) measured[scenario.id] = figures;
      say(`round ${round + 1}, ${scenario.id}: ${JSON.stringify(figures)}`);
    }
    await checkInvariants(place);
  }
  return { machine: await describeMachine(place.db), measured };
}

async function startPlace(say: (line: string) => void, undo: Undoing["undo"]): Promise<Place> {
  const postgres = await startPostgres(say, undo);
  await migrateToLatest(postgres.url);
  await createBaselineTables(postgres.db); // makeSlots writes to both sets of tables
  await sql`ALTER SYSTEM SET track_wal_io_timing = on`.execute(postgres.db);
  await sql`SELECT pg_reload_conf()`.execute(postgres.db);
  const loader = startLoader();
  undo.unshift(loader.stop);
  const servers: Server[] = [];
  while (servers.length < Math.max(...SCENARIOS.map(({ processes }) => processes))) {
    const server = await startServer("holdfast", postgres.url);
    undo.unshift(server.stop);
    servers.push(server);
  }
  return { ...postgres, loader, servers };
}

async function warmUp(place: Place, { host, port }: Server): Promise<void> {
  for (const kind of Object.keys(TARGETS) as Kind[]) {
    const target = await TARGETS[kind](place, 1);
    const plan = { host, port, connections: WARM_CONNECTIONS, seconds: 1, warmupSeconds: 0, ...target };
    await loadUntilWarm(WARM_UP, () => place.loader.run(plan));
  }
}

async function measure(place: Place, scenario: Scenario): Promise<Measured> {
  const { loader } = place;
  const servers = place.servers.slice(0, scenario.processes);
  const [{ host, port }] = servers as [Server];
  const ports = servers.map((server) => server.port);
  const target = await TARGETS[scenario.kind](place, scenario.slots);
  const before = await readCounters(place, servers);
  const { received, perSecond, p50Milliseconds, p99Milliseconds } = await loader.run({
    host,
    port,
    ports,
    hasAffinity: scenario.hasAffinity ?? false,
    connections: scenario.connections,
    seconds: SECONDS,
    warmupSeconds: RAMP_SECONDS,
    ...target,
  });
  const after = await readCounters(place, servers);
  const cpu = (of: "loader" | "api" | "postgres") => microsecondsBetween(before[of], after[of]);
  const ours = cpu("loader") + cpu("api") + cpu("postgres");
  const other = after.busyMicroseconds - before.busyMicroseconds - ours;
  return {
    perSecond,
    p50Milliseconds,
    p99Milliseconds,
    loaderMicroseconds: cpu("loader") / received,
    apiMicroseconds: cpu("api") / received,
    postgresMicroseconds: cpu("postgres") / received,
    batchSize: scenario.kind === "book" ? received / (await countTransactions(place, target)) : 0,
    fsyncMilliseconds:
      (after.fsyncMilliseconds - before.fsyncMilliseconds) / (after.fsyncs - before.fsyncs) || 0,
    otherCpus: Math.max(0, other) / ((after.at - before.at) * 1000),
  };
}

async function readCounters({ db, loader }: Place, servers: readonly Server[]) {
  const { rows } = await sql<{ count: number; milliseconds: number }>`
    SELECT sum(fsyncs)::float8 AS count, sum(fsync_time)::float8 AS milliseconds FROM pg_stat_io WHERE object = 'wal'`.execute(
    db,
  );
  const api = await Promise.all(servers.map((server) => server.cpuTimes()));
  return {
    at: performance.now(),
    loader: await loader.cpuTimes(),
    api: new Map(api.flatMap((times) => [...times])),
    postgres: await cpuTimesOfSessions(db),
    busyMicroseconds: await busyMicroseconds(),
    fsyncs: rows[0]?.count ?? 0,
    fsyncMilliseconds: rows[0]?.milliseconds ?? 0,
  };
}

/** CPU time of the whole machine so far, from the first line of `/proc/stat`: user, nice, system, idle, wait, irq, softirq. */
async function busyMicroseconds(): Promise<number> {
  const [line = ""] = (await readFile("/proc/stat", "utf8")).split("\n");
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq) * 10_000; // in hundredths of a second
}

/** The transactions that placed the bookings of the target's slots: a row's `xmin` is that of the one that inserted it. */
async function countTransactions({ db }: Place, { paths }: Target): Promise<number> {
  const slotIds = paths.map((path) => path.split("/")[3]);
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT xmin::text)::integer AS count FROM bookings WHERE slot_id = ANY (${slotIds})`.execute(
    db,
  );
  return rows[0]?.count ?? Number.NaN;
}

/** Waits until other programs leave the CPUs alone; not for ever. */
async function untilQuiet(): Promise<void> {
  const until = performance.now() + QUIET_WAIT_MAX_MILLISECONDS;
  while (performance.now() < until) {
    const [from, before] = [performance.now(), await busyMicroseconds()];
    await sleep(QUIET_LOOK_MILLISECONDS);
    const busy = (await busyMicroseconds()) - before;
    if (busy / 1000 < QUIET_MAX_CPUS * (performance.now() - from)) return;
  }
}
