import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { simulateClosed } from "../bench/src/simulate/closed-load.ts";
import { deploy } from "../bench/src/simulate/deployment.ts";
import { fitServiceTimes } from "../bench/src/simulate/fit.ts";
import { LogDisk } from "../bench/src/simulate/log-disk.ts";
import type { Measured } from "../bench/src/simulate/measure.ts";
import { simulateOpen } from "../bench/src/simulate/open-load.ts";
import { Processor } from "../bench/src/simulate/processor.ts";
import { exponential, randomFrom } from "../bench/src/simulate/random.ts";
import { SCENARIOS } from "../bench/src/simulate/scenarios.ts";
import type { ServiceTimes } from "../bench/src/simulate/service-times.ts";
import { Simulation } from "../bench/src/simulate/simulation.ts";
import { Thread } from "../bench/src/simulate/thread.ts";

/* What queueing theory knows exactly, in milliseconds. The numbers are those of one seed, so nothing here is flaky. */

const SERVICE = 1;
const UNTIL = 400_000;
const LOADS = [0.3, 0.5, 0.8];

type Submit = (work: number, done: () => void) => void;

/** Poisson arrivals at a station; returns what came, and the mean time from arrival to end. */
function arrivals(
  load: number,
  workOf: (random: () => number) => number,
  station: (s: Simulation) => Submit,
) {
  const simulation = new Simulation();
  const random = randomFrom(7);
  const submit = station(simulation);
  let [ended, total] = [0, 0];
  const arrive = () => {
    simulation.after(exponential(random, SERVICE / load), arrive);
    const from = simulation.now;
    submit(workOf(random), () => {
      ended++;
      total += simulation.now - from;
    });
  };
  arrive();
  simulation.runUntil(UNTIL);
  return { ended, meanMilliseconds: total / ended };
}

const random = (next: () => number) => exponential(next, SERVICE);
const constant = () => SERVICE;

const oneThread = (simulation: Simulation): Submit => {
  const thread = new Thread(new Processor(simulation, 1));
  return (work, done) => thread.do(() => work, done);
};
const sharedCpus =
  (cpus: number) =>
  (simulation: Simulation): Submit => {
    const processor = new Processor(simulation, cpus);
    return (work, done) => processor.run(work, done);
  };

const isWithin = (value: number, expected: number, share: number) => {
  expect(value).toBeGreaterThan(expected * (1 - share));
  expect(value).toBeLessThan(expected * (1 + share));
};

describe.each(LOADS)("one server at load %d", (load) => {
  test("M/M/1: a thread", () => {
    isWithin(arrivals(load, random, oneThread).meanMilliseconds, SERVICE / (1 - load), 0.04);
  });

  test("M/D/1: a thread whose jobs are all alike", () => {
    const wait = (load * SERVICE) / (2 * (1 - load));
    isWithin(arrivals(load, constant, oneThread).meanMilliseconds, SERVICE + wait, 0.02);
  });

  test("M/G/1 with processor sharing: only the mean of the work matters", () => {
    for (const work of [random, constant]) {
      isWithin(arrivals(load, work, sharedCpus(1)).meanMilliseconds, SERVICE / (1 - load), 0.04);
    }
  });

  test("the utilization law: busy time is what came times its work", () => {
    let processor: Processor | undefined;
    const { ended } = arrivals(load, constant, (simulation) => {
      processor = new Processor(simulation, 1);
      return (work, done) => (processor as Processor).run(work, done);
    });
    isWithin((processor as Processor).busy, ended * SERVICE, 0.0001);
    isWithin((processor as Processor).busy / UNTIL, load, 0.01);
  });
});

test("two CPUs: M/M/2, whose mean time is s / (1 - load²)", () => {
  // Sharing has the mean of first come, first served, because the rate depends on the number of tasks alone.
  isWithin(arrivals(1.4, random, sharedCpus(2)).meanMilliseconds, SERVICE / (1 - 0.7 ** 2), 0.03);
});

