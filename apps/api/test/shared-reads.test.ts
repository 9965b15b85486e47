import { connect } from "node:net";
import { type Database, openDatabase } from "@holdfast/db";
import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSlot, startServer, type TestServer } from "./harness.ts";

/* Reads that share statements, through two real processes with one database. */

let database: TestDatabase;
let db: Kysely<Database>;
let one: TestServer;
let two: TestServer;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database);
  const environment = { DATABASE_URL: database.url, RATE_LIMIT: "off" };
  [one, two] = await Promise.all([startServer(environment), startServer(environment)]);
});

afterAll(async () => {
  await Promise.all([one.end(), two.end()]);
  await db.destroy();
  await database.drop();
});

/** Reads on so many connections, one after another on each, until it is stopped; every answer is 200. */
function crowd(server: TestServer, paths: string[], connections: number) {
  let isStopped = false;
  const visit = async (first: number) => {
    for (let turn = first; !isStopped; turn++) {
      const { status } = await server.call("GET", paths[turn % paths.length] as string);
      if (status !== 200) throw new Error(`GET ${paths[turn % paths.length]}: ${status}`);
    }
  };
  const visits = Promise.all(Array.from({ length: connections }, (_, index) => visit(index)));
  return async () => {
    isStopped = true;
    await visits;
  };
}

test("a booking that was answered is in every read that follows, through either process, in any crowd", async () => {
  const { doctorId, slotId } = await makeSlot(one.call, 200);
  const slot = `/api/slots/${slotId}`;
  const list = `/api/slots?resource_id=${doctorId}`;
  const stops = [one, two].map((server) => crowd(server, [slot, list], 16));
  for (let booked = 1; booked <= 100; booked++) {
    const booking = await (booked % 2 ? one : two).call("POST", `${slot}/book`, { customer_name: "Ann" });
    expect(booking.status).toBe(201);
    const reads = await Promise.all([one, two].flatMap(({ call }) => [call("GET", slot), call("GET", list)]));
    expect(reads.map(({ body }) => [body].flat()[0].booked)).toEqual([booked, booked, booked, booked]);
  }
  await Promise.all(stops.map((stop) => stop()));
});

test("a slot that has changed is never 304, through either process, in any crowd", async () => {
  const { slotId } = await makeSlot(one.call, 100);
  const slot = `/api/slots/${slotId}`;
  const stops = [one, two].map((server) => crowd(server, [slot], 8));
  let tag = (await one.call("GET", slot)).headers.get("ETag") ?? "";
  for (let booked = 1; booked <= 50; booked++) {
    const { body } = await one.call("POST", `${slot}/book`, { customer_name: "Ann" });
    const changes: (() => Promise<unknown>)[] = [
      // The hold's time passes; nobody writes that down.
      () => sql`UPDATE bookings SET expires_at = clock_timestamp() WHERE id = ${body.id}`.execute(db),
      () => two.call("POST", `/api/bookings/${body.id}/cancel`),
      () => two.call("PATCH", `/api/admin${slot.slice(4)}`, { capacity: 100 + booked }),
    ];
    for (const change of [async () => {}, changes[booked % 3] ?? (async () => {})]) {
      await change();
      const answers = await Promise.all(
        [one, two].map(({ call }) => call("GET", slot, undefined, { "If-None-Match": tag })),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      const tags = new Set(answers.map(({ headers }) => headers.get("ETag")));
      expect(tags.size).toBe(1);
      tag = [...tags][0] ?? "";
    }
  }
  await Promise.all(stops.map((stop) => stop()));
});

test("clients that go away before their answer take nobody's with them", async () => {
  const { doctorId, slotId } = await makeSlot(one.call, 1);
  const { hostname, port } = new URL(one.url);
  const paths = [`/api/slots/${slotId}`, `/api/slots?resource_id=${doctorId}`];
  for (let round = 0; round < 20; round++) {
    const leaving = Array.from({ length: 20 }, async (_, index) => {
      const socket = connect(Number(port), hostname).on("error", () => {});
      socket.write(`GET ${paths[index % 2]} HTTP/1.1\r\nHost: x\r\n\r\n`, () =>
        index % 3 ? socket.resetAndDestroy() : socket.destroy(),
      );
    });
    const staying = Array.from({ length: 20 }, (_, index) => one.call("GET", paths[index % 2] as string));
    await Promise.all(leaving);
    expect((await Promise.all(staying)).map(({ status }) => status)).toEqual(staying.map(() => 200));
  }
});

test("tRPC's reads share as REST's do, and more of them than may run at a time do not block each other", async () => {
  const { slotId } = await makeSlot(one.call, 1);
  const input = (value: object) => encodeURIComponent(JSON.stringify(value));
  const paths = Array.from({ length: 60 }, (_, index) =>
    index % 2
      ? `/trpc/slots.get?input=${input({ id: slotId })}`
      : `/trpc/slots.list?input=${input({ from: `2031-01-01T00:${10 + (index % 40)}:00Z`, limit: 1 })}`,
  );
  const answers = await Promise.all(paths.map((path) => one.call("GET", path)));
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
});
