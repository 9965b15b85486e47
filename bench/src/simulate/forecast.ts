import type { Deployment } from "./deployment.ts";
import { simulateOpen } from "./open-load.ts";
import type { ServiceTimes } from "./service-times.ts";

/** A step ends at the most visitors of whom 99 in 100 have their response within this time. */
const P99_MAX_MILLISECONDS = 1_000;
/** Where fewer of the requests of a period are answered in it, the queues grow. */
const ANSWERED_MIN_SHARE = 0.98;
const PERIOD = { from: 500, until: 2_000 };
const EXACT_RATIO = 1.03;
const COMFORTABLE_SHARE = 0.8;
const ROUNDED_TO = 1_000;
/** The way to another machine and back. Assumed: it was not measured. */
const ROUND_TRIP_MILLISECONDS = 0.2;

export interface Step {
  name: string;
  deployment: Omit<Deployment, "capacity">;
}

const apart = { roundTrip: ROUND_TRIP_MILLISECONDS, perMachine: 8, cpus: 8, postgresCpus: 8 };

/** The steps of docs/scaling.md. */
export const STEPS: readonly Step[] = [
  { name: "1 process, PostgreSQL beside it, 2 CPUs", deployment: { processes: 1, cpus: 2 } },
  { name: "CLUSTER=2, 4 CPUs", deployment: { processes: 2, cpus: 4 } },
  { name: "CLUSTER=4, 8 CPUs", deployment: { processes: 4, cpus: 8 } },
  { name: "8 processes, PostgreSQL apart, 8 CPUs", deployment: { ...apart, processes: 8 } },
  { name: "16 processes, pools of 3", deployment: { ...apart, processes: 16, connections: 3 } },
  { name: "16 processes, PgBouncer with 20", deployment: { ...apart, processes: 16, bouncer: 20 } },
  {
    name: "16 processes, PgBouncer, 2 replicas",
    deployment: { ...apart, processes: 16, bouncer: 20, replicas: 2 },
  },
  { name: "16 processes, primary of 32 CPUs", deployment: { ...apart, processes: 16, postgresCpus: 32 } },
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
  let [most, tooMany] = [10_000, 20_000];
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