test("a fraction of a CPU is a slower CPU", () => {
  isWithin(arrivals(0.25, random, sharedCpus(0.5)).meanMilliseconds, 2 * (SERVICE / (1 - 0.5)), 0.04);
});

test("a closed network of a station and a delay has the throughput of mean value analysis", () => {
  const [customers, delay] = [8, 5];
  let length = 0;
  let throughput = 0;
  for (let n = 1; n <= customers; n++) {
    const response = SERVICE * (1 + length);
    throughput = n / (delay + response);
    length = throughput * response;
  }
  const simulation = new Simulation();
  const next = randomFrom(3);
  const thread = new Thread(new Processor(simulation, 1));
  let ended = 0;
  const come = () => {
    const work = exponential(next, SERVICE);
    thread.do(
      () => work,
      () => {
        ended++;
        simulation.after(exponential(next, delay), come);
      },
    );
  };
  for (let one = 0; one < customers; one++) simulation.after(exponential(next, delay), come);
  simulation.runUntil(UNTIL);
  isWithin(ended / UNTIL, throughput, 0.01);
});

test("commits that come during an fsync share the next one", () => {
  const simulation = new Simulation();
  const disk = new LogDisk(simulation, 4);
  const ends: number[] = [];
  for (const at of [0, 1, 2, 3]) simulation.after(at, () => disk.flush(() => ends.push(simulation.now)));
  simulation.runUntil(100);
  expect(ends).toEqual([4, 8, 8, 8]);
});

const LOADER = 0.02;
const TIMES: ServiceTimes = {
  apiRequest: 0.03,
  apiHold: 0.03,
  apiRefusal: 0.03,
  apiBatch: 0.5,
  apiBatchSlot: 0.01,
  postgresBatch: 1,
  postgresBooking: 0.02,
  postgresBatchSlot: 0.02,
  fsync: 1,
  apiSoldOut: 0.3,
  postgresSoldOut: 0.3,
  apiRead: 0.04,
  apiReads: 0.1,
  postgresReads: 0.1,
};

test("a lonely booking takes the sum of its parts", () => {
  const { apiRequest, apiHold, apiBatch, postgresBatch, postgresBooking, fsync } = TIMES;
  const sum = apiRequest + apiHold + apiBatch + postgresBatch + postgresBooking + fsync;
  const scenario = { id: "", kind: "book", connections: 1, slots: 1, processes: 1 } as const;
  const { p50Milliseconds, perSecond } = simulateClosed(scenario, TIMES, 2, LOADER);
  expect(p50Milliseconds).toBeCloseTo(sum, 6);
  isWithin(perSecond, 1000 / (sum + LOADER), 0.01);
});

test("batches of several processes on one slot go one after the other, on however many CPUs", () => {
  const { simulation, servers, primary } = deploy(
    { processes: 8, cpus: 64, postgresCpus: 64, capacity: 1e9 },
    TIMES,
  );
  let booked = 0;
  const ask = (index: number) =>
    servers[index % servers.length]?.request({
      isRead: false,
      slot: 0,
      done: () => {
        booked++;
        ask(index);
      },
    });
  for (let connection = 0; connection < 4_096; connection++) ask(connection);
  simulation.runUntil(5_000);
  const batch = TIMES.postgresBatch + 256 * TIMES.postgresBooking + TIMES.fsync;
  const most = (256 / batch) * 5_000;
  expect(booked).toBeLessThanOrEqual(most);
  expect(booked).toBeGreaterThan(0.8 * most);
  expect(primary.processor.busy).toBeLessThan(5_000 * 1.1); // one at a time, and now and then one that finds it locked
});

test("processes with slots of their own never find one locked", () => {
  const scenario = { id: "", kind: "book", connections: 240, slots: 50, processes: 3 } as const;
  const [apart, mixed] = [true, false].map((hasAffinity) =>
    simulateClosed({ ...scenario, hasAffinity }, TIMES, 16, LOADER),
  );
  expect(apart?.perSecond).toBeGreaterThan(1.2 * (mixed?.perSecond ?? 0));
});

