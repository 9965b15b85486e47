import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { codeOf, EmbeddedPostgresError } from "./errors.ts";

const PROBE_TIMEOUT_MILLISECONDS = 10_000;

/** The users that PostgreSQL may run as under root, in order of preference; initdb wants a user of /etc/passwd. */
const UNPRIVILEGED_USERS = ["postgres", "nobody"];

/** The user that PostgreSQL runs as when this process is root. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * Chooses the user for PostgreSQL's programs: the owner of `home`, if it exists, else an unprivileged one.
 * @returns undefined when this process is an ordinary user: PostgreSQL runs as that user then
 * @throws EmbeddedPostgresError when `home` has an owner that PostgreSQL cannot run as
 */
export async function chooseAccount(home: string): Promise<Account | undefined> {
  const self = process.getuid?.();
  if (self === undefined) return undefined;

  const owner = await ownerOf(home);
  if (self !== 0) {
    if (owner === undefined || owner.uid === self) return undefined;
    throw new EmbeddedPostgresError(
      `${home} belongs to another user (uid ${owner.uid}). Start Holdfast as that user, or set DATA_DIR.`,
    );
  }
  if (owner?.uid === 0) {
    throw new EmbeddedPostgresError(
      `${home} belongs to root, and PostgreSQL refuses root. Give it back to its user, move it away, or set DATA_DIR.`,
    );
  }
  return owner ?? (await unprivilegedAccount());
}

/** The spawn options of PostgreSQL's programs: they get no variable of this process's, and keep no directory busy. */
export function spawnOptions(account: Account | undefined) {
  const { PATH = "/usr/bin:/bin" } = process.env;
  return { cwd: "/", env: { PATH, LC_ALL: "C" }, ...account };
}

/**
 * Runs a program to its end as the account.
 * @throws Error with the program's last words when it fails or takes longer than `timeoutMilliseconds`
 */
export async function run(
  program: string,
  args: string[],
  account: Account | undefined,
  timeoutMilliseconds = PROBE_TIMEOUT_MILLISECONDS,
): Promise<void> {
  const options = { ...spawnOptions(account), timeout: timeoutMilliseconds };
  try {
    await promisify(execFile)(program, args, options);
  } catch (error) {
    const stderr = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw stderr ? new Error(stderr.split("\n").slice(-3).join("; "), { cause: error }) : error;
  }
}

/** The account writes a file as a test, because modes say nothing of parents, ACLs and mounts. */
export async function canWrite(directory: string, account: Account): Promise<boolean> {
  const script = ': > "$0/.probe" && rm "$0/.probe"';
  return run("/bin/sh", ["-c", script, directory], account).then(
    () => true,
    () => false,
  );
}

async function ownerOf(path: string): Promise<Account | undefined> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function unprivilegedAccount(): Promise<Account> {
  const entries = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  for (const user of UNPRIVILEGED_USERS) {
    const entry = entries.find(([name]) => name === user);
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL refuses to run as root, and there is no user ${UNPRIVILEGED_USERS.join(" or ")}. Start Holdfast as an ordinary user, or set DATABASE_URL.`,
  );
}
