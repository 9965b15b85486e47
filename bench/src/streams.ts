import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { endProcess } from "../../scripts/server-process.ts";
import type { CpuTimes } from "./cpu.ts";
import { emptyTables, makeSlots } from "./data.ts";
import type { Figures, RowResult } from "./result.ts";
import { bookings } from "./rows.ts";
import { checkInvariants, summarize } from "./runner.ts";
import { type Server, startServer } from "./servers.ts";
import { median } from "./statistics.ts";
import type { ReaderAnswer, ReaderQuestion, Told } from "./stream-reader.ts";
import { load, type World } from "./world.ts";

const STREAMS = 1_000;
const IDLE_STREAMS = 5_000;
const IDLE_SLOTS = 100;
const CONNECTIONS = 64;
const CAPACITY = 1_000_000;
const SEEN_MILLISECONDS = 1_000;
const SAMPLE_MILLISECONDS = 50;
/** How long the last change may take to every stream. */
const SETTLE_MAX_MILLISECONDS = 10_000;
/** Until memory that was in use for the opening is given back. */
const IDLE_SECONDS = 5;

const WITH = `${STREAMS.toLocaleString("en")} streams`;
const WITHOUT = "no stream";

/** Bookings of a hot slot while many watch it, and what those who watch see. */
export async function measureStreams(world: World): Promise<RowResult[]> {
  await emptyTables(world.db);
  const reader = startReader(world);
  const rounds: Map<string, Figures>[] = [];
  // The first round is for practice.
  for (let round = -1; round < world.settings.rounds; round++) {
    const figures = new Map([
      [WITHOUT, await measureBookings(world)],
      [WITH, await measureWatched(world, reader)],
    ]);
    if (round >= 0) rounds.push(figures);
  }
  await checkInvariants(world);
  const row = summarize(
    {
      id: "streams",
      title: `Hot slot, ${CONNECTIONS} connections, while streams watch it`,
      variants: [{ name: WITHOUT }, { name: WITH }],
      ratios: [
        {
          name: `requests/s: ${WITH} ÷ ${WITHOUT}`,
          of: WITH,
          over: WITHOUT,
          figure: "perSecond",
          goal: { atLeast: 0.9 },
        },
      ],
    },
    rounds,
  );
  const shares = rounds.map((round) => round.get(WITH)?.["seenPercent"] ?? Number.NaN);
  row.ratios.push({
    name: "share of changes that streams saw within 1 s",
    value: median(shares) / 100,
    goal: { atLeast: 0.99 },
  });
  const idle = await measureIdle(world, reader);
  await reader.stop();
  return [row, idle];
}

async function measureBookings(world: World, slotIds?: readonly string[]): Promise<Figures> {
  const target = bookings(slotIds ?? (await makeSlots(world.db, 1, CAPACITY)));
  const { seconds, rampSeconds } = world.settings;
  const to = { subject: "holdfast", connections: CONNECTIONS, seconds, warmupSeconds: rampSeconds } as const;
  const { perSecond, p50Milliseconds, p99Milliseconds } = await load(world, to, target);
  return { perSecond, p50Milliseconds, p99Milliseconds };
}

async function measureWatched(world: World, reader: Reader): Promise<Figures> {
  const slotIds = await makeSlots(world.db, 1, CAPACITY);
  const paths = Array<string>(STREAMS).fill(`/api/slots/stream?slot_id=${slotIds[0]}`);
  const { host, port } = world.servers.holdfast;
  await reader.open({ host, port, paths });
  const sampler = startSampling(world, slotIds[0] as string);
  const figures = await measureBookings(world, slotIds);
  const samples = await sampler.stop();
  const booked = samples.at(-1)?.booked as number;
  await settle(reader, booked);
  const told = await reader.all();
  await reader.close();
  const delays = delaysOf(samples, told);
  const messages = told.reduce((sum, { at }) => sum + at.length, 0);
  return {
    ...figures,
    seenPercent: (100 * delays.filter((delay) => delay <= SEEN_MILLISECONDS).length) / delays.length,
    seenP50Milliseconds: percentile(delays, 0.5),
    seenP99Milliseconds: percentile(delays, 0.99),
    messagesPerStream: messages / told.length,
  };
}

/** @throws where a stream ends with another state than the database */
async function settle(reader: Reader, booked: number): Promise<void> {
  const endsAt = performance.now() + SETTLE_MAX_MILLISECONDS;
  for (;;) {
    const wrong = (await reader.last()).filter((last) => last !== booked).length;
    if (wrong === 0) return;
    if (performance.now() > endsAt)
      throw new Error(`${wrong} streams do not end with ${booked} booked places, as the database does`);
    await sleep(SAMPLE_MILLISECONDS);
  }
}

