import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN_API_KEY } from "./access-matrix.ts";
import { createTestApp, makeSlot, type TestApp } from "./harness.ts";

/* The bookings of one call over REST and tRPC. */

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp({ isRequired: true, adminApiKey: ADMIN_API_KEY });
});

afterAll(() => api.close());

const STAFF = { Authorization: `Bearer ${ADMIN_API_KEY}` };
const shown = (token: string, more: Record<string, string> = {}) => ({ "Booking-Token": token, ...more });
const staff = (method: string, path: string, body?: unknown) => api.call(method, path, body, STAFF);

/** An order of two slots, with its token. */
async function makeOrder(headers: Record<string, string> = {}) {
  const slots = [await makeSlot(staff, 3), await makeSlot(staff, 3)];
  const lines = slots.map(({ slotId }) => ({ slot_id: slotId, quantity: 2 }));
  const input = { patient_name: "Ann", lines };
  const made = await api.call("POST", "/api/bookings", input, headers);
  expect(made.status).toBe(201);
  const path = `/api/orders/${made.body.order_id}`;
  return { made, input, path, id: made.body.order_id as string, token: made.body.token as string };
}

describe("REST", () => {
  test("an order has one token and an address, and is confirmed, extended and cancelled as one", async () => {
    const { made, path, id, token } = await makeOrder();
    expect(made.headers.get("Location")).toBe(path);
    expect(Object.keys(made.body)).toEqual(["order_id", "token", "bookings"]);
    for (const booking of made.body.bookings) expect(booking).toMatchObject({ order_id: id, token });
    const { expires_in_seconds: _left, token: _token, ...booking } = made.body.bookings[0];
    const order = await api.call("GET", path, undefined, shown(token));
    expect(order.body).toMatchObject({ id, status: "PENDING", created_at: booking.created_at });
    expect(order.body.bookings).toContainEqual(booking);
    const tag = order.headers.get("ETag") ?? "";
    const same = await api.call("GET", path, undefined, shown(token, { "If-None-Match": tag }));
    expect(same.status).toBe(304);
    for (const [change, status] of [
      ["extend", "PENDING"],
      ["confirm", "CONFIRMED"],
      ["confirm?reacquire=true", "CONFIRMED"],
      ["cancel", "CANCELLED"],
    ] as const) {
      const changed = await api.call("POST", `${path}/${change}`, undefined, shown(token));
      expect(changed).toMatchObject({ status: 200, body: { id, status } });
      expect(changed.body.bookings.map((one: { status: string }) => one.status)).toEqual([status, status]);
    }
    const other = await api.call("GET", path, undefined, shown(token, { "If-None-Match": tag }));
    expect(other).toMatchObject({ status: 200, body: { status: "CANCELLED", expires_at: null } });
  });

  test("the refusal of one booking is that of the order, and names it", async () => {
    const { made, path, token } = await makeOrder();
    const [first] = made.body.bookings;
    const change = (verb: string) => api.call("POST", `${path}/${verb}`, undefined, shown(token));
    await change("confirm");
    await staff("POST", `/api/bookings/${first.id}/check-in`);
    expect(await change("cancel")).toMatchObject({
      status: 409,
      body: { code: "BOOKING_CHECKED_IN", detail: expect.stringMatching(`: booking ${first.id}$`) },
    });
    expect(await change("extend")).toMatchObject({ status: 409, body: { code: "BOOKING_NOT_PENDING" } });
    const { body } = await api.call("GET", path, undefined, shown(token));
    expect(body.status).toBe("CONFIRMED");
  });

  test("a repeated key gets the first answer, its token too", async () => {
    const key = { "Idempotency-Key": randomUUID() };
    const { made, input, path, token } = await makeOrder(key);
    const again = await api.call("POST", "/api/bookings", input, key);
    expect(again).toMatchObject({ status: 201, body: made.body });
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(again.headers.get("Location")).toBe(path);
    const keyed = shown(token, { "Idempotency-Key": randomUUID() });
    const confirmed = await api.call("POST", `${path}/confirm`, undefined, keyed);
    await api.call("POST", `${path}/cancel`, undefined, shown(token));
    const repeated = await api.call("POST", `${path}/confirm`, undefined, keyed);
    expect(repeated.body).toEqual(confirmed.body);
    expect(repeated.headers.get("Idempotent-Replayed")).toBe("true");
  });

  test("the token of an order opens each booking, and that of a booking handed over not the order", async () => {
    const { made, path, id, token } = await makeOrder();
    const [first, second] = made.body.bookings;
    const read = (bookingId: string) =>
      api.call("GET", `/api/bookings/${bookingId}`, undefined, shown(token));
    expect([(await read(first.id)).status, (await read(second.id)).status]).toEqual([200, 200]);
    const given = await api.call(
      "POST",
      `/api/bookings/${first.id}/hand-over`,
      { patient_name: "Bea" },
      shown(token),
    );
    expect(given.body.order_id).toBeNull();
    expect([(await read(first.id)).status, (await read(second.id)).status]).toEqual([404, 200]);
    expect((await api.call("GET", path, undefined, shown(given.body.token))).status).toBe(404);
    await api.call("POST", `${path}/cancel`, undefined, shown(token));
    const { body } = await staff("GET", `/api/bookings/${first.id}`);
    expect(body).toMatchObject({ status: "PENDING", order_id: null });
    const listed = await staff("GET", `/api/admin/bookings?order_id=${id}`);
    expect(listed.body.map((booking: { id: string }) => booking.id)).toEqual([second.id]);
  });

  test("the export has a column of the order", async () => {
    const { id } = await makeOrder();
    const { body } = await staff("GET", `/api/admin/bookings.csv?order_id=${id}`);
    const [head = [], ...lines] = String(body)
      .trim()
      .split("\r\n")
      .map((line) => line.split(","));
    expect(lines.map((cells) => cells[head.indexOf("order_id")])).toEqual([id, id]);
  });

  test("customers see neither metadata nor external ids in an order", async () => {
    const slot = await makeSlot(staff, 3);
    const { body } = await staff("POST", "/api/bookings", {
      patient_name: "Ann",
      metadata: { bill: "7" },
      lines: [{ slot_id: slot.slotId, external_id: randomUUID() }],
    });
    const path = `/api/orders/${body.order_id}`;
    const customer = await api.call("GET", path, undefined, shown(body.token));
    expect(customer.body.bookings).toMatchObject([{ metadata: {}, external_id: null }]);
    const changed = await api.call("POST", `${path}/confirm`, undefined, shown(body.token));
    expect(changed.body.bookings).toMatchObject([{ metadata: {}, external_id: null }]);
    expect((await staff("GET", path)).body.bookings).toMatchObject([{ metadata: { bill: "7" } }]);
  });

  test.each([
    ["GET", "/api/orders/1"],
    ["POST", "/api/orders/1/confirm"],
  ])("400: %s %s", async (method, path) => {
    expect((await staff(method, path)).status).toBe(400);
  });
});

test("tRPC does the same, with the token in the input or in the header", async () => {
  const { id, token } = await makeOrder();
  const call = (verb: string, input: object, headers = {}) =>
    api.call("POST", `/trpc/orders.${verb}`, input, headers);
  expect((await call("confirm", { id })).body.error.data.appCode).toBe("ORDER_NOT_FOUND");
  const idempotencyKey = randomUUID();
  const confirmed = await call("confirm", { id, token, idempotencyKey });
  expect(confirmed.body.result.data).toMatchObject({ id, status: "CONFIRMED", expiresAt: null });
  expect((await call("extend", { id }, shown(token))).body.error.data.appCode).toBe("BOOKING_NOT_PENDING");
  expect((await call("cancel", { id }, shown(token))).body.result.data.status).toBe("CANCELLED");
  expect((await call("confirm", { id, token, idempotencyKey })).body.result).toEqual(confirmed.body.result);
  const input = encodeURIComponent(JSON.stringify({ id, token }));
  const read = await api.call("GET", `/trpc/orders.get?input=${input}`);
  expect(read.body.result.data.bookings).toMatchObject([{ orderId: id }, { orderId: id }]);
});
