import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { appRouter } from "../src/trpc/router.ts";
import { ADMIN_API_KEY, bearer, book, createWorld, order, type World, wait } from "./access-matrix.ts";
import { callRest, newAbsence, restRequests } from "./access-requests.ts";
import { countStatuses, createTestApp, type TestApp, UNKNOWN_ID } from "./harness.ts";
import { routesOf } from "./inventory.ts";

const STRONG_TAG = /^"[0-9a-z]+-[\w-]{16}"$/;
const DAY = "2031-12-25";
let api: TestApp;
let world: World;

beforeAll(async () => {
  api = await createTestApp({ adminApiKey: ADMIN_API_KEY });
  world = await createWorld(api);
});

afterAll(() => api.close());

const tagOf = ({ headers }: { headers: Headers }) => headers.get("ETag") ?? "";
const ask = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
  api.call(method, path, body, headers);
const ifMatch = (tag: string) => ({ "If-Match": tag });
const stale = {
  status: 412,
  body: { code: "PRECONDITION_FAILED", error: "Precondition failed", title: "Precondition failed" },
};

/** A doctor of its own, or what belongs to one, with the paths to read and to change it. */
async function make(noun: string) {
  const doctor = await api.call("POST", "/api/admin/doctors", { name: "Dr. Before" });
  const path = `/api/admin/doctors/${doctor.body.id}`;
  if (noun === "doctor") return { made: doctor, get: path, path, change: { name: "Dr. After" } };
  if (noun === "show") {
    const made = await api.call("POST", "/api/admin/shows", { name: "Hamlet" });
    const show = `/api/admin/shows/${made.body.id}`;
    return { made, get: show, path: show, change: { genre: "Tragedy" } };
  }
  if (noun === "slot") {
    const input = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z", capacity: 5 };
    const made = await api.call("POST", `${path}/slots`, input);
    const { id } = made.body;
    return { made, get: `/api/slots/${id}`, path: `/api/admin/slots/${id}`, change: { capacity: 6 } };
  }
  if (noun === "webhook") {
    const input = { url: "https://example.org/hook", topics: ["booking.*"] };
    const { body } = await api.call("POST", "/api/admin/webhooks", input);
    const hook = `/api/admin/webhooks/${body.id}`;
    // What is created has its secret beside it, and so another tag.
    return { made: await api.call("GET", hook), get: hook, path: hook, change: { active: false } };
  }
  const made = await api.call("POST", `${path}/schedules`, {
    rrule: "FREQ=DAILY",
    time_zone: "Europe/Berlin",
    starts_on: "2031-01-01",
    opens_at: "09:00",
    closes_at: "10:00",
    slot_minutes: 60,
    capacity: 3,
  });
  const schedule = `/api/admin/schedules/${made.body.id}`;
  return { made, get: schedule, path: schedule, change: { capacity: 4 } };
}

