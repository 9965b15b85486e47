import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endProcess } from "../../scripts/server-process.ts";
import { cpuTimesOfSessions, microsecondsBetween } from "./cpu.ts";
import { emptyTables } from "./data.ts";
import type { LoadPlan, LoadResult, Target } from "./load.ts";
import type { Figures, RowResult } from "./result.ts";
import type { RatioSpec } from "./row.ts";
import { MANY_SLOTS, onFreshSlots } from "./rows.ts";
import { checkInvariants, loadUntilWarm, summarize, WARM_CONNECTIONS } from "./runner.ts";
import { type Server, startServer } from "./servers.ts";
import type { World } from "./world.ts";

const PROCESSES = 3;
const CONNECTIONS = 240;
const HOT_CONNECTIONS = 64;
const HAPROXY_CONFIG = fileURLToPath(new URL("../../deploy/haproxy.cfg", import.meta.url));
/** HAProxy listens before this, or does not start at all. */
const HAPROXY_START_MILLISECONDS = 3_000;

/** Where a variant's load goes. */
type Place = Pick<LoadPlan, "host" | "port" | "ports" | "hasAffinity">;

/** Bookings over 1,000 slots: one process, and three of them, with and without slots of their own. */
export async function measureProcesses(world: World): Promise<RowResult> {
  const [one, ...others] = await startProcesses(world);
  const { host, port } = one as Server;
  const ports = [one as Server, ...others].map((server) => server.port);
  const places: Record<string, Place> = {
    "1 process": { host, port },
    "3 processes": { host, port, ports },
    "3 processes with affinity": { host, port, ports, hasAffinity: true },
  };
  const rounds = await inRounds(world, places, async (place) =>
    figuresOf(await run(world, place, CONNECTIONS, await onFreshSlots(MANY_SLOTS)(world))),
  );
  await stopAll(others);
  return summarize(
    {
      id: "processes",
      title: "1,000 slots in turn, 240 connections; by processes",
      variants: variantsOf(places),
      ratios: ["3 processes", "3 processes with affinity"].flatMap((name): RatioSpec[] => [
        {
          ...toOneProcess(name, "requests/s", "perSecond"),
          ...(name.endsWith("affinity") && { goal: { atLeast: 0.95 } }),
        },
        toOneProcess(name, "p99", "p99Milliseconds"),
      ]),
    },
    rounds,
  );
}

/**
 * Bookings on a hot slot: one process, and three behind HAProxy with `deploy/haproxy.cfg`.
 * @throws Error where HAProxy is not installed
 */
export async function measureHaproxy(world: World): Promise<RowResult> {
  const servers = await startProcesses(world);
  const { host, port } = servers[0] as Server;
  const haproxy = await startHaproxy(servers.map((server) => server.port));
  world.undo.unshift(haproxy.stop);
  const places: Record<string, Place> = {
    "1 process": { host, port },
    "3 processes": { host, port, ports: servers.map((server) => server.port) },
    "3 processes behind HAProxy": { host, port: haproxy.port },
  };
  const rounds = await inRounds(world, places, async (place) => {
    const target = await onFreshSlots(1)(world);
    return withCpu(world, servers, () => run(world, place, HOT_CONNECTIONS, target));
  });
  await haproxy.stop();
  await stopAll(servers.slice(1));
  return summarize(
    {
      id: "haproxy",
      title: "Hot slot, 64 connections; CPU of the API and of PostgreSQL",
      variants: variantsOf(places),
      ratios: ["3 processes", "3 processes behind HAProxy"].map((name) => ({
        ...toOneProcess(name, "CPU per booking", "cpuMicroseconds"),
        ...(name.endsWith("HAProxy") && { goal: { atMost: 1.1 } }),
      })),
    },
    rounds,
  );
}

const variantsOf = (places: Readonly<Record<string, Place>>) => Object.keys(places).map((name) => ({ name }));

const toOneProcess = (of: string, what: string, figure: RatioSpec["figure"]): RatioSpec => {
  return { name: `${what}: ${of} ÷ 1 process`, of, over: "1 process", figure };
};

