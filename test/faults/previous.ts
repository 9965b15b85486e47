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

/** The last commit before the last migration. */
function commitBefore(): string {
  const added = git("log", "-1", "--diff-filter=A", "--format=%H", "--", "packages/db/src/migrations");
  return git("rev-parse", `${added.toString().trim()}^`).toString().trim();
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
