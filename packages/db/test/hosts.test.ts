import { type Kysely, sql } from "kysely";
import { expect, test } from "vitest";
import { urlsOf } from "../src/hosts.ts";
import { openDatabase } from "../src/pool.ts";
import type { Database } from "../src/schema.ts";
import { createTestDatabase, runOnServer } from "../src/testing.ts";
import { Relay, type RelayMode } from "./relay.ts";

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

/** Two stand-ins for the server of one database, and a pool that knows both. */
async function withTwoServers(
  modes: readonly [RelayMode, RelayMode],
  work: (db: Kysely<Database>, first: Relay, second: Relay) => Promise<void>,
): Promise<void> {
  const { directUrl, drop } = await createTestDatabase();
  const [first, second] = await Promise.all([
    Relay.start(directUrl, modes[0]),
    Relay.start(directUrl, modes[1]),
  ]);
  const db = openDatabase({
    url: directUrl.replace(new URL(directUrl).host, `${first.host},${second.host}`),
  });
  try {
    await work(db, first, second);
  } finally {
    await db.destroy();
    for (const relay of [first, second]) relay.stop();
    await drop();
  }
}

test("while no server takes writes, a new connection waits for one", () =>
  withTwoServers(["reset", "reset"], async (db, first, second) => {
    const answer = sql`SELECT 1 AS one`.execute(db);
    await Promise.all([first.connected(), second.connected()]);
    second.mode = "forward";
    expect(await answer).toMatchObject({ rows: [{ one: 1 }] });
  }));

test("connections to a silent server are given up as soon as another one takes writes", () =>
  withTwoServers(["forward", "reset"], async (db, first, second) => {
    await sql`SELECT 1`.execute(db);
    first.mode = "silent";
    second.mode = "forward";
    await expect(sql`SELECT 1`.execute(db)).rejects.toMatchObject({ code: "08006" });
    expect(await sql`SELECT 1 AS one`.execute(db)).toMatchObject({ rows: [{ one: 1 }] });
  }));

test("when no server answers, every caller has an error of its own that says so", () =>
  withTwoServers(["silent", "silent"], async (db) => {
    const errors = await Promise.all(
      [1, 2].map(() =>
        sql`SELECT 1`.execute(db).then(
          () => undefined,
          (error: Error) => error,
        ),
      ),
    );
    expect(errors).toMatchObject([{ code: "08001" }, { code: "08001" }]);
    expect(errors[0]).not.toBe(errors[1]);
  }));
