import { expect, test } from "vitest";
import { EXPIRE_HOLDS, openJobs } from "../src/index.ts";
import { createTestContext } from "./harness.ts";

test("a worker removes the schedule by which earlier versions looked for expired holds", async () => {
  const ctx = await createTestContext();
  try {
    await ctx.jobs.schedule(EXPIRE_HOLDS, "* * * * *");
    const jobs = await openJobs({ url: ctx.url, worker: true, onError: () => {} });
    const scheduled = (await jobs.getSchedules()).map(({ name }) => name);
    await jobs.stop({ graceful: false });
    expect(scheduled.sort()).toEqual([
      "delete-ended-sessions",
      "delete-old-deliveries",
      "delete-old-mails",
      "forget-receipts",
      "generate-slots",
    ]);
  } finally {
    await ctx.close();
  }
});
