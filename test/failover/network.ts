import { execFileSync } from "node:child_process";
import { DEBIAN_ENVIRONMENT } from "./packages.ts";

/* A network of machines: each is a network namespace, with a cable to a bridge. */

const BRIDGE = "holdfast0";
/** A part of the range for tests of networks, which nobody else uses. */
const SUBNET = "198.18.87";
/** The address of this machine, on which Holdfast runs. */
const OWN_ADDRESS = `${SUBNET}.254`;

export const addressOf = (index: number) => `${SUBNET}.${index + 1}`;
export const namespaceOf = (name: string) => `holdfast-${name}`;
const cableOf = (name: string) => `holdfast-${name}`;

function ip(command: string): string {
  return execFileSync("ip", command.split(" "), { env: DEBIAN_ENVIRONMENT, encoding: "utf8", stdio: "pipe" });
}

/** Makes a machine for each name; those that an earlier run left are removed. */
export function layNetwork(names: readonly string[]): void {
  removeNetwork(names);
  ip(`link add ${BRIDGE} type bridge`);
  ip(`address add ${OWN_ADDRESS}/24 dev ${BRIDGE}`);
  ip(`link set ${BRIDGE} up`);
  for (const [index, name] of names.entries()) {
    const space = namespaceOf(name);
    ip(`netns add ${space}`);
    ip(`link add ${cableOf(name)} type veth peer name eth0 netns ${space}`);
    ip(`-n ${space} address add ${addressOf(index)}/24 dev eth0`);
    ip(`-n ${space} link set eth0 up`);
    ip(`-n ${space} link set lo up`);
    ip(`link set ${cableOf(name)} up`);
    plugIn(name);
  }
}

/** Removes the machines, with all their processes, and the bridge. */
export function removeNetwork(names: readonly string[]): void {
  for (const name of names) {
    for (const pid of processIds(name)) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // it has ended
      }
    }
    quietly(`netns delete ${namespaceOf(name)}`);
    quietly(`link delete ${cableOf(name)}`);
  }
  quietly(`link delete ${BRIDGE}`);
}

function quietly(command: string): void {
  try {
    ip(command);
  } catch {
    // it is not there
  }
}

/** Cuts a machine off: what it sends and what is sent to it is lost, and nobody is told. */
export const cutOff = (name: string) => void ip(`link set ${cableOf(name)} nomaster`);

/** Ends `cutOff`. */
export const plugIn = (name: string) => void ip(`link set ${cableOf(name)} master ${BRIDGE}`);

/** All processes of a machine. */
export function processIds(name: string): number[] {
  try {
    return ip(`netns pids ${namespaceOf(name)}`)
      .split("\n")
      .filter(Boolean)
      .map(Number);
  } catch {
    return []; // there is no such machine
  }
}
