import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/* The version before the last migration, with today's dependencies. */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const OWN_SCOPE = "@holdfast";

const git = (...args: string[]) =>
  execFileSync("git", args, { cwd: ROOT, maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "ignore"] });

let tree: string | undefined;

const MIGRATIONS = "packages/db/src/migrations";

/** The migrations of a commit, in their order. */
const migrationsOf = (commit: string): string[] =>
  lines(git("ls-tree", "--name-only", commit, `${MIGRATIONS}/`)).sort();

const lines = (output: Buffer): string[] => output.toString().split("\n").filter(Boolean);

/** The last commit that has the first of today's migrations, and not all: on a branch another one may have been missing. */
function commitBefore(): string {
  const today = migrationsOf("HEAD");
  const candidates = lines(git("log", "--format=%P", "HEAD", "--", MIGRATIONS)).flatMap((parents) =>
    parents.split(" "),
  );
  const isEarlier = (names: string[]) =>
    names.length < today.length && names.every((name, index) => name === today[index]);
  const commit = candidates.find((candidate) => isEarlier(migrationsOf(candidate)));
  if (commit === undefined) throw new Error("there is no earlier version");
  return commit;
}

export async function whyNoPreviousVersion(): Promise<string | undefined> {
  try {
    commitBefore();
    return undefined;
  } catch {
    return "there is no git history to take an earlier version from";
  }
}

/** A directory with that version, ready to run, which is removed when this process ends. */
export function previousVersion(): string {
  if (tree !== undefined) return tree;
  const directory = mkdtempSync(join(tmpdir(), "holdfast-previous-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  execFileSync("tar", ["-x", "-C", directory], { input: git("archive", commitBefore()) });
  for (const folder of ["packages", "apps"]) {
    for (const name of readdirSync(join(directory, folder))) linkModules(directory, join(folder, name));
  }
  tree = directory;
  return directory;
}

/** Whether that version shares idempotency records with today's: before this migration they had no hash. */
export function previousSharesIdempotencyRecords(): boolean {
  return existsSync(join(previousVersion(), "packages/db/src/migrations/0009-access.ts"));
}

/** Links a package's dependencies; our own packages come from the same version. */
function linkModules(directory: string, path: string): void {
  const source = join(ROOT, path, "node_modules");
  if (!existsSync(source)) return;
  const target = join(directory, path, "node_modules");
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(source)) {
    if (name !== OWN_SCOPE) symlinkSync(join(source, name), join(target, name));
  }
  const scope = join(source, OWN_SCOPE);
  if (!existsSync(scope)) return;
  mkdirSync(join(target, OWN_SCOPE));
  for (const name of readdirSync(scope)) {
    symlinkSync(join(directory, "packages", name), join(target, OWN_SCOPE, name));
  }
}
