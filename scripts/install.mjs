/** Installs the dependencies for scripts/run.mjs: once, from the lockfile, with nothing but npm. */
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { dirname, isAbsolute, join } from "node:path";

const LOCK_WAIT_SECONDS = 900;
const LOCK_POLL_MS = 200;
const RETRY_WAIT_MIN_MS = 1_000;
const RETRY_WAIT_MAX_MS = 4_000;
const FAILURE_TAIL_LINES = 40;
const NOISE = /^\s*$|unsupported engine|unknown user config|npm notice/i;
const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONN|ENETUNREACH|ETIMEDOUT|dns error|error sending request/;

/** An error for the user: its message is shown as one line, its code ends the process. */
export function failure(message, exitCode = 1) {
  return Object.assign(new Error(message), { exitCode });
}

/** The environment of an install's steps: short pauses (offline, the defaults take minutes) and no questions. */
function installEnvironment(env) {
  const more = { npm_config_update_notifier: "false", pnpm_config_confirm_modules_purge: "false" };
  for (const tool of ["npm", "pnpm"]) {
    more[`${tool}_config_fetch_retry_mintimeout`] = String(RETRY_WAIT_MIN_MS);
    more[`${tool}_config_fetch_retry_maxtimeout`] = String(RETRY_WAIT_MAX_MS);
  }
  return { ...env, ...more };
}

