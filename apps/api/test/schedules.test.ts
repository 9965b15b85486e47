import { generateSlots, openJobs } from "@holdfast/core";
import { countLockWaiters, holdSlotLock } from "@holdfast/db/testing";
import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { appRouter } from "../src/trpc/router.ts";
import { startWorker } from "../src/worker.ts";
import { createTestApp, type TestApp, UNKNOWN_ID } from "./harness.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const WORKER_TIMEOUT_MILLISECONDS = 20_000;
/** What docs/reliability.md promises. */
const FOLLOW_MAX_MILLISECONDS = 30_000;
let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

const input = {
  rrule: "FREQ=DAILY",
  time_zone: "America/New_York",
  starts_on: "2026-01-01",
  opens_at: "09:00",
  closes_at: "11:00",
  slot_minutes: 60,
  capacity: 3,
};

/** A schedule of a doctor of its own. */
async function makeSchedule() {
  const doctor = (await api.call("POST", "/api/admin/doctors", { name: "Dr. Plan" })).body;
  const path = `/api/admin/doctors/${doctor.id}/schedules`;
  const { body } = await api.call("POST", path, input);
  return { doctorId: doctor.id as string, path, schedule: body, one: `/api/admin/schedules/${body.id}` };
}

const connect = () =>
  createTRPCClient<typeof appRouter>({
    links: [
      httpBatchLink({
        url: "http://test/trpc",
        fetch: async (url, init) => api.app.request(String(url), init as RequestInit),
      }),
    ],
  });

