import { connect } from "node:net";
import { brokenInvariants } from "@holdfast/core";
import { type Database, openDatabase } from "@holdfast/db";
import { countLockWaiters, createTestDatabase, holdSlotLock, type TestDatabase } from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { countStatuses, makeSlot, startServer, type TestServer } from "./harness.ts";

/* Real processes, real sockets, one database: what a test of the application alone cannot see. */

const WAIT = { timeout: 10_000, interval: 10 };

let database: TestDatabase;
let db: Kysely<Database>;
const servers: TestServer[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database);
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.end("SIGKILL")));
  expect(await brokenInvariants({ db })).toEqual([]);
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

async function serve(environment: Record<string, string> = {}): Promise<TestServer> {
  const server = await startServer({ DATABASE_URL: database.url, ...environment });
  servers.push(server);
  return server;
}

const visitor = (index: number) => ({ patient_name: `Visitor ${index}` });

describe("at once", () => {
  test("10 on a capacity of 3: exactly 3 × 201 and 7 × 409", async () => {
    const { call } = await serve();
    const { slotId } = await makeSlot(call, 3);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => call("POST", `/api/slots/${slotId}/book`, visitor(index))),
    );
    expect(countStatuses(answers)).toEqual({ 201: 3, 409: 7 });
    expect(new Set(answers.filter(({ status }) => status === 409).map(({ body }) => body.error))).toEqual(
      new Set(["No available seat"]),
    );
    expect((await call("GET", `/api/slots/${slotId}`)).body).toMatchObject({ booked: 3, available: 0 });
  });

  test("500 on a capacity of 100 through two processes: exactly 100", async () => {
    const [one, two] = await Promise.all([serve(), serve()]);
    const { slotId } = await makeSlot(one.call, 100);
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) =>
        (index % 2 ? one : two).call("POST", `/api/slots/${slotId}/book`, visitor(index)),
      ),
    );
    expect(countStatuses(answers)).toEqual({ 201: 100, 409: 400 });
    const rows = await db.selectFrom("bookings").select("id").where("slot_id", "=", slotId).execute();
    const granted = answers.filter(({ status }) => status === 201).map(({ body }) => body.id);
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(granted));
  });
});

describe("expiry", () => {
  const HOLD_SECONDS = 2;
  const environment = { BOOKING_EXPIRY_SECONDS: String(HOLD_SECONDS) };

  /** Waits until the database's clock has passed a time. */
  const pass = (time: string) =>
    vi.waitUntil(async () => {
      const { rows } = await sql<{
        passed: boolean;
      }>`SELECT clock_timestamp() >= ${time}::timestamptz AS passed`.execute(db);
      return rows[0]?.passed;
    }, WAIT);

  test("with no worker alive the seat can be booked again at expires_at", async () => {
    const { call } = await serve({ ...environment, WORKER: "off" });
    const { slotId } = await makeSlot(call, 1);
    const first = (await call("POST", `/api/slots/${slotId}/book`, visitor(1))).body;
    expect(first.expires_in_seconds).toBe(HOLD_SECONDS);
    expect(await call("POST", `/api/slots/${slotId}/book`, visitor(2))).toMatchObject({ status: 409 });
    await pass(first.expires_at);
    expect((await call("GET", `/api/slots/${slotId}`)).body).toMatchObject({ booked: 0, available: 1 });
    expect(await call("POST", `/api/bookings/${first.id}/confirm`)).toMatchObject({ status: 409 });
    expect(await storedStatus(first.id)).toBe("PENDING");
    expect(await call("POST", `/api/slots/${slotId}/book`, visitor(3))).toMatchObject({ status: 201 });
    expect(await storedStatus(first.id)).toBe("FAILED");
  });

  test("with a worker the row is FAILED within 1.5 s of expires_at", async () => {
    const { call } = await serve(environment);
    const { slotId } = await makeSlot(call, 1);
    const hold = (await call("POST", `/api/slots/${slotId}/book`, visitor(1))).body;
    await vi.waitUntil(async () => (await storedStatus(hold.id)) === "FAILED", WAIT);
    const { updated_at } = (await call("GET", `/api/bookings/${hold.id}`)).body;
    const lateMilliseconds = Date.parse(updated_at) - Date.parse(hold.expires_at);
    expect(lateMilliseconds).toBeGreaterThanOrEqual(0);
    expect(lateMilliseconds).toBeLessThanOrEqual(1500);
  });

  test("holds outlive a killed process, and the next one releases them", async () => {
    // Long enough for the next process to start meanwhile, on a busy machine too.
    const patient = { ...environment, BOOKING_EXPIRY_SECONDS: "10" };
    const first = await serve(patient);
    const { slotId } = await makeSlot(first.call, 2);
    const hold = (await first.call("POST", `/api/slots/${slotId}/book`, visitor(1))).body;
    const kept = (await first.call("POST", `/api/slots/${slotId}/book`, visitor(2))).body;
    await first.end("SIGKILL");
    const second = await serve(patient);
    expect(await second.call("POST", `/api/bookings/${kept.id}/confirm`)).toMatchObject({ status: 200 });
    await vi.waitUntil(async () => (await storedStatus(hold.id)) === "FAILED", {
      timeout: 40_000,
      interval: 20,
    });
    expect(await storedStatus(kept.id)).toBe("CONFIRMED");
    expect((await second.call("GET", `/api/slots/${slotId}`)).body).toMatchObject({
      booked: 1,
      available: 1,
    });
  });

  test("a hold whose job is lost is found by the next look of a worker", async () => {
    const quiet = await serve({ ...environment, WORKER: "off" });
    const { slotId } = await makeSlot(quiet.call, 1);
    const hold = (await quiet.call("POST", `/api/slots/${slotId}/book`, visitor(1))).body;
    await sql`DELETE FROM pgboss.job WHERE name = 'expire-holds'`.execute(db);
    await serve(environment);
    await vi.waitUntil(async () => (await storedStatus(hold.id)) === "FAILED", WAIT);
  });
});

