/**
 * Asks the package registry whether anything that runs in production has a known vulnerability of high or critical
 * severity; exits with 1 where it has. A registry that cannot answer is a warning: it must not stop a repair.
 */
import { spawnSync } from "node:child_process";

const ASK_MAX_MILLISECONDS = 120_000;
/** pnpm's own errors and the network's; findings have neither. */
const NO_ANSWER =
  /\bERR_PNPM_\w+|ENOTFOUND|EAI_AGAIN|ECONN\w+|ENETUNREACH|ETIMEDOUT|dns error|error sending request/;

const { status, error, stdout, stderr } = spawnSync("pnpm", ["audit", "--prod", "--audit-level", "high"], {
  encoding: "utf8",
  timeout: ASK_MAX_MILLISECONDS,
});
const output = `${stdout ?? ""}${stderr ?? ""}`;
const reason = error?.message ?? NO_ANSWER.exec(output)?.[0];
if (status === 0) process.stdout.write("No known vulnerability of high or critical severity.\n");
else if (reason)
  process.stdout.write(`Warning: dependencies were not audited, the registry did not answer: ${reason}\n`);
else {
  process.stdout.write(output);
  process.exitCode = 1;
}
