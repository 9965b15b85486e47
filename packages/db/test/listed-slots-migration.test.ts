import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../src/index.ts";
import { down, up } from "../src/migrations/0023-listed-slots.ts";

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
const [DOCTOR, SHOW] = [id(1), id(2)];

const insertSlot = (number: number, resourceId: string) =>
  sql`INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity)
    VALUES (${id(number)}, ${resourceId}, '2101-01-01T09:00:00Z', '2101-01-01T10:00:00Z', 1)`.execute(db);

test("slots have the kind of their resource, those from before the migration too", async () => {
  await db.transaction().execute(down);
  await sql`INSERT INTO resources (id, kind, name, exclusive)
    VALUES (${DOCTOR}, 'doctor', 'd', true), (${SHOW}, 'show', 's', false)`.execute(db);
  await insertSlot(11, DOCTOR);
  await insertSlot(12, SHOW);
  await db.transaction().execute(up);
  await insertSlot(13, SHOW);
  await sql`DELETE FROM slots WHERE id = ${id(11)}`.execute(db);
  await insertSlot(14, DOCTOR);
  const { rows } = await sql<{ id: string; kind: string; exclusive: boolean }>`
    SELECT id, kind, exclusive FROM slots ORDER BY id`.execute(db);
  expect(rows).toEqual([
    { id: id(12), kind: "show", exclusive: false },
    { id: id(13), kind: "show", exclusive: false },
    { id: id(14), kind: "doctor", exclusive: true },
  ]);
  await expect(insertSlot(15, id(3))).rejects.toThrow("slots_resource_id_fkey");
});
