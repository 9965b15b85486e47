import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../src/index.ts";
import * as partialIndexes from "../src/migrations/0015-partial-indexes.ts";
import * as noHoldWaves from "../src/migrations/0016-no-hold-waves.ts";
import * as contactKeys from "../src/migrations/0020-contact-keys.ts";
import type { Database } from "../src/schema.ts";
import { createTestDatabase, type TestDatabase } from "../src/testing.ts";

let database: TestDatabase;
let db: Kysely<Database>;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, timeouts: "off" });
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const idOf = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;
const allOf = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows;
const bookings = () =>
  allOf(sql`SELECT id, slot_id, quantity, status, failure_reason, expires_at FROM bookings ORDER BY id`);
const indexes = () =>
  allOf(sql`SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'bookings' ORDER BY indexname`);
const migrate = (step: (db: Kysely<unknown>) => Promise<void>) =>
  db.transaction().execute((trx) => step(trx as unknown as Kysely<unknown>));

test("bookings survive the waves' removal and their return, which tells of holds placed in between", async () => {
  const indexesWithoutWaves = await indexes();
  await sql`
    WITH resource AS (
      INSERT INTO resources (id, kind, name) VALUES (gen_random_uuid(), 'show', 'Macbeth') RETURNING id
    ), slot AS (
      INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity, booked)
      SELECT gen_random_uuid(), id, '2050-01-01', '2050-01-02', 100, 4 FROM resource RETURNING id
    )
    INSERT INTO bookings (id, slot_id, quantity, customer_name, status, failure_reason, expires_at)
    SELECT ('00000000-0000-7000-8000-00000000000' || n)::uuid, slot.id, 1, 'Ann',
      (ARRAY['CONFIRMED', 'CANCELLED', 'FAILED', 'PENDING', 'PENDING', 'PENDING'])[n],
      CASE n WHEN 3 THEN 'HOLD_EXPIRED' END, timestamptz '2040-01-01Z' + n / 6 * interval '1 day'
    FROM slot, generate_series(1, 6) AS n`.execute(db);
  const before = await bookings();

  await migrate(contactKeys.down);
  await migrate(noHoldWaves.down);
  expect(await allOf(sql`SELECT ends_at, first_id, last_id FROM hold_waves ORDER BY ends_at`)).toEqual([
    { ends_at: new Date("2040-01-01T00:00:00Z"), first_id: idOf(4), last_id: idOf(5) },
    { ends_at: new Date("2040-01-02T00:00:00Z"), first_id: idOf(6), last_id: idOf(6) },
  ]);
  expect(await allOf(sql`SELECT settled FROM bookings ORDER BY id`)).toEqual(
    ["CONFIRMED", "CANCELLED", null, null, null, null].map((settled) => ({ settled })),
  );
  await migrate(partialIndexes.down);
  expect(await bookings()).toEqual(before);

  await migrate(partialIndexes.up);
  await migrate(noHoldWaves.up);
  await migrate(contactKeys.up);
  expect(await bookings()).toEqual(before);
  expect(await indexes()).toEqual(indexesWithoutWaves);
  expect(await allOf(sql`SELECT to_regclass('hold_waves') AS "table"`)).toEqual([{ table: null }]);
});
