/** `scripts/run.mjs` on a tiny checkout, with an npx and a pnpm that only write down how they were called. */
import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const REPOSITORY = dirname(dirname(import.meta.dirname));
const TEST_TIMEOUT_MS = 15_000;
const WAIT = { timeout: 10_000, interval: 20 };

interface Result {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Prints the path of the fake pnpm, as `npx -c 'command -v pnpm'` does. */
const FAKE_NPX = `#!/bin/sh
echo "npx $*" >> "$CALLS"
dirname "$0" | sed 's:$:/pnpm:'
`;

/** "Installs" a node_modules in which `node` is the Node.js of this test; runs `pnpm exec`. */
const FAKE_PNPM = `#!/bin/sh
if [ "$1" = exec ]; then shift; exec "$@"; fi
echo "pnpm $*" >> "$CALLS"
for name in npm_config_cache XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME; do
  eval "echo \\"$name=\\$$name\\"" >> "$CALLS"
done
if [ -n "$PNPM_PRINTS" ]; then cat "$PNPM_PRINTS"; fi
if [ -n "$PNPM_HANGS" ]; then echo "hanging $$" >> "$CALLS"; exec sleep 60; fi
if [ -n "$PNPM_EXITS" ]; then exit "$PNPM_EXITS"; fi
mkdir -p node_modules/.bin && ln -sf "$REAL_NODE" node_modules/.bin/node
`;

/** Writes down the stop signals that it gets, and needs a moment to end. */
const SLOW_TO_STOP = `
import { appendFileSync } from "node:fs";
const log = (line) => appendFileSync("signals", line + "\\n");
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {
  log(signal);
  setTimeout(() => { log("exit"); process.exit(Number(process.argv[2])); }, 300);
});
setInterval(() => {}, 1_000);
log("ready");
`;

let root: string;
let started: ChildProcess[];

const read = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : "");
const calls = () => read("calls").split("\n");
const installs = () => calls().filter((line) => line.startsWith("pnpm install"));

/** The environment of a run: the fakes first on PATH, a home that can be written to, and no more. */
function environment(extra: Record<string, string>): Record<string, string> {
  return {
    PATH: [join(root, "fake"), process.env["PATH"]].join(delimiter),
    HOME: join(root, "home"),
    CALLS: join(root, "calls"),
    REAL_NODE: process.execPath,
    ...extra,
  };
}

/** Starts `node scripts/run.mjs …`, from outside the checkout. */
function start(args: string[], extra: Record<string, string> = {}, nodeArgs: string[] = []) {
  const child = spawn(process.execPath, [...nodeArgs, join(root, "scripts/run.mjs"), ...args], {
    cwd: tmpdir(),
    env: environment(extra),
  });
  started.push(child);
  const result: Result = { code: null, stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    result.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    result.stderr += text;
  });
  const ended = new Promise<Result>((resolve) => {
    child.on("close", (code) => resolve({ ...result, code }));
  });
  return { child, ended };
}

const run = (args: string[], extra?: Record<string, string>) => start(args, extra).ended;

/** Waits until the fake pnpm hangs; returns its process id. */
function hangingPnpm() {
  return vi.waitFor(() => {
    const line = calls().find((call) => call.startsWith("hanging "));
    expect(line).toBeDefined();
    return Number(line?.split(" ")[1]);
  }, WAIT);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "holdfast-run-"));
  started = [];
  const files = {
    "package.json": JSON.stringify({ name: "fixture", packageManager: "pnpm@1.2.3+sha512.abc" }),
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
    "pnpm-workspace.yaml": 'packages:\n  # comment\n  - packages/*\n  - "tools"\n\ncatalog:\n  - nothing/*\n',
    ".pnpmfile.cjs": "module.exports = {};\n",
    "packages/a/package.json": "{}",
    "tools/package.json": "{}",
    "nothing/b/package.json": "{}",
    "home/.keep": "",
    "slow.mjs": SLOW_TO_STOP,
    "fake/npx": FAKE_NPX,
    "fake/pnpm": FAKE_PNPM,
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  for (const name of ["npx", "pnpm"]) chmodSync(join(root, "fake", name), 0o755);
  for (const name of ["run.mjs", "install.mjs", "build.mjs"]) {
    cpSync(join(REPOSITORY, "scripts", name), join(root, "scripts", name));
  }
});

