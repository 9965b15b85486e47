import { until } from "../../faults/wait.ts";
import type { Scenario } from "../scenario.ts";

export const switchover: Scenario = {
  name: "planned switch-over, customers with the client package",
  run: async (trial) => {
    const { cluster, history } = trial;
    const leader = await cluster.leader();
    const standby = await cluster.synchronousStandby();
    await trial.startLoad({ keyedShare: 1 });
    const command = ["switchover", "--leader", leader.name, "--candidate", standby.name, "--force"];
    await cluster.patronictl(leader, ...command);
    await trial.otherLeaderThan(leader);
    await trial.serves();
    await until("two standbys follow again", () => cluster.healthy().then(() => true));
    // The pulse has no key and does not retry; everybody else does.
    const failed = history.calls.filter(
      ({ key, outcome }) => !key?.startsWith("pulse-") && outcome.type === "unknown",
    );
    trial.note(`${failed.length} requests failed of customers who retry`);
    trial.expect(failed.length === 0, `${failed.length} requests failed, though their callers retried`);
  },
};
