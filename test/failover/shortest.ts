import type { Scenario } from "./scenario.ts";
import { leaderCutOff, leaderKilled } from "./scenarios/leader.ts";

/* The gap by Patroni's settings: how short they may be, and what is lost when they are shorter. */

/** Patroni's times, in seconds. */
export interface Times extends Record<string, number> {
  ttl: number;
  loop_wait: number;
  retry_timeout: number;
}

const TIMES: readonly Times[] = [
  { ttl: 30, loop_wait: 10, retry_timeout: 10 }, // Patroni's own
  { ttl: 20, loop_wait: 1, retry_timeout: 3 }, // the shortest of Patroni 3.2 and later
  { ttl: 12, loop_wait: 1, retry_timeout: 3 }, // with room for failsafe_mode's 4 s
  { ttl: 7, loop_wait: 1, retry_timeout: 3 }, // the shortest of the rule
  { ttl: 4, loop_wait: 1, retry_timeout: 3 }, // shorter than the rule
];

/** Each of the settings, with a leader killed and one cut off. */
export const SHORTEST: readonly Scenario[] = TIMES.flatMap((times) =>
  [leaderKilled, leaderCutOff].map((fault) => ({
    name: `${times.ttl}/${times.loop_wait}/${times.retry_timeout}: ${fault.name}`,
    run: async (trial) => {
      await trial.cluster.configure(times);
      await fault.run(trial);
    },
  })),
);
