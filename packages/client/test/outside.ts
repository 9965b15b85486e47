import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const CLIENT = join(ROOT, "packages/client");
const RUNTIMES = join(ROOT, "test/runtimes/node_modules");

/** The oldest Node.js that the client promises, and the one that this repository pins. */
export const NODES = { oldest: join(RUNTIMES, ".bin/node"), pinned: process.execPath };

/** The compilers that the client promises: a script or a program to run with the pinned Node.js. */
export const COMPILERS = {
  "5.9": join(RUNTIMES, "typescript/bin/tsc"),
  "7.0": join(ROOT, "node_modules/typescript/bin/tsc"),
};

/** A project of somebody else, outside the workspace, that has installed the packed client. */
export interface OutsideProject {
  dir: string;
  /** The packed client. */
  tarball: string;
  remove: () => Promise<void>;
}

/** Packs the client as for publishing and installs it in a fresh directory, without asking a registry. */
export async function createOutsideProject(): Promise<OutsideProject> {
  const dir = await mkdtemp(join(tmpdir(), "holdfast-outside-"));
  await cp(join(CLIENT, "test/outside"), dir, { recursive: true });
  await writeFile(join(dir, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const tarball = await packClient(dir);
  const fromClient = createRequire(join(CLIENT, "package.json"));
  const packages = ["@trpc/client", "@trpc/server"].map((name) =>
    dirname(fromClient.resolve(`${name}/package.json`)),
  );
  const tarballs = [...packages, join(RUNTIMES, "typescript")].map((folder) => npmPack(folder, dir));
  const offline = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund"];
  run("npm", ["install", ...offline, tarball, ...tarballs], dir);
  return { dir, tarball, remove: () => rm(dir, { recursive: true }) };
}

/**
 * Makes a project within another one that has the oldest tRPC that the client promises.
 * @returns its directory
 */
export async function createOldestTrpcProject({ dir }: OutsideProject): Promise<string> {
  const oldest = join(dir, "oldest");
  await cp(join(CLIENT, "test/outside"), oldest, { recursive: true });
  const from = (folder: string, name: string) =>
    cp(join(folder, name), join(oldest, "node_modules", name), { recursive: true, dereference: true });
  await from(join(dir, "node_modules"), "@holdfast/client");
  for (const name of ["@trpc/client", "@trpc/server"]) await from(RUNTIMES, name);
  return oldest;
}

async function packClient(dir: string): Promise<string> {
  const { packageManager } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  // The run's setup has built it: a second build would change files that other tests read.
  const args = ["pack", "--json", "--config.ignore-scripts=true", "--pack-destination", dir];
  // run.mjs has fetched this pnpm in the same way: nothing is downloaded here.
  const output = run("npx", ["--yes", packageManager, ...args], CLIENT);
  return JSON.parse(output.slice(output.indexOf("{\n"))).filename;
}

function npmPack(folder: string, dir: string): string {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", dir, folder];
  const [packed] = Object.values(JSON.parse(run("npm", args, dir))) as [{ filename: string }];
  return join(dir, packed.filename);
}

/**
 * Runs a program to its end and returns what it printed.
 * @throws with all of its output, if it fails
 */
export function run(file: string, args: string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(file, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${file} ${args.join(" ")} failed: ${error ?? ""}\n${stdout}${stderr}`);
  return stdout;
}
