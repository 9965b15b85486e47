import { openDatabase } from "@holdfast/db";
import { sql } from "kysely";
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

test("a database that takes no writes is not ready", async () => {
  const api = await createTestApp();
  const name = new URL(api.url).pathname.slice(1);
  await sql`ALTER DATABASE ${sql.id(name)} SET default_transaction_read_only = on`.execute(api.db);
  const standby = openDatabase({ url: api.url });
  expect(await createReadiness({ db: standby, jobs: api.jobs })()).toEqual(["database"]);
  await standby.destroy();
  await api.close();
});
