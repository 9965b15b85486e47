import { openDatabase } from "@holdfast/db";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../src/app.ts";
import { createReadiness } from "../src/http/readiness.ts";
import { type Call, caller, createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";
import { type Route, routesOf } from "./inventory.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

const book = async (
  slotId: string,
  body: object = { patient_name: "John Doe", patient_contact: "john@email.com" },
) => api.call("POST", `/api/slots/${slotId}/book`, body);

describe("what each path answers", () => {
  test("GET /health", async () => {
    expect(await api.call("GET", "/health")).toMatchObject({ status: 200, body: { status: "ok" } });
  });

  test("GET /ready", async () => {
    expect(await api.call("GET", "/ready")).toMatchObject({ status: 200, body: { status: "ok" } });
  });

  test.each([
    ["doctors", "doctor", { name: " Dr. Smith ", specialization: "Cardiology" }, "Dr. Smith", "Cardiology"],
    ["doctors", "doctor", { name: "Dr. No" }, "Dr. No", null],
    ["shows", "show", { name: "Hamlet", genre: "Tragedy" }, "Hamlet", "Tragedy"],
    ["shows", "show", { name: "Hamlet", specialization: "Tragedy" }, "Hamlet", "Tragedy"],
  ])("POST /api/admin/%s", async (path, kind, input, name, specialization) => {
    const { status, body } = await api.call("POST", `/api/admin/${path}`, input);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(UUID),
      kind,
      name,
      specialization,
      exclusive: false,
      time_zone: null,
      archived_at: null,
      asks_attendees: false,
      questions: null,
      metadata: {},
      external_id: null,
      created_at: expect.stringMatching(TIME),
      updated_at: expect.stringMatching(TIME),
    });
    const list = await api.call("GET", `/api/admin/${path}?limit=500`);
    expect(list.status).toBe(200);
    expect(list.body).toContainEqual(body);
    expect(new Set(list.body.map((resource: { kind: string }) => resource.kind))).toEqual(new Set([kind]));
  });

  test.each([
    ["doctors", "doctor_id"],
    ["shows", "show_id"],
  ])("POST /api/admin/%s/{id}/slots, GET /api/slots, GET /api/slots/{id}", async (path, ownerId) => {
    const owner = (await api.call("POST", `/api/admin/${path}`, { name: "Owner" })).body;
    const input = { start_time: "2031-12-25T12:00:00+02:00", end_time: "2031-12-25T11:00:00Z", capacity: 5 };
    const { status, body } = await api.call("POST", `/api/admin/${path}/${owner.id}/slots`, input);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(UUID),
      resource_id: owner.id,
      [ownerId]: owner.id,
      kind: owner.kind,
      resource_name: "Owner",
      start_time: "2031-12-25T10:00:00.000Z",
      end_time: "2031-12-25T11:00:00.000Z",
      capacity: 5,
      booked: 0,
      available: 5,
      closed: false,
      bookable_from: null,
      bookable_until: null,
      cancel_until: null,
      lead_minutes: 0,
      max_per_contact: null,
      metadata: {},
      external_id: null,
      waiting: 0,
      created_at: expect.stringMatching(TIME),
      updated_at: expect.stringMatching(TIME),
    });
    expect(await api.call("GET", `/api/slots/${body.id}`)).toMatchObject({ status: 200, body });
    expect(await api.call("GET", `/api/slots?resource_id=${owner.id}`)).toMatchObject({
      status: 200,
      body: [body],
    });
  });

  test("POST /api/slots/{id}/book, GET, confirm twice, cancel twice", async () => {
    const { slotId, doctorId } = await makeSlot(api.call, 5);
    const booked = await book(slotId, { customer_name: "Ann", customer_contact: " ", quantity: 2 });
    expect(booked.status).toBe(201);
    const hold = {
      id: expect.stringMatching(UUID),
      order_id: null,
      slot_id: slotId,
      start_time: "2031-12-25T10:00:00.000Z",
      end_time: "2031-12-25T11:00:00.000Z",
      resource_id: doctorId,
      resource_name: "Dr. Smith",
      status: "PENDING",
      failure_reason: null,
      quantity: 2,
      customer_name: "Ann",
      customer_contact: null,
      language: null,
      mail_problem: null,
      checked_in_at: null,
      checked_in: 0,
      checked_out: 0,
      no_show_at: null,
      attendees: null,
      answers: null,
      metadata: {},
      external_id: null,
      expires_at: expect.stringMatching(TIME),
      created_at: expect.stringMatching(TIME),
      updated_at: expect.stringMatching(TIME),
    };
    expect(booked.body).toEqual({
      ...hold,
      expires_in_seconds: 120,
      token: expect.stringMatching(/^[\w-]{22}$/),
    });
    expect(Date.parse(booked.body.expires_at) - Date.parse(booked.body.created_at)).toBe(120_000);
    const path = `/api/bookings/${booked.body.id}`;
    expect(await api.call("GET", path)).toMatchObject({ status: 200, body: hold });
    const confirmed = await api.call("POST", `${path}/confirm`);
    expect(confirmed).toMatchObject({ status: 200, body: { id: booked.body.id, status: "CONFIRMED" } });
    expect((await api.call("POST", `${path}/confirm`)).body).toEqual(confirmed.body);
    const cancelled = await api.call("POST", `${path}/cancel`);
    expect(cancelled).toMatchObject({
      status: 200,
      body: { id: booked.body.id, status: "CANCELLED", released_places: 2 },
    });
    expect((await api.call("POST", `${path}/cancel`)).body).toEqual(cancelled.body);
  });

  test("an id in capitals is the same id", async () => {
    const { slotId } = await makeSlot(api.call, 1);
    const booked = await book(slotId.toUpperCase());
    expect(booked).toMatchObject({ status: 201, body: { slot_id: slotId } });
    const path = `/api/bookings/${booked.body.id.toUpperCase()}/cancel`;
    expect(await api.call("POST", path)).toMatchObject({ status: 200, body: { status: "CANCELLED" } });
  });

  test("lists follow their Link headers to the end", async () => {
    const seen: string[] = [];
    const { doctorId } = await makeSlot(api.call, 1);
    for (const hour of [12, 13, 14, 15]) {
      await api.call("POST", `/api/admin/doctors/${doctorId}/slots`, {
        start_time: `2031-12-25T${hour}:00:00Z`,
        end_time: `2031-12-25T${hour}:30:00Z`,
        capacity: 1,
      });
    }
    let next: string | undefined = `/api/slots?resource_id=${doctorId}&available=true&limit=2`;
    const pages: number[] = [];
    while (next) {
      const page: Awaited<ReturnType<typeof api.call>> = await api.call("GET", next);
      pages.push(page.body.length);
      seen.push(...page.body.map((slot: { start_time: string }) => slot.start_time.slice(11, 13)));
      next = /^<([^>]+)>; rel="next"$/.exec(page.headers.get("Link") ?? "")?.[1];
    }
    expect(pages).toEqual([2, 2, 1]);
    expect(seen).toEqual(["10", "12", "13", "14", "15"]);
  });
});