describe("REST", () => {
  test.each(["doctors", "shows"])(
    "/api/admin/%s/{id}/schedules: create, list, get, change, delete",
    async (kind) => {
      const owner = (await api.call("POST", `/api/admin/${kind}`, { name: "Owner" })).body;
      const path = `/api/admin/${kind}/${owner.id}/schedules`;
      const created = await api.call("POST", path, { ...input, exceptions: ["2031-12-26", "2031-12-25"] });
      expect(created.status).toBe(201);
      expect(created.body).toEqual({
        id: expect.stringMatching(UUID),
        resource_id: owner.id,
        ...input,
        ends_on: null,
        more_hours: [],
        gap_minutes: 0,
        lead_minutes: 0,
        max_per_contact: null,
        cancel_until: null,
        bookable_from_minutes: null,
        bookable_until_minutes: null,
        horizon_days: 60,
        exceptions: ["2031-12-25", "2031-12-26"],
        holidays: [],
        created_at: expect.stringMatching(TIME),
        updated_at: expect.stringMatching(TIME),
      });
      const one = `/api/admin/schedules/${created.body.id}`;
      expect(await api.call("GET", one)).toMatchObject({ status: 200, body: created.body });
      const second = await api.call("POST", path, input);
      const page = await api.call("GET", `${path}?limit=1`);
      expect(page).toMatchObject({ status: 200, body: [created.body] });
      const next = /^<([^>]+)>; rel="next"$/.exec(page.headers.get("Link") ?? "")?.[1];
      const last = await api.call("GET", next ?? "");
      expect([last.body, last.headers.get("Link")]).toEqual([[second.body], null]);

      const change = {
        rrule: "rrule:freq=weekly;byday=mo",
        time_zone: "europe/berlin",
        exceptions: [],
        ends_on: "2027-01-31",
        more_hours: ["14:00-16:00", "22:00-02:00"],
        gap_minutes: 10,
        cancel_until: 24,
        bookable_from_minutes: 2880,
        bookable_until_minutes: 60,
      };
      const changed = await api.call("PATCH", one, change);
      expect(changed.status).toBe(200);
      expect(changed.body).toEqual({
        ...created.body,
        ...change,
        rrule: "FREQ=WEEKLY;BYDAY=MO",
        time_zone: "Europe/Berlin",
        updated_at: expect.stringMatching(TIME),
      });
      for (const same of [{}, change]) {
        expect(await api.call("PATCH", one, same)).toMatchObject({ status: 200, body: changed.body });
      }
      expect(await api.call("DELETE", one)).toMatchObject({
        status: 200,
        body: { id: created.body.id, slots_deleted: 0, slots_kept: 0 },
      });
      expect(await api.call("DELETE", one)).toMatchObject({ status: 404 });
    },
  );

  test("PUT …/holidays/{file} imports a calendar file, DELETE removes it", async () => {
    const { one, schedule, doctorId } = await makeSchedule();
    await api.call("POST", `${one}/generate`);
    const { body: slots } = await api.call("GET", `/api/slots?resource_id=${doctorId}&limit=500`);
    const slot = slots[30];
    const day = new Date(slot.start_time).toLocaleDateString("sv-SE", { timeZone: input.time_zone });
    const booked = await api.call("POST", `/api/slots/${slot.id}/book`, {
      customer_name: "Ann",
      quantity: 2,
    });
    expect(booked.status).toBe(201);
    const lines = [
      ...["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`],
      ...["SUMMARY:Founder's Day", "END:VEVENT", "END:VCALENDAR"],
    ];
    const imported = await api.call("PUT", `${one}/holidays/de-be`, { calendar: lines.join("\r\n") });
    const year = new Date().getUTCFullYear();
    expect(imported).toMatchObject({ status: 200 });
    expect(imported.body).toEqual({
      ...schedule,
      holidays: [{ file: "de-be", days: [{ day, name: "Founder's Day" }] }],
      imported_days: 1,
      imported_from: `${year}-01-01`,
      imported_until: `${year + 5}-12-31`,
      timed_events: 0,
      cancelled_events: 0,
      booked_slots: [
        { id: slot.id, start_time: slot.start_time, end_time: slot.end_time, booked: 2, waiting: 0 },
      ],
      booked_slots_total: 1,
      updated_at: expect.stringMatching(TIME),
    });
    const read = await api.call("GET", one);
    expect(read.headers.get("ETag")).toBe(imported.headers.get("ETag"));
    expect(read.body.holidays).toEqual(imported.body.holidays);
    const removed = await api.call("DELETE", `${one}/holidays/de-be`);
    expect(removed).toMatchObject({ status: 200, body: { holidays: [] } });
  });

  test("a calendar file may be larger than other bodies, and has a limit", async () => {
    const { one } = await makeSchedule();
    const description = (lines: number) => `DESCRIPTION:${"x".repeat(1_000)}\r\n`.repeat(lines);
    const file = (lines: number) => ({
      calendar: [
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20251225\r\nRRULE:FREQ=YEARLY\r\n",
        description(lines),
        "END:VEVENT\r\nEND:VCALENDAR",
      ].join(""),
    });
    const put = (lines: number) => api.call("PUT", `${one}/holidays/large`, file(lines));
    expect((await put(190)).status).toBe(200);
    expect(await put(220)).toMatchObject({ status: 400, body: { issues: [{ path: "calendar" }] } });
    expect((await put(280)).status).toBe(413);
    expect((await api.call("PATCH", one, file(190))).status).toBe(413);
    const { id } = (await api.call("GET", one)).body;
    const mutated = await connect().schedules.importHolidays.mutate({ id, file: "large", ...file(190) });
    expect(mutated.importedDays).toBe(6);
  });

  test("POST …/generate makes the slots at once, and a repetition none", async () => {
    const { doctorId, schedule, one } = await makeSchedule();
    const first = await api.call("POST", `${one}/generate`);
    expect(first).toMatchObject({ status: 200, body: { slots_deleted: 0 } });
    expect(first.body.slots_created).toBeGreaterThan(50);
    const { body: slots } = await api.call("GET", `/api/slots?resource_id=${doctorId}&limit=500`);
    expect(slots).toHaveLength(first.body.slots_created);
    const nothing = { status: 200, body: { slots_created: 0, slots_deleted: 0 } };
    expect(await api.call("POST", `${one}/generate`, {})).toMatchObject(nothing);
    await api.call("PATCH", one, { closes_at: "10:00" });
    const deleted = await api.call("POST", `${one}/generate`);
    expect(deleted.body).toEqual({ slots_created: 0, slots_deleted: expect.any(Number) });
    expect(deleted.body.slots_deleted).toBeGreaterThan(20);
    const missing = `/api/admin/schedules/${UNKNOWN_ID}/generate`;
    expect(await api.call("POST", missing)).toMatchObject({
      status: 404,
      body: { code: "SCHEDULE_NOT_FOUND" },
    });
    expect((await api.call("POST", `${one}/generate?x=1`)).body.code).toBe("INVALID_INPUT");
    expect((await connect().schedules.generate.mutate({ id: schedule.id })).slotsCreated).toBe(0);
  });

  test("POST …/generate answers a repeated key as the first time, over REST and tRPC", async () => {
    const { schedule, one } = await makeSchedule();
    const key = { "Idempotency-Key": "generate-0123456789ab" };
    const first = await api.call("POST", `${one}/generate`, undefined, key);
    expect(first.body.slots_created).toBeGreaterThan(50);
    const again = await api.call("POST", `${one}/generate`, undefined, key);
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect([first, again].map(({ headers }) => headers.get("Idempotent-Replayed"))).toEqual([null, "true"]);
    const input = { id: schedule.id, idempotencyKey: key["Idempotency-Key"] };
    expect((await connect().schedules.generate.mutate(input)).slotsCreated).toBe(first.body.slots_created);
    const other = await makeSchedule();
    expect(await api.call("POST", `${other.one}/generate`, undefined, key)).toMatchObject({
      status: 422,
      body: { code: "IDEMPOTENCY_MISMATCH" },
    });
  });

  test("400 names the field, and the part of the rule", async () => {
    const { path, one } = await makeSchedule();
    for (const [change, field, message] of [
      [{ rrule: "FREQ=WEEKLY;BYHOUR=9" }, "rrule", "BYHOUR"],
      [{ rrule: "FREQ=HOURLY" }, "rrule", "FREQ"],
      [{ time_zone: "Mars/Olympus" }, "time_zone", "IANA"],
      [{ starts_on: "tomorrow" }, "starts_on", "2031-12-25"],
      [{ opens_at: "11:00" }, "closes_at", "the time of opening"],
      [{ more_hours: ["10:00-12:00"] }, "more_hours", "must not overlap"],
      [{ more_hours: ["afternoon"] }, "more_hours.0", "14:00-18:00"],
      [{ ends_on: "2025-12-31" }, "ends_on", "before the first day"],
      [{ slot_minutes: 121 }, "slot_minutes", "fit"],
      [{ slot_minutes: 1, horizon_days: 366 }, "horizon_days", "20000"],
      [{ bookable_from_minutes: 5, bookable_until_minutes: 5 }, "bookable_until_minutes", "fewer minutes"],
      [{ exceptions: ["25.12.2031"] }, "exceptions.0", "2031-12-25"],
      [{ slotMinutes: 30 }, "slotMinutes", "not a known field"],
    ] as const) {
      for (const answer of [
        await api.call("POST", path, { ...input, ...change }),
        await api.call("PATCH", one, change),
      ]) {
        expect(answer).toMatchObject({
          status: 400,
          body: { code: "INVALID_INPUT", error: `Invalid ${field}`, issues: [{ path: field }] },
        });
        expect(answer.body.issues[0].message).toContain(message);
      }
    }
    expect(await api.call("POST", path, {})).toMatchObject({ status: 400 });
    expect(await api.call("GET", `${path}?cursor=x`)).toMatchObject({ status: 400 });
    for (const method of ["GET", "PATCH", "DELETE"]) {
      const body = method === "PATCH" ? {} : undefined;
      expect(await api.call(method, "/api/admin/schedules/1", body)).toMatchObject({ status: 400 });
    }
  });

  test("404 for what is not there, or of another kind; 405 names the methods", async () => {
    const { doctorId } = await makeSchedule();
    for (const [method, path, code] of [
      ["POST", `/api/admin/doctors/${UNKNOWN_ID}/schedules`, "DOCTOR_NOT_FOUND"],
      ["GET", `/api/admin/doctors/${UNKNOWN_ID}/schedules`, "DOCTOR_NOT_FOUND"],
      ["POST", `/api/admin/shows/${doctorId}/schedules`, "SHOW_NOT_FOUND"],
      ["GET", `/api/admin/shows/${doctorId}/schedules`, "SHOW_NOT_FOUND"],
      ["GET", `/api/admin/schedules/${UNKNOWN_ID}`, "SCHEDULE_NOT_FOUND"],
      ["PATCH", `/api/admin/schedules/${UNKNOWN_ID}`, "SCHEDULE_NOT_FOUND"],
      ["DELETE", `/api/admin/schedules/${UNKNOWN_ID}`, "SCHEDULE_NOT_FOUND"],
    ] as const) {
      const body = method === "POST" || method === "PATCH" ? input : undefined;
      expect(await api.call(method, path, body)).toMatchObject({ status: 404, body: { code } });
    }
    const answer = await api.call("PUT", `/api/admin/schedules/${UNKNOWN_ID}`);
    expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "DELETE, GET, HEAD, OPTIONS, PATCH"]);
  });
});

