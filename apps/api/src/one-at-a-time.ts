/**
 * Lets work run once at a time. Who asks while it runs gets the run after that one, which may have looked too early
 * for them; all who ask until then share it.
 * @returns asks for a run; settles as that run does
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
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