/** What the database said, and when it was asked. */
interface Sample {
  askedAt: number;
  booked: number;
}

/** Asks for the booked places again and again; `stop` asks a last time. */
function startSampling({ db }: World, slotId: string) {
  const samples: Sample[] = [];
  let isStopped = false;
  const ask = async () => {
    const askedAt = performance.timeOrigin + performance.now();
    const { booked } = await db
      .selectFrom("slots")
      .select("booked")
      .where("id", "=", slotId)
      .executeTakeFirstOrThrow();
    samples.push({ askedAt, booked });
  };
  const sampling = (async () => {
    while (!isStopped) {
      await ask();
      await sleep(SAMPLE_MILLISECONDS);
    }
  })();
  return {
    stop: async () => {
      isStopped = true;
      await sampling;
      await ask();
      return samples;
    },
  };
}

/**
 * For each state of the database that was new, and each stream: how long after the state before it was last seen, at most, the
 * stream had that state, or a newer one.
 */
function delaysOf(samples: readonly Sample[], told: readonly Told[]): Float64Array {
  const delays: number[] = [];
  for (const { at, booked } of told) {
    let next = 0;
    for (const [index, sample] of samples.entries()) {
      const before = samples[index - 1];
      if (!before || sample.booked === before.booked) continue;
      while (next < booked.length && (booked[next] as number) < sample.booked) next++;
      delays.push(next < at.length ? (at[next] as number) - before.askedAt : Number.POSITIVE_INFINITY);
    }
  }
  return Float64Array.from(delays).sort();
}

const percentile = (sorted: Float64Array, share: number) =>
  sorted[Math.floor(sorted.length * share)] ?? Number.NaN;

/** The memory of many streams to which nothing happens, in a process of their own. */
async function measureIdle(world: World, reader: Reader): Promise<RowResult> {
  const slotIds = await makeSlots(world.db, IDLE_SLOTS, CAPACITY);
  const server = await startServer("holdfast", world.url);
  world.undo.unshift(() => server.stop());
  const before = await residentMiB(server);
  const paths = Array.from(
    { length: IDLE_STREAMS },
    (_, index) => `/api/slots/stream?slot_id=${slotIds[index % slotIds.length]}`,
  );
  await reader.open({ host: server.host, port: server.port, paths });
  await sleep(IDLE_SECONDS * 1_000);
  const cpuBefore = await server.cpuTimes();
  await sleep(IDLE_SECONDS * 1_000);
  const cpuAfter = await server.cpuTimes();
  const after = await residentMiB(server);
  await reader.close();
  await server.stop();
  const figures = {
    beforeMiB: before,
    residentMiB: after,
    perStreamKiB: ((after - before) * 1024) / IDLE_STREAMS,
    cpuPercent: (100 * (totalSeconds(cpuAfter) - totalSeconds(cpuBefore))) / IDLE_SECONDS,
  };
  return {
    id: "idle-streams",
    title: `Memory of a process with ${IDLE_STREAMS.toLocaleString("en")} idle streams`,
    lines: [{ name: "Holdfast", figures }],
    ratios: [],
  };
}

const residentMiB = async (server: Server) => (await server.memory()).residentMiB;
const totalSeconds = (times: CpuTimes) => [...times.values()].reduce((sum, part) => sum + part, 0) / 1e6;

/** The process that reads the streams. */
interface Reader {
  open: (plan: { host: string; port: number; paths: string[] }) => Promise<void>;
  last: () => Promise<number[]>;
  all: () => Promise<Told[]>;
  close: () => Promise<void>;
  stop: () => Promise<void>;
}

function startReader({ undo }: World): Reader {
  const child = fork(fileURLToPath(new URL("stream-reader.ts", import.meta.url)), { execArgv: [] });
  const stop = async () => void (await endProcess(child));
  undo.unshift(stop);
  const ask = (question: ReaderQuestion) => askReader(child, question);
  return {
    open: async (plan) => void (await ask({ open: plan })),
    last: async () => ((await ask({ ask: "last" })) as { last: number[] }).last,
    all: async () => ((await ask({ ask: "all" })) as { all: Told[] }).all,
    close: async () => void (await ask({ close: true })),
    stop,
  };
}

async function askReader(child: ChildProcess, question: ReaderQuestion): Promise<ReaderAnswer> {
  const answer = await new Promise<ReaderAnswer>((resolve, reject) => {
    const gone = () => reject(new Error("the reader of streams ended"));
    child.once("exit", gone);
    child.once("message", (message) => {
      child.off("exit", gone);
      resolve(message as ReaderAnswer);
    });
    child.send(question);
  });
  if ("error" in answer) throw new Error(`streams: ${answer.error}`);
  return answer;
}
