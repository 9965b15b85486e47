/**
 * Asks the package registry for known vulnerabilities of high or critical severity in production's dependencies; exits
 * with 1 if there are any. A registry that does not respond is only a warning, because it must not stop a repair.
 */
import { spawnSync } from "node:child_process";

const ASK_MAX_MILLISECONDS = 120_000;
/** Errors of pnpm and of the network, which findings do not contain. */
const NO_RESPONSE =
  /\bERR_PNPM_\w+|ENOTFOUND|EAI_AGAIN|ECONN\w+|ENETUNREACH|ETIMEDOUT|dns error|error sending request/;

const { status, error, stdout, stderr } = spawnSync("pnpm", ["audit", "--prod", "--audit-level", "high"], {
  encoding: "utf8",
  timeout: ASK_MAX_MILLISECONDS,
});
const output = `${stdout ?? ""}${stderr ?? ""}`;
const reason = error?.message ?? NO_RESPONSE.exec(output)?.[0];
if (status === 0) process.stdout.write("No known vulnerability of high or critical severity.\n");
else if (reason)
  process.stdout.write(`Warning: dependencies were not audited, the registry did not answer: ${reason}\n`);
else {
  process.stdout.write(output);
  process.exitCode = 1;
}
