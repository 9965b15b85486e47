import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../src/index.ts";
import { down, up } from "../src/migrations/0013-hold-waves.ts";
import type { Database } from "../src/schema.ts";
import { createTestDatabase, type TestDatabase } from "../src/testing.ts";

let database: TestDatabase;
let db: Kysely<Database>;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url, timeouts: "off" });
  await down(db as unknown as Kysely<unknown>);
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

test("holds that were placed before get a wave for each end, and what is settled is as its status says", async () => {
  await sql`
    WITH resource AS (
      INSERT INTO resources (id, kind, name) VALUES (gen_random_uuid(), 'show', 'Macbeth') RETURNING id
    ), slot AS (
      INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity, booked)
      SELECT gen_random_uuid(), id, '2050-01-01', '2050-01-02', 100, 6 FROM resource RETURNING id
    )
    INSERT INTO bookings (id, slot_id, quantity, customer_name, status, failure_reason, expires_at)
    SELECT ('00000000-0000-7000-8000-00000000000' || n)::uuid, slot.id, 1, 'Ann',
      (ARRAY['CONFIRMED', 'CANCELLED', 'FAILED', 'PENDING', 'PENDING', 'PENDING'])[n],
      CASE n WHEN 3 THEN 'HOLD_EXPIRED' END, timestamptz '2040-01-01Z' + n / 6 * interval '1 day'
    FROM slot, generate_series(1, 6) AS n`.execute(db);
  await db.transaction().execute((trx) => up(trx as unknown as Kysely<unknown>));

  const waves = await db.selectFrom("hold_waves").selectAll().orderBy("ends_at").execute();
  const idOf = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;
  expect(waves).toMatchObject([
    { ends_at: new Date("2040-01-01T00:00:00Z"), first_id: idOf(4), last_id: idOf(5) },
    { ends_at: new Date("2040-01-02T00:00:00Z"), first_id: idOf(6), last_id: idOf(6) },
  ]);
  const bookings = await db.selectFrom("bookings").select("settled").orderBy("id").execute();
  expect(bookings.map(({ settled }) => settled)).toEqual(["CONFIRMED", "CANCELLED", null, null, null, null]);
});
