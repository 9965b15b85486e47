import { readFile } from "node:fs/promises";
import type { Database } from "@holdfast/db";
import { type Kysely, sql } from "kysely";

const MICROSECONDS_PER_TICK = 10_000; // Linux counts a process's time in hundredths of a second
const FIELD_USER = 11; // of those after the command's name
const FIELD_SYSTEM = 12;

/** CPU time of processes so far, in microseconds, by process id. */
export type CpuTimes = ReadonlyMap<number, number>;

/** Reads the CPU time of processes from `/proc`. A process that has ended is left out. */
export async function cpuTimesOf(pids: readonly number[]): Promise<CpuTimes> {
  const times = new Map<number, number>();
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
    if (stat === undefined) continue;
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[FIELD_USER]) + Number(fields[FIELD_SYSTEM]);
    times.set(pid, ticks * MICROSECONDS_PER_TICK);
  }
  return times;
}

/** Reads the CPU time of PostgreSQL's sessions on a pool's database. */
export async function cpuTimesOfSessions(db: Kysely<Database>): Promise<CpuTimes> {
  const { rows } = await sql<{ pid: number }>`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database()`.execute(db);
  return cpuTimesOf(rows.map(({ pid }) => pid));
}

/** The microseconds between two readings, of all processes in the second. */
export function microsecondsBetween(before: CpuTimes, after: CpuTimes): number {
  return [...after].reduce((total, [pid, time]) => total + time - (before.get(pid) ?? 0), 0);
}
