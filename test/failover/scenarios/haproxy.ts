import { startHaProxy } from "../haproxy.ts";
import type { Scenario } from "../scenario.ts";
import { leaderKilled } from "./leader.ts";

export const leaderKilledBehindHaProxy: Scenario = {
  name: "kill -9 of the leader's PostgreSQL and Patroni, with HAProxy before them",
  run: async (trial) => {
    const { cluster, world } = trial;
    const haProxy = await startHaProxy();
    trial.afterwards(async () => {
      await world.connectTo(cluster.url);
      await haProxy.stop();
    });
    await world.connectTo(cluster.urlAt(haProxy.host));
    await leaderKilled.run(trial);
  },
};
