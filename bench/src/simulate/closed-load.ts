import type { ApiProcess } from "./api-process.ts";
import { deploy } from "./deployment.ts";
import { Responses } from "./responses.ts";
import type { Scenario } from "./scenarios.ts";
import type { ServiceTimes } from "./service-times.ts";
import { Thread } from "./thread.ts";

const RAMP_MILLISECONDS = 500;
const COUNTED_MILLISECONDS = 4_000;
const ENDLESS = Number.MAX_SAFE_INTEGER;

/**
 * Simulates what the benchmark does: a load generator, the API processes and PostgreSQL share the CPUs of one machine, and
 * each connection asks again as soon as it has its response.
 * @param cpus those that other programs leave
 * @param loaderMilliseconds the load generator's CPU time for a request
 */
export function simulateClosed(
  scenario: Scenario,
  times: ServiceTimes,
  cpus: number,
  loaderMilliseconds: number,
) {
  const { kind, connections, slots, processes, hasAffinity } = scenario;
  const capacity = kind === "refuse" ? 0 : ENDLESS;
  const { simulation, machines, servers } = deploy({ processes, cpus, capacity }, times);
  const [machine] = machines as [(typeof machines)[number]];
  const loader = new Thread(machine);
  const responses = new Responses(RAMP_MILLISECONDS);
  const all = Array.from({ length: slots }, (_, slot) => slot);
  const slotsOf = servers.map((_, index) => all.filter((slot) => !hasAffinity || slot % processes === index));
  const turns = servers.map(() => 0); // each server has its turn of its slots
  const send = (index: number) => {
    const sentAt = simulation.now;
    const own = slotsOf[index] as number[];
    const slot = own[(turns[index] as number) % own.length] as number;
    turns[index] = (turns[index] as number) + 1;
    (servers[index] as ApiProcess).request({
      isRead: kind === "read",
      slot,
      done: () => {
        responses.add(sentAt, simulation.now);
        loader.do(
          () => loaderMilliseconds,
          () => send(index),
        );
      },
    });
  };
  for (let connection = 0; connection < connections; connection++) send(connection % processes);
  const end = RAMP_MILLISECONDS + COUNTED_MILLISECONDS;
  simulation.runUntil(end);
  return responses.summary(end);
}
