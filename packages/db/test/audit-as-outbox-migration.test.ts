import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../src/index.ts";
import { down, up } from "../src/migrations/0024-audit-as-outbox.ts";

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

const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;

test("what only the events told is in the audit afterwards, in their order and with their times", async () => {
  await db.transaction().execute(down);
  await sql`INSERT INTO audit (actor, action, subject_id) VALUES ('public', 'resource.created', ${id(1)})`.execute(
    db,
  );
  await sql`INSERT INTO events (at, type, slot_id, booking_id, data) VALUES
    ('2030-01-02T00:00:00Z', 'waitlist.promoted', ${id(2)}, ${id(3)}, '{"entryId":"x"}'),
    ('2030-01-03T00:00:00Z', 'waitlist.closed', ${id(2)}, NULL, ${JSON.stringify({ entryId: id(4) })}),
    ('2030-01-04T00:00:00Z', 'booking.confirmed_too_late', ${id(2)}, ${id(3)}, '{}')`.execute(db);
  await db.transaction().execute(up);
  await sql`INSERT INTO events (type, slot_id, booking_id, data) VALUES
    ('waitlist.promoted', ${id(2)}, ${id(3)}, '{}'), ('booking.confirmed_too_late', ${id(2)}, ${id(5)}, '{}')`.execute(
    db,
  );
  const { rows } = await sql`
    SELECT at, actor, action, subject_id, slot_id, sold_out FROM audit WHERE slot_id IS NOT NULL ORDER BY id`.execute(
    db,
  );
  const of = { actor: "system", slot_id: id(2), sold_out: null };
  expect(rows).toEqual([
    { ...of, at: new Date("2030-01-03T00:00:00Z"), action: "waitlist.closed", subject_id: id(4) },
    { ...of, at: new Date("2030-01-04T00:00:00Z"), action: "booking.confirmed_too_late", subject_id: id(3) },
    // A process of the version before writes events; only they tell of this.
    { ...of, at: expect.any(Date), action: "booking.confirmed_too_late", subject_id: id(5) },
  ]);
});
