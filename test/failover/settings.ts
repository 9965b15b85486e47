import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { addressOf } from "./network.ts";

/* The files of deploy/patroni, as a reader of docs/failover.md would fill them in. */

export const MACHINES = ["one", "two", "three"] as const;

const DIRECTORY = fileURLToPath(new URL("../../deploy/patroni/", import.meta.url));
/** The address of a machine in the files. */
const EXAMPLE_ADDRESS = /\b10\.0\.0\.([123])\b/g;
/** The variables with the addresses of all machines. */
const OF_ALL = /_(HOSTS|INITIAL_CLUSTER)$/;

export const deployedPath = (name: string) => `${DIRECTORY}${name}`;
export const deployedFile = (name: string) => readFileSync(deployedPath(name), "utf8");

/** The variables of one machine: those of the file are machine one's. */
export function variablesOf(
  file: "node.env" | "etcd.env" | "haproxy.env",
  index = 0,
): Record<string, string> {
  const entries = Object.entries(parseEnv(deployedFile(file))).map(([name, value = ""]) => {
    const own = OF_ALL.test(name) || file === "haproxy.env" ? value : ofMachine(value, index);
    return [name, own.replaceAll(EXAMPLE_ADDRESS, (_, number) => addressOf(Number(number) - 1))];
  });
  return Object.fromEntries(entries);
}

function ofMachine(value: string, index: number): string {
  if (value === MACHINES[0]) return MACHINES[index] as string;
  return value.replaceAll(EXAMPLE_ADDRESS, `10.0.0.${index + 1}`);
}
