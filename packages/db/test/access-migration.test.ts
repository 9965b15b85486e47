import { createHash } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../src/index.ts";
import { down, up } from "../src/migrations/0009-access.ts";
import * as idempotencyRecords from "../src/migrations/0017-idempotency-records.ts";
import * as sessions from "../src/migrations/0030-sessions.ts";

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

test("receipts from before are found by the hash that is looked for now", async () => {
  await sessions.down(db);
  await idempotencyRecords.down(db);
  await down(db);
  const keys = ["a-key", "~\\x00!\"'?>", "e2b1c5de-8c0b-4b2a-9d0c-0c8a6d6c3f10"];
  for (const key of keys) {
    await sql`INSERT INTO receipts (key, fingerprint, answer) VALUES (${key}, 'f', '{}')`.execute(db);
  }
  await up(db);
  const { rows } = await sql<{ key: string }>`SELECT key FROM receipts ORDER BY key`.execute(db);
  const hashes = keys.map((key) => createHash("sha256").update(`public\0${key}`).digest("base64url"));
  expect(rows.map(({ key }) => key).sort()).toEqual(hashes.sort());
});
