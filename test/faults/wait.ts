const POLL_MILLISECONDS = 20;

/** Pauses for the course of a fault; `until` waits for a condition. */
export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Waits until a condition holds.
 * @returns the time until then, in milliseconds
 * @throws if it does not hold in time, with the condition's name
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
    await pause(POLL_MILLISECONDS);
  }
  return performance.now() - begin;
}
