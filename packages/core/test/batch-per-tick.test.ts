import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { batchPerTick } from "../src/concurrency/batch-per-tick.ts";

it("passes on all items of a tick in order, each step for all before the next step", async () => {
  const steps: string[] = [];
  const give = batchPerTick(async (item: string) => {
    steps.push(`${item}1`);
    await undefined;
    steps.push(`${item}2`);
  });
  give("a");
  await Promise.resolve();
  give("b");
  expect(steps).toEqual([]);
  await nextTurn();
  expect(steps).toEqual(["a1", "b1", "a2", "b2"]);
});

it("passes on items that arrive meanwhile in the next tick", async () => {
  const handedOn: number[] = [];
  const give = batchPerTick((item: number) => {
    handedOn.push(item);
    if (item < 3) give(item + 1);
  });
  give(1);
  await nextTurn();
  expect(handedOn).toEqual([1]);
  await nextTurn();
  await nextTurn();
  expect(handedOn).toEqual([1, 2, 3]);
});
