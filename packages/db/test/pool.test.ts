import { type Kysely, sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { executePrepared } from "../src/pipelined-driver.ts";
import { openDatabase } from "../src/pool.ts";
import type { Database } from "../src/schema.ts";
import { createTestDatabase, readsOf } from "../src/testing.ts";

const database = await createTestDatabase();
afterAll(() => database.drop());

const SLOT = "00000000-0000-7000-8000-000000000001";
/** PostgreSQL makes a plan for each of the first executions, and keeps the next. */
const EXECUTIONS_BEFORE_PLAN = 6;

const addSlots = (db: Kysely<Database>, count: number) =>
  sql`
  INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity)
  SELECT gen_random_uuid(), ${SLOT}, now(), now() + interval '1 hour', 1 FROM generate_series(1, ${count}::integer)`.execute(
    db,
  );

/** Looks slots up by a prepared statement and by the foreign key of a booking. */
async function lookUpSlot(db: Kysely<Database>): Promise<void> {
  await executePrepared(db, sql`SELECT capacity FROM slots WHERE id = ANY(${[SLOT]}::uuid[])`);
  await sql`
    INSERT INTO bookings (id, slot_id, quantity, customer_name, status, expires_at)
    VALUES (gen_random_uuid(), ${SLOT}, 1, 'Ada', 'PENDING', now())`.execute(db);
}

test("plans made while a table was small do not read all of it when it has grown", async () => {
  const db = openDatabase({ url: database.url, maxConnections: 1 });
  try {
    await sql`INSERT INTO resources (id, kind, name) VALUES (${SLOT}, 'show', 'A show')`.execute(db);
    await sql`
      INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity)
      VALUES (${SLOT}, ${SLOT}, now(), now() + interval '1 hour', 1)`.execute(db);
    await addSlots(db, 20);
    await sql`ANALYZE slots`.execute(db);
    for (let execution = 0; execution < EXECUTIONS_BEFORE_PLAN; execution++) await lookUpSlot(db);
    const read = await db.transaction().execute(async (trx) => {
      await addSlots(trx, 1_000);
      await lookUpSlot(trx);
      return readsOf(trx, "slots");
    });
    expect(read.rowsInTurn).toBe(0);
    expect(read.indexScans).toBeGreaterThanOrEqual(2);
  } finally {
    await db.destroy();
  }
});

test("what may take long may read whole tables", async () => {
  const untouched = await createTestDatabase(); // PgBouncer would hand over a connection with the others' settings
  const db = openDatabase({ url: untouched.url, timeouts: "off" });
  try {
    const { rows } = await sql<{ enable_seqscan: string }>`SHOW enable_seqscan`.execute(db);
    expect(rows).toEqual([{ enable_seqscan: "on" }]);
  } finally {
    await db.destroy();
    await untouched.drop();
  }
});
