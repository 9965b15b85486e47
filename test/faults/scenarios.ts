import type { Scenario } from "./scenario.ts";
import {
  apiKilledAfterCommit,
  apiKilledWithQueue,
  backendKilled,
  postgresKilled,
} from "./scenarios/crashes.ts";
import { confirmAtTheEnd, jobTwice, workerDown, workerKilledInRelease } from "./scenarios/expiry.ts";
import { primaryKilled } from "./scenarios/failover.ts";
import {
  backendFrozen,
  blackhole,
  holderFrozen,
  resetAfterCommit,
  slowAndSliced,
} from "./scenarios/network.ts";
import { noConnections, oldSnapshot, poolOfOne, walFull, wrongClocks } from "./scenarios/resources.ts";
import { restartInMigration, rollingRestart } from "./scenarios/schema.ts";

/** Every fault of the full form, in the order in which they are tried. */
export const SCENARIOS: readonly Scenario[] = [
  apiKilledAfterCommit,
  apiKilledWithQueue,
  backendKilled,
  postgresKilled,
  holderFrozen,
  backendFrozen,
  workerKilledInRelease,
  workerDown,
  jobTwice,
  confirmAtTheEnd,
  blackhole,
  resetAfterCommit,
  slowAndSliced,
  wrongClocks,
  noConnections,
  poolOfOne,
  oldSnapshot,
  walFull,
  restartInMigration,
  rollingRestart,
  primaryKilled,
];
