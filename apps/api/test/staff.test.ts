import { get, type IncomingMessage } from "node:http";
import { openDatabase } from "@holdfast/db";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createApp } from "../src/app.ts";
import { listen } from "../src/http/server.ts";
import { csvLine } from "../src/rest/csv.ts";
import { caller, createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const HEADER =
  "id,status,failure_reason,quantity,customer_name,customer_contact,checked_in_at,no_show_at," +
  "resource_name,start_time,end_time,slot_id,expires_at,created_at,updated_at,external_id,language,checked_in,order_id,checked_out";
let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

const book = async (slotId: string, customer: object = { customer_name: "Ann" }) =>
  (await api.call("POST", `/api/slots/${slotId}/book`, customer)).body;

async function bookAndConfirm(slotId: string, customer?: object) {
  const { id } = await book(slotId, customer);
  return (await api.call("POST", `/api/bookings/${id}/confirm`)).body;
}

describe("GET /api/admin/bookings", () => {
  test("takes every filter and leads on by its Link header", async () => {
    const { slotId, doctorId } = await makeSlot(api.call, 10);
    const ann = { patient_name: "Ann", patient_contact: "Ann@example.org" };
    const bookings = [await bookAndConfirm(slotId, ann), await bookAndConfirm(slotId), await book(slotId)];
    const newestFirst = bookings.map(({ id }) => id).toReversed();
    const ids = async (query: string) =>
      (await api.call("GET", `/api/admin/bookings?${query}`)).body.map(({ id }: { id: string }) => id);
    expect(await ids(`slot_id=${slotId}`)).toEqual(newestFirst);
    expect(await ids(`resource_id=${doctorId}`)).toEqual(newestFirst);
    expect(await ids(`slot_id=${slotId}&status=PENDING`)).toEqual([bookings[2].id]);
    expect(await ids("contact=ann%40EXAMPLE.org")).toEqual([bookings[0].id]);
    const range = (from: string, to: string) => `resource_id=${doctorId}&from=${from}&to=${to}`;
    expect(await ids(range("2031-12-25T10:00:00Z", "2031-12-26T00:00:00Z"))).toEqual(newestFirst);
    expect(await ids(range("2031-12-24T00:00:00Z", "2031-12-25T10:00:00Z"))).toEqual([]);

    const first = await api.call("GET", `/api/admin/bookings?resource_id=${doctorId}&limit=2`);
    const next = /^<([^>]+)>; rel="next"$/.exec(first.headers.get("Link") ?? "")?.[1] ?? "";
    const second = await api.call("GET", next);
    expect([first.body.length, second.body.length, second.headers.get("Link")]).toEqual([2, 1, null]);
    expect(second.body[0]).toEqual(bookings[0]);
  });

  test.each([
    ["bookings?limit=501", "limit"],
    ["bookings?slot_id=1", "slot_id"],
    ["bookings?resource_id=1", "resource_id"],
    ["bookings?status=DONE", "status"],
    ["bookings?from=now", "from"],
    ["bookings?to=2031-12-25", "to"],
    ["bookings?contact=%20", "contact"],
    ["bookings?cursor=x", "cursor"],
    ["bookings?name=Ann", "name"],
    ["bookings.csv?status=DONE", "status"],
    ["bookings.csv?limit=1", "limit"],
    ["bookings.csv?cursor=x", "cursor"],
    ["bookings.csv?bom=yes", "bom"],
    ["bookings.csv?time_zone=Berlin", "time_zone"],
    ["bookings.csv?time_zone=%2B02:00", "time_zone"],
    ["bookings?time_zone=UTC", "time_zone"],
  ])("400: %s", async (path, field) => {
    expect(await api.call("GET", `/api/admin/${path}`)).toMatchObject({
      status: 400,
      body: { code: "INVALID_INPUT", error: `Invalid ${field}` },
    });
  });
});

describe("GET /api/admin/bookings.csv", () => {
  test("is a file with a line per booking, quoted, and without formulas", async () => {
    const { slotId } = await makeSlot(api.call, 10);
    const names = ["=HYPERLINK(1)", "+1", "-1", "@A", 'Ann "Ace", Dr.', "two\r\nlines", "Zoë 🎭"];
    const bookings = [];
    for (const name of names) bookings.push(await book(slotId, { customer_name: name.replace("\r\n", "") }));
    // Only the release before let a name have two lines.
    await sql`UPDATE bookings SET customer_name = E'two\\r\\nlines' WHERE customer_name = 'twolines'`.execute(
      api.db,
    );
    const response = await api.app.request(`/api/admin/bookings.csv?slot_id=${slotId}&status=PENDING`);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    expect(response.headers.get("Content-Disposition")).toBe('attachment; filename="bookings.csv"');
    expect(response.headers.get("X-Request-Id")).toBeTruthy();
    const cells = ["'=HYPERLINK(1)", "'+1", "'-1", "'@A", '"Ann ""Ace"", Dr."', '"two\r\nlines"', "Zoë 🎭"];
    const lines = bookings.map(
      ({ id, expires_at, created_at }, index) =>
        `${id},PENDING,,1,${cells[index]},,,,Dr. Smith,2031-12-25T10:00:00.000Z,2031-12-25T11:00:00.000Z,` +
        `${slotId},${expires_at},${created_at},${created_at},,,0,,0`,
    );
    const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
    expect(text).toBe([HEADER, ...lines.toReversed(), ""].join("\r\n"));
  });

  test("has its header line without any booking", async () => {
    expect(await api.call("GET", `/api/admin/bookings.csv?slot_id=${UNKNOWN_ID}`)).toMatchObject({
      status: 200,
      body: `${HEADER}\r\n`,
    });
  });

  test("begins with a byte order mark where that is asked for", async () => {
    const bytes = async (query: string) => {
      const response = await api.app.request(`/api/admin/bookings.csv?slot_id=${UNKNOWN_ID}${query}`);
      return Buffer.from(await response.arrayBuffer()).toString("latin1");
    };
    expect(await bytes("&bom=true")).toBe(`\xef\xbb\xbf${HEADER}\r\n`);
    expect(await bytes("&bom=false")).toBe(`${HEADER}\r\n`);
    const { slotId } = await makeSlot(api.call, 2);
    await Promise.all([book(slotId), book(slotId)]);
    const { body } = await api.call("GET", `/api/admin/bookings.csv?bom=true&slot_id=${slotId}`);
    expect(body.split("\r\n")).toHaveLength(4);
    expect(body).not.toContain("\ufeff"); // fetch has taken the one at the begin away
  });

  test("has its times by the clocks of a zone where one is asked for", async () => {
    const { doctorId } = await makeSlot(api.call, 1);
    const slots = [
      ["2031-01-15T23:30:00Z", "2031-01-16T00:30:00Z"],
      ["2031-07-15T12:00:00Z", "2031-07-15T13:00:00Z"],
      ["2031-10-26T00:30:00Z", "2031-10-26T01:30:00Z"],
    ];
    const booked = [];
    for (const [start_time, end_time] of slots) {
      const slot = { start_time, end_time, capacity: 1 };
      const { id } = (await api.call("POST", `/api/admin/doctors/${doctorId}/slots`, slot)).body;
      booked.push(await bookAndConfirm(id));
    }
    const rows = async (zone: string) => {
      const query = `resource_id=${doctorId}&time_zone=${encodeURIComponent(zone)}`;
      const { body } = await api.call("GET", `/api/admin/bookings.csv?${query}`);
      return body
        .split("\r\n")
        .slice(1, -1)
        .map((line: string) => line.split(","));
    };
    const [start, end, expires, created] = [9, 10, 12, 13];
    const berlin = await rows("Europe/Berlin");
    expect(berlin.map((row: string[]) => [row[start], row[end]])).toEqual([
      ["2031-01-16T00:30:00.000+01:00", "2031-01-16T01:30:00.000+01:00"],
      ["2031-07-15T14:00:00.000+02:00", "2031-07-15T15:00:00.000+02:00"],
      ["2031-10-26T02:30:00.000+02:00", "2031-10-26T02:30:00.000+01:00"],
    ]);
    const kathmandu = await rows("Asia/Kathmandu");
    for (const [index, { expires_at, created_at }] of booked.entries()) {
      for (const [column, time] of [
        [expires, expires_at],
        [created, created_at],
      ]) {
        expect(kathmandu[index][column]).toMatch(/\.\d{3}\+05:45$/);
        expect(Date.parse(kathmandu[index][column])).toBe(Date.parse(time));
      }
      expect(kathmandu[index].slice(6, 8)).toEqual(["", ""]); // neither checked in nor a no-show
    }
    expect((await rows("UTC"))[0][start]).toBe("2031-01-15T23:30:00.000+00:00");
  });

  test("csvLine", () => {
    expect(csvLine(["\tx", "\rx", "=a,b", 1, null, "", 'a"b', " =1"])).toBe(
      `"'\tx","'\rx","'=a,b",1,,,"a""b", =1\r\n`,
    );
  });

  test("no part of a cell is a formula where semicolons or tabs separate cells, nor in full width", () => {
    expect(csvLine(["Ann;=cmd|' /C calc'!A0", 'Ann;"=1', "Ann\t=1", "Ann\n=1", "Ann; Bo"])).toBe(
      `"Ann;'=cmd|' /C calc'!A0","Ann;'""=1","Ann\t'=1","Ann\n'=1","Ann; Bo"\r\n`,
    );
    expect(csvLine(["＝1", "＋1", "－1", "＠A"])).toBe("'＝1,'＋1,'－1,'＠A\r\n");
  });

  test("503 while the database cannot be reached", async () => {
    const db = openDatabase({ url: "postgres://holdfast@127.0.0.1:1/none" });
    const lost = createApp({ ...api, db });
    const answer = await caller(async (path, init) => lost.request(path, init))(
      "GET",
      "/api/admin/bookings.csv",
    );
    expect(answer).toMatchObject({ status: 503, body: { code: "BUSY" } });
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    expect(answer.headers.get("Content-Disposition")).toBeNull();
  });

  describe("of many bookings", () => {
    const BOOKINGS = 60_000;
    let slotId: string;

    beforeAll(async () => {
      ({ slotId } = await makeSlot(api.call, 1));
      await sql`
        INSERT INTO bookings (id, slot_id, customer_name, customer_contact, quantity, status, expires_at)
        SELECT uuidv7(), ${slotId}, repeat('Ann ', 40), n || '@example.org', 1, 'CANCELLED', now()
        FROM generate_series(1, ${BOOKINGS}::int) AS n`.execute(api.db);
    });

    test("comes whole", async () => {
      const { body } = await api.call("GET", `/api/admin/bookings.csv?slot_id=${slotId}`);
      expect(body.split("\r\n")).toHaveLength(BOOKINGS + 2);
    });

    test("waits for a client that does not read, without a transaction, and ends when it goes away", async () => {
      const { server, url } = await listen(createApp(api), { host: "127.0.0.1", port: 0 });
      try {
        api.logged.length = 0;
        const request = get(`${url}/api/admin/bookings.csv?slot_id=${slotId}`);
        const response = await new Promise<IncomingMessage>((resolve) => request.once("response", resolve));
        expect(response.statusCode).toBe(200);
        const { rows } = await sql`
          SELECT FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'
        `.execute(api.db);
        expect(rows).toEqual([]);
        request.destroy();
        await vi.waitUntil(() => api.logged.some((line) => line.includes("bookings exported")), {
          timeout: 10_000,
          interval: 10,
        });
        expect(api.logged.join("")).toContain('"isComplete":false');
      } finally {
        server.close();
      }
    });

    test("breaks off where the database fails halfway, and says so in the log", async () => {
      const other = await createTestApp();
      const slot = await makeSlot(other.call, 1);
      await sql`
        INSERT INTO bookings (id, slot_id, customer_name, quantity, status, expires_at)
        SELECT uuidv7(), ${slot.slotId}, 'Ann', 1, 'CANCELLED', now() FROM generate_series(1, 2000)`.execute(
        other.db,
      );
      const response = await other.app.request("/api/admin/bookings.csv");
      await sql`ALTER TABLE bookings RENAME TO bookings_away`.execute(other.db);
      await expect(response.text()).rejects.toThrow();
      expect(other.logged.join("")).toContain("an export of bookings failed");
      await other.close();
    });
  });
});

describe("check-in and no-show", () => {
  test("POST /api/bookings/{id}/check-in, /no-show", async () => {
    const { slotId } = await makeSlot(api.call, 2);
    const booking = await bookAndConfirm(slotId);
    expect(booking).toMatchObject({ status: "CONFIRMED", checked_in_at: null, no_show_at: null });
    const path = `/api/bookings/${booking.id}`;
    const noShow = await api.call("POST", `${path}/no-show`);
    expect(noShow).toMatchObject({
      status: 200,
      body: { status: "CONFIRMED", checked_in_at: null, no_show_at: expect.stringMatching(TIME) },
    });
    expect((await api.call("POST", `${path}/no-show`)).body).toEqual(noShow.body);
    const checkedIn = await api.call("POST", `${path}/check-in`);
    expect(checkedIn).toMatchObject({
      status: 200,
      body: { checked_in_at: expect.stringMatching(TIME), no_show_at: null, first_check_in: true },
    });
    const { first_check_in: _ofTheRequest, newly_checked_in: added, ...asRead } = checkedIn.body;
    expect(added).toBe(1);
    const again = await api.call("POST", `${path}/check-in`);
    expect(again.body).toEqual({ ...asRead, first_check_in: false, newly_checked_in: 0 });
    expect((await api.call("GET", path)).body).toEqual(asRead);
    expect(await api.call("POST", `${path}/cancel`)).toMatchObject({
      status: 409,
      body: { code: "BOOKING_CHECKED_IN", error: "Booking is checked in" },
    });
  });

  test("some of the persons, with a body or, as before, without one", async () => {
    const { slotId } = await makeSlot(api.call, 5);
    const { body: held } = await api.call("POST", `/api/slots/${slotId}/book`, {
      patient_name: "Ann",
      quantity: 5,
    });
    const path = `/api/bookings/${held.id}`;
    await api.call("POST", `${path}/confirm`);
    const some = await api.call("POST", `${path}/check-in`, { persons: 3 });
    expect(some).toMatchObject({ status: 200, body: { checked_in: 3, newly_checked_in: 3 } });
    expect(await api.call("POST", `${path}/check-in`, { persons: 6 })).toMatchObject({
      status: 400,
      body: { code: "INVALID_INPUT", issues: [{ path: "persons" }] },
    });
    for (const unfit of [{ persons: 0 }, { persons: "3" }, { people: 3 }, []]) {
      expect((await api.call("POST", `${path}/check-in`, unfit)).status).toBe(400);
    }
    // Many clients send a content type whether or not there is a body.
    const rest = await api.app.request(`${path}/check-in`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
    });
    expect(await rest.json()).toMatchObject({ checked_in: 5, newly_checked_in: 2, first_check_in: false });
  });

  test("a check-in that is repeated under its idempotency key gets the first response", async () => {
    const { slotId } = await makeSlot(api.call, 1);
    const { id } = await bookAndConfirm(slotId);
    const scan = (key: string) =>
      api.call("POST", `/api/bookings/${id}/check-in`, undefined, { "Idempotency-Key": key });
    const [first, other, again] = [await scan(`${id}-1`), await scan(`${id}-2`), await scan(`${id}-1`)];
    expect([first, other, again].map(({ body }) => body.first_check_in)).toEqual([true, false, true]);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
  });

  test.each(["check-in", "no-show"])("%s of what is not confirmed, not there, no id", async (verb) => {
    const { slotId } = await makeSlot(api.call, 2);
    const { id } = await book(slotId);
    expect(await api.call("POST", `/api/bookings/${id}/${verb}`)).toMatchObject({
      status: 409,
      body: { code: "BOOKING_NOT_CONFIRMED", detail: "The booking is PENDING" },
    });
    expect(await api.call("POST", `/api/bookings/${UNKNOWN_ID}/${verb}`)).toMatchObject({
      status: 404,
      body: { code: "BOOKING_NOT_FOUND" },
    });
    expect(await api.call("POST", `/api/bookings/1/${verb}`)).toMatchObject({ status: 400 });
    expect(await api.call("GET", `/api/bookings/${id}/${verb}`)).toMatchObject({ status: 405 });
  });
});

