/**
 * Runs a command of this repository on a machine that has only Node.js 20 and npm:
 * `node scripts/run.mjs [--dev] [--build] <command> [args…]`. Dependencies are installed first, with `--dev` also the
 * devDependencies; with `--build` what browsers load is built. Plain JavaScript, because it runs before any dependency is
 * there.
 */
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled, failure } from "./install.mjs";

const NODE_MAJOR_MIN = 20;
const EXIT_CANNOT_RUN = 127;
const PARENT_POLL_MS = 250;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const binDir = join(root, "node_modules", ".bin");
const pinnedNode = join(binDir, "node");

let child = null; // the process that runs now: a step of the install, or the command
let stoppedBy = null; // the first stop signal; later ones repeat it

/** Passes on the first signal, as SIGTERM: one Ctrl-C comes twice, from the terminal and from npm. */
function stopOnce(signal) {
  if (stoppedBy !== null) return;
  stoppedBy = signal;
  if (child === null) process.exit(128 + constants.signals[signal]);
  child.kill("SIGTERM");
}

/** Stops when npm, our parent, has gone: its shell dies of a signal without passing it on. */
function stopWithNpm(env) {
  if (env.npm_lifecycle_event === undefined) return; // not started by npm: may outlive its parent
  const { ppid } = process;
  setInterval(() => process.ppid !== ppid && stopOnce("SIGTERM"), PARENT_POLL_MS).unref();
}

/**
 * Runs a program in the repository's root to its end.
 * Returns its exit code (128 + n after signal n), its piped output, and whether we stopped it.
 */
function run(file, args, options) {
  return new Promise((resolve, reject) => {
    let output = "";
    child = spawn(file, args, { cwd: root, ...options });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.on("error", (error) => {
      child = null;
      reject(failure(`cannot run ${file}: ${error.message}`, EXIT_CANNOT_RUN));
    });
    child.on("close", (code, signal) => {
      child = null;
      resolve({ code: code ?? 128 + constants.signals[signal], output, isStopped: stoppedBy !== null });
    });
  });
}

/** Whether a directory is writable, or can be created. */
function isUsable(dir) {
  if (!isAbsolute(dir)) return false;
  try {
    const stat = fs.statSync(dir, { throwIfNoEntry: false });
    if (stat === undefined) return dir !== dirname(dir) && isUsable(dirname(dir));
    fs.accessSync(dir, fs.constants.W_OK | fs.constants.X_OK);
    return stat.isDirectory();
  } catch {
    return false;
  }
}

/** Whether a directory is readable. */
function isReadable(dir) {
  try {
    return fs.readdirSync(dir) !== null;
  } catch {
    return false;
  }
}

/** The environment of all children: writable caches, and no telemetry. */
function environment() {
  const { NPM_CONFIG_CACHE, ...env } = process.env;
  env.HOME = env.HOME || join(root, ".cache", "home");
  const dirs = {
    npm_config_cache: env.npm_config_cache || NPM_CONFIG_CACHE || join(env.HOME, ".npm"),
    XDG_DATA_HOME: env.XDG_DATA_HOME || join(env.HOME, ".local", "share"),
    XDG_CACHE_HOME: env.XDG_CACHE_HOME || join(env.HOME, ".cache"),
    XDG_STATE_HOME: env.XDG_STATE_HOME || join(env.HOME, ".local", "state"),
  };
  for (const [name, dir] of Object.entries(dirs)) {
    if (!isUsable(dir)) env[name] = join(root, ".cache", name.toLowerCase());
    else if (name === "npm_config_cache") env[name] = dir;
  }
  // pnpm refuses to start if it cannot read its settings' directory, as in another user's home.
  if (!isReadable(env.HOME))
    env.XDG_CONFIG_HOME = env.XDG_CONFIG_HOME || join(root, ".cache", "xdg_config_home");
  // pnpm need not fetch packageManager's version, nor check the install: both happen here.
  const done = { pnpm_config_pm_on_fail: "ignore", pnpm_config_verify_deps_before_run: "false" };
  return { ...env, ...done, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
}

/** Runs the command with the pinned Node.js and pnpm first on PATH. Returns the code to exit with. */
async function runCommand(command, args, env, pnpm) {
  const pinned = { node: pinnedNode, pnpm };
  const path = [binDir, dirname(pnpm), env.PATH].join(delimiter);
  const { code } = await run(pinned[command] ?? command, args, {
    env: { ...env, PATH: path },
    stdio: "inherit",
    // A Ctrl-C would reach pnpm beside our SIGTERM, and turbo kills its tasks at a second signal.
    detached: command === "pnpm",
  });
  // turbo exits 0 when it is interrupted: a check that did not finish must not look passed.
  if (command === "pnpm" && code === 0 && stoppedBy !== null) return 128 + constants.signals[stoppedBy];
  return code;
}

/** Reads the arguments, installs, runs the command. Returns the code to exit with. */
async function main(argv) {
  if (Number.parseInt(process.versions.node, 10) < NODE_MAJOR_MIN) {
    throw failure(`Node.js ${NODE_MAJOR_MIN} or newer is needed; this is ${process.versions.node}`);
  }
  const isOption = (arg) => ["--dev", "--build"].includes(arg);
  const options = argv.slice(
    0,
    argv.findIndex((arg) => !isOption(arg)),
  );
  const [command, ...args] = argv.slice(options.length);
  if (command === undefined || isOption(command)) {
    throw failure("usage: node scripts/run.mjs [--dev] [--build] <command> [args…]");
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stopOnce(signal));
  const env = environment();
  stopWithNpm(env);
  const wantsDev = options.includes("--dev") || env.NODE_ENV !== "production";
  const { pnpm } = await ensureInstalled({ root, env, run, wantsDev, wantsPnpm: command === "pnpm" });
  if (options.includes("--build")) await ensureBuilt({ root, env, run, node: pinnedNode });
  return runCommand(command, args, env, pnpm);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`holdfast: ${error.message}\n`);
    process.exitCode = error.exitCode ?? 1;
  },
);
