/** Undoes one step of a start. */
export type Undo = () => Promise<void>;

/** The means of a run to be undone. */
export interface Undoing {
  /** The undos of all that has started, last first. */
  undo: Undo[];
  /** Delays the undoing until the start is over. */
  starting: <T>(start: Promise<T>) => Promise<T>;
}

/**
 * Executes a run and then undoes all that it started, last first; after a signal, too.
 * An error is printed and becomes exit code 1.
 */
export async function runAndUndo(run: (undoing: Undoing) => Promise<void>): Promise<void> {
  const undo: Undo[] = [];
  let started: Promise<unknown> | undefined;
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      await started?.catch(() => {}); // half a start cannot be undone
      while (undo.length > 0)
        await undo
          .shift()?.()
          .catch((error: unknown) => console.error(error));
    })();
    return stopping;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void stop().then(() => process.exit(1)));
  }
  const starting = <T>(start: Promise<T>): Promise<T> => {
    started = start;
    return start;
  };
  await run({ undo, starting }).catch((error: unknown) => {
    if (!stopping) console.error(error); // after a signal, errors are its consequence
    process.exitCode = 1;
  });
  await stop();
}
