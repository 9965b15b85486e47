import { type Deployed, type Deployment, deploy } from "./deployment.ts";
import { exponential, randomFrom } from "./random.ts";
import { Responses } from "./responses.ts";
import type { ServiceTimes } from "./service-times.ts";

/** What a visitor does: this many reads of the slot, and one attempt to book it. */
export const READS_PER_VISITOR = 3;
const SEED = 1;

/** A period of a load, in milliseconds. */
export interface Period {
  from: number;
  until: number;
}

/**
 * Simulates visitors who come by chance (Poisson) and all want one slot, each at a process of their own by chance.
 * @param perMinute visitors
 * @param period what counts; the load begins at 0
 * @returns the responses, and how busy each station was
 */
export function simulateOpen(deployment: Deployment, times: ServiceTimes, perMinute: number, period: Period) {
  const deployed = deploy(deployment, times);
  const { simulation, servers } = deployed;
  const [reads, bookings] = [new Responses(period.from), new Responses(period.from)];
  const random = randomFrom(SEED);
  let arrived = 0;
  const comeEvery = (milliseconds: number, isRead: boolean) => {
    const come = () => {
      simulation.after(exponential(random, milliseconds), come);
      const sentAt = simulation.now;
      if (sentAt >= period.from) arrived++;
      const done = () => (isRead ? reads : bookings).add(sentAt, simulation.now);
      servers[Math.floor(random() * servers.length)]?.request({ isRead, slot: 0, done });
    };
    simulation.after(exponential(random, milliseconds), come);
  };
  const millisecondsBetween = 60_000 / perMinute;
  comeEvery(millisecondsBetween, false);
  comeEvery(millisecondsBetween / READS_PER_VISITOR, true);
  simulation.runUntil(period.from);
  const before = busyTimes(deployed);
  simulation.runUntil(period.until);
  const after = busyTimes(deployed);
  const shares = after.map(({ station, busy, cpus }, index) => ({
    station,
    share: (busy - (before[index]?.busy ?? 0)) / cpus / (period.until - period.from),
  }));
  return {
    answeredShare: (reads.count + bookings.count) / arrived,
    reads: reads.summary(period.until),
    bookings: bookings.summary(period.until),
    busiest: shares.reduce((most, one) => (one.share > most.share ? one : most)),
    shares,
    soldOutAt: deployed.primary.soldOutAt,
  };
}

/** CPU time so far, in milliseconds, of whatever has CPUs: the busiest thread and machine of their kind. */
function busyTimes({ machines, primary, readers, servers }: Deployed) {
  const busiest = (of: readonly { busy: number }[]) => Math.max(...of.map(({ busy }) => busy));
  const [machine] = machines;
  const isShared = machine === primary.processor;
  const replicas = readers.filter((reader) => reader !== primary).map(({ processor }) => processor);
  return [
    { station: "API threads", busy: busiest(servers.map(({ thread }) => thread)), cpus: 1 },
    {
      station: isShared ? "CPUs of the machine" : "CPUs of the API",
      busy: busiest(machines),
      cpus: machine?.cpus ?? 1,
    },
    ...(isShared
      ? []
      : [{ station: "CPUs of the primary", busy: primary.processor.busy, cpus: primary.processor.cpus }]),
    ...(replicas.length === 0
      ? []
      : [{ station: "CPUs of the replicas", busy: busiest(replicas), cpus: replicas[0]?.cpus ?? 1 }]),
  ];
}
