import type { Measured } from "./measure.ts";
import type { ServiceTimes } from "./service-times.ts";

/** Reads whose CPU time per read falls by this factor from 1 to 64 connections share statements. */
const SHARED_FACTOR = 3;

/**
 * Gets the service times from what was measured. Throughput and response times are not used: they are what the simulation is
 * compared by.
 *
 * - A batch of bookings costs `a + b·n`, by least squares of the relative errors on one slot at 1, 64 and 256 connections;
 *   each further slot what is left at 1,000 slots.
 * - A statement that finds slots sold out, or that several reads share, costs PostgreSQL what a lonely request does, and a
 *   process what a lonely request costs it more than one of 256.
 */
export function fitServiceTimes(measured: Record<string, Measured>): ServiceTimes {
  const of = (id: string): Measured => {
    const figures = measured[id];
    if (!figures) throw new Error(`${id} was not measured`);
    return figures;
  };
  const hot = ["hot-1", "hot-64", "hot-256"].map(of);
  const api = line(hot.map((one) => [one.batchSize, one.apiMicroseconds * one.batchSize]));
  const postgres = line(hot.map((one) => [one.batchSize, one.postgresMicroseconds * one.batchSize]));
  const many = of("many-64");
  const perSlot = (microseconds: number, { fixed, each }: Line) =>
    Math.max(0, (microseconds * many.batchSize - fixed - each * many.batchSize) / (many.batchSize - 1));
  const refusal = of("sold-out-256").apiMicroseconds;
  const [lonely, among64] = [of("read-1"), of("read-64")];
  const sharesReads = among64.postgresMicroseconds * SHARED_FACTOR < lonely.postgresMicroseconds;
  const read = of("read-256").apiMicroseconds;
  return inMilliseconds({
    apiRequest: refusal / 2,
    apiRefusal: refusal / 2,
    apiHold: Math.max(0, api.each - refusal / 2),
    apiBatch: api.fixed,
    apiBatchSlot: perSlot(many.apiMicroseconds, api),
    postgresBatch: postgres.fixed,
    postgresBooking: postgres.each,
    postgresBatchSlot: perSlot(many.postgresMicroseconds, postgres),
    fsync: of("hot-64").fsyncMilliseconds * 1000,
    apiSoldOut: Math.max(0, of("sold-out-1").apiMicroseconds - refusal),
    postgresSoldOut: of("sold-out-1").postgresMicroseconds,
    apiRead: read,
    apiReads: sharesReads ? Math.max(0, lonely.apiMicroseconds - read) : 0,
    postgresRead: (sharesReads ? lonely : among64).postgresMicroseconds,
    loader: of("hot-64").loaderMicroseconds,
    sharesReads,
  });
}

interface Line {
  fixed: number;
  each: number;
}

/** The line `fixed + each·n` through points (n, cost) that has the least squares of relative errors. */
function line(points: readonly (readonly [n: number, cost: number])[]): Line {
  const scaled = points.map(([n, cost]) => [1 / cost, n / cost] as const); // fixed·u + each·v is to be 1
  const total = (of: (u: number, v: number) => number) => scaled.reduce((sum, [u, v]) => sum + of(u, v), 0);
  const [uu, uv, vv] = [total((u) => u * u), total((u, v) => u * v), total((_, v) => v * v)];
  const [u, v] = [total((u) => u), total((_, v) => v)];
  const determinant = uu * vv - uv * uv;
  return { fixed: (u * vv - v * uv) / determinant, each: (v * uu - u * uv) / determinant };
}

function inMilliseconds(times: ServiceTimes): ServiceTimes {
  const entries = Object.entries(times).map(([name, value]) => [
    name,
    typeof value === "number" ? Number((value / 1000).toPrecision(3)) : value,
  ]);
  return Object.fromEntries(entries) as ServiceTimes;
}
