import { randomBytes } from "node:crypto";
import type { Writable } from "node:stream";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Kysely, sql } from "kysely";
import pg from "pg";
import { afterAll, expect, test, vi } from "vitest";
import {
  executeDeferred,
  executePrepared,
  executeTogether,
  pipelinedDialect,
  preparedStatement,
} from "../src/pipelined-driver.ts";
import { openDatabase } from "../src/pool.ts";
import type { Database } from "../src/schema.ts";
import { createTestDatabase } from "../src/testing.ts";

const database = await createTestDatabase();
afterAll(() => database.drop());

/**
 * A pool of one connection, whose loss nobody has to hear of: where the pool has ended already, the
 * connection may not have, and is closed with the database.
 */
function poolOfOne(): pg.Pool {
  const pool = new pg.Pool({ connectionString: database.url, max: 1, pipeline: true });
  pool.on("connect", (client) => client.on("error", () => {}));
  pool.on("error", () => {});
  return pool;
}

/** Bytes that only a full garbage collection gives back. */
const oldBytes = () =>
  getHeapSpaceStatistics()
    .filter(({ space_name: name }) => name === "old_space" || name === "large_object_space")
    .reduce((bytes, { space_used_size: used }) => bytes + used, 0);

test("what was sent does not stay in memory until the next full garbage collection", async () => {
  setFlagsFromString("--expose-gc");
  const collectYoung = () => runInNewContext("gc")({ type: "minor" });
  const db = openDatabase({ url: database.url });
  const statements = 200;
  const parameterBytes = 50_000;
  const send = async () => {
    const parameter = randomBytes(parameterBytes / 2).toString("hex");
    await executePrepared(db, sql`SELECT length(${parameter})`);
  };
  try {
    await send();
    collectYoung();
    const before = oldBytes();
    for (let sent = 0; sent < statements; sent++) await send();
    // What survives two collections becomes old.
    collectYoung();
    collectYoung();
    expect(oldBytes() - before).toBeLessThan((statements * parameterBytes) / 4);
  } finally {
    await db.destroy();
  }
});

test("a server that is silent for too long fails the statement and loses the connection", async () => {
  const pool = poolOfOne();
  const db = new Kysely({ dialect: pipelinedDialect(pool, { answerTimeoutMilliseconds: 100 }) });
  const ownProcess = sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`;
  try {
    const before = await ownProcess.execute(db);
    await expect(sql`SELECT pg_sleep(2)`.execute(db)).rejects.toThrow("Query read timeout");
    const after = await ownProcess.execute(db);
    expect(after.rows).not.toEqual(before.rows);
  } finally {
    await db.destroy();
  }
});

test("a connection to a server that takes no writes is not used again", async () => {
  const db = new Kysely({ dialect: pipelinedDialect(poolOfOne()) });
  const ownProcess = sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`;
  try {
    await sql`SET default_transaction_read_only = on`.execute(db);
    const before = await ownProcess.execute(db);
    await expect(sql`CREATE TABLE written (id int)`.execute(db)).rejects.toMatchObject({ code: "25006" });
    const after = await ownProcess.execute(db);
    expect(after.rows).not.toEqual(before.rows);
  } finally {
    await db.destroy();
  }
});

test("a connection is not used again on which a statement was sent that could not be parsed", async () => {
  const pool = poolOfOne();
  let opened = 0;
  pool.on("connect", () => {
    opened++;
  });
  const db = new Kysely<Database>({ dialect: pipelinedDialect(pool) });
  const two = sql<{ two: number }>`SELECT 2 AS two`;
  try {
    const failing = db.transaction().execute(async (trx) => {
      await executeDeferred(trx, sql`SELECT 1 / 0`);
      await executeDeferred(trx, two);
    });
    await expect(failing).rejects.toThrow("division by zero");
    expect(await executePrepared(db, two)).toEqual([{ two: 2 }]);
    expect(opened).toBe(2);
    await expect(executePrepared(db, sql`SELECT 1 / 0`)).rejects.toThrow("division by zero");
    expect(await executePrepared(db, two)).toEqual([{ two: 2 }]);
    expect(opened).toBe(2); // that one was parsed
  } finally {
    await db.destroy();
  }
});

test("statements that go together are executed in their order, each by itself, and in few messages", async () => {
  const pool = poolOfOne();
  const db = new Kysely<Database>({ dialect: pipelinedDialect(pool) });
  const divide = preparedStatement<Database, { by: number }, { result: number }>(
    (value) => sql`SELECT 100 / ${value("by")}::integer AS result`,
  );
  const client = await pool.connect();
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  const written = vi.spyOn(stream, "_writev");
  client.release();
  try {
    const together = await executeTogether(
      db,
      [5, 10, 4].map((by) => divide({ by })),
    );
    expect(together).toEqual([[{ result: 20 }], [{ result: 10 }], [{ result: 25 }]]);
    expect(written).toHaveBeenCalledOnce();
    await expect(
      executeTogether(
        db,
        [1, 0, 2].map((by) => divide({ by })),
      ),
    ).rejects.toThrow("division by zero");
    expect(await executeTogether(db, [divide({ by: 50 })])).toEqual([[{ result: 2 }]]);
    expect(await executeTogether(db, [])).toEqual([]);
  } finally {
    await db.destroy();
  }
});

test("a statement that is made once has the values of each execution", async () => {
  const db = openDatabase({ url: database.url });
  let made = 0;
  const add = preparedStatement<Database, { one: number; other: number }, { sum: number }>((value) => {
    made += 1;
    return sql`SELECT ${value("other")}::integer + ${value("one")}::integer + ${1} AS sum`;
  });
  try {
    expect(await executePrepared(db, add({ one: 1, other: 2 }))).toEqual([{ sum: 4 }]);
    expect(await executePrepared(db, add({ one: 10, other: 20 }))).toEqual([{ sum: 31 }]);
    expect(made).toBe(1);
  } finally {
    await db.destroy();
  }
});