/** The text of a file; '' if there is none. */
function read(...path) {
  try {
    return fs.readFileSync(join(...path), "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(error.code)) return "";
    throw error;
  }
}

/** The package.json files of the workspace, whose patterns may be `dir` and `dir/*`. */
function manifests(root) {
  const list = /^packages:\n((?:[ \t]*(?:[-#].*)?\n)*)/m.exec(read(root, "pnpm-workspace.yaml"))?.[1] ?? "";
  const dirs = [...list.matchAll(/^\s*-\s*["']?([^"'\s#]+)/gm)].flatMap(([, pattern]) => {
    if (!pattern.endsWith("/*")) return [pattern];
    const parent = pattern.slice(0, -2);
    return !fs.existsSync(join(root, parent))
      ? []
      : fs.readdirSync(join(root, parent)).map((name) => join(parent, name));
  });
  return ["", ...dirs].map((dir) => join(dir, "package.json"));
}

/** One hash of all inputs of an install. */
function fingerprint(root) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ".pnpmfile.cjs", ...manifests(root)]) {
    hash.update(`\0${file}\0${read(root, file)}`);
  }
  return hash.digest("hex");
}

/** The time of pnpm's last write to node_modules, in seconds: an install by hand makes the stamp void. */
function writtenAtSeconds(root) {
  const stat = fs.statSync(join(root, "node_modules", ".modules.yaml"), { throwIfNoEntry: false });
  return Math.floor((stat?.mtimeMs ?? 0) / 1000);
}

const stampFile = (root) => join(root, "node_modules", ".holdfast-installed");

/** The stamp of the last install; null if that install is outdated or lacks something. */
function validStamp({ root, wantsDev, wantsPnpm }) {
  const stamp = JSON.parse(read(stampFile(root)) || "{}");
  const isFresh = stamp.hash === fingerprint(root) && stamp.writtenAtSeconds === writtenAtSeconds(root);
  const isEnough = (stamp.dev || !wantsDev) && (!wantsPnpm || fs.existsSync(stamp.pnpm));
  return isFresh && isEnough ? stamp : null;
}

/** Runs a step of the install; its output is shown only if it fails. */
async function step(run, file, args, env) {
  const { code, output, isStopped } = await run(file, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  if (isStopped) throw failure("stopped while installing", code === 0 ? 1 : code);
  if (code === 0) return output;
  const lines = output.split("\n").filter((line) => !NOISE.test(line));
  process.stderr.write(`${lines.slice(-FAILURE_TAIL_LINES).join("\n")}\n`);
  if (!NO_NETWORK.test(output)) throw failure(`the install failed with exit code ${code}, see above`, code);
  throw failure("no package registry: check the network, HTTPS_PROXY and `npm config get registry`", code);
}

/** The path of the pinned pnpm, which npx fetches unless npm's cache has it. */
async function findPnpm(root, run, env) {
  const spec = JSON.parse(read(root, "package.json")).packageManager.split("+")[0];
  // Not `npx pnpm …`: npx puts a shell between, which dies of a SIGTERM and leaves pnpm running.
  const output = await step(run, "npx", ["--yes", `--package=${spec}`, "-c", "command -v pnpm"], env);
  const path = output.split("\n").find((line) => isAbsolute(line) && fs.existsSync(line));
  if (path === undefined) throw failure(`npx did not find ${spec}: ${output}`);
  return path;
}

/** Installs from the lockfile and returns the stamp that it writes. The caller holds the lock. */
async function install({ root, env, run, wantsDev }) {
  const startMs = Date.now();
  process.stderr.write("Installing dependencies (once; about 500 MB) …\n");
  fs.rmSync(stampFile(root), { force: true });
  const hash = fingerprint(root);
  const stepEnv = installEnvironment(env);
  const pnpm = await findPnpm(root, run, stepEnv);
  // The option is always given, because this pnpm ignores NODE_ENV.
  await step(run, pnpm, ["install", "--frozen-lockfile", wantsDev ? "--prod=false" : "--prod"], stepEnv);
  const stamp = { hash, dev: wantsDev, writtenAtSeconds: writtenAtSeconds(root), pnpm };
  fs.mkdirSync(dirname(stampFile(root)), { recursive: true });
  fs.writeFileSync(`${stampFile(root)}.new`, JSON.stringify(stamp));
  fs.renameSync(`${stampFile(root)}.new`, stampFile(root));
  process.stderr.write(`Dependencies installed in ${Math.round((Date.now() - startMs) / 1000)} s.\n`);
  return stamp;
}

/** Whether another process has this id; one of another user (EPERM) counts. */
function isAlive(pid) {
  try {
    return pid !== process.pid && process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Tries to take the lock. Returns null if it is ours, otherwise the pid of its holder (0 if it was just released). */
function tryLock(lockDir) {
  const own = `${lockDir}.${process.pid}`;
  fs.mkdirSync(own, { recursive: true });
  fs.writeFileSync(join(own, "pid"), String(process.pid));
  try {
    fs.renameSync(own, lockDir); // atomic, with the pid in it; refused if there is a lock
    return null;
  } catch (error) {
    fs.rmSync(own, { recursive: true });
    if (!["ENOTEMPTY", "EEXIST"].includes(error.code)) throw error;
    return Number(read(lockDir, "pid"));
  }
}

/** Moves a dead process's lock away. Only the first of many processes succeeds; a newer lock stays. */
function removeStale(lockDir, pid) {
  try {
    fs.renameSync(lockDir, `${lockDir}.stale-${pid}`);
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST", "ENOENT"].includes(error.code)) throw error;
  }
}

/** Releases the lock. It is first moved away as a whole, so that nobody ever sees half of one. */
function unlock(lockDir) {
  fs.renameSync(lockDir, `${lockDir}.${process.pid}`);
  for (const name of fs.readdirSync(dirname(lockDir))) {
    const isLeftover = name.startsWith("install.lock.stale-") || name === `install.lock.${process.pid}`;
    if (isLeftover) fs.rmSync(join(dirname(lockDir), name), { recursive: true });
  }
}

/** Calls `work` while no other run installs here; gives up after LOCK_WAIT_SECONDS. */
async function withLock(lockDir, work) {
  const endMs = Date.now() + LOCK_WAIT_SECONDS * 1000;
  for (let pid = tryLock(lockDir), isSaid = false; pid !== null; pid = tryLock(lockDir)) {
    if (Date.now() > endMs) throw failure(`process ${pid} still installs; if it does not, remove ${lockDir}`);
    if (pid !== 0 && !isAlive(pid)) removeStale(lockDir, pid);
    if (!isSaid) process.stderr.write("Waiting for another install in this folder …\n");
    isSaid = true;
    await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
  }
  return work().finally(() => unlock(lockDir));
}

/** Installs the dependencies unless they are there. Returns the stamp, whose `pnpm` is a path. */
export async function ensureInstalled(wish) {
  const lockDir = join(wish.root, ".cache", "install.lock");
  return validStamp(wish) ?? (await withLock(lockDir, async () => validStamp(wish) ?? install(wish)));
}
