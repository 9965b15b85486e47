import type { Attempt, Call } from "../faults/history.ts";

/* The figures of a run: how long nothing was booked, and what was answered. */

/**
 * The longest time without a response to a booking that succeeded: from the last before a moment on.
 * @param from milliseconds since 1970
 * @returns seconds; Infinity where no booking succeeded after the moment
 */
export function longestGapSeconds(calls: readonly Call[], from: number): number {
  const times = calls
    .filter(({ verb, outcome }) => verb === "book" && outcome.type === "ok")
    .map(({ until }) => until)
    .sort((a, b) => a - b);
  const first = times.findLastIndex((time) => time <= from);
  if (first === times.length - 1) return Number.POSITIVE_INFINITY;
  const after = times.slice(Math.max(0, first));
  const gaps = after.slice(1).map((time, index) => time - (after[index] as number));
  return Math.max(0, ...gaps) / 1_000;
}

/** The number of responses by status; `none` for requests without one. */
export function countByStatus(attempts: readonly Attempt[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status = "none" } of attempts) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