describe("errors", () => {
  const problem = (status: number, code: string, error: string) => ({
    status,
    body: expect.objectContaining({
      error,
      code,
      type: `/docs/errors#${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      request_id: expect.any(String),
    }),
  });

  test("they are problem+json and carry the id of the request", async () => {
    const { headers, body } = await api.call("GET", `/api/slots/${UNKNOWN_ID}`, undefined, {
      "X-Request-Id": "abc-1",
    });
    expect(headers.get("Content-Type")).toBe("application/problem+json");
    expect([headers.get("X-Request-Id"), body.request_id]).toEqual(["abc-1", "abc-1"]);
  });

  const times = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z" };
  const doctors = "/api/admin/doctors";
  const slots = `/api/admin/doctors/${UNKNOWN_ID}/slots`;
  const bookPath = `/api/slots/${UNKNOWN_ID}/book`;
  test.each([
    [doctors, {}, "name"],
    [doctors, { name: "" }, "name"],
    [doctors, { name: "   " }, "name"],
    [doctors, { name: 7 }, "name"],
    [doctors, { name: "x".repeat(201) }, "name"],
    [doctors, { name: "a\0b" }, "name"],
    [doctors, { name: "\ud800" }, "name"],
    [doctors, { name: "x", specialization: "y".repeat(201) }, "specialization"],
    [doctors, { name: "x", genre: "y" }, "genre"],
    [doctors, [], "input"],
    [doctors, null, "input"],
    [doctors, "{", "input"],
    ["/api/admin/shows", { name: "x", genre: "a", specialization: "b" }, "genre"],
    [slots, { ...times, capacity: 0 }, "capacity"],
    [slots, { ...times, capacity: 1.5 }, "capacity"],
    [slots, { ...times, capacity: "5" }, "capacity"],
    [slots, { ...times, capacity: 1_000_001 }, "capacity"],
    [slots, { ...times, end_time: times.start_time, capacity: 1 }, "end_time"],
    [slots, { ...times, end_time: "2032-02-25T10:00:00Z", capacity: 1 }, "end_time"],
    [slots, { ...times, start_time: "2031-12-25", capacity: 1 }, "start_time"],
    [slots, { ...times, start_time: "2031-12-25T10:00:00", capacity: 1 }, "start_time"],
    [slots, { ...times, start_time: "2031-02-30T10:00:00Z", capacity: 1 }, "start_time"],
    [slots, { ...times, start_time: "0001-01-01T10:00:00Z", capacity: 1 }, "start_time"],
    [bookPath, {}, "patient_name"],
    [bookPath, { patient_name: " " }, "patient_name"],
    [bookPath, { patient_name: "x", customer_name: "y" }, "customer_name"],
    [bookPath, { patient_name: "x", patient_contact: "y".repeat(321) }, "patient_contact"],
    [bookPath, { patient_name: "x", quantity: 0 }, "quantity"],
    [bookPath, { patient_name: "x", quantity: 101 }, "quantity"],
    [bookPath, { patient_name: "x", price: 1 }, "price"],
  ])("400: POST %s %j", async (path, input, field) => {
    const answer = await api.call("POST", path, input);
    expect(answer).toMatchObject(problem(400, "INVALID_INPUT", `Invalid ${field}`));
    expect(answer.body.issues).toContainEqual({
      path: field === "input" ? "" : field,
      message: expect.any(String),
    });
  });

  test.each([
    ["GET", "/api/slots?limit=0", "limit"],
    ["GET", "/api/slots?limit=501", "limit"],
    ["GET", "/api/slots?limit=x", "limit"],
    ["GET", "/api/slots?cursor=x", "cursor"],
    ["GET", "/api/slots?available=yes", "available"],
    ["GET", "/api/slots?from=now", "from"],
    ["GET", "/api/slots?resource_id=1", "resource_id"],
    ["GET", "/api/slots?colour=red", "colour"],
    ["GET", "/api/slots/1", "id"],
    ["POST", "/api/slots/1/book", "id"],
    ["POST", "/api/admin/doctors/1/slots", "id"],
    ["POST", "/api/admin/shows/1/slots", "id"],
    ["GET", "/api/bookings/1", "id"],
    ["POST", "/api/bookings/1/confirm", "id"],
    ["POST", "/api/bookings/1/cancel", "id"],
  ])("400: %s %s", async (method, path, field) => {
    const body = method === "POST" ? { patient_name: "x", ...times } : undefined;
    expect(await api.call(method, path, body)).toMatchObject(
      problem(400, "INVALID_INPUT", `Invalid ${field}`),
    );
  });

  /** What every route says to a request, as `GET /api/slots` → its answer; but for ids, which are unknown. */
  const askAll = (routes: Route[], suffix: string, init: Parameters<Call>[2], headers = {}) =>
    Promise.all(
      routes.map(async ({ method, path }) => {
        const where = path.replace("{day}", "2031-12-25").replaceAll(/{\w+}/g, UNKNOWN_ID) + suffix;
        return [`${method} ${path}`, await api.call(method, where, init, headers)] as const;
      }),
    );
  /** Changes that need no more than a path. */
  const withoutBody = () => routesOf(api.app).filter(({ method, body }) => method !== "GET" && !body);

  test("a query parameter that is not known is named by every route, also by one that takes none", async () => {
    const routes = routesOf(api.app);
    expect(routes.filter(({ query }) => Object.keys(query).length === 0).length).toBeGreaterThan(20);
    for (const [route, { status, body }] of await askAll(routes, "?colour=red", undefined)) {
      // A parameter that is missing may be named before it.
      const paths = body.issues.map(({ path: name }: { path: string }) => name);
      expect([route, status, paths.includes("colour")]).toEqual([route, 400, true]);
    }
    const bare = await api.call("GET", `/api/slots/${UNKNOWN_ID}?`);
    expect(bare.status, "a mark without a parameter").toBe(404);
  });

  test.each([
    ["{}", "application/json", 0],
    ["", "application/json", 0],
    ["", "text/plain", 0],
    ['{"colour":"red"}', "application/json", 400, "Invalid colour"],
    ['{"colour":', "application/json", 400, "Invalid input"],
    ["[]", "application/json", 400, "Invalid input"],
    ["null", "application/json", 400, "Invalid input"],
    ["colour=red", "application/x-www-form-urlencoded", 415, "Unsupported media type"],
  ])("the body %j as %s to a route that takes none", async (sent, type, expected, error?: string) => {
    expect(withoutBody().length).toBeGreaterThan(8);
    for (const [route, answer] of await askAll(withoutBody(), "", sent, { "Content-Type": type })) {
      if (expected > 0) expect([route, answer.status, answer.body.error]).toEqual([route, expected, error]);
      else expect([route, answer.status]).toEqual([route, 404]);
    }
  });

  test.each([
    ["GET", "/api/slots?limit=0", undefined, "limit", "must be at least 1"],
    ["GET", "/api/slots?limit=501", undefined, "limit", "must be at most 500"],
    ["GET", "/api/slots?envelope=1", undefined, "envelope", "must be true or false"],
    ["GET", "/api/slots?kind=actor", undefined, "kind", "must be doctor or show"],
    [
      "POST",
      `/api/admin/doctors/${UNKNOWN_ID}/slots/bulk`,
      { slots: [] },
      "slots",
      "must have at least 1 item",
    ],
    ["POST", "/api/admin/doctors", {}, "name", "is required"],
    ["POST", "/api/admin/doctors", { name: "Ann", metadata: { a: 1 } }, "metadata.a", "must be a text"],
    ["POST", "/api/admin/doctors", [], "", "must be an object"],
  ])("%s %s with %j is refused in plain words", async (method, path, sent, field, message) => {
    const { status, body } = await api.call(method, path, sent);
    expect({ status, issues: body.issues }).toEqual({ status: 400, issues: [{ path: field, message }] });
    expect(body.error).toMatch(/^Invalid /);
  });

  test("a confirmation does not overlook a reacquire in its body, and needs none", async () => {
    const { slotId } = await makeSlot(api.call, 1);
    const path = `/api/bookings/${(await book(slotId)).body.id}/confirm`;
    expect(await api.call("POST", path, { reacquire: true })).toMatchObject(
      problem(400, "INVALID_INPUT", "Invalid reacquire"),
    );
    for (const body of ["", {}, undefined])
      expect(await api.call("POST", path, body)).toMatchObject({ status: 200 });
  });

  test("200 characters may be 200 emoji", async () => {
    expect(await api.call("POST", doctors, { name: "🩺".repeat(200) })).toMatchObject({ status: 201 });
    expect(await api.call("POST", doctors, { name: "🩺".repeat(201) })).toMatchObject({ status: 400 });
  });

  test.each([
    ["POST", slots, "DOCTOR_NOT_FOUND", "Doctor not found"],
    ["POST", `/api/admin/shows/${UNKNOWN_ID}/slots`, "SHOW_NOT_FOUND", "Show not found"],
    ["GET", `/api/slots/${UNKNOWN_ID}`, "SLOT_NOT_FOUND", "Slot not found"],
    ["POST", bookPath, "SLOT_NOT_FOUND", "Slot not found"],
    ["GET", `/api/bookings/${UNKNOWN_ID}`, "BOOKING_NOT_FOUND", "Booking not found"],
    ["POST", `/api/bookings/${UNKNOWN_ID}/confirm`, "BOOKING_NOT_FOUND", "Booking not found"],
    ["POST", `/api/bookings/${UNKNOWN_ID}/cancel`, "BOOKING_NOT_FOUND", "Booking not found"],
    ["GET", "/api/nothing", "NOT_FOUND", "Not found"],
    ["POST", "/", "NOT_FOUND", "Not found"],
  ])("404: %s %s", async (method, path, code, error) => {
    const input = path.endsWith("/slots") ? { ...times, capacity: 1 } : { patient_name: "x" };
    const body = method === "POST" && !/confirm|cancel/.test(path) ? input : undefined;
    expect(await api.call(method, path, body)).toMatchObject(problem(404, code, error));
  });

  test("404: a show is no doctor", async () => {
    const show = (await api.call("POST", "/api/admin/shows", { name: "Hamlet" })).body;
    expect(
      await api.call("POST", `/api/admin/doctors/${show.id}/slots`, { ...times, capacity: 1 }),
    ).toMatchObject(problem(404, "DOCTOR_NOT_FOUND", "Doctor not found"));
  });

  test.each([
    ["DELETE", "/health", "GET, HEAD, OPTIONS"],
    ["PUT", "/api/slots", "GET, HEAD, OPTIONS"],
    ["DELETE", `/api/slots/${UNKNOWN_ID}`, "GET, HEAD, OPTIONS"],
    ["GET", bookPath, "OPTIONS, POST"],
    ["PATCH", doctors, "GET, HEAD, OPTIONS, POST"],
    ["GET", `/api/bookings/${UNKNOWN_ID}/confirm`, "OPTIONS, POST"],
  ])("405: %s %s", async (method, path, allow) => {
    const answer = await api.call(method, path);
    expect(answer).toMatchObject(problem(405, "METHOD_NOT_ALLOWED", "Method not allowed"));
    expect(answer.headers.get("Allow")).toBe(allow);
  });

  test("409: no seat, an expired hold, a booking that is not pending", async () => {
    const { slotId } = await makeSlot(api.call, 1);
    const first = (await book(slotId)).body;
    expect(await book(slotId)).toMatchObject(problem(409, "NO_SEAT", "No available seat"));
    await api.db
      .updateTable("bookings")
      .set({ expires_at: sql<Date>`clock_timestamp()` })
      .where("id", "=", first.id)
      .execute();
    const expired = problem(409, "HOLD_EXPIRED", "Hold expired");
    expect(await api.call("POST", `/api/bookings/${first.id}/confirm`)).toMatchObject(expired);
    expect(await api.call("POST", `/api/bookings/${first.id}/cancel`)).toMatchObject(expired);
    const second = (await book(slotId)).body;
    await api.call("POST", `/api/bookings/${second.id}/cancel`);
    expect(await api.call("POST", `/api/bookings/${second.id}/confirm`)).toMatchObject(
      problem(409, "BOOKING_NOT_PENDING", "Booking is not pending"),
    );
  });

  test("413: a body over 64 KiB, declared or chunked", async () => {
    const large = JSON.stringify({ name: "x".repeat(64 * 1024) });
    const tooLarge = problem(413, "PAYLOAD_TOO_LARGE", "Payload too large");
    expect(await api.call("POST", doctors, large, { "Content-Length": String(large.length) })).toMatchObject(
      tooLarge,
    );
    expect(await api.call("POST", doctors, large)).toMatchObject(tooLarge);
  });

  test("415: a body that is no JSON", async () => {
    const answer = await api.call("POST", doctors, "name=x", {
      "Content-Type": "application/x-www-form-urlencoded",
    });
    expect(answer).toMatchObject(problem(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported media type"));
  });

  test("500: what nobody foresaw is masked, and logged under the request's id without names", async () => {
    const broken = await createTestApp();
    try {
      const { slotId } = await makeSlot(broken.call, 1);
      await sql`ALTER TABLE bookings ADD CHECK (customer_name <> 'Secret Name')`.execute(broken.db);
      broken.logged.length = 0;
      const answer = await broken.call("POST", `/api/slots/${slotId}/book`, { patient_name: "Secret Name" });
      expect(answer).toMatchObject(problem(500, "INTERNAL", "server error"));
      expect(JSON.stringify(answer.body)).not.toContain("constraint");
      const logged = broken.logged.join("");
      expect(logged).toContain(answer.body.request_id);
      expect(logged).toContain("unexpected error");
      expect(logged).not.toContain("Secret Name");
    } finally {
      await broken.close();
    }
  });

  test("503: without the database /health is well, /ready is not, and requests are told when to come back", async () => {
    const db = openDatabase({ url: "postgres://holdfast@127.0.0.1:1/none" });
    const lost = createApp({ ...api, db, notReady: createReadiness({ db, jobs: api.jobs }) });
    const unreachable = caller(async (path, init) => lost.request(path, init));
    const answer = await unreachable("GET", "/api/slots");
    expect(answer).toMatchObject(problem(503, "BUSY", "Busy"));
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(await unreachable("GET", "/health")).toMatchObject({ status: 200 });
    expect(await unreachable("GET", "/ready")).toMatchObject({
      status: 503,
      body: { status: "unavailable", not_ready: ["database"] },
    });
  });
});