afterEach(() => {
  for (const child of started) child.kill("SIGKILL");
  rmSync(root, { recursive: true });
});

describe("scripts/run.mjs", { timeout: TEST_TIMEOUT_MS }, () => {
  it("installs once with the pinned pnpm, then goes straight to the command", async () => {
    const first = await run(["node", "-p", "process.cwd()"]);
    expect(first).toMatchObject({ code: 0, stdout: `${root}\n` });
    expect(first.stderr).toMatch(/^Installing dependencies .*\nDependencies installed in \d+ s\.\n$/);
    expect(calls()).toContain("npx --yes --package=pnpm@1.2.3 -c command -v pnpm");
    expect(installs()).toEqual(["pnpm install --frozen-lockfile --prod=false"]);

    rmSync(join(root, "calls"));
    expect(await run(["node", "-p", "1"])).toEqual({ code: 0, stdout: "1\n", stderr: "" });
    expect(read("calls")).toBe("");
  });

  it.each([
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    ".pnpmfile.cjs",
    "packages/a/package.json",
    "tools/package.json",
  ])("installs again when %s has changed", async (file) => {
    await run(["node", "-p", "1"]);
    writeFileSync(join(root, file), `${read(file)}\n`);
    await run(["node", "-p", "1"]);
    expect(installs()).toHaveLength(2);
  });

  it("installs again when pnpm was run by hand, but not for a file that no workspace pattern names", async () => {
    await run(["node", "-p", "1"]);
    writeFileSync(join(root, "nothing/b/package.json"), "{ }");
    await run(["node", "-p", "1"]);
    expect(installs()).toHaveLength(1);
    writeFileSync(join(root, "node_modules/.modules.yaml"), "");
    await run(["node", "-p", "1"]);
    expect(installs()).toHaveLength(2);
  });

  it.each([
    { args: [], extra: {}, flag: "--prod=false" },
    { args: ["--dev"], extra: {}, flag: "--prod=false" },
    { args: [], extra: { NODE_ENV: "production" }, flag: "--prod" },
    { args: ["--dev"], extra: { NODE_ENV: "production" }, flag: "--prod=false" },
  ])("$args with $extra installs with $flag and hands NODE_ENV on", async ({ args, extra, flag }) => {
    const { stdout } = await run([...args, "node", "-p", "process.env.NODE_ENV"], extra);
    expect(stdout).toBe(`${extra.NODE_ENV}\n`);
    expect(installs()).toEqual([`pnpm install --frozen-lockfile ${flag}`]);
  });

  it("takes an install with devDependencies for production, and not the other way round", async () => {
    const production = { NODE_ENV: "production" };
    await run(["node", "-p", "1"], production);
    await run(["--dev", "node", "-p", "1"], production);
    await run(["node", "-p", "1"], production);
    expect(installs().map((line) => line.split(" ").at(-1))).toEqual(["--prod", "--prod=false"]);
  });

  it("puts only the caches that cannot be written to below the checkout", async () => {
    const home = join(root, "slow.mjs"); // a file: nothing can be made below it, not even by root
    const data = join(root, "home", "data");
    expect((await run(["node", "-p", "1"], { HOME: home, XDG_DATA_HOME: data })).code).toBe(0);
    expect(calls()).toEqual(
      expect.arrayContaining([
        `npm_config_cache=${join(root, ".cache/npm_config_cache")}`,
        `XDG_CACHE_HOME=${join(root, ".cache/xdg_cache_home")}`,
        `XDG_DATA_HOME=${data}`,
      ]),
    );
  });

  it("leaves a home alone that can be written to", async () => {
    await run(["node", "-p", "1"]);
    expect(calls()).toEqual(
      expect.arrayContaining([`npm_config_cache=${join(root, "home/.npm")}`, "XDG_DATA_HOME="]),
    );
  });

  it("ends with the code of the command, or 128 + n after signal n", async () => {
    expect((await run(["node", "-e", "process.exit(42)"])).code).toBe(42);
    expect((await run(["node", "-e", "process.kill(process.pid, 'SIGKILL')"])).code).toBe(137);
    expect(await run(["no-such-command"])).toMatchObject({
      code: 127,
      stderr: expect.stringContaining("cannot run no-such-command"),
    });
  });

  it("shows the end of a failed install, without noise, and ends with its code", async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `line ${i}`);
    writeFileSync(join(root, "prints"), [...lines, "[WARN] Unsupported engine for x", ""].join("\n"));
    const extra = { PNPM_EXITS: "9", PNPM_PRINTS: join(root, "prints") };
    const { code, stderr } = await run(["node", "-p", "1"], extra);
    expect(code).toBe(9);
    expect(stderr).toContain("line 20\n");
    expect(stderr).toContain("line 59\nholdfast: the install failed");
    expect(stderr).not.toMatch(/line 19\n|Unsupported engine/);
    expect((await run(["node", "-p", "1"])).code).toBe(0);
  });

  it("says so when the registry cannot be reached", async () => {
    writeFileSync(join(root, "prints"), "request failed, reason: getaddrinfo ENOTFOUND registry\n");
    const { stderr } = await run(["node"], { PNPM_EXITS: "1", PNPM_PRINTS: join(root, "prints") });
    expect(stderr).toContain("check the network");
  });

  it("installs once when three start at the same time", async () => {
    const results = await Promise.all([1, 2, 3].map((n) => run(["node", "-p", String(n)])));
    expect(results.map((result) => result.stdout)).toEqual(["1\n", "2\n", "3\n"]);
    expect(installs()).toHaveLength(1);
  });

  it("stops an install, and the next run starts afresh", async () => {
    const { child, ended } = start(["node", "-p", "1"], { PNPM_HANGS: "yes" });
    const pid = await hangingPnpm();
    child.kill("SIGTERM");
    expect((await ended).code).toBe(143);
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    expect((await run(["node", "-p", "1"])).stdout).toBe("1\n");
  });

  it("takes over the lock of a process that died", async () => {
    const { child, ended } = start(["node", "-p", "1"], { PNPM_HANGS: "yes" });
    const pid = await hangingPnpm();
    child.kill("SIGKILL");
    await ended;
    process.kill(pid);
    expect(existsSync(join(root, ".cache/install.lock/pid"))).toBe(true);
    const results = await Promise.all([1, 2].map((n) => run(["node", "-p", String(n)])));
    expect(results.map((result) => result.stdout)).toEqual(["1\n", "2\n"]);
    expect(existsSync(join(root, ".cache/install.lock"))).toBe(false);
  });

  it("hands the first stop signal on as SIGTERM, once, and waits for the command", async () => {
    const { child, ended } = start(["node", "slow.mjs", "7"]);
    await vi.waitFor(() => expect(read("signals")).toBe("ready\n"), WAIT);
    child.kill("SIGINT");
    await vi.waitFor(() => expect(read("signals")).toContain("SIGTERM"), WAIT);
    child.kill("SIGINT");
    child.kill("SIGTERM");
    expect((await ended).code).toBe(7);
    expect(read("signals")).toBe("ready\nSIGTERM\nexit\n");
  });

  it("stops when npm, which started it, is gone", async () => {
    const script = '"$REAL_NODE" scripts/run.mjs node slow.mjs 0; exit';
    const env = environment({ npm_lifecycle_event: "start" });
    const shell = spawn("sh", ["-c", script], { cwd: root, env, stdio: "ignore" });
    started.push(shell);
    await vi.waitFor(() => expect(read("signals")).toBe("ready\n"), WAIT);
    shell.kill("SIGKILL");
    await vi.waitFor(() => expect(read("signals")).toBe("ready\nSIGTERM\nexit\n"), WAIT);
  });

  it("runs pnpm with the pinned Node.js first on PATH, and calls no interrupted check passed", async () => {
    const path = (await run(["pnpm", "exec", "node", "-p", "process.env.PATH"])).stdout.split(delimiter);
    expect(path.slice(0, 2)).toEqual([join(root, "node_modules/.bin"), join(root, "fake")]);

    const { child, ended } = start(["pnpm", "exec", "node", "slow.mjs", "0"]);
    await vi.waitFor(() => expect(read("signals")).toBe("ready\n"), WAIT);
    child.kill("SIGTERM");
    expect((await ended).code).toBe(143);
  });

  it("refuses an old Node.js in one line", async () => {
    const old = "Object.defineProperty(process, 'versions', { value: { node: '18.19.0' } })";
    writeFileSync(join(root, "old.cjs"), old);
    const { code, stderr } = await start(["node"], {}, ["--require", join(root, "old.cjs")]).ended;
    expect(code).toBe(1);
    expect(stderr).toBe("holdfast: Node.js 20 or newer is needed; this is 18.19.0\n");
  });
});
