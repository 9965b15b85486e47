import { createTestDatabase } from "@holdfast/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateToLatest, openDatabase, pendingMigrations } from "../src/index.ts";

/** PostgreSQL's own template: a database without any table of ours. */
const EMPTY_TEMPLATE = "template0";
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  database = await createTestDatabase(EMPTY_TEMPLATE);
});

afterAll(() => database.drop());

test("processes that start together on an empty database migrate it once", async () => {
  const db = openDatabase({ url: database.directUrl });
  const names = await pendingMigrations(db);
  expect(names).toEqual(expect.arrayContaining(["0001-bookings", "0005-receipts"]));
  const runs = await Promise.all(Array.from({ length: 4 }, () => migrateToLatest(database.directUrl)));
  expect(runs.flat()).toEqual(names);
  expect(await pendingMigrations(db)).toEqual([]);
  await db.destroy();
});