test("no more is sold than there is", () => {
  const scenario = { processes: 3, cpus: 8, capacity: 100 };
  const { simulation, servers, primary } = deploy(scenario, TIMES);
  for (let one = 0; one < 300; one++) servers[one % 3]?.request({ isRead: false, slot: 0, done: () => {} });
  simulation.runUntil(1_000);
  expect(primary.soldOutAt).toBeGreaterThan(0);
  expect(primary.booked).toBe(100);
});

test("the same seed gives the same figures", () => {
  const run = (perMinute: number) =>
    simulateOpen({ processes: 2, cpus: 4, capacity: 500 }, TIMES, perMinute, { from: 500, until: 1_500 });
  expect(run(60_000)).toEqual(run(60_000));
  expect(run(60_000)).not.toEqual(run(60_001));
  const scenario = { id: "", kind: "book", connections: 64, slots: 50, processes: 3 } as const;
  expect(simulateClosed(scenario, TIMES, 2, LOADER)).toEqual(simulateClosed(scenario, TIMES, 2, LOADER));
});

test("an open load is answered at the rate at which it comes", () => {
  const { reads, bookings, busiest } = simulateOpen({ processes: 1, cpus: 4, capacity: 0 }, TIMES, 60_000, {
    from: 1_000,
    until: 11_000,
  });
  isWithin(reads.perSecond, 3_000, 0.02);
  isWithin(bookings.perSecond, 1_000, 0.02);
  expect(busiest.share).toBeLessThan(1);
});

test("the fit finds the service times that the figures were made of", () => {
  const figures = (batchSize: number, apiMicroseconds: number, postgresMicroseconds: number): Measured => ({
    perSecond: 1,
    p50Milliseconds: 1,
    p99Milliseconds: 1,
    loaderMicroseconds: 20,
    apiMicroseconds,
    postgresMicroseconds,
    batchSize,
    fsyncMilliseconds: 1,
    otherCpus: 0,
  });
  const booking = (n: number, slots: number) =>
    figures(n, (500 + 60 * n + 10 * (slots - 1)) / n, (1_000 + 20 * n + 20 * (slots - 1)) / n);
  expect(
    fitServiceTimes({
      "hot-1": booking(1, 1),
      "hot-64": booking(30, 1),
      "hot-256": booking(120, 1),
      "many-64": booking(30, 30),
      "sold-out-1": figures(0, 360, 300),
      "sold-out-64": figures(0, 60 + 300 / 15, 300 / 15),
      "sold-out-256": figures(0, 60 + 300 / 50, 300 / 50),
      "read-1": figures(0, 140, 100),
      "read-64": figures(0, 40 + 100 / 25, 100 / 25),
      "read-256": figures(0, 40 + 100 / 80, 100 / 80),
    }),
  ).toEqual(TIMES);
});

const read = async (name: string) =>
  JSON.parse(await readFile(new URL(`../bench/src/simulate/${name}`, import.meta.url), "utf8")) as {
    serviceTimes: ServiceTimes;
    measured: Record<string, Measured>;
  };

test("service-times.json is what the fit makes of its figures", async () => {
  const { serviceTimes, measured } = await read("service-times.json");
  expect(fitServiceTimes(measured)).toEqual(serviceTimes);
});

test("the simulation is within a quarter of the complete run of docs/performance.md", async () => {
  const { serviceTimes, measured } = await read("service-times.page.json");
  const compared = SCENARIOS.filter(({ id }) => id in measured);
  expect(compared).toHaveLength(4);
  for (const scenario of compared) {
    const { perSecond, loaderMicroseconds } = measured[scenario.id] as Measured;
    isWithin(simulateClosed(scenario, serviceTimes, 2, loaderMicroseconds / 1000).perSecond, perSecond, 0.25);
  }
});
