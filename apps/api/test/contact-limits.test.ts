import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestApp, type TestApp } from "./harness.ts";

/* `max_per_contact` over REST and tRPC; what it means is tested with the verbs. */

const ADMIN_KEY = "hf_test_admin_key_of_the_contact_limits";
let api: TestApp;
let staff: Record<string, string>;

beforeAll(async () => {
  api = await createTestApp({ isRequired: true, adminApiKey: ADMIN_KEY });
  staff = { Authorization: `Bearer ${ADMIN_KEY}` };
});

afterAll(() => api.close());

const TIMES = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z" };
const ANN = { customer_name: "Ann", customer_contact: "Ann@example.org" };

const makeShow = async (): Promise<string> =>
  (await api.call("POST", "/api/admin/shows", { name: "A show" }, staff)).body.id;

async function makeSlot(fields: object = { max_per_contact: 2 }) {
  const path = `/api/admin/shows/${await makeShow()}/slots`;
  return api.call("POST", path, { ...TIMES, capacity: 10, ...fields }, staff);
}

const book = (slotId: string, body: object = {}, headers = {}) =>
  api.call("POST", `/api/slots/${slotId}/book`, { ...ANN, ...body }, headers);

describe("the field", () => {
  test("is given, changed and taken away; everybody sees it", async () => {
    const { body } = await makeSlot();
    expect(body.max_per_contact).toBe(2);
    const limitOf = async () => (await api.call("GET", `/api/slots/${body.id}`)).body.max_per_contact;
    expect(await limitOf()).toBe(2);
    for (const max_per_contact of [100, null, 1]) {
      const changed = await api.call("PATCH", `/api/admin/slots/${body.id}`, { max_per_contact }, staff);
      expect(changed).toMatchObject({ status: 200, body: { max_per_contact } });
      expect(await limitOf()).toBe(max_per_contact);
    }
    expect((await makeSlot({})).body.max_per_contact).toBe(null);
  });

  test.each([0, 101, 1.5, "2", true])("is not %s", async (max_per_contact) => {
    const slot = await makeSlot({ max_per_contact });
    expect(slot).toMatchObject({ status: 400, body: { issues: [{ path: "max_per_contact" }] } });
    const { body } = await makeSlot();
    const changed = await api.call("PATCH", `/api/admin/slots/${body.id}`, { max_per_contact }, staff);
    expect(changed).toMatchObject({ status: 400, body: { issues: [{ path: "max_per_contact" }] } });
  });

  test("of a schedule is that of its slots, but for those that staff have set by hand", async () => {
    const rule = {
      rrule: "FREQ=DAILY",
      time_zone: "UTC",
      starts_on: new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10),
      opens_at: "09:00",
      closes_at: "11:00",
      slot_minutes: 60,
      capacity: 5,
      horizon_days: 1,
      max_per_contact: 3,
    };
    const showId = await makeShow();
    const schedule = await api.call("POST", `/api/admin/shows/${showId}/schedules`, rule, staff);
    expect(schedule).toMatchObject({ status: 201, body: { max_per_contact: 3 } });
    const path = `/api/admin/schedules/${schedule.body.id}`;
    const generate = () => api.call("POST", `${path}/generate`, undefined, staff);
    const limits = async () =>
      (await api.call("GET", `/api/slots?resource_id=${showId}`)).body.map(
        ({ max_per_contact }: { max_per_contact: number }) => max_per_contact,
      );
    await generate();
    expect(await limits()).toEqual([3, 3]);
    const [first] = (await api.call("GET", `/api/slots?resource_id=${showId}`)).body;
    await api.call("PATCH", `/api/admin/slots/${first.id}`, { max_per_contact: 1 }, staff);
    for (const max_per_contact of [2, null]) {
      const changed = await api.call("PATCH", path, { max_per_contact }, staff);
      expect(changed.body).toMatchObject({ max_per_contact });
      await generate();
      expect(await limits()).toEqual([1, max_per_contact]);
    }
    const bad = await api.call("PATCH", path, { max_per_contact: 0 }, staff);
    expect(bad).toMatchObject({ status: 400, body: { issues: [{ path: "max_per_contact" }] } });
  });
});

describe("a request beyond the limit", () => {
  test("is refused with the number of places, over calls, orders and tRPC", async () => {
    const { id } = (await makeSlot()).body;
    expect((await book(id, { quantity: 3 })).status).toBe(409);
    const hold = await book(id);
    expect(hold.status).toBe(201);
    const lines = [
      { slot_id: id, quantity: 1 },
      { slot_id: id, quantity: 1 },
    ];
    const order = await api.call("POST", "/api/bookings", { ...ANN, lines });
    expect(order).toMatchObject({ status: 409, body: { code: "CONTACT_LIMIT" } });
    expect((await api.call("POST", "/api/bookings", { ...ANN, lines: lines.slice(1) })).status).toBe(201);
    const refused = await book(id, { customer_contact: "ANN@example.org" });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        error: "Limit per contact reached",
        code: "CONTACT_LIMIT",
        detail: "One contact may have 2 places of this slot, waiting entries included",
      },
    });
    expect(refused.headers.get("Retry-After")).toBe(null);
    const customer = { name: "Ann", contact: "ann@example.org" };
    const overTrpc = await api.call("POST", "/trpc/bookings.create", { slotId: id, customer });
    expect(overTrpc.body.error.data).toMatchObject({ appCode: "CONTACT_LIMIT", httpStatus: 409 });
    expect((await book(id, {}, staff)).status).toBe(201);
    const token = { "Booking-Token": hold.body.token };
    const more = await api.call("POST", `/api/bookings/${hold.body.id}/quantity`, { quantity: 2 }, token);
    expect(more).toMatchObject({ status: 409, body: { code: "CONTACT_LIMIT" } });
  });

  test("and one without a contact, of customers alone", async () => {
    const { id } = (await makeSlot()).body;
    const unnamed = { customer_contact: undefined };
    const refused = await book(id, unnamed);
    expect(refused).toMatchObject({
      status: 400,
      body: { error: "Invalid contact", code: "CONTACT_REQUIRED" },
    });
    expect((await book(id, { customer_contact: "" })).body.code).toBe("CONTACT_REQUIRED");
    expect((await book(id, unnamed, staff)).status).toBe(201);
    const overTrpc = await api.call("POST", "/trpc/bookings.create", {
      slotId: id,
      customer: { name: "Ann" },
    });
    expect(overTrpc.body.error.data).toMatchObject({ appCode: "CONTACT_REQUIRED", httpStatus: 400 });
  });

  test("is refused by the waitlist at once, of staff, too", async () => {
    const { id } = (await makeSlot()).body;
    expect((await book(id, { quantity: 10 }, staff)).status).toBe(201);
    const join = (body: object, headers = {}) =>
      api.call("POST", `/api/slots/${id}/waitlist`, { customer_name: "Bea", ...body }, headers);
    const bea = { customer_contact: "bea@example.org" };
    expect((await join({ ...bea, quantity: 3 })).body.code).toBe("CONTACT_LIMIT");
    expect((await join({ ...bea, quantity: 3 }, staff)).body.code).toBe("CONTACT_LIMIT");
    expect((await join({})).body.code).toBe("CONTACT_REQUIRED");
    expect((await join({ ...bea, quantity: 2 })).status).toBe(201);
    expect((await join({ ...bea, quantity: 1 })).body.code).toBe("CONTACT_LIMIT");
  });
});
