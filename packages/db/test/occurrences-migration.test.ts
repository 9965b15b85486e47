import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../src/index.ts";
import { down, up } from "../src/migrations/0019-occurrences.ts";

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
const SCHEDULE = id(1);
const hour = (hours: number) => `2101-01-01T${String(hours).padStart(2, "0")}:00:00.000Z`;

/** A slot of the schedule that starts at an hour, as the release before makes it. */
const insertSlot = (number: number, hours: number, closed = false) =>
  sql`INSERT INTO slots (id, resource_id, schedule_id, starts_at, ends_at, capacity, closed)
    VALUES (${id(number)}, ${SCHEDULE}, ${SCHEDULE}, ${hour(hours)}, ${hour(hours + 1)}, 1, ${closed})`.execute(
    db,
  );

const changedByHand = (number: number, before: object, after: object) =>
  sql`INSERT INTO audit (actor, action, subject_id, slot_id, before, after) VALUES ('public', 'slot.updated',
    ${id(number)}, ${id(number)}, ${JSON.stringify(before)}, ${JSON.stringify(after)})`.execute(db);

async function slots() {
  const { rows } = await sql<{ id: string; occurrence_at: Date | null; overridden: string[] }>`
    SELECT id, occurrence_at, overridden FROM slots ORDER BY id`.execute(db);
  return rows.map((slot) => [Number(slot.id.slice(-4)), slot.occurrence_at?.toISOString(), slot.overridden]);
}

test("slots that are there become occurrences, and what staff changed is in the audit", async () => {
  await db.transaction().execute(down);
  await sql`INSERT INTO resources (id, kind, name) VALUES (${SCHEDULE}, 'doctor', 'd')`.execute(db);
  await sql`
    INSERT INTO schedules (id, resource_id, rrule, time_zone, starts_on, opens_at, closes_at, slot_minutes, gap_minutes,
      capacity, lead_minutes, horizon_days)
    VALUES (${SCHEDULE}, ${SCHEDULE}, 'FREQ=DAILY', 'europe/berlin', '2101-01-01', '09:00', '10:00', 30, 0, 1, 0, 60)`.execute(
    db,
  );
  await insertSlot(11, 9);
  await insertSlot(12, 15); // moved twice: the rule gave it 10:00
  await changedByHand(12, { startsAt: hour(10) }, { startsAt: hour(14) });
  await changedByHand(12, { startsAt: hour(14) }, { startsAt: hour(15) });
  await insertSlot(13, 16); // moved from 9:00, where another slot is
  await changedByHand(13, { startsAt: hour(9), capacity: 2 }, { startsAt: hour(16), capacity: 1 });
  await insertSlot(14, 17, true);
  await changedByHand(14, { closed: false, cancelUntil: null }, { closed: true, cancelUntil: 5 });
  await insertSlot(15, 18);
  await changedByHand(15, { closed: false }, { closed: true });
  await changedByHand(15, { closed: true, bookableFrom: null }, { closed: false, bookableFrom: hour(1) });
  await db.transaction().execute(up);
  expect(await slots()).toEqual([
    [11, hour(9), []],
    [12, hour(10), ["times"]],
    [13, hour(16), ["capacity", "times"]],
    [14, hour(17), ["cancel_until", "closed"]],
    [15, hour(18), ["booking_window"]],
  ]);
  const { rows } = await sql`SELECT time_zone, followed_at FROM schedules`.execute(db);
  expect(rows).toEqual([{ time_zone: "Europe/Berlin", followed_at: null }]);
});

test("a slot that the release before makes is an occurrence, too", async () => {
  await insertSlot(16, 19);
  expect((await slots()).at(-1)).toEqual([16, hour(19), []]);
  await expect(insertSlot(17, 10)).rejects.toThrow("slots_by_occurrence");
});

test("the start of a deleted slot is free for others, before and after down and up", async () => {
  await sql`UPDATE slots SET deleted_at = now() WHERE id = ${id(16)}`.execute(db);
  await sql`UPDATE slots SET starts_at = ${hour(19)}, ends_at = ${hour(20)} WHERE id = ${id(15)}`.execute(db);
  await db.transaction().execute(down);
  await db.transaction().execute(up);
  expect(await slots()).toContainEqual([15, hour(19), ["booking_window"]]);
});