describe("making slots", () => {
  const FOLLOW_MAX_MILLISECONDS = 30_000;

  test("a process killed in the middle of a change leaves all as it was, and the next one makes it", async () => {
    const first = await serve();
    const doctor = (await first.call("POST", "/api/admin/doctors", { name: "Dr. Plan" })).body;
    const rules = { rrule: "FREQ=DAILY", time_zone: "UTC", starts_on: "2026-01-01", slot_minutes: 30 };
    const hours = { opens_at: "09:00", closes_at: "10:00", capacity: 1, horizon_days: 5 };
    const path = `/api/admin/doctors/${doctor.id}/schedules`;
    const { id } = (await first.call("POST", path, { ...rules, ...hours })).body;
    const slots = () => db.selectFrom("slots").selectAll().where("schedule_id", "=", id).execute();
    await vi.waitUntil(async () => (await slots()).length >= 10, WAIT);
    const last =
      (await slots())
        .map((slot) => slot.id)
        .toSorted()
        .at(-1) ?? "";
    const release = await holdSlotLock(db, last);
    await first.call("PATCH", `/api/admin/schedules/${id}`, { capacity: 7 });
    await vi.waitUntil(async () => (await countLockWaiters(db)) > 0, WAIT);
    await first.end("SIGKILL");
    await release();
    expect(new Set((await slots()).map(({ capacity }) => capacity))).toEqual(new Set([1]));
    await serve();
    const follows = async () => (await slots()).every(({ capacity }) => capacity === 7);
    await vi.waitUntil(follows, { timeout: FOLLOW_MAX_MILLISECONDS, interval: 50 });
  });
});

describe("stopping", () => {
  test.each(["SIGTERM", "SIGINT"] as const)(
    "%s: answers what is in flight, then ends with 0",
    async (signal) => {
      const server = await serve();
      const { slotId } = await makeSlot(server.call, 1);
      const letGo = await holdSlotLock(db, slotId);
      const booking = server.call("POST", `/api/slots/${slotId}/book`, visitor(1));
      await vi.waitUntil(async () => (await countLockWaiters(db)) > 0, WAIT);
      const ended = server.end(signal);
      await vi.waitUntil(() => server.output().includes("stopping"), WAIT);
      await vi.waitUntil(async () => !(await accepts(server.url)), WAIT);
      await letGo();
      expect(await booking).toMatchObject({ status: 201 });
      expect(await ended).toBe(0);
    },
  );

  test("with a full queue: what was accepted is answered, and every 201 is in the database", async () => {
    const server = await serve();
    const { slotId } = await makeSlot(server.call, 1_000_000);
    const letGo = await holdSlotLock(db, slotId);
    const bookings = Array.from({ length: 300 }, (_, index) =>
      server.call("POST", `/api/slots/${slotId}/book`, visitor(index)).catch(() => undefined),
    );
    await vi.waitUntil(async () => (await countLockWaiters(db)) > 0, WAIT);
    const ended = server.end("SIGTERM");
    await vi.waitUntil(() => server.output().includes("stopping"), WAIT);
    await letGo();
    const answers = (await Promise.all(bookings)).filter((answer) => answer !== undefined);
    expect(await ended).toBe(0);
    expect(answers.length).toBeGreaterThan(0);
    expect(Object.keys(countStatuses(answers))).toEqual(["201"]);
    const rows = await db.selectFrom("bookings").select("id").where("slot_id", "=", slotId).execute();
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(answers.map(({ body }) => body.id)));
  });

  test("a port in use is said in one line, and nothing is left running", async () => {
    const { url } = await serve();
    const { port } = new URL(url);
    await expect(startServer({ DATABASE_URL: database.url, PORT: port })).rejects.toThrow(
      `Port ${port} is in use. Set PORT to another one, or 0 for a free one.`,
    );
  });
});

async function storedStatus(id: string): Promise<string | undefined> {
  const row = await db.selectFrom("bookings").select("status").where("id", "=", id).executeTakeFirst();
  return row?.status;
}

/** Whether somebody still accepts connections there. */
function accepts(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