test("a slot of a schedule that would begin with another one is refused under REST's name", async () => {
  const { doctorId, schedule } = await makeSchedule();
  await connect().schedules.generate.mutate({ id: schedule.id });
  const slots = (await api.call("GET", `/api/slots?resource_id=${doctorId}`)).body;
  const times = { start_time: slots[1].start_time, end_time: slots[1].end_time };
  expect(await api.call("PATCH", `/api/admin/slots/${slots[0].id}`, times)).toMatchObject({
    status: 400,
    body: { error: "Invalid start_time", issues: [{ path: "start_time" }] },
  });
});

describe("tRPC", () => {
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => "no error",
      (error: unknown) => (error instanceof TRPCClientError ? error.data.appCode : error),
    );

  test("schedules.create, generate, list, get, update, delete", async () => {
    const client = connect();
    const { id: resourceId } = await client.resources.create.mutate({ kind: "show", name: "Hamlet" });
    const schedule = await client.schedules.create.mutate({
      resourceId,
      rrule: "FREQ=DAILY",
      timeZone: "Europe/Berlin",
      startsOn: "2026-01-01",
      opensAt: "19:00",
      closesAt: "22:00",
      slotMinutes: 180,
      capacity: 80,
      horizonDays: 7,
    });
    expect((await client.schedules.list.query({ resourceId })).items).toEqual([schedule]);
    const { slotsCreated } = await client.schedules.generate.mutate({ id: schedule.id });
    expect([7, 8]).toContain(slotsCreated);
    expect(await client.schedules.generate.mutate({ id: schedule.id })).toEqual({
      slotsCreated: 0,
      slotsDeleted: 0,
    });
    const { items } = await client.slots.list.query({ resourceId });
    expect(items).toHaveLength(slotsCreated);
    const slotId = items[0]?.id ?? "";
    await client.bookings.create.mutate({ slotId, customer: { name: "Ada" } });
    expect(await client.schedules.update.mutate({ id: schedule.id, capacity: 90 })).toMatchObject({
      capacity: 90,
    });
    expect(await client.schedules.get.query({ id: schedule.id })).toMatchObject({ capacity: 90 });
    await client.schedules.generate.mutate({ id: schedule.id });
    const capacities = (await client.slots.list.query({ resourceId })).items.map((slot) => slot.capacity);
    expect(capacities).toEqual(Array(slotsCreated).fill(90));
    expect(await client.schedules.delete.mutate({ id: schedule.id })).toEqual({
      id: schedule.id,
      slotsDeleted: slotsCreated - 1,
      slotsKept: 1,
    });
    expect((await client.slots.list.query({ resourceId })).items.map((slot) => slot.id)).toEqual([slotId]);
  });

  test("errors carry the project's code", async () => {
    const client = connect();
    const id = UNKNOWN_ID;
    expect(await codeOf(client.schedules.get.query({ id }))).toBe("SCHEDULE_NOT_FOUND");
    expect(await codeOf(client.schedules.update.mutate({ id }))).toBe("SCHEDULE_NOT_FOUND");
    expect(await codeOf(client.schedules.delete.mutate({ id }))).toBe("SCHEDULE_NOT_FOUND");
    expect(await codeOf(client.schedules.generate.mutate({ id }))).toBe("SCHEDULE_NOT_FOUND");
    expect(await codeOf(client.schedules.generate.mutate({ id: "1" }))).toBe("INVALID_INPUT");
    expect(await codeOf(client.schedules.update.mutate({ id, rrule: "FREQ=SECONDLY" }))).toBe(
      "INVALID_INPUT",
    );
    const rules = {
      rrule: "FREQ=DAILY",
      timeZone: "UTC",
      startsOn: "2031-01-01",
      slotMinutes: 30,
      capacity: 1,
    };
    const hours = { opensAt: "09:00", closesAt: "10:00" };
    expect(await codeOf(client.schedules.create.mutate({ resourceId: id, ...rules, ...hours }))).toBe(
      "RESOURCE_NOT_FOUND",
    );
  });
});

