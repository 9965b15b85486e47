import { pause } from "../faults/wait.ts";
import type { Machine } from "./machine.ts";

/* A client that only knows the old leader. Whatever that acknowledges after its isolation would be lost. */

const ATTEMPT_MAX_MILLISECONDS = 1_000;
const PAUSE_MILLISECONDS = 100;

/** The table that it writes to, which is created with the world. */
export const WITNESS_TABLE =
  "CREATE TABLE failover_witness (at timestamptz NOT NULL DEFAULT clock_timestamp())";

/** What a machine answered to writes. */
export interface Witness {
  /** So far. */
  counts: { readonly acknowledged: number; readonly attempts: number };
  stop: () => Promise<void>;
}

/** Writes to one machine's PostgreSQL again and again, from the machine itself, until stopped. */
export function startWitness(machine: Machine, url: string): Witness {
  const command = ["psql", "--no-psqlrc", "-c", "INSERT INTO failover_witness DEFAULT VALUES", url];
  const counts = { acknowledged: 0, attempts: 0 };
  let isStopped = false;
  const writing = (async () => {
    while (!isStopped) {
      const output = await machine.run(command, ATTEMPT_MAX_MILLISECONDS);
      counts.attempts++;
      if (output?.includes("INSERT 0 1")) counts.acknowledged++;
      await pause(PAUSE_MILLISECONDS);
    }
  })();
  return {
    counts,
    stop: async () => {
      isStopped = true;
      await writing;
    },
  };
}
