import { afterAll, expect } from "vitest";
import { brokenInvariants } from "../src/index.ts";
import { createTestContext, type TestContext } from "./harness.ts";
import { as, DESK } from "./history-harness.ts";

/** Creates the context of a test file, and the same for staff; the data keeps its invariants, or the file fails. */
export async function createCheckedContext(): Promise<{ ctx: TestContext; staff: TestContext }> {
  const ctx = await createTestContext();
  afterAll(async () => {
    expect(await brokenInvariants(ctx)).toEqual([]);
    await ctx.close();
  });
  return { ctx, staff: as(ctx, DESK) };
}
