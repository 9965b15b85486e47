import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeSlot, startServer, type TestServer } from "../apps/api/test/harness.ts";
import { Postgres } from "./faults/postgres.ts";
import { createStandby } from "./faults/standby.ts";

/* A real standby beside its primary: what customers read there, and when the primary is asked. */

const WAIT = { timeout: 30_000, interval: 50 };
/** Longer than the steps of the first test take, while the replica stands still. */
const MAX_LAG_MILLISECONDS = 8_000;
const KEY = "0123456789abcdef0123456789abcdef";
const STAFF = { Authorization: `Bearer ${KEY}` };

let primary: Postgres;
let standby: Postgres;
let server: TestServer;

beforeAll(async () => {
  primary = await Postgres.create();
  await primary.createDatabase("holdfast");
  standby = await createStandby(primary);
  // A commit that waits for the standby would be in it.
  await ask(primary, "ALTER SYSTEM RESET synchronous_standby_names");
  await ask(primary, "SELECT pg_reload_conf()");
  server = await startServer({
    DATABASE_URL: primary.url("holdfast"),
    DATABASE_READ_URL: standby.url("holdfast"),
    READ_MAX_LAG_MILLISECONDS: String(MAX_LAG_MILLISECONDS),
    AUTH: "required",
    ADMIN_API_KEY: KEY,
  });
}, 60_000);

afterAll(async () => {
  await server?.end();
  await standby?.destroy();
  await primary?.destroy();
});

async function ask(postgres: Postgres, statement: string): Promise<void> {
  const session = await postgres.session();
  await session.query(statement);
  await session.end();
}

const replay = (does: "pause" | "resume") => ask(standby, `SELECT pg_wal_replay_${does}()`);
const isUsed = () => vi.waitFor(() => expect(server.output()).toContain("the replica is current"), WAIT);
const asStaff: TestServer["call"] = (method, path, body) => server.call(method, path, body, STAFF);
const bookedOf = async (slotId: string) => (await server.call("GET", `/api/slots/${slotId}`)).body.booked;

test("customers read from the replica, and from the primary once it is late; staff and holders are never late", async () => {
  await isUsed();
  const { slotId, doctorId } = await makeSlot(asStaff, 5);
  await vi.waitFor(async () => expect(await bookedOf(slotId)).toBe(0), WAIT);
  // A slot that the replica has, and a booking that it has not.
  await vi.waitFor(async () => {
    const session = await standby.session("holdfast");
    const rows = await session.query(`SELECT FROM slots WHERE id = '${slotId}'`);
    await session.end();
    expect(rows).toHaveLength(1);
  }, WAIT);
  await replay("pause");
  const booking = await server.call("POST", `/api/slots/${slotId}/book`, { customer_name: "Ann" });
  expect(booking.status).toBe(201);
  expect(await bookedOf(slotId)).toBe(0);
  expect((await asStaff("GET", `/api/slots/${slotId}`)).body.booked).toBe(1);
  const own = await server.call("GET", `/api/bookings/${booking.body.id}`, undefined, {
    "Booking-Token": booking.body.token,
  });
  expect(own.body.status).toBe("PENDING");

  const times = { start_time: "2031-12-26T10:00:00Z", end_time: "2031-12-26T11:00:00Z", capacity: 1 };
  const fresh = await asStaff("POST", `/api/admin/doctors/${doctorId}/slots`, times);
  expect((await server.call("GET", `/api/slots/${fresh.body.id}`)).status).toBe(200);

  await vi.waitFor(async () => expect(await bookedOf(slotId)).toBe(1), WAIT);
  // It is said at the next look at both servers; the primary is asked from the first moment.
  await vi.waitFor(() => expect(server.output()).toContain("the replica is late, or away"), WAIT);
  const list = await server.call("GET", `/api/slots?resource_id=${doctorId}`);
  expect(list.body.map(({ booked }: { booked: number }) => booked)).toEqual([1, 0]);
  await replay("resume");
}, 90_000);

test("a replica that is lost costs no answer", async () => {
  const { slotId, doctorId } = await makeSlot(asStaff, 5);
  await vi.waitFor(
    () => expect(server.output().split("the replica is current").length).toBeGreaterThan(2),
    WAIT,
  );
  const statuses: number[] = [];
  let isOver = false;
  const reading = (async () => {
    while (!isOver) {
      for (const path of [
        `/api/slots/${slotId}`,
        `/api/slots?resource_id=${doctorId}`,
        `/api/doctors/${doctorId}`,
      ]) {
        statuses.push((await server.call("GET", path)).status);
      }
    }
  })();
  await standby.kill();
  await vi.waitFor(
    () => expect(server.output().split("the replica is late, or away").length).toBeGreaterThan(2),
    WAIT,
  );
  isOver = true;
  await reading;
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect((await server.call("GET", "/ready")).status).toBe(200);
}, 90_000);
