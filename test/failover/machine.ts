import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chownSync, copyFileSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { endProcess } from "../../scripts/server-process.ts";
import { endWithUs } from "../faults/children.ts";
import { signal } from "../faults/postgres.ts";
import { until } from "../faults/wait.ts";
import { addressOf, namespaceOf, processIds } from "./network.ts";
import { DEBIAN_ENVIRONMENT } from "./packages.ts";
import { deployedPath, MACHINES, variablesOf } from "./settings.ts";

const execute = promisify(execFile);

/** The directories of the machine's own, where Debian's programs have theirs. */
const OWN_DIRECTORIES = {
  etc: "/etc/patroni",
  etcd: "/var/lib/etcd",
  postgresql: "/var/lib/postgresql",
  run: "/var/run/postgresql",
} as const;

/** Mounts a directory's parts over the machine's own, and becomes the program, as its user. */
const MOUNT_AND_RUN = `
  ${Object.entries(OWN_DIRECTORIES)
    .map(([part, path]) => `mount --bind "$1/${part}" ${path} || exit 1`)
    .join("\n")}
  user=$2; shift 2; exec setpriv --reuid="$user" --regid="$user" --init-groups "$@"`;

/** One of the three: etcd, Patroni and PostgreSQL, in a network namespace. */
export class Machine {
  readonly name: string;
  readonly index: number;
  readonly address: string;
  readonly #directory: string;
  #etcd: ChildProcess | undefined;
  #patroni: ChildProcess | undefined;

  constructor(index: number, directory: string, owners: { etcd: number; postgres: number }) {
    this.index = index;
    this.name = MACHINES[index] as string;
    this.address = addressOf(index);
    this.#directory = join(directory, this.name);
    for (const part of Object.keys(OWN_DIRECTORIES)) {
      const path = join(this.#directory, part);
      mkdirSync(path, { recursive: true, mode: 0o755 });
      const owner = part === "etcd" ? owners.etcd : owners.postgres;
      chownSync(path, owner, owner);
    }
    copyFileSync(deployedPath("patroni.yml"), join(this.#directory, "etc/config.yml"));
  }

  startEtcd(): void {
    this.#etcd = this.#spawn("etcd", variablesOf("etcd.env", this.index), ["/usr/bin/etcd"]);
  }

  startPatroni(): void {
    const command = ["/usr/bin/patroni", "/etc/patroni/config.yml"];
    this.#patroni = this.#spawn("postgres", variablesOf("node.env", this.index), command);
  }

  /** Starts what does not run. */
  start(): void {
    if (!isRunning(this.#etcd)) this.startEtcd();
    if (!isRunning(this.#patroni)) this.startPatroni();
  }

  #spawn(user: string, environment: Record<string, string>, command: readonly string[]): ChildProcess {
    const log = openSync(join(this.#directory, `${user}.log`), "a");
    const child = spawn("ip", this.#arguments(user, command), {
      cwd: "/",
      env: { ...DEBIAN_ENVIRONMENT, ...environment },
      stdio: ["ignore", log, log],
    });
    endWithUs(child);
    return child;
  }

  #arguments(user: string, command: readonly string[]): string[] {
    const shell = ["sh", "-c", MOUNT_AND_RUN, "sh", this.#directory, user, ...command];
    return ["netns", "exec", namespaceOf(this.name), ...shell];
  }

  /**
   * Runs a program on the machine as PostgreSQL's user, with Patroni's variables.
   * @returns what it wrote; undefined if it failed or took longer than the bound
   */
  async run(command: readonly string[], maxMilliseconds: number): Promise<string | undefined> {
    const env = { ...DEBIAN_ENVIRONMENT, ...variablesOf("node.env", this.index) };
    return execute("ip", this.#arguments("postgres", command), {
      cwd: "/",
      env,
      timeout: maxMilliseconds,
      killSignal: "SIGKILL",
    }).then(
      ({ stdout }) => stdout,
      () => undefined,
    );
  }

  /** PostgreSQL's processes and Patroni. */
  #databaseIds(): number[] {
    return processIds(this.name).filter((pid) => pid !== this.#etcd?.pid);
  }

  /** kill -9 of PostgreSQL, all at once, and of Patroni, too, if asked for. Returns after their end. */
  async kill(what: "PostgreSQL" | "PostgreSQL and Patroni"): Promise<void> {
    const ids = this.#databaseIds().filter(
      (pid) => what !== "PostgreSQL" || commandOf(pid).startsWith("postgres"),
    );
    for (const id of ids) signal(id, "SIGKILL");
    await until("the killed processes are gone", () => {
      const living = new Set(processIds(this.name));
      return ids.every((id) => !living.has(id));
    });
  }

  async killEtcd(): Promise<void> {
    if (this.#etcd) await endProcess(this.#etcd, "SIGKILL");
  }

  /** Freezes PostgreSQL and Patroni until `thaw`. */
  freeze(): void {
    for (const id of this.#databaseIds()) signal(id, "SIGSTOP");
  }

  thaw(): void {
    for (const id of processIds(this.name)) signal(id, "SIGCONT");
  }

  /** What Patroni and PostgreSQL have written. */
  log(): string {
    return readFileSync(join(this.#directory, "postgres.log"), "utf8");
  }
}

const isRunning = (child: ChildProcess | undefined) =>
  child !== undefined && child.exitCode === null && child.signalCode === null;

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8");
  } catch {
    return ""; // it has ended
  }
}
