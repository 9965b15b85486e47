import { spawn } from "node:child_process";
import { once } from "node:events";
import { endProcess } from "../../scripts/server-process.ts";
import { endWithUs } from "../faults/children.ts";
import { freePort } from "../faults/postgres.ts";
import { DEBIAN_ENVIRONMENT } from "./packages.ts";
import { deployedPath, variablesOf } from "./settings.ts";

/** An HAProxy that leads to the leader. */
export interface HaProxy {
  /** Its address: host and port. */
  host: string;
  stop: () => Promise<void>;
}

/** Starts HAProxy with deploy/patroni/haproxy.cfg on this machine. */
export async function startHaProxy(): Promise<HaProxy> {
  const host = `127.0.0.1:${await freePort()}`;
  const child = spawn("haproxy", ["-db", "-f", deployedPath("haproxy.cfg")], {
    env: { ...DEBIAN_ENVIRONMENT, ...variablesOf("haproxy.env"), HOLDFAST_LISTEN: host },
    stdio: "ignore",
  });
  await once(child, "spawn");
  endWithUs(child);
  return { host, stop: async () => void (await endProcess(child)) };
}
