import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../src/index.ts";
import { down, up } from "../src/migrations/0017-idempotency-records.ts";

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

const record = (key: string, response: object) => ({ key, response });

async function records() {
  const { rows } = await sql`SELECT key, response FROM idempotency_records ORDER BY key`.execute(db);
  return rows;
}

test("the release before reads and writes the same records under the old names", async () => {
  await sql`INSERT INTO idempotency_records (key, fingerprint, response) VALUES ('new', 'f', '{"id":1}')`.execute(
    db,
  );
  await sql`
    INSERT INTO receipts (key, fingerprint, answer, salt)
    SELECT key, fingerprint, answer, salt FROM json_to_recordset('[{"key":"old","fingerprint":"f","answer":{"id":2}}]')
      AS receipt (key text, fingerprint text, answer jsonb, salt text)`.execute(db);
  expect(await records()).toEqual([record("new", { id: 1 }), record("old", { id: 2 })]);
  const { rows } =
    await sql`SELECT answer, created_at IS NOT NULL AS dated FROM receipts ORDER BY key`.execute(db);
  expect(rows).toEqual([
    { answer: { id: 1 }, dated: true },
    { answer: { id: 2 }, dated: true },
  ]);
  await sql`
    DELETE FROM receipts WHERE key IN (
      SELECT key FROM receipts WHERE key = 'old' ORDER BY created_at LIMIT 10 FOR UPDATE SKIP LOCKED
    )`.execute(db);
  expect(await records()).toEqual([record("new", { id: 1 })]);
});

test("down and up again keep the records", async () => {
  const before = await records();
  await down(db);
  await up(db);
  expect(await records()).toEqual(before);
});
