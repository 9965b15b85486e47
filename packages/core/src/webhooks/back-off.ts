const FIRST_MILLISECONDS = 5_000;
const MAX_MILLISECONDS = 6 * 60 * 60 * 1_000;
/** The share of a pause that is left to chance, so that what failed together is not tried together. */
const JITTER = 0.4;

/** How long a delivery is tried, and for how long nothing but failures may go on, before it is given up. */
export const DELIVERY_MAX_DAYS = 3;
/** Failures in a row after which a webhook is tried with one delivery at a time. */
export const FAILURES_UNTIL_PAUSE = 5;
/** Failures in a row from which on a webhook is taken for down; a single one says something of its delivery alone. */
export const OUTAGE_MIN_FAILURES = 2;

/**
 * The pause after a failure: 5 seconds, doubled with each further one, up to 6 hours; a fifth more or less.
 * @param failures in a row, 1 or more
 */
export function pauseMilliseconds(failures: number, random: () => number = Math.random): number {
  const pause = Math.min(FIRST_MILLISECONDS * 2 ** (failures - 1), MAX_MILLISECONDS);
  return Math.round(pause * (1 - JITTER / 2 + JITTER * random()));
}
