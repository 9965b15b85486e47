import { ApiProcess } from "./api-process.ts";
import { Postgres } from "./postgres.ts";
import { Processor } from "./processor.ts";
import { Semaphore } from "./semaphore.ts";
import type { ServiceTimes } from "./service-times.ts";
import { Simulation } from "./simulation.ts";

/** What runs where. */
export interface Deployment {
  processes: number;
  /** API processes on each machine; all on one unless given. */
  perMachine?: number;
  /** The CPUs of a machine. */
  cpus: number;
  /** The CPUs of PostgreSQL's own machine; without it PostgreSQL shares those of the API processes. */
  postgresCpus?: number;
  /** Replicas that reads go to, each as large as the primary; the primary has them where there are none. */
  replicas?: number;
  /** The way to PostgreSQL and back, in milliseconds. */
  roundTrip?: number;
  /** The connections of each pool; 10 unless given. */
  connections?: number;
  /** PgBouncer's connections to the primary, which all processes share; without it each has its own. */
  bouncer?: number;
  /** The places of each slot. */
  capacity: number;
}

/** Builds a deployment, with all of its stations idle. */
export function deploy(deployment: Deployment, times: ServiceTimes) {
  const { processes, perMachine = processes, cpus, postgresCpus, replicas = 0, capacity } = deployment;
  const simulation = new Simulation();
  const machines = Array.from(
    { length: Math.ceil(processes / perMachine) },
    () => new Processor(simulation, cpus),
  );
  const [first] = machines as [Processor];
  const startPostgres = () => {
    const processor = postgresCpus === undefined ? first : new Processor(simulation, postgresCpus);
    return new Postgres(simulation, processor, times, capacity);
  };
  const primary = startPostgres();
  const readers = replicas > 0 ? Array.from({ length: replicas }, startPostgres) : [primary];
  const bouncer = deployment.bouncer === undefined ? undefined : new Semaphore(deployment.bouncer);
  const servers = Array.from(
    { length: processes },
    (_, index) =>
      new ApiProcess({
        simulation,
        processor: machines[Math.floor(index / perMachine)] as Processor,
        primary,
        readFrom: readers[index % readers.length] as Postgres,
        times,
        roundTrip: deployment.roundTrip ?? 0,
        connections: deployment.connections ?? 10,
        bouncer,
      }),
  );
  return { simulation, machines, primary, readers, servers };
}

export type Deployed = ReturnType<typeof deploy>;
