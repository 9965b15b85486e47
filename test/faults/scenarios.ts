import type { Scenario } from "./scenario.ts";
import {
  apiKilledAfterCommit,
  apiKilledWithQueue,
  backendKilled,
  postgresKilled,
} from "./scenarios/crashes.ts";
import { confirmAtExpiry, jobTwice, workerDown, workerKilledInRelease } from "./scenarios/expiry.ts";
import { primaryKilled } from "./scenarios/failover.ts";
import { workerKilledInMail } from "./scenarios/mail.ts";
import {
  backendFrozen,
  blackhole,
  lockOwnerFrozen,
  resetAfterCommit,
  slowAndSliced,
} from "./scenarios/network.ts";
import { openTransaction, transactionOpenForAMinute } from "./scenarios/open-transaction.ts";
import { noConnections, oldSnapshot, poolOfOne, walFull, wrongClocks } from "./scenarios/resources.ts";
import { restartInMigration, rollingRestart } from "./scenarios/schema.ts";
import {
  postgresRestarted,
  receiverDown,
  receiverMisbehaves,
  senderOfTwoKilled,
  twoWorkers,
  webhooksWithWrongClocks,
  workerKilledInDelivery,
} from "./scenarios/webhooks.ts";

/** All faults in their order. */
export const SCENARIOS: readonly Scenario[] = [
  apiKilledAfterCommit,
  apiKilledWithQueue,
  backendKilled,
  postgresKilled,
  lockOwnerFrozen,
  backendFrozen,
  workerKilledInRelease,
  workerDown,
  jobTwice,
  workerKilledInMail,
  confirmAtExpiry,
  blackhole,
  resetAfterCommit,
  slowAndSliced,
  wrongClocks,
  noConnections,
  poolOfOne,
  oldSnapshot,
  openTransaction,
  walFull,
  restartInMigration,
  rollingRestart,
  primaryKilled,
  receiverDown,
  receiverMisbehaves,
  workerKilledInDelivery,
  twoWorkers,
  senderOfTwoKilled,
  postgresRestarted,
  transactionOpenForAMinute,
  webhooksWithWrongClocks,
];