describe.each(["doctor", "show", "slot", "schedule", "webhook"])("a %s", (noun) => {
  test("has the same strong tag when it is made, read and changed, and another after a change", async () => {
    const { made, get, path, change } = await make(noun);
    expect(tagOf(made)).toMatch(STRONG_TAG);
    expect(tagOf(await api.call("GET", get))).toBe(tagOf(made));
    expect(tagOf(await api.call("HEAD", get))).toBe(tagOf(made));
    const changed = await api.call("PATCH", path, change);
    expect(tagOf(changed)).toMatch(STRONG_TAG);
    expect(tagOf(changed)).not.toBe(tagOf(made));
    const read = await api.call("GET", get);
    expect([tagOf(read), read.body]).toEqual([tagOf(changed), changed.body]);
    expect(Date.parse(changed.body.updated_at)).toBeGreaterThan(Date.parse(made.body.updated_at));
  });

  test("is changed where If-Match names its tag, alone or in a list, and where it is *", async () => {
    const { made, path, change } = await make(noun);
    let tag = tagOf(made);
    for (const header of [
      (tag: string) => tag,
      (tag: string) => ` "other" ,, W/"weak", ${tag},`,
      () => "*",
      () => " * ",
    ]) {
      const answer = await ask("PATCH", path, ifMatch(header(tag)), change);
      expect(answer.status, header(tag)).toBe(200);
      tag = tagOf(answer);
    }
    expect(await api.call("PATCH", path, change)).toMatchObject({ status: 200 });
  });

  test("is left alone with 412 where If-Match names none of its tags", async () => {
    const { made, get, path, change } = await make(noun);
    const first = tagOf(made);
    await api.call("PATCH", path, change);
    const now = await api.call("GET", get);
    for (const tags of [first, `W/${tagOf(now)}`, '"x"', '""', '"zzzzzzzzz-x"', `${first}, "a,b"`, '"*"']) {
      const refused = await ask("PATCH", path, ifMatch(tags), change);
      expect(refused, tags).toMatchObject(stale);
      expect(refused.headers.get("Content-Type")).toBe("application/problem+json");
    }
    expect((await api.call("GET", get)).body).toEqual(now.body);
  });

  test("is left alone with 400 where If-Match is malformed, or where If-None-Match is sent", async () => {
    const { made, get, path, change } = await make(noun);
    const tag = tagOf(made);
    const malformed = [
      "",
      ",",
      "abc",
      '"abc',
      'abc"',
      `${tag} ${tag}`,
      `*, ${tag}`,
      `w/${tag}`,
      `W/ ${tag}`,
      "W/",
    ];
    for (const text of [...malformed, tag.slice(1, -1), `"a b"`, '"', `${'"'.repeat(5_001)}`]) {
      expect(await ask("PATCH", path, ifMatch(text), change), text).toMatchObject({
        status: 400,
        body: { code: "INVALID_INPUT", error: "Invalid If-Match", issues: [{ path: "If-Match" }] },
      });
    }
    expect(await ask("PATCH", path, { "If-None-Match": tag }, change)).toMatchObject({
      status: 400,
      body: { error: "Invalid If-None-Match" },
    });
    expect((await api.call("GET", get)).body).toEqual(made.body);
  });

  test("is changed once by two PATCHes with the same If-Match at once", async () => {
    const { made, path, change } = await make(noun);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ask("PATCH", path, ifMatch(tagOf(made)), change)),
    );
    expect(countStatuses(answers)).toEqual({ 200: 1, 412: 4 });
  });

  test("is read without a body where If-None-Match names its tag", async () => {
    const { made, get } = await make(noun);
    const tag = tagOf(made);
    for (const known of [tag, `W/${tag}`, `"a", ${tag}`, "*"]) {
      const answer = await ask("GET", get, { "If-None-Match": known });
      expect([answer.status, answer.body, tagOf(answer)], known).toEqual([304, "", tag]);
      expect(answer.headers.get("X-Request-Id")).not.toBeNull();
      expect(answer.headers.get("Content-Type")).toBeNull();
    }
    expect(await ask("GET", get, { "If-None-Match": '"a"' })).toMatchObject({ status: 200, body: made.body });
    expect(await ask("GET", get, { "If-None-Match": "a" })).toMatchObject({ status: 400 });
    expect(await ask("GET", get.replace(made.body.id, UNKNOWN_ID), { "If-None-Match": "*" })).toMatchObject({
      status: 404,
    });
  });
});

test("every PUT, PATCH and DELETE refuses a stale If-Match, and says so in its description", async () => {
  const changing = routesOf(api.app).filter(({ method }) => ["PUT", "PATCH", "DELETE"].includes(method));
  expect(changing.length).toBeGreaterThan(7);
  const { body: document } = await api.call("GET", "/openapi.json");
  for (const { method, path } of changing) {
    const route = `${method} ${path.replaceAll(/{(\w+)}/g, ":$1")}`;
    const request = (await restRequests(world)[route]?.()) ?? {};
    const key = bearer(world.keys.admin).Authorization.slice("Bearer ".length);
    const withTag = {
      call: (m: string, p: string, b?: unknown, h = {}) => api.call(m, p, b, { ...h, ...ifMatch('"old"') }),
    };
    expect(await callRest(withTag, route, request, { key }), route).toMatchObject(stale);
    const description = document.paths[path][method.toLowerCase()];
    expect(description.parameters, route).toContainEqual(expect.objectContaining({ name: "If-Match" }));
    expect(description.responses, route).toHaveProperty("412");
  }
});