test("a worker makes the slots of a schedule that was created or changed, without being asked", async () => {
  const { doctorId, one } = await makeSchedule();
  const jobs = await openJobs({ url: api.url, worker: true, onError: () => {} });
  const troubles: unknown[] = [];
  const endLooks = await startWorker({ ...api, jobs, actor: "system" }, (error) => troubles.push(error));
  try {
    const slots = () => api.call("GET", `/api/slots?resource_id=${doctorId}&limit=500`);
    const count = async () => (await slots()).body.length;
    // Two slots a day on 60 days, and those of today that have not begun.
    await expect.poll(count, { timeout: WORKER_TIMEOUT_MILLISECONDS }).toBeGreaterThanOrEqual(120);
    const { slot_id: held } = (
      await api.call("POST", `/api/slots/${(await slots()).body[0].id}/book`, { customer_name: "Ada" })
    ).body;
    await api.call("PATCH", one, { rrule: "FREQ=DAILY;UNTIL=20260102" });
    await expect.poll(count, { timeout: WORKER_TIMEOUT_MILLISECONDS }).toBe(1);
    expect((await slots()).body[0].id).toBe(held);
    expect((await jobs.getSchedules("generate-slots")).map(({ cron }) => cron)).toEqual(["7 * * * *"]);
    expect(troubles).toEqual([]);
  } finally {
    await endLooks();
    await jobs.stop({ graceful: false });
  }
});

