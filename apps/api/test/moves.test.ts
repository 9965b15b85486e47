import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestApp, makeSlot as makeDoctorWithSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp({ holdSeconds: 60 });
});

afterAll(() => api.close());

/** A slot of a doctor of its own. */
const makeSlot = async (capacity: number) => ({ id: (await makeDoctorWithSlot(api.call, capacity)).slotId });

const GUEST = { customer_name: "Ann" };
const book = async (slotId: string) => (await api.call("POST", `/api/slots/${slotId}/book`, GUEST)).body;
const booked = async (slotId: string) => (await api.call("GET", `/api/slots/${slotId}`)).body.booked;
const endNow = (id: string) =>
  api.db
    .updateTable("bookings")
    .set({ expires_at: new Date(0) })
    .where("id", "=", id)
    .execute();

describe("POST /api/bookings", () => {
  test("holds places of several slots, all or none", async () => {
    const [a, b] = [await makeSlot(6), await makeSlot(1)];
    const lines = [{ slot_id: a.id, quantity: 2 }, { slot_id: b.id }, { slot_id: a.id }];
    const { status, body } = await api.call("POST", "/api/bookings", { ...GUEST, lines });
    expect(status).toBe(201);
    expect(body.bookings).toMatchObject([
      { slot_id: a.id, quantity: 3, status: "PENDING", expires_in_seconds: 60, customer_name: "Ann" },
      { slot_id: b.id, quantity: 1 },
    ]);
    const again = await api.call("POST", "/api/bookings", { ...GUEST, lines });
    expect(again).toMatchObject({
      status: 409,
      body: { code: "NO_SEAT", detail: expect.stringContaining(b.id) },
    });
    expect([await booked(a.id), await booked(b.id)]).toEqual([3, 1]);
  });

  test.each([
    ["no lines", { lines: [] }, "lines"],
    ["21 lines", { lines: Array(21).fill({ slot_id: UNKNOWN_ID }) }, "lines"],
    ["a quantity of 0", { lines: [{ slot_id: UNKNOWN_ID, quantity: 0 }] }, "lines.0.quantity"],
    [
      "101 places of one slot",
      { lines: [{ slot_id: UNKNOWN_ID, quantity: 100 }, { slot_id: UNKNOWN_ID }] },
      "lines.1.quantity",
    ],
    ["no customer", { lines: [{ slot_id: UNKNOWN_ID }], customer_name: undefined }, "patient_name"],
  ])("400: %s", async (_, input, path) => {
    expect(await api.call("POST", "/api/bookings", { ...GUEST, ...input })).toMatchObject({
      status: 400,
      body: { code: "INVALID_INPUT", issues: [{ path }] },
    });
  });

  test("404 for an unknown slot", async () => {
    const input = { ...GUEST, lines: [{ slot_id: UNKNOWN_ID }] };
    expect(await api.call("POST", "/api/bookings", input)).toMatchObject({
      status: 404,
      body: { code: "SLOT_NOT_FOUND" },
    });
  });
});

test("POST /api/bookings/{id}/extend", async () => {
  const { id, expires_at } = await book((await makeSlot(1)).id);
  const { status, body } = await api.call("POST", `/api/bookings/${id}/extend`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ id, status: "PENDING" });
  expect(Date.parse(body.expires_at)).toBeGreaterThanOrEqual(Date.parse(expires_at));
  await api.call("POST", `/api/bookings/${id}/confirm`);
  expect(await api.call("POST", `/api/bookings/${id}/extend`)).toMatchObject({
    status: 409,
    body: { code: "BOOKING_NOT_PENDING" },
  });
  expect(await api.call("POST", `/api/bookings/${UNKNOWN_ID}/extend`)).toMatchObject({ status: 404 });
});

test("POST /api/bookings/{id}/confirm?reacquire=true", async () => {
  const slot = await makeSlot(1);
  const { id } = await book(slot.id);
  await endNow(id);
  const path = `/api/bookings/${id}/confirm`;
  expect(await api.call("POST", path)).toMatchObject({ status: 409, body: { code: "HOLD_EXPIRED" } });
  expect(await api.call("POST", `${path}?reacquire=maybe`)).toMatchObject({ status: 400 });
  expect(await api.call("POST", `${path}?reacquire=true`)).toMatchObject({
    status: 200,
    body: { status: "CONFIRMED", failure_reason: null },
  });
  expect(await booked(slot.id)).toBe(1);
});

