import { sql } from "kysely";
import { expect, test } from "vitest";
import { urlsOf } from "../src/hosts.ts";
import { openDatabase } from "../src/pool.ts";
import { createTestDatabase, runOnServer } from "../src/testing.ts";

test("a URL with several hosts is one for each", () => {
  expect(
    urlsOf("postgres://u:p@one:5432,two:5433/d?target_session_attrs=read-write&sslmode=require"),
  ).toEqual(["postgres://u:p@one:5432/d?sslmode=require", "postgres://u:p@two:5433/d?sslmode=require"]);
  expect(urlsOf("postgres://u:a,b@one/d")).toEqual(["postgres://u:a,b@one/d"]);
});

test("of several servers, the one that takes writes is connected to", async () => {
  const [readOnly, writable] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const { host, pathname } = new URL(writable.directUrl);
  await runOnServer(
    readOnly.directUrl,
    `ALTER DATABASE ${new URL(readOnly.directUrl).pathname.slice(1)} SET default_transaction_read_only = on`,
  );
  // One server stands for three: nobody at port 1, and by the database's name one that takes no writes.
  const several = (path: string) =>
    writable.directUrl.replace(`@${host}${pathname}`, `@127.0.0.1:1,${host}${path}`);
  const db = openDatabase({ url: several(pathname) });
  const none = openDatabase({ url: several(new URL(readOnly.directUrl).pathname) });
  try {
    expect(await sql`SELECT 1 AS one`.execute(db)).toMatchObject({ rows: [{ one: 1 }] });
    await expect(sql`SELECT 1`.execute(none)).rejects.toThrow();
  } finally {
    await Promise.all([db.destroy(), none.destroy()]);
    await Promise.all([readOnly.drop(), writable.drop()]);
  }
});
