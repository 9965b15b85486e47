import { expect, test } from "vitest";
import { coalesceRuns } from "../src/sweeps.ts";

/** Work that goes on until it is told to end. */
function slowWork() {
  const runs: PromiseWithResolvers<void>[] = [];
  const ask = coalesceRuns(() => {
    const run = Promise.withResolvers<void>();
    runs.push(run);
    return run.promise;
  });
  return { runs, ask };
}

test("who asks while it runs shares the run after that", async () => {
  const { runs, ask } = slowWork();
  const first = ask();
  const second = ask();
  const third = ask();
  expect(runs).toHaveLength(1);
  runs[0]?.resolve();
  await first;
  await expect.poll(() => runs.length).toBe(2);
  const fourth = ask(); // while the second run is under way
  runs[1]?.resolve();
  await Promise.all([second, third]);
  await expect.poll(() => runs.length).toBe(3);
  runs[2]?.resolve();
  await fourth;
  expect(runs).toHaveLength(3);
});

test("a run that fails fails for those who asked for it, and the next one runs", async () => {
  const { runs, ask } = slowWork();
  const first = ask();
  const second = ask();
  runs[0]?.reject(new Error("no database"));
  await expect(first).rejects.toThrow("no database");
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.resolve();
  await second;
  const third = ask();
  expect(runs).toHaveLength(3);
  runs[2]?.resolve();
  await third;
});