test("every read of one noun has a tag, and says so in its description", async () => {
  const { body: document } = await api.call("GET", "/openapi.json");
  const booking = await book(world);
  const entry = await wait(world);
  const absence = await newAbsence(world);
  const ids: Record<string, string> = {
    "/api/doctors/{id}": world.doctorId,
    "/api/shows/{id}": world.showId,
    "/api/slots/{id}": world.slotId,
    "/api/bookings/{id}": booking.id,
    "/api/orders/{id}": (await order(world)).id,
    "/api/waitlist/{id}": entry.id,
    "/api/admin/absences/{id}": absence.id,
    "/api/admin/doctors/{id}": world.doctorId,
    "/api/admin/shows/{id}": world.showId,
    "/api/admin/schedules/{id}": world.scheduleId,
    "/api/admin/webhooks/{id}": world.webhookId,
  };
  const single = routesOf(api.app).filter(({ method, path }) => method === "GET" && path.endsWith("/{id}"));
  expect(single.map(({ path }) => path).toSorted()).toEqual(Object.keys(ids).toSorted());
  for (const { path } of single) {
    const where = path.replace("{id}", ids[path] ?? "");
    const first = await api.call("GET", where);
    expect(tagOf(first), path).toMatch(STRONG_TAG);
    const again = await ask("GET", where, { "If-None-Match": tagOf(first) });
    expect([path, again.status, again.body]).toEqual([path, 304, ""]);
    const { responses } = document.paths[path].get;
    expect(responses["200"].headers, path).toHaveProperty("ETag");
    expect(responses, path).toHaveProperty("304");
  }
});

test("a booking of a slot changes its tag, and yet does not refuse a change by the one before", async () => {
  const { made, get, path } = await make("slot");
  await api.call("POST", `${get}/book`, { patient_name: "Ann" });
  const read = await ask("GET", get, { "If-None-Match": tagOf(made) });
  expect(read).toMatchObject({ status: 200, body: { booked: 1, updated_at: made.body.updated_at } });
  expect(tagOf(read)).not.toBe(tagOf(made));
  expect(await ask("PATCH", path, ifMatch(tagOf(made)), { capacity: 9 })).toMatchObject({ status: 200 });
});

test("who joins a waitlist gets the tag of the first read; who books gets none", async () => {
  const made = await api.call("POST", `/api/slots/${world.fullSlotId}/waitlist`, { patient_name: "Ann" });
  expect(tagOf(made)).toMatch(STRONG_TAG);
  expect(tagOf(await api.call("GET", `/api/waitlist/${made.body.id}`))).toBe(tagOf(made));
  const booked = await api.call("POST", `/api/slots/${world.slotId}/book`, { patient_name: "Ann" });
  expect(tagOf(booked)).toBe("");
});

test("a booking and an entry have another tag once they change", async () => {
  const { id, token } = await book(world);
  const headers = { "Booking-Token": token };
  const before = await ask("GET", `/api/bookings/${id}`, headers);
  await ask("POST", `/api/bookings/${id}/confirm`, headers);
  const after = await ask("GET", `/api/bookings/${id}`, { ...headers, "If-None-Match": tagOf(before) });
  expect([after.status, after.body.status]).toEqual([200, "CONFIRMED"]);
  const entry = await wait(world);
  const waiting = await api.call("GET", `/api/waitlist/${entry.id}`);
  await api.call("POST", `/api/waitlist/${entry.id}/leave`);
  expect(tagOf(await api.call("GET", `/api/waitlist/${entry.id}`))).not.toBe(tagOf(waiting));
});

