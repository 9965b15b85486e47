/** Work that is done again and again. */
export interface Sweep {
  /** What fails, where it fails, for the log. */
  work: string;
  /** The pause between the starts of two runs; a run that takes longer has none behind it. */
  everyMilliseconds: number;
  run: () => Promise<void>;
}

/**
 * Starts sweeps, each with its own timer and never two runs of one at once.
 * @param onFailure called for the first failure of a series, with what failed; the next run tries again
 * @returns ends them, after the runs under way
 */
export function startSweeps(
  sweeps: readonly Sweep[],
  onFailure: (error: unknown, work: string) => void,
): () => Promise<void> {
  const ends = sweeps.map((sweep) => startSweep(sweep, onFailure));
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}

function startSweep(
  { work, everyMilliseconds, run }: Sweep,
  onFailure: (error: unknown, work: string) => void,
): () => Promise<void> {
  let hasFailed = false;
  let current: Promise<void> | undefined;
  const timer = setInterval(() => {
    current ??= run()
      .then(
        () => {
          hasFailed = false;
        },
        (error) => {
          if (!hasFailed) onFailure(error, work);
          hasFailed = true;
        },
      )
      .finally(() => {
        current = undefined;
      });
  }, everyMilliseconds);
  return async () => {
    clearInterval(timer);
    await current;
  };
}

/**
 * Coalesces calls into runs of the work, one at a time. Calls that arrive during a run share the next one, because the
 * current one may have read too early for them.
 * @returns requests a run; its promise has the outcome of that run
 */
export function coalesceRuns(work: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = () => {
    next = undefined;
    current = work().finally(() => {
      current = undefined;
    });
    return current;
  };
  return () => {
    if (next) return next;
    if (!current) return run();
    next = current.then(run, run);
    return next;
  };
}
