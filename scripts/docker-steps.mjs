/**
 * Performs the steps of the Dockerfile without Docker, in a temporary directory, and boots the result.
 * It supports only the instructions of our Dockerfile; any other is an error.
 */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import * as fs from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join, relative } from "node:path";

const BOOT_MAX_MS = 60_000;
const STOP_MAX_MS = 10_000;
const POLL_MS = 200;
const context = dirname(import.meta.dirname);
const isRoot = process.getuid?.() === 0;
let isStopped = false;

const say = (line) => process.stdout.write(`${line}\n`);
const sleep = (ms) => new Promise((wake) => setTimeout(wake, ms));

/** Throws with a message unless the condition holds. */
function check(condition, message) {
  if (!condition) throw new Error(message);
}

/** The instructions of a Dockerfile: the line, its name, its --flags and its arguments. */
function parseDockerfile(text) {
  const joined = text.replace(/^\s*#.*\n|\\\n\s*/gm, "");
  return joined.match(/^.+$/gm).map((line) => {
    const [, name, options, rest] = /^(\w+)((?:\s+--\S+)*)\s+(.+)$/.exec(line) ?? [];
    const flags = [...(options ?? "").matchAll(/--(\S+?)=(\S+)/g)].map((match) => match.slice(1));
    return { line, name, flags: Object.fromEntries(flags), rest };
  });
}

/** Returns a function that tells whether .dockerignore excludes a path of the repository. */
function readIgnore() {
  const lines = fs.readFileSync(join(context, ".dockerignore"), "utf8").split("\n");
  const patterns = lines.filter((line) => /^[^#]/.test(line));
  const unknown = patterns.find((pattern) => !/^(\*\*\/)?[\w.-]+$/.test(pattern));
  check(unknown === undefined, `.dockerignore: cannot read ${unknown}`);
  return (path) => patterns.includes(path) || patterns.includes(`**/${basename(path)}`);
}

/** A user of the image; `nobody` if this machine has no such user. */
function lookUp(user) {
  const lines = fs.readFileSync("/etc/passwd", "utf8").split("\n");
  const line = [user, "nobody"].map((name) => lines.find((one) => one.startsWith(`${name}:`))).find(Boolean);
  check(line !== undefined, `there is no user ${user} here, and no nobody`);
  const [name, , uid, gid] = line.split(":");
  return { name, uid: Number(uid), gid: Number(gid) };
}

/** Runs a shell command to its end; throws unless it succeeds. */
function shell(command, cwd, env) {
  const { status, signal } = spawnSync("sh", ["-c", command], { cwd, env, stdio: "inherit" });
  check(status === 0, `ended with ${signal ?? status}: ${command}`);
}

/** The environment of an image's process: PATH without this checkout's tools, and the variables of ENV. */
function environment(stage, extra = {}) {
  const path = process.env.PATH.split(delimiter).filter((dir) => !dir.includes("node_modules"));
  return { ...extra, PATH: path.join(delimiter), ...stage.env };
}

/** Copies a file or a directory's content, as COPY does. */
function copy({ flags, rest }, stage, stages) {
  const [source, target, ...more] = rest.split(/\s+/);
  check(/^[^/]/.test(target) && more.length === 0, "COPY: one source, one target relative to WORKDIR");
  const from = join(stages.get(flags.from)?.root ?? context, source);
  const to = join(stage.root, stage.workdir, target);
  const isIgnored = flags.from === undefined ? readIgnore() : () => false;
  const filter = (path) => !isIgnored(relative(context, path));
  fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true, filter });
  if (flags.chown !== undefined && isRoot) {
    const { name, uid, gid } = lookUp(flags.chown.split(":")[0]);
    say(`  owner here: ${name}`);
    shell(`chown -R ${uid}:${gid} "$TARGET"`, stage.root, { ...process.env, TARGET: to });
  }
}

/** The effect of each instruction on the stage under construction. FROM is executed by `build`. */
const INSTRUCTIONS = {
  WORKDIR: ({ rest }, stage) => {
    stage.workdir = rest;
    fs.mkdirSync(join(stage.root, rest), { recursive: true });
  },
  ENV: ({ rest }, stage) => {
    check(!/[$"']/.test(rest), `ENV: cannot read ${rest}`);
    Object.assign(stage.env, Object.fromEntries(rest.split(/\s+/).map((pair) => pair.split("="))));
  },
  COPY: copy,
  RUN: ({ rest }, stage) => {
    check(stage.user === undefined, "RUN after USER is not supported");
    shell(rest, join(stage.root, stage.workdir), environment(stage, process.env));
  },
  USER: ({ rest }, stage) => Object.assign(stage, { user: rest }),
  EXPOSE: ({ rest }, stage) => check(rest === stage.env.PORT, `EXPOSE ${rest}, but PORT=${stage.env.PORT}`),
  HEALTHCHECK: ({ rest }, stage) => Object.assign(stage, { healthcheck: JSON.parse(rest.slice(4)) }),
  CMD: ({ rest }, stage) => Object.assign(stage, { command: JSON.parse(rest) }),
};

/** Performs every step of the Dockerfile below `directory`; returns the last stage. */
function build(directory) {
  const stages = new Map();
  let stage;
  for (const step of parseDockerfile(fs.readFileSync(join(context, "Dockerfile"), "utf8"))) {
    say(`> ${step.line}`);
    if (step.name === "FROM") {
      const [image, , name] = step.rest.split(/\s+/);
      check(
        /^node:\d+[\w.-]+@sha256:[0-9a-f]{64}$/.test(image),
        `FROM: not a Node.js image by digest: ${image}`,
      );
      stage = { root: join(directory, `stage-${stages.size}`), workdir: "/", env: {} };
      stages.set(name ?? "", stage);
      continue;
    }
    check(stage !== undefined, "the first instruction must be FROM");
    check(INSTRUCTIONS[step.name] !== undefined, `${step.name} is not supported`);
    INSTRUCTIONS[step.name](step, stage, stages);
  }
  check(stage?.command !== undefined, "there is no CMD");
  return stage;
}

/** Finds a free TCP port. */
async function freePort() {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return String(port);
}

/** Whether GET /health answers 200. */
function isHealthy(port) {
  const isOk = (response) => response.status === 200;
  return fetch(`http://127.0.0.1:${port}/health`).then(isOk, () => false);
}

/** Boots the stage's CMD as its USER, waits for /health and the HEALTHCHECK, stops it with SIGTERM. */
async function boot(stage) {
  const port = await freePort();
  const user = stage.user !== undefined && isRoot ? lookUp(stage.user) : { name: "this user" };
  const database = process.env.DATABASE_URL ? { DATABASE_URL: process.env.DATABASE_URL } : {};
  // As in production, where the server does not start without a first key.
  const access = { ADMIN_API_KEY: randomBytes(24).toString("hex") };
  const env = { HOME: "/nonexistent", ...environment(stage), PORT: port, ...access, ...database };
  const { uid, gid } = user;
  const options = { cwd: join(stage.root, stage.workdir), env, uid, gid, stdio: "inherit" };
  say(`> boot as ${user.name} on port ${port}, DATABASE_URL ${database.DATABASE_URL ? "as given" : "unset"}`);
  const server = spawn(stage.command[0], stage.command.slice(1), options);
  const ended = new Promise((end) => {
    server.on("error", end).on("exit", (code, signal) => end(signal ?? code));
  });
  let stopMs;
  let result;
  try {
    await healthy(server, port);
    const [probe, ...args] = stage.healthcheck;
    check(spawnSync(probe, args, options).status === 0, "the HEALTHCHECK fails on a healthy server");
  } finally {
    stopMs = Date.now();
    server.kill("SIGTERM");
    result = await Promise.race([ended, sleep(STOP_MAX_MS)]);
    server.kill("SIGKILL");
  }
  check(result !== undefined, `still there ${STOP_MAX_MS} ms after SIGTERM`);
  check(result === 0, `ended with ${result} after SIGTERM`);
  check(!(await isHealthy(port)), "something still answers after the stop");
  say(`> stopped in ${Date.now() - stopMs} ms`);
}

/** Waits until the server answers GET /health with 200. */
async function healthy(server, port) {
  const endMs = Date.now() + BOOT_MAX_MS;
  while (!(await isHealthy(port))) {
    check(server.exitCode === null && server.signalCode === null, "the server ended before it was healthy");
    check(!isStopped, "stopped by a signal");
    check(Date.now() < endMs, `GET /health is not 200 after ${BOOT_MAX_MS} ms`);
    await sleep(POLL_MS);
  }
  say("> GET /health: 200");
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    isStopped = true;
  });
}
const directory = fs.mkdtempSync(join(tmpdir(), "holdfast-image-"));
fs.chmodSync(directory, 0o755);
try {
  await boot(build(directory));
  say("The image builds, boots and stops.");
} catch (error) {
  say(`FAILED: ${error.message}`);
  process.exitCode = 1;
} finally {
  fs.rmSync(directory, { recursive: true, force: true });
}
process.exit();