test.each(["slot", "schedule"])("DELETE of a %s that has changed since is refused", async (noun) => {
  const { made, get, path, change } = await make(noun);
  const changed = await api.call("PATCH", path, change);
  expect(await ask("DELETE", path, ifMatch(tagOf(made)))).toMatchObject(stale);
  expect(await ask("DELETE", path, ifMatch("x"))).toMatchObject({ status: 400 });
  expect(await api.call("GET", get)).toMatchObject({ status: 200 });
  expect(await ask("DELETE", path, ifMatch(tagOf(changed)))).toMatchObject({ status: 200 });
  expect(await ask("DELETE", path, ifMatch(tagOf(changed)))).toMatchObject({ status: 404 });
  expect(await ask("PATCH", path, ifMatch("*"), change)).toMatchObject({ status: 404 });
});

test("lists show when a slot, a doctor and a show last changed", async () => {
  const { made: slot, path } = await make("slot");
  const { body } = await api.call("PATCH", path, { capacity: 8 });
  const list = await api.call("GET", `/api/slots?resource_id=${slot.body.resource_id}`);
  expect(list.body).toEqual([body]);
  for (const each of ["doctor", "show"]) {
    const { path, change } = await make(each);
    const changed = await api.call("PATCH", path, change);
    expect((await api.call("GET", `/api/admin/${each}s?limit=500`)).body).toContainEqual(changed.body);
  }
});

test("a replayed response has a tag that matches, or none where it was stored without a time", async () => {
  const headers = { "Idempotency-Key": "tags-1" };
  const create = () => ask("POST", "/api/admin/doctors", headers, { name: "Dr. Twice" });
  const first = await create();
  const replayed = await create();
  expect(replayed).toMatchObject({ status: 201, body: first.body });
  await sql`UPDATE idempotency_records SET response = response - 'updatedAt'`.execute(api.db);
  // Straight to the application: no document describes what an older server has stored.
  const body = JSON.stringify({ name: "Dr. Twice" });
  const json = { ...headers, "Content-Type": "application/json" };
  const response = await api.app.request("/api/admin/doctors", { method: "POST", headers: json, body });
  const older = {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as { id: string },
  };
  expect([older.status, older.body.id, older.headers.get("ETag")]).toEqual([201, first.body.id, null]);
  const path = `/api/admin/doctors/${first.body.id}`;
  expect(await ask("PATCH", path, ifMatch(tagOf(replayed)), { name: "x" })).toMatchObject({ status: 200 });
  expect(await ask("PATCH", path, ifMatch(tagOf(replayed)), { name: "y" })).toMatchObject(stale);
});

describe("/api/admin/schedules/{id}/exceptions/{day}", () => {
  test("PUT adds a day, DELETE removes it; again, each answers the same", async () => {
    const { made, path } = await make("schedule");
    const day = `${path}/exceptions/${DAY}`;
    const added = await ask("PUT", day, ifMatch(tagOf(made)));
    expect(added).toMatchObject({ status: 200, body: { exceptions: [DAY] } });
    expect(tagOf(await api.call("GET", path))).toBe(tagOf(added));
    const again = await api.call("PUT", day);
    expect([again.body, tagOf(again)]).toEqual([added.body, tagOf(added)]);
    expect(await ask("DELETE", day, ifMatch(tagOf(made)))).toMatchObject(stale);
    const removed = await api.call("DELETE", day);
    expect(removed).toMatchObject({ status: 200, body: { exceptions: [] } });
    expect((await api.call("DELETE", day)).body).toEqual(removed.body);
  });

  test("days that are added and removed at once all count", async () => {
    const { path } = await make("schedule");
    const days = Array.from({ length: 8 }, (_, index) => `2031-12-1${index}`);
    await api.call("PUT", `${path}/exceptions/2031-12-01`);
    await Promise.all([
      ...days.map((day) => api.call("PUT", `${path}/exceptions/${day}`)),
      api.call("DELETE", `${path}/exceptions/2031-12-01`),
    ]);
    expect((await api.call("GET", path)).body.exceptions).toEqual(days);
  });

  test("what is no day, or one day too many, is refused; so is an unknown schedule", async () => {
    const { path } = await make("schedule");
    for (const day of ["25.12.2031", "2031-02-30", "1969-12-31", "today"]) {
      expect(await api.call("PUT", `${path}/exceptions/${day}`)).toMatchObject({
        status: 400,
        body: { error: "Invalid day", issues: [{ path: "day" }] },
      });
    }
    const all = Array.from({ length: 366 }, (_, index) =>
      new Date(Date.UTC(2032, 0, 1 + index)).toISOString().slice(0, 10),
    );
    await api.call("PATCH", path, { exceptions: all });
    expect(await api.call("PUT", `${path}/exceptions/${DAY}`)).toMatchObject({
      status: 400,
      body: { error: "Invalid day" },
    });
    const unknown = `/api/admin/schedules/${UNKNOWN_ID}/exceptions/${DAY}`;
    for (const method of ["PUT", "DELETE"]) {
      expect(await api.call(method, unknown)).toMatchObject({
        status: 404,
        body: { code: "SCHEDULE_NOT_FOUND" },
      });
    }
    expect(await api.call("GET", `${path}/exceptions/${DAY}`)).toMatchObject({ status: 405 });
  });
});

