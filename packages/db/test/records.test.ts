import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../src/pool.ts";
import { fieldsOfRecord, timeOfField } from "../src/records.ts";
import type { Database } from "../src/schema.ts";
import { createTestDatabase, type TestDatabase } from "../src/testing.ts";

let database: TestDatabase;
let db: Kysely<Database>;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.url });
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

async function recordOf(...values: unknown[]): Promise<string> {
  const fields = sql.join(values.map((value) => sql`${value}::text`));
  const { rows } = await sql<{ record: string }>`SELECT ROW(${fields})::text AS record`.execute(db);
  return rows[0]?.record ?? "";
}

test("the fields of a row's text are what PostgreSQL put into it, whatever it was", async () => {
  const texts = [
    "a",
    null,
    "",
    " ",
    ",",
    "(a,b)",
    '"',
    '""',
    "\\",
    '\\\\"',
    "it's",
    "a\nb",
    "{}",
    "é 🎟",
    ")",
    "NULL",
    '{"a": "b\\"c"}',
    null,
  ];
  expect(fieldsOfRecord(await recordOf(...texts))).toEqual(texts.map((text) => text));
  for (const text of texts) {
    expect(fieldsOfRecord(await recordOf(text, "x"))).toEqual([text, "x"]);
    expect(fieldsOfRecord(await recordOf("x", text))).toEqual(["x", text]);
  }
});

test("a time in it is that time, in any zone", async () => {
  const { rows } = await db.connection().execute(async (session) => {
    await sql`SET TimeZone = 'Asia/Kolkata'`.execute(session);
    return sql<{
      record: string;
    }>`SELECT ROW(${"2031-12-25T10:00:00.120Z"}::timestamptz(3))::text AS record`.execute(session);
  });
  const [time] = fieldsOfRecord(rows[0]?.record ?? "");
  expect(timeOfField(time ?? "").toISOString()).toBe("2031-12-25T10:00:00.120Z");
});

test("what is no row's text is refused", () => {
  for (const text of ["(a", "(a,b", '("a)', "(a)b", '(a"b)'])
    expect(() => fieldsOfRecord(text)).toThrow("not a row's text");
});
