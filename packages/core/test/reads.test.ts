import type { Database } from "@holdfast/db";
import type { Kysely } from "kysely";
import { expect, test } from "vitest";
import { READS_MAX, withinReads } from "../src/concurrency/index.ts";

test("few reads of a pool run at a time, in order of arrival, and a failed one passes its place on", async () => {
  const pool = {} as Kysely<Database>;
  let running = 0;
  let most = 0;
  const ended: number[] = [];
  const reads = Array.from({ length: 30 }, (_, index) =>
    withinReads(pool, async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      ended.push(index);
      if (index % 3 === 0) throw new Error("a read failed");
    }),
  );
  const outcomes = await Promise.allSettled(reads);
  expect(most).toBe(READS_MAX);
  expect(ended).toEqual(ended.toSorted((one, other) => one - other));
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(10);
  expect(await withinReads(pool, async () => "still open")).toBe("still open");
});
