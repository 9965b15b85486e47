import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN_API_KEY } from "./access-matrix.ts";
import { createTestApp, makeSlot, type TestApp } from "./harness.ts";

/* The customer of a booking over REST and tRPC: corrected, or somebody else. */

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp({ isRequired: true, adminApiKey: ADMIN_API_KEY });
});

afterAll(() => api.close());

const STAFF = { Authorization: `Bearer ${ADMIN_API_KEY}` };
const shown = (token: string, more: Record<string, string> = {}) => ({ "Booking-Token": token, ...more });

/** A hold of its own slot, with its token. */
async function hold() {
  const staff = (method: string, path: string, body?: unknown) => api.call(method, path, body, STAFF);
  const { slotId } = await makeSlot(staff, 1);
  const customer = { patient_name: "Ann", patient_contact: "ann@example.org" };
  const { body } = await api.call("POST", `/api/slots/${slotId}/book`, customer);
  return body as { id: string; token: string };
}

describe("PATCH /api/bookings/{id} by a customer", () => {
  test("corrects name and contact, with If-Match", async () => {
    const { id, token } = await hold();
    const path = `/api/bookings/${id}`;
    const { headers } = await api.call("GET", path, undefined, shown(token));
    const tag = headers.get("ETag") ?? "";
    const fixed = await api.call("PATCH", path, { customer_name: "Anna" }, shown(token, { "If-Match": tag }));
    expect(fixed).toMatchObject({
      status: 200,
      body: { customer_name: "Anna", customer_contact: "ann@example.org" },
    });
    const late = await api.call("PATCH", path, { customer_contact: null }, shown(token, { "If-Match": tag }));
    expect(late).toMatchObject({ status: 412, body: { code: "PRECONDITION_FAILED" } });
    const none = await api.call("PATCH", path, { customer_contact: " " }, shown(token));
    expect(none.body.customer_contact).toBeNull();
  });

  test.each([
    ["metadata", { metadata: { a: "1" } }, 401, "UNAUTHORIZED"],
    ["an external id", { external_id: "1" }, 401, "UNAUTHORIZED"],
    ["an empty name", { customer_name: " " }, 400, "INVALID_INPUT"],
    ["a name that is null", { customer_name: null }, 400, "INVALID_INPUT"],
    ["a contact that is too long", { customer_contact: "x".repeat(321) }, 400, "INVALID_INPUT"],
  ])("refuses %s", async (_, input, status, code) => {
    const { id, token } = await hold();
    expect(await api.call("PATCH", `/api/bookings/${id}`, input, shown(token))).toMatchObject({
      status,
      body: { code },
    });
  });
});

describe("POST /api/bookings/{id}/hand-over", () => {
  test("responds with the new token, and again to a repetition with the one that has ended", async () => {
    const { id, token } = await hold();
    const path = `/api/bookings/${id}/hand-over`;
    const keyed = shown(token, { "Idempotency-Key": randomUUID() });
    const given = await api.call("POST", path, { patient_name: "Bea", language: "de" }, keyed);
    expect(given).toMatchObject({
      status: 200,
      body: { id, status: "PENDING", customer_name: "Bea", customer_contact: null, language: "de" },
    });
    const again = await api.call("POST", path, { patient_name: "Bea", language: "de" }, keyed);
    expect(again.body).toEqual(given.body);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    const read = (shownToken: string) => api.call("GET", `/api/bookings/${id}`, undefined, shown(shownToken));
    expect([(await read(token)).status, (await read(given.body.token)).status]).toEqual([404, 200]);
    expect((await api.call("POST", path, { patient_name: "Cem" }, shown(token))).status).toBe(404);
  });

  test("takes a key in place of a token", async () => {
    const { id, token } = await hold();
    const given = await api.call("POST", `/api/bookings/${id}/hand-over`, { customer_name: "Bea" }, STAFF);
    expect(given.status).toBe(200);
    expect(given.body.token).not.toBe(token);
  });

  test.each([
    ["no name", {}],
    ["two names", { customer_name: "Bea", patient_name: "Bea" }],
    ["an unknown field", { customer_name: "Bea", quantity: 2 }],
  ])("400: %s", async (_, input) => {
    const { id, token } = await hold();
    const { status } = await api.call("POST", `/api/bookings/${id}/hand-over`, input, shown(token));
    expect(status).toBe(400);
  });
});

test("bookings.handOver takes the token in its input or in the header", async () => {
  const customer = { name: "Bea" };
  const handOver = (input: object, headers = {}) =>
    api.call("POST", "/trpc/bookings.handOver", input, headers);
  const [one, other] = [await hold(), await hold()];
  const given = await handOver({ id: one.id, token: one.token, customer });
  expect(given.body.result.data).toMatchObject({ id: one.id, customerName: "Bea" });
  expect((await handOver({ id: other.id, customer }, shown(other.token))).status).toBe(200);
  expect((await handOver({ id: one.id, token: one.token, customer })).status).toBe(404);
});
