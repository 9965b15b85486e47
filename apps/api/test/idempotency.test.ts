import { randomUUID } from "node:crypto";
import { HoldQueue } from "@holdfast/core";
import { openDatabase } from "@holdfast/db";
import { holdSlotLock, isLockAwaited } from "@holdfast/db/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createApp } from "../src/app.ts";
import { caller, createTestApp, type TestApp } from "./harness.ts";

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

async function post(path: string, body: object, key?: string) {
  const response = await api.app.request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(key === undefined ? {} : { "Idempotency-Key": key }) },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    replayed: response.headers.get("Idempotent-Replayed"),
    body: (await response.json()) as Record<string, unknown>,
  };
}

async function makeSlot(capacity: number): Promise<string> {
  const { body: show } = await post("/api/admin/shows", { name: "Hamlet" });
  const times = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z" };
  const { body } = await post(`/api/admin/shows/${show["id"]}/slots`, { ...times, capacity });
  return body["id"] as string;
}

const GUEST = { customer_name: "Ann" };

test("POST …/book with Idempotency-Key: the first answer again, and it says so", async () => {
  const path = `/api/slots/${await makeSlot(2)}/book`;
  const key = randomUUID();
  const first = await post(path, GUEST, key);
  expect(first).toMatchObject({ status: 201, replayed: null });
  expect(await post(path, GUEST, key)).toEqual({ ...first, replayed: "true" });
  expect(await post(path, { patient_name: "Ann" }, key)).toEqual({ ...first, replayed: "true" });
  const { body: slot } = await api.call("GET", path.replace("/book", ""));
  expect(slot).toMatchObject({ booked: 1 });
});

test.each([
  ["REST", (slotId: string) => [`/api/slots/${slotId}/book`, GUEST, "customer_contact"]],
  ["tRPC", (slotId: string) => ["/trpc/bookings.create", { slotId, customer: { name: "Ann" } }, "contact"]],
  ["REST, a waitlist", (slotId: string) => [`/api/slots/${slotId}/waitlist`, GUEST, "customer_contact"]],
  [
    "tRPC, a waitlist",
    (slotId: string) => ["/trpc/waitlist.join", { slotId, customer: { name: "Ann" } }, "contact"],
  ],
] as [string, (slotId: string) => [string, { customer?: object }, string]][])(
  "no contact is no contact, whether it is left out, null or blank: %s",
  async (where, requestFor) => {
    const slotId = await makeSlot(1);
    const [path, body, field] = requestFor(slotId);
    if (where.endsWith("waitlist")) await post(`/api/slots/${slotId}/book`, GUEST);
    const key = randomUUID();
    const idOf = async (contact: object) => {
      const { customer } = body;
      const input = customer
        ? { ...body, customer: { ...customer, ...contact }, idempotencyKey: key }
        : { ...body, ...contact };
      const answer = await api.call("POST", path, input, { "Idempotency-Key": key });
      return answer.body.id ?? answer.body.result?.data.id ?? answer.body;
    };
    const first = await idOf({});
    expect(first).toEqual(expect.any(String));
    expect(await idOf({ [field]: null })).toBe(first);
    expect(await idOf({ [field]: " " })).toBe(first);
  },
);

test("a quoted key is the same as a bare one", async () => {
  const path = `/api/slots/${await makeSlot(2)}/book`;
  const first = await post(path, GUEST, 'a"b\\c');
  expect(await post(path, GUEST, '"a\\"b\\\\c"')).toEqual({ ...first, replayed: "true" });
});

test("the same key for another payload or another path is 422", async () => {
  const path = `/api/slots/${await makeSlot(2)}/book`;
  const key = randomUUID();
  await post(path, GUEST, key);
  const mismatch = { status: 422, body: { code: "IDEMPOTENCY_MISMATCH" } };
  expect(await post(path, { customer_name: "Bob" }, key)).toMatchObject(mismatch);
  expect(await post(`/api/slots/${await makeSlot(2)}/book`, GUEST, key)).toMatchObject(mismatch);
  expect(await post("/api/admin/shows", { name: "Ann" }, key)).toMatchObject(mismatch);
});

test.each([
  ["", " "],
  ["with a blank", "a b"],
  ["256 characters", "k".repeat(256)],
  ["an empty string", '""'],
])("a key that is none is 400: %s", async (_, key) => {
  const answer = await post("/api/admin/shows", { name: "Hamlet" }, key);
  expect(answer).toMatchObject({
    status: 400,
    body: { code: "INVALID_INPUT", issues: [{ path: "Idempotency-Key" }] },
  });
});

test("a refusal is not kept: NO_SEAT, then a place comes back", async () => {
  const path = `/api/slots/${await makeSlot(1)}/book`;
  const { body: taken } = await post(path, GUEST);
  const key = randomUUID();
  expect(await post(path, GUEST, key)).toMatchObject({ status: 409, body: { code: "NO_SEAT" } });
  await api.call("POST", `/api/bookings/${taken["id"]}/cancel`);
  expect(await post(path, GUEST, key)).toMatchObject({ status: 201, replayed: null });
});