describe("tRPC", () => {
  const connect = () =>
    createTRPCClient<typeof appRouter>({
      links: [
        httpBatchLink({
          url: "http://test/trpc",
          fetch: async (url, init) => api.app.request(String(url), init as RequestInit),
        }),
      ],
    });
  const refused = {
    data: { code: "PRECONDITION_FAILED", appCode: "PRECONDITION_FAILED", httpStatus: 412 },
  };

  test("ifMatch is the updatedAt that was read", async () => {
    const client = connect();
    const doctor = await client.resources.create.mutate({ kind: "doctor", name: "Dr. Before" });
    const renamed = await client.resources.update.mutate({
      id: doctor.id,
      name: "Dr. After",
      ifMatch: doctor.updatedAt,
    });
    const late = client.resources.update.mutate({ id: doctor.id, name: "x", ifMatch: doctor.updatedAt });
    await expect(late).rejects.toMatchObject(refused);
    expect(await client.resources.get.query({ id: doctor.id })).toEqual(renamed);
    expect((await client.resources.list.query({ limit: 500 })).items).toContainEqual(renamed);
  });

  test("of a slot and a schedule, for a change, a deletion and a single day", async () => {
    const client = connect();
    const { made: slot } = await make("slot");
    const { made: schedule } = await make("schedule");
    const [id, scheduleId] = [slot.body.id, schedule.body.id];
    const [read, rules] = [
      await client.slots.get.query({ id }),
      await client.schedules.get.query({ id: scheduleId }),
    ];
    const changed = await client.slots.update.mutate({ id, capacity: 7, ifMatch: read.updatedAt });
    const stale = { id, ifMatch: read.updatedAt };
    await expect(client.slots.update.mutate({ ...stale, capacity: 8 })).rejects.toMatchObject(refused);
    await expect(client.slots.delete.mutate(stale)).rejects.toMatchObject(refused);
    expect(await client.slots.delete.mutate({ id, ifMatch: changed.updatedAt })).toEqual({ id });

    const old = { id: scheduleId, ifMatch: rules.updatedAt };
    const added = await client.schedules.addException.mutate({ ...old, day: DAY });
    expect(added.exceptions).toEqual([DAY]);
    for (const late of [
      () => client.schedules.addException.mutate({ ...old, day: "2031-12-24" }),
      () => client.schedules.removeException.mutate({ ...old, day: DAY }),
      () => client.schedules.update.mutate({ ...old, capacity: 9 }),
      () => client.schedules.delete.mutate(old),
    ]) {
      await expect(late()).rejects.toMatchObject(refused);
    }
    const removed = await client.schedules.removeException.mutate({ id: scheduleId, day: DAY });
    expect(removed.exceptions).toEqual([]);
    await client.schedules.delete.mutate({ id: scheduleId, ifMatch: removed.updatedAt });
  });

  test("what is no time is refused", async () => {
    const wrong = connect().slots.delete.mutate({ id: UNKNOWN_ID, ifMatch: '"x"' });
    await expect(wrong).rejects.toMatchObject({
      data: { appCode: "INVALID_INPUT", issues: [{ path: "ifMatch" }] },
    });
  });
});
