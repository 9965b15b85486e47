import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";

/* What the suite needs of the machine. It installs nothing. */

const execute = promisify(execFile);

/** The exit code of a machine that cannot run the suite. */
export const EXIT_CANNOT_RUN = 77;

/** The environment of Debian's programs: a HOME of root's would be unreadable for PostgreSQL's user. */
export const DEBIAN_ENVIRONMENT = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C.UTF-8" } as const;

/** A program of each of Debian's packages. */
const PROGRAMS: Readonly<Record<string, string>> = {
  patroni: "/usr/bin/patroni",
  "etcd-server": "/usr/bin/etcd",
  "postgresql-15": "/usr/lib/postgresql/15/bin/postgres",
  haproxy: "/usr/sbin/haproxy",
  iproute2: "/usr/bin/ip",
};

/** What a machine is like. */
export interface Machinery {
  platform: NodeJS.Platform;
  isRoot: boolean;
  hasFile: (path: string) => boolean;
  canMakeNamespaces: () => Promise<boolean>;
}

/** @returns a line for each reason why the suite cannot run, with what to do about it */
export async function whyNotHere(machine: Machinery = thisMachine): Promise<string[]> {
  if (machine.platform !== "linux") return ["it takes Linux: the machines are network namespaces"];
  const missing = Object.keys(PROGRAMS).filter((name) => !machine.hasFile(PROGRAMS[name] as string));
  if (missing.length > 0) {
    return [
      `Debian's packages are missing: ${missing.join(", ")}`,
      `apt-get install --no-install-recommends ${missing.join(" ")}`,
    ];
  }
  if (!machine.isRoot) return ["it takes root: the machines are network namespaces"];
  if (!(await machine.canMakeNamespaces()))
    return ["network namespaces, bridges or mounts are not allowed here"];
  return [];
}

const thisMachine: Machinery = {
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  hasFile: existsSync,
  canMakeNamespaces: () =>
    execute("unshare", ["--net", "--mount", "ip", "link", "add", "probe", "type", "bridge"], {
      env: DEBIAN_ENVIRONMENT,
    }).then(
      () => true,
      () => false,
    ),
};
