/** `npm run example -- react`: builds the client package, and serves an example's pages while they are changed. */
import { spawn, spawnSync } from "node:child_process";
import { dirname, join } from "node:path";

const root = dirname(import.meta.dirname);
const EXAMPLES = ["react", "next"];

/** A directory in which `npm` runs a script of its package. */
const options = (...path) => ({ cwd: join(root, ...path), stdio: "inherit" });

const [name] = process.argv.slice(2);
if (!EXAMPLES.includes(name)) {
  console.error(`npm run example -- <name>, one of: ${EXAMPLES.join(", ")}`);
  process.exit(1);
}
const { status } = spawnSync("npm", ["run", "--silent", "build"], options("packages", "client"));
if (status !== 0) process.exit(status ?? 1);
const pages = spawn("npm", ["start"], options("examples", name));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => pages.kill(signal));
pages.on("exit", (code) => process.exit(code ?? 0));
