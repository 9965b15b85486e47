import type { Measured } from "./measure.ts";
import type { ServiceTimes } from "./service-times.ts";

/**
 * Gets the service times from what was measured. Throughput and response times are not used: they are what the simulation is
 * compared by.
 *
 * - A batch of bookings costs `a + b·n`, by least squares of the relative errors on one slot at 1, 64 and 256 connections;
 *   each further slot what is left at 1,000 slots.
 * - So does a statement that reads, or refusals, share. How many share one follows from PostgreSQL's CPU time, which is that of
 *   a lonely request for each statement.
 */
export function fitServiceTimes(measured: Record<string, Measured>): ServiceTimes {
  const of = (id: string): Measured => {
    const figures = measured[id];
    if (!figures) throw new Error(`${id} was not measured`);
    return figures;
  };
  const batches = (on: "apiMicroseconds" | "postgresMicroseconds") =>
    line(["hot-1", "hot-64", "hot-256"].map(of).map((one) => [one.batchSize, one[on] * one.batchSize]));
  const [api, postgres] = [batches("apiMicroseconds"), batches("postgresMicroseconds")];
  const many = of("many-64");
  const perSlot = (microseconds: number, { fixed, each }: Line) =>
    Math.max(0, (microseconds * many.batchSize - fixed - each * many.batchSize) / (many.batchSize - 1));
  const shared = (kind: "sold-out" | "read") => {
    const statement = of(`${kind}-1`).postgresMicroseconds;
    return line(
      [1, 64, 256].map((connections) => {
        const { apiMicroseconds, postgresMicroseconds } = of(`${kind}-${connections}`);
        const sharing = statement / postgresMicroseconds;
        return [sharing, apiMicroseconds * sharing];
      }),
    );
  };
  const [refusals, reads] = [shared("sold-out"), shared("read")];
  return inMilliseconds({
    apiRequest: refusals.each / 2,
    apiRefusal: refusals.each / 2,
    apiHold: Math.max(0, api.each - refusals.each / 2),
    apiBatch: api.fixed,
    apiBatchSlot: perSlot(many.apiMicroseconds, api),
    postgresBatch: postgres.fixed,
    postgresBooking: postgres.each,
    postgresBatchSlot: perSlot(many.postgresMicroseconds, postgres),
    fsync: of("many-64").fsyncMilliseconds * 1000,
    apiSoldOut: refusals.fixed,
    postgresSoldOut: of("sold-out-1").postgresMicroseconds,
    apiRead: reads.each,
    apiReads: reads.fixed,
    postgresReads: of("read-1").postgresMicroseconds,
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
  const entries = Object.entries(times).map(([name, value]) => [name, Number((value / 1000).toPrecision(3))]);
  return Object.fromEntries(entries) as ServiceTimes;
}