describe("while the first request is under way", () => {
  /** A full slot that is locked, and how to join its waitlist with a key. */
  async function lockedSlot() {
    const slotId = await makeSlot(1);
    await post(`/api/slots/${slotId}/book`, GUEST);
    const unlock = await holdSlotLock(api.db, slotId);
    const key = randomUUID();
    const join = (call = api.call) =>
      call("POST", `/api/slots/${slotId}/waitlist`, GUEST, { "Idempotency-Key": key });
    return { unlock, join };
  }

  test("in the same process, the second waits for it and gets its answer", async () => {
    const { unlock, join } = await lockedSlot();
    const both = [join(), join()];
    await vi.waitUntil(() => isLockAwaited(api.db));
    await unlock();
    const [first, second] = await Promise.all(both);
    expect([first?.status, second?.status]).toEqual([201, 201]);
    expect(second?.body).toEqual(first?.body);
  });

  test("in another process, it is 409 that says when to ask again", async () => {
    const { unlock, join } = await lockedSlot();
    const db = openDatabase({ url: api.url });
    const seconds = { holdSeconds: 120, maxHoldSeconds: 600, waitlistHoldSeconds: 1_200 };
    const holds = new HoldQueue({ db, jobs: api.jobs, ...seconds });
    const other = createApp({ ...api, db, holds });
    const first = join(caller(async (path, init) => other.request(path, init)));
    await vi.waitUntil(() => isLockAwaited(api.db));
    const second = await join();
    expect(second).toMatchObject({ status: 409, body: { code: "IDEMPOTENCY_KEY_IN_USE" } });
    expect(second.headers.get("Retry-After")).toBe("1");
    await unlock();
    expect((await first).status).toBe(201);
    expect((await join()).body).toEqual((await first).body);
    await db.destroy();
  });
});

test("resources, slots and schedules, too", async () => {
  const key = randomUUID();
  const first = await post("/api/admin/doctors", { name: "Dr. Who" }, key);
  expect(await post("/api/admin/doctors", { name: "Dr. Who" }, key)).toEqual({ ...first, replayed: "true" });
  const path = `/api/admin/doctors/${first.body["id"]}/slots`;
  const slot = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z", capacity: 1 };
  const made = await post(path, slot, `${key}-slot`);
  expect(made.status).toBe(201);
  expect(await post(path, slot, `${key}-slot`)).toEqual({ ...made, replayed: "true" });

  const rule = { rrule: "FREQ=DAILY", time_zone: "Europe/Berlin", starts_on: "2031-12-25", capacity: 1 };
  const schedule = { ...rule, opens_at: "09:00", closes_at: "12:00", slot_minutes: 30 };
  const schedules = `/api/admin/doctors/${first.body["id"]}/schedules`;
  const planned = await post(schedules, schedule, `${key}-schedule`);
  expect(planned.status).toBe(201);
  expect(await post(schedules, schedule, `${key}-schedule`)).toEqual({ ...planned, replayed: "true" });
  expect((await api.call("GET", schedules)).body).toHaveLength(1);
});

test("tRPC: idempotencyKey in the input, shared with REST", async () => {
  const slotId = await makeSlot(2);
  const idempotencyKey = randomUUID();
  const create = async (name: string) => {
    const { body } = await post("/trpc/bookings.create", { slotId, customer: { name }, idempotencyKey });
    return body as { result?: { data: { id: string } }; error?: { data: { appCode: string } } };
  };
  const first = await create("Ann");
  expect(await create("Ann")).toEqual(first);
  expect(await create("Bob")).toMatchObject({ error: { data: { appCode: "IDEMPOTENCY_MISMATCH" } } });
  const { body } = await post(`/api/slots/${slotId}/book`, GUEST, idempotencyKey);
  expect(body["id"]).toBe(first.result?.data.id);
});

test("with AUTH=required a key that others may have too is refused to callers without an API key", async () => {
  const adminApiKey = "a-test-admin-key-of-many-characters";
  const required = await createTestApp({ isRequired: true, adminApiKey });
  const staff = { Authorization: `Bearer ${adminApiKey}` };
  const times = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z" };
  const { body: show } = await required.call("POST", "/api/admin/shows", { name: "Hamlet" }, staff);
  const slots = `/api/admin/shows/${show.id}/slots`;
  const { body: slot } = await required.call("POST", slots, { ...times, capacity: 9 }, staff);
  const book = (headers: Record<string, string>) =>
    required.call("POST", `/api/slots/${slot.id}/book`, GUEST, headers);
  const refused = await book({ "Idempotency-Key": "order-1" });
  expect(refused).toMatchObject({ status: 400, body: { issues: [{ path: "Idempotency-Key" }] } });
  expect((await book({ "Idempotency-Key": "x".repeat(20) })).status).toBe(201);
  expect((await book({ "Idempotency-Key": "order-1", ...staff })).status).toBe(201);
  const overTrpc = (idempotencyKey: string) =>
    required.call("POST", "/trpc/bookings.create", {
      slotId: slot.id,
      customer: { name: "Ann" },
      idempotencyKey,
    });
  expect((await overTrpc("order-1")).body.error.data).toMatchObject({
    appCode: "INVALID_INPUT",
    issues: [{ path: "idempotencyKey" }],
  });
  expect((await overTrpc("y".repeat(20))).status).toBe(200);
  await required.close();
});