describe("POST /api/admin/customers/erase", () => {
  const path = "/api/admin/customers/erase";

  test("erases what is over and counts what is not", async () => {
    const { slotId } = await makeSlot(api.call, 5);
    const eve = { customer_name: "Eve", customer_contact: "eve@example.org" };
    const [over, live] = [await book(slotId, eve), await bookAndConfirm(slotId, eve)];
    await api.call("POST", `/api/bookings/${over.id}/cancel`);
    const erase = () => api.call("POST", path, { contact: " EVE@example.org " });
    expect(await erase()).toMatchObject({ status: 200, body: { erased: 1, kept: 1 } });
    const again = await erase();
    expect(again).toMatchObject({ status: 200, body: { erased: 0, kept: 1 } });
    expect(again.body.stores).toContainEqual({
      store: "bookings",
      erased: 0,
      kept: 1,
      reason: expect.stringContaining("live booking"),
    });
    expect(again.body.stores.map(({ store }: { store: string }) => store)).toEqual(
      expect.arrayContaining(["waitlist_entries", "idempotency_records", "audit", "events", "backups"]),
    );
    expect((await api.call("GET", `/api/bookings/${over.id}`)).body).toMatchObject({
      status: "CANCELLED",
      customer_name: "erased",
      customer_contact: null,
    });
    expect((await api.call("GET", `/api/bookings/${live.id}`)).body).toEqual(live);
    expect(api.logged.join("").toLowerCase()).not.toContain("eve@example.org");
  });

  test.each([
    [{}, "contact"],
    [{ contact: "  " }, "contact"],
    [{ contact: null }, "contact"],
    [{ contact: "x".repeat(321) }, "contact"],
    [{ contact: "a\0b" }, "contact"],
    [{ contact: "x", name: "y" }, "name"],
  ])("400: %j", async (input, field) => {
    expect(await api.call("POST", path, input)).toMatchObject({
      status: 400,
      body: { error: `Invalid ${field}` },
    });
  });
});
