const LOOK_EVERY_MILLISECONDS = 20;

/** Waits a while. For the course of a fault, never for something to be done: that is `until`. */
export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Waits until a condition holds.
 * @returns the milliseconds that it took
 * @throws naming the condition where it does not hold in time
 */
export async function until(
  condition: string,
  holds: () => boolean | Promise<boolean>,
  maxMilliseconds = 10_000,
): Promise<number> {
  const begin = performance.now();
  while (!(await holds())) {
    if (performance.now() - begin > maxMilliseconds) {
      throw new Error(`not so within ${maxMilliseconds} ms: ${condition}`);
    }
    await pause(LOOK_EVERY_MILLISECONDS);
  }
  return performance.now() - begin;
}