test("POST /api/bookings/{id}/reschedule", async () => {
  const owner = (await api.call("POST", "/api/admin/shows", { name: "Hamlet" })).body;
  const slotOn = async (day: string) => {
    const times = { start_time: `2031-12-${day}T10:00:00Z`, end_time: `2031-12-${day}T11:00:00Z` };
    return (await api.call("POST", `/api/admin/shows/${owner.id}/slots`, { ...times, capacity: 1 })).body.id;
  };
  const [from, to] = [await slotOn("25"), await slotOn("26")];
  const { id } = await book(from);
  const move = (slotId: string) => api.call("POST", `/api/bookings/${id}/reschedule`, { slot_id: slotId });
  expect(await move(to)).toMatchObject({ status: 200, body: { id, slot_id: to, status: "PENDING" } });
  expect([await booked(from), await booked(to)]).toEqual([0, 1]);
  const elsewhere = await makeSlot(1);
  expect(await move(elsewhere.id)).toMatchObject({ status: 409, body: { code: "OTHER_RESOURCE" } });
  expect(await move(UNKNOWN_ID)).toMatchObject({ status: 404, body: { code: "SLOT_NOT_FOUND" } });
  expect(await move("1")).toMatchObject({ status: 400 });
  await book(from);
  expect(await move(from)).toMatchObject({ status: 409, body: { code: "NO_SEAT" } });
  expect(await booked(to)).toBe(1);
});

test("POST /api/bookings/{id}/quantity", async () => {
  const slot = await makeSlot(4);
  const { id } = await book(slot.id);
  const path = `/api/bookings/${id}`;
  const change = (quantity: unknown, headers = {}) =>
    api.call("POST", `${path}/quantity`, { quantity }, headers);
  const changed = await change(4);
  expect(changed).toMatchObject({ status: 200, body: { id, quantity: 4, status: "PENDING" } });
  expect(await booked(slot.id)).toBe(4);
  const read = await api.call("GET", path);
  const tag = changed.headers.get("ETag") ?? "";
  expect([tag, changed.body]).toEqual([read.headers.get("ETag"), read.body]);
  expect(await change(5)).toMatchObject({ status: 409, body: { code: "NO_SEAT" } });
  for (const unfit of [0, -1, 1.5, 101, "2", null, undefined]) {
    expect(await change(unfit)).toMatchObject({ status: 400, body: { issues: [{ path: "quantity" }] } });
  }
  expect(await change(2, { "If-Match": tag })).toMatchObject({ status: 200, body: { quantity: 2 } });
  expect(await change(3, { "If-Match": tag })).toMatchObject({
    status: 412,
    body: { code: "PRECONDITION_FAILED" },
  });
  const keyed = { "Idempotency-Key": `${id}-3` };
  expect(await change(3, keyed)).toMatchObject({ status: 200, body: { quantity: 3 } });
  expect((await change(3, keyed)).headers.get("Idempotent-Replayed")).toBe("true");
  expect(await booked(slot.id)).toBe(3);
  const cancelled = await api.call("POST", `${path}/cancel`);
  expect(cancelled.body).toMatchObject({ status: "CANCELLED", quantity: 3, released_places: 3 });
  expect(await change(1)).toMatchObject({ status: 409, body: { code: "BOOKING_NOT_PENDING" } });
  const unknown = await api.call("POST", `/api/bookings/${UNKNOWN_ID}/quantity`, { quantity: 1 });
  expect(unknown).toMatchObject({ status: 404, body: { code: "BOOKING_NOT_FOUND" } });
});

test("the same over tRPC", async () => {
  const call = async (path: string, input: object) => {
    const { body } = await api.call("POST", `/trpc/bookings.${path}`, input);
    return body.result?.data ?? body.error.data.appCode;
  };
  const slot = await makeSlot(2);
  const { items } = await call("createMany", { lines: [{ slotId: slot.id }], customer: { name: "Ann" } });
  const { id } = items[0];
  expect(await call("extend", { id })).toMatchObject({ id, status: "PENDING" });
  expect(await call("reschedule", { id, slotId: slot.id })).toMatchObject({ id, slotId: slot.id });
  expect(await call("changeQuantity", { id, quantity: 2 })).toMatchObject({ id, quantity: 2 });
  expect(await call("changeQuantity", { id, quantity: 3 })).toBe("NO_SEAT");
  expect(await call("changeQuantity", { id, quantity: 0 })).toBe("INVALID_INPUT");
  await endNow(id);
  expect(await call("changeQuantity", { id, quantity: 1 })).toBe("HOLD_EXPIRED");
  expect(await call("extend", { id })).toBe("HOLD_EXPIRED");
  expect(await call("reschedule", { id, slotId: slot.id })).toBe("HOLD_EXPIRED");
  expect(await call("confirm", { id })).toBe("HOLD_EXPIRED");
  expect(await call("confirm", { id, reacquire: true })).toMatchObject({ status: "CONFIRMED" });
  expect(await call("createMany", { lines: [], customer: { name: "Ann" } })).toBe("INVALID_INPUT");
});
