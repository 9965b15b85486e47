import type { Scenario } from "../scenario.ts";

/* The synchronous standby is lost: commits wait until Patroni names another one. */

export const standbyKilled: Scenario = {
  name: "kill -9 of the synchronous standby's PostgreSQL and Patroni",
  run: async (trial) => {
    const { cluster } = trial;
    const leader = await cluster.leader();
    const standby = await cluster.synchronousStandby();
    await trial.startLoad();
    await standby.kill("PostgreSQL and Patroni");
    await trial.serves();
    trial.expect((await cluster.leader()) === leader, "the leader changed, though only a standby was killed");
  },
};

export const standbyFrozen: Scenario = {
  name: "SIGSTOP of the synchronous standby's PostgreSQL and Patroni",
  run: async (trial) => {
    const { cluster } = trial;
    const leader = await cluster.leader();
    const standby = await cluster.synchronousStandby();
    await trial.startLoad();
    standby.freeze();
    await trial.serves();
    trial.expect((await cluster.leader()) === leader, "the leader changed, though only a standby was frozen");
  },
};
