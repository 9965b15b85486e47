import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../src/index.ts";
import { down, up } from "../src/migrations/0027-zones-and-languages.ts";

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
const [DOCTOR, SLOT] = [id(1), id(2)];

const insertBooking = (number: number, language: string | null) =>
  sql`INSERT INTO bookings (id, slot_id, customer_name, quantity, status, expires_at, language)
    VALUES (${id(number)}, ${SLOT}, 'Ann', 1, 'CONFIRMED', now(), ${language})`.execute(db);

test("what there was before has neither, and a booking takes no other language", async () => {
  await db.transaction().execute(down);
  await sql`INSERT INTO resources (id, kind, name) VALUES (${DOCTOR}, 'doctor', 'd')`.execute(db);
  await sql`INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity, booked)
    VALUES (${SLOT}, ${DOCTOR}, '2101-01-01T09:00:00Z', '2101-01-01T10:00:00Z', 9, 1)`.execute(db);
  await sql`INSERT INTO bookings (id, slot_id, customer_name, quantity, status, expires_at)
    VALUES (${id(11)}, ${SLOT}, 'Ann', 1, 'CONFIRMED', now())`.execute(db);
  await db.transaction().execute(up);
  await insertBooking(12, "de");
  const { rows } = await sql<{ language: string | null; zone: string | null }>`
    SELECT bookings.language, resources.time_zone AS zone FROM bookings, resources ORDER BY bookings.id`.execute(
    db,
  );
  expect(rows).toEqual([
    { language: null, zone: null },
    { language: "de", zone: null },
  ]);
  await expect(insertBooking(13, "fr")).rejects.toThrow("bookings_language_check");
});
