import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../src/index.ts";
import { down, up } from "../src/migrations/0025-webhooks.ts";

let database: TestDatabase;
let db: Kysely<unknown>;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database) as unknown as Kysely<unknown>;
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const insert = (active: boolean, disabledFor: string | null) =>
  sql`
  INSERT INTO webhooks (id, url, topics, secret, active, disabled_for)
  VALUES (gen_random_uuid(), 'https://example.org', '{*}', '\\x00', ${active}, ${disabledFor})`.execute(db);

test("webhooks go and come back empty; a disabled one is never active", async () => {
  await insert(true, null);
  await db.transaction().execute(down);
  await db.transaction().execute(up);
  const { rows } = await sql`SELECT FROM webhooks`.execute(db);
  expect(rows).toEqual([]);
  await insert(false, "GONE");
  await expect(insert(true, "GONE")).rejects.toThrow("webhooks_disabled_inactive");
});
