import { until } from "../faults/wait.ts";
import type { Scenario } from "./scenario.ts";
import { leaderCutOff } from "./scenarios/leader.ts";

/* A negative control: if the suite did not find this, it would prove nothing. */

const withoutSynchronousMode: Scenario = {
  name: "control: the leader's machine cut off, without synchronous_mode",
  run: async (trial) => {
    const { cluster } = trial;
    await cluster.configure({ synchronous_mode: false, synchronous_mode_strict: false });
    try {
      await until(
        "no standby is synchronous",
        async () => (await cluster.withRole("sync_standby")) === undefined,
      );
      await leaderCutOff.run(trial);
    } finally {
      await cluster.configure({ synchronous_mode: true, synchronous_mode_strict: true });
    }
  },
};

export const CONTROLS: readonly Scenario[] = [withoutSynchronousMode];
