import type { Scenario } from "./scenario.ts";
import { allEtcdKilled, allEtcdKilledWithoutFailsafe, oneEtcdKilled } from "./scenarios/etcd.ts";
import { leaderKilledBehindHaProxy } from "./scenarios/haproxy.ts";
import { leaderCutOff, leaderFrozen, leaderKilled, postgresKilled } from "./scenarios/leader.ts";
import { standbyFrozen, standbyKilled } from "./scenarios/standby.ts";
import { switchover } from "./scenarios/switchover.ts";

/** All faults in their order. */
export const SCENARIOS: readonly Scenario[] = [
  leaderKilled,
  leaderKilledBehindHaProxy,
  postgresKilled,
  leaderFrozen,
  leaderCutOff,
  switchover,
  standbyKilled,
  standbyFrozen,
  oneEtcdKilled,
  allEtcdKilled,
  allEtcdKilledWithoutFailsafe,
];