describe("a worker that is killed while it makes slots", () => {
  /** What a worker that was killed leaves: its jobs are taken, and nobody works on them. */
  const takeJobs = () =>
    sql`UPDATE pgboss.job SET state = 'active', started_on = now() WHERE name = 'generate-slots'`.execute(
      api.db,
    );

  /** Runs a new worker until a condition holds; fails the test where that takes too long. */
  async function untilWorkerHas(condition: () => Promise<boolean>): Promise<void> {
    const jobs = await openJobs({ url: api.url, worker: true, onError: () => {} });
    const endSweeps = await startWorker({ ...api, jobs, actor: "system" }, () => {});
    try {
      await expect.poll(condition, { timeout: FOLLOW_MAX_MILLISECONDS }).toBe(true);
    } finally {
      await endSweeps();
      await jobs.stop({ graceful: false });
    }
  }

  const capacities = async (doctorId: string): Promise<number[]> =>
    (await api.call("GET", `/api/slots?resource_id=${doctorId}&limit=500`)).body.map(
      ({ capacity }: { capacity: number }) => capacity,
    );

  test("before its transaction: another one makes them, whatever has become of the job", async () => {
    const { doctorId } = await makeSchedule();
    await takeJobs();
    await untilWorkerHas(async () => (await capacities(doctorId)).length >= 120);
  });

  test("within its transaction: all is as before, and another one makes the change", async () => {
    const { doctorId, schedule, one } = await makeSchedule();
    await generateSlots({ ...api, actor: "system" }, schedule);
    await api.call("PATCH", one, { capacity: 7 });
    await takeJobs();
    const [slot] = (await api.call("GET", `/api/slots?resource_id=${doctorId}`)).body;
    const release = await holdSlotLock(api.db, slot.id);
    const generation = generateSlots({ ...api, actor: "system" }, schedule).catch(() => "killed");
    await expect.poll(() => countLockWaiters(api.db), { timeout: WORKER_TIMEOUT_MILLISECONDS }).toBe(1);
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(api.db);
    expect(await generation).toBe("killed");
    await release();
    expect(new Set(await capacities(doctorId))).toEqual(new Set([3]));
    await untilWorkerHas(async () => (await capacities(doctorId)).every((capacity) => capacity === 7));
  });

  test("between two schedules of the hourly run: another one makes the rest", async () => {
    const { doctorId, schedule } = await makeSchedule();
    await generateSlots({ ...api, actor: "system" }, schedule);
    // The horizon has moved on: slots are missing, and the run has said so, but did not come to them.
    await sql`DELETE FROM slots WHERE schedule_id = ${schedule.id}`.execute(api.db);
    await sql`UPDATE schedules SET followed_at = NULL`.execute(api.db);
    await takeJobs();
    await untilWorkerHas(async () => (await capacities(doctorId)).length >= 120);
  });
});
