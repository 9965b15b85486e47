import { expect, test, vi } from "vitest";
import { createReadiness } from "../src/http/readiness.ts";
import { createTestApp } from "./harness.ts";

test("all who ask within a second share one look at the database; the next second has its own", async () => {
  const api = await createTestApp();
  const look = vi.spyOn(api.jobs, "getQueue");
  const notReady = createReadiness(api);
  const answers = await Promise.all(Array.from({ length: 100 }, notReady));
  const answeredAt = performance.now();
  expect(answers.every((names) => names.length === 0)).toBe(true);
  await notReady();
  expect(look).toHaveBeenCalledTimes(1);

  look.mockResolvedValue(null);
  await expect.poll(notReady, { timeout: 5_000 }).toEqual(["job queue"]);
  expect(performance.now() - answeredAt).toBeGreaterThan(900);
  expect(look).toHaveBeenCalledTimes(2);
  await api.close();
});
