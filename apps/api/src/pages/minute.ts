const MINUTE_MILLISECONDS = 60_000;

/** The begin of a minute. Lists that begin there are equal for all who ask within it, and so share a statement. */
export const wholeMinute = (now: number): number => now - (now % MINUTE_MILLISECONDS);