/** Whether HAProxy is installed. */
export const hasHaproxy = () => spawnSync("haproxy", ["-v"]).status === 0;

/** The world's process, and two more on its database. */
async function startProcesses(world: World): Promise<Server[]> {
  const servers = [world.servers.holdfast];
  while (servers.length < PROCESSES) {
    const server = await startServer("holdfast", world.url);
    world.undo.unshift(server.stop);
    servers.push(server);
    const target = await onFreshSlots(1)(world);
    const { host, port } = server;
    await loadUntilWarm(world.settings, () =>
      world.loader.run({
        host,
        port,
        connections: WARM_CONNECTIONS,
        seconds: 1,
        warmupSeconds: 0,
        ...target,
      }),
    );
  }
  return servers;
}

const stopAll = (servers: readonly Server[]) => Promise.all(servers.map(({ stop }) => stop()));

function run(world: World, place: Place, connections: number, target: Target): Promise<LoadResult> {
  const { seconds, rampSeconds: warmupSeconds } = world.settings;
  return world.loader.run({ ...place, connections, seconds, warmupSeconds, ...target });
}

const figuresOf = ({ perSecond, p50Milliseconds, p99Milliseconds }: LoadResult): Figures => {
  return { perSecond, p50Milliseconds, p99Milliseconds };
};

/** The figures of a load, and the CPU time of the servers and of PostgreSQL's sessions for each request. */
async function withCpu(
  world: World,
  servers: readonly Server[],
  work: () => Promise<LoadResult>,
): Promise<Figures> {
  const read = async () => [
    await cpuTimesOfSessions(world.db),
    ...(await Promise.all(servers.map((server) => server.cpuTimes()))),
  ];
  const before = await read();
  const result = await work();
  const after = await read();
  const total = after.reduce(
    (sum, times, index) => sum + microsecondsBetween(before[index] ?? new Map(), times),
    0,
  );
  return { ...figuresOf(result), cpuMicroseconds: total / result.received };
}

/** Measures every place once in each round, and checks the data at the end. */
async function inRounds(
  world: World,
  places: Readonly<Record<string, Place>>,
  measure: (place: Place) => Promise<Figures>,
): Promise<Map<string, Figures>[]> {
  await emptyTables(world.db);
  const rounds: Map<string, Figures>[] = [];
  for (let round = 0; round < world.settings.rounds; round++) {
    const figures = new Map<string, Figures>();
    for (const [name, place] of Object.entries(places)) figures.set(name, await measure(place));
    rounds.push(figures);
  }
  await checkInvariants(world);
  return rounds;
}

/** Starts HAProxy as it is deployed, on a free port before servers of this machine. */
async function startHaproxy(ports: readonly number[]): Promise<{ port: number; stop: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), "holdfast-haproxy-"));
  const port = await freePort();
  const deployed = await readFile(HAPROXY_CONFIG, "utf8");
  const config = deployed
    .replace("maxconn 20000", "maxconn 2000") // more need a higher limit of open files
    .replace("bind :8080", `bind 127.0.0.1:${port}`)
    .replace(
      /server (\w+) 10\.0\.0\.(\d):4000/g,
      (_, name, number) => `server ${name} 127.0.0.1:${ports[number - 1]}`,
    );
  const file = join(dir, "haproxy.cfg");
  await writeFile(file, config);
  const child = spawn("haproxy", ["-db", "-f", file], { stdio: ["ignore", "inherit", "inherit"] });
  const failed = once(child, "error").then(([error]) => {
    throw new Error(`HAProxy does not start (Debian: apt-get install haproxy): ${error.message}`);
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`HAProxy ended with ${code}`);
  });
  const stop = async () => {
    await endProcess(child, "SIGKILL");
    await rm(dir, { recursive: true, force: true });
  };
  await Promise.race([failed, ended, answers(port)]);
  for (const race of [failed, ended]) race.catch(() => {});
  return { port, stop };
}

/** Waits until the servers behind it are found ready. */
async function answers(port: number): Promise<void> {
  const until = performance.now() + HAPROXY_START_MILLISECONDS;
  while (performance.now() < until) {
    const response = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined);
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("HAProxy does not answer");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
