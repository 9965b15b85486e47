import { pause, until } from "../../faults/wait.ts";
import type { Scenario } from "../scenario.ts";
import type { Trial } from "../trial.ts";

/* etcd is lost, in part or as a whole. */

/** Longer than Patroni's `ttl`. */
const WITHOUT_ETCD_MILLISECONDS = 15_000;

export const oneEtcdKilled: Scenario = {
  name: "kill -9 of one etcd of three, the leader's",
  run: async (trial) => {
    const leader = await trial.cluster.leader();
    await trial.startLoad();
    await leader.killEtcd();
    await pause(WITHOUT_ETCD_MILLISECONDS);
    await trial.serves();
    trial.expect((await trial.cluster.leader()) === leader, "the leader changed, though etcd had a majority");
  },
};

export const allEtcdKilled: Scenario = {
  name: "kill -9 of all etcds for 15 s, with failsafe_mode",
  run: async (trial) => {
    const leader = await trial.cluster.leader();
    await trial.startLoad();
    await killAllEtcds(trial);
    await pause(WITHOUT_ETCD_MILLISECONDS);
    await trial.serves();
    await startAllEtcds(trial);
    trial.expect((await trial.cluster.leader()) === leader, "the leader changed in spite of failsafe_mode");
  },
};

export const allEtcdKilledWithoutFailsafe: Scenario = {
  name: "kill -9 of all etcds for 15 s, without failsafe_mode",
  run: async (trial) => {
    const { cluster } = trial;
    await cluster.configure({ failsafe_mode: false });
    try {
      await trial.startLoad();
      await killAllEtcds(trial);
      await pause(WITHOUT_ETCD_MILLISECONDS);
      await startAllEtcds(trial);
      await trial.serves();
    } finally {
      await cluster.heal();
      await cluster.configure({ failsafe_mode: true });
    }
  },
};

async function killAllEtcds({ cluster }: Trial): Promise<void> {
  await Promise.all(cluster.machines.map((machine) => machine.killEtcd()));
}

async function startAllEtcds({ cluster }: Trial): Promise<void> {
  for (const machine of cluster.machines) machine.startEtcd();
  await until("there is a leader", async () => (await cluster.withRole("leader")) !== undefined, 60_000);
}
