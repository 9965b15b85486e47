import type { Deployment } from "./deployment.ts";
import { simulateOpen } from "./open-load.ts";
import type { ServiceTimes } from "./service-times.ts";

/** A step ends at the most visitors of whom 99 in 100 have their response within this time. */
const P99_MAX_MILLISECONDS = 1_000;
/** Where fewer of the requests of a period are answered in it, the queues grow. */
const ANSWERED_MIN_SHARE = 0.98;
const PERIOD = { from: 500, until: 1_500 };
const EXACT_RATIO = 1.05;
const COMFORTABLE_SHARE = 0.8;
const ROUNDED_TO = 10_000;
/** The way to another machine and back. Assumed: it was not measured. */
const ROUND_TRIP_MILLISECONDS = 0.2;

export interface Step {
  name: string;
  deployment: Omit<Deployment, "capacity">;
}

const apart = { roundTrip: ROUND_TRIP_MILLISECONDS, cpus: 4, perMachine: 4, postgresCpus: 4 };
const two = { ...apart, processes: 8 };

/** The steps of docs/scaling.md. */
export const STEPS: readonly Step[] = [
  { name: "1 process, PostgreSQL beside it, 2 CPUs", deployment: { processes: 1, cpus: 2 } },
  { name: "CLUSTER=2, 4 CPUs", deployment: { processes: 2, cpus: 4 } },
  { name: "CLUSTER=4, 8 CPUs", deployment: { processes: 4, cpus: 8 } },
  { name: "CLUSTER=4, PostgreSQL apart with 4 CPUs", deployment: { ...apart, processes: 4 } },
  { name: "2 machines with CLUSTER=4", deployment: two },
  { name: "the same, PgBouncer with 10 connections", deployment: { ...two, bouncer: 10 } },
  { name: "the same, 2 replicas", deployment: { ...two, bouncer: 10, replicas: 2 } },
  { name: "the same, primary of 16 CPUs", deployment: { ...two, bouncer: 10, postgresCpus: 16 } },
];

/**
 * Finds where a step ends once the slot that all want is sold out.
 * @returns the visitors a minute, what is busiest then, and how it is at 80% of them
 */
export function forecast({ deployment }: Step, times: ServiceTimes) {
  const run = (perMinute: number) => simulateOpen({ ...deployment, capacity: 0 }, times, perMinute, PERIOD);
  const keepsUp = (perMinute: number) => {
    const { answeredShare, reads, bookings } = run(perMinute);
    const slowest = Math.max(reads.p99Milliseconds, bookings.p99Milliseconds);
    return slowest <= P99_MAX_MILLISECONDS && answeredShare >= ANSWERED_MIN_SHARE;
  };
  let [most, tooMany] = [50_000, 100_000];
  while (keepsUp(tooMany)) [most, tooMany] = [tooMany, 2 * tooMany];
  while (tooMany / most > EXACT_RATIO) {
    const middle = (most + tooMany) / 2;
    if (keepsUp(middle)) most = middle;
    else tooMany = middle;
  }
  const mostPerMinute = Math.round(most / ROUNDED_TO) * ROUNDED_TO;
  return { mostPerMinute, busiest: run(most).busiest, comfortable: run(most * COMFORTABLE_SHARE) };
}

const RUSH_PER_MINUTE = 1_000_000;
const RUSH_PLACES = 20_000;
const RUSH_PERIOD = { from: 0, until: 4_000 };

/** The first seconds of a sale to 1,000,000 visitors in a minute, for one slot with 20,000 places. */
export const rush = ({ deployment }: Step, times: ServiceTimes) =>
  simulateOpen({ ...deployment, capacity: RUSH_PLACES }, times, RUSH_PER_MINUTE, RUSH_PERIOD);
