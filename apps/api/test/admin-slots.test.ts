import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

const pathOf = (slotId: string) => `/api/admin/slots/${slotId}`;
const patch = (slotId: string, changes: object) => api.call("PATCH", pathOf(slotId), changes);
const book = (slotId: string, quantity = 1) =>
  api.call("POST", `/api/slots/${slotId}/book`, { patient_name: "Ann", quantity });

const notBookable = {
  status: 409,
  body: {
    error: "Not bookable",
    code: "NOT_BOOKABLE",
    title: "Not bookable",
    detail: "The slot is closed, or cannot be booked at this time",
  },
};
const slotNotFound = { status: 404, body: { error: "Slot not found", code: "SLOT_NOT_FOUND" } };

describe("PATCH /api/admin/slots/{id}", () => {
  test("changes what is given and answers the slot", async () => {
    const { slotId } = await makeSlot(api.call, 5);
    const { body: before } = await api.call("GET", `/api/slots/${slotId}`);
    expect(before).toMatchObject({ closed: false, bookable_from: null, bookable_until: null });
    expect(await patch(slotId, {})).toMatchObject({ status: 200, body: before });
    const changes = {
      start_time: "2031-12-26T10:00:00+01:00",
      end_time: "2031-12-26T10:00:00Z",
      capacity: 7,
      closed: true,
      bookable_from: "2031-12-01T00:00:00Z",
      bookable_until: "2031-12-26T00:00:00+02:00",
    };
    const after = {
      ...before,
      start_time: "2031-12-26T09:00:00.000Z",
      end_time: "2031-12-26T10:00:00.000Z",
      capacity: 7,
      available: 7,
      closed: true,
      bookable_from: "2031-12-01T00:00:00.000Z",
      bookable_until: "2031-12-25T22:00:00.000Z",
      updated_at: expect.any(String),
    };
    expect((await patch(slotId, changes)).body).toEqual(after);
    expect((await api.call("GET", `/api/slots/${slotId}`)).body).toEqual(after);
    const opened = { ...after, closed: false, bookable_from: null, bookable_until: null };
    expect((await patch(slotId, { closed: false, bookable_from: null, bookable_until: null })).body).toEqual(
      opened,
    );
  });

  test("with the values that are there changes nothing, and leaves no trace", async () => {
    const { slotId, doctorId } = await makeSlot(api.call, 5);
    const doctor = `/api/admin/doctors/${doctorId}`;
    const entries = async () => (await sql`SELECT count(*) AS count FROM audit`.execute(api.db)).rows;
    const before = await entries();
    const { name, specialization } = (await api.call("PATCH", doctor, {})).body;
    const slot = { start_time: "2031-12-25T11:00:00+01:00", capacity: 5, closed: false, bookable_from: null };
    for (const changes of [{}, slot]) expect(await patch(slotId, changes)).toMatchObject({ status: 200 });
    expect((await api.call("PATCH", doctor, { name, specialization })).body).toMatchObject({ name });
    expect(await entries()).toEqual(before);
  });

  test("closes for booking and opens again, and ?available=true follows", async () => {
    const { slotId, doctorId } = await makeSlot(api.call, 5);
    const available = async () =>
      (await api.call("GET", `/api/slots?resource_id=${doctorId}&available=true`)).body.length;
    await patch(slotId, { closed: true });
    expect(await book(slotId)).toMatchObject(notBookable);
    expect(await available()).toBe(0);
    await patch(slotId, { closed: false });
    expect(await book(slotId)).toMatchObject({ status: 201 });
    expect(await available()).toBe(1);
    await patch(slotId, { bookable_from: "2101-01-01T00:00:00Z" });
    expect(await book(slotId)).toMatchObject(notBookable);
    expect(await available()).toBe(0);
    await patch(slotId, { bookable_from: null, bookable_until: "2001-01-01T00:00:00Z" });
    expect(await book(slotId)).toMatchObject(notBookable);
    expect(await available()).toBe(0);
  });

  test("409: fewer places than are booked, and says how many those are", async () => {
    const { slotId } = await makeSlot(api.call, 5);
    await book(slotId, 3);
    expect(await patch(slotId, { capacity: 2 })).toMatchObject({
      status: 409,
      body: { code: "CAPACITY_BELOW_BOOKED", detail: "3 places are booked on this slot" },
    });
    expect(await patch(slotId, { capacity: 3 })).toMatchObject({ status: 200, body: { available: 0 } });
  });

  test.each([
    [{ capacity: 0 }, "capacity"],
    [{ capacity: null }, "capacity"],
    [{ closed: "true" }, "closed"],
    [{ start_time: "2031-12-25" }, "start_time"],
    [{ start_time: "2031-12-25T11:00:00Z" }, "end_time"],
    [{ end_time: "2031-12-25T09:00:00Z" }, "end_time"],
    [{ end_time: "2032-03-25T09:00:00Z" }, "end_time"],
    [{ bookable_from: "now" }, "bookable_from"],
    [{ bookable_from: "2031-12-24T00:00:00Z" }, "bookable_until"],
    [{ bookable_until: "2030-12-24T00:00:00Z" }, "bookable_until"],
    [{ deleted_at: null }, "deleted_at"],
    [{ bookableFrom: null }, "bookableFrom"],
    [[], "input"],
  ])("400: %j", async (changes, field) => {
    const { slotId } = await makeSlot(api.call, 5);
    const window = { bookable_from: "2031-01-01T00:00:00Z", bookable_until: "2031-12-24T00:00:00Z" };
    const { body: before } = await patch(slotId, window);
    expect(before).toMatchObject({ bookable_until: "2031-12-24T00:00:00.000Z" });
    const answer = await patch(slotId, changes);
    expect(answer).toMatchObject({ status: 400, body: { error: `Invalid ${field}`, code: "INVALID_INPUT" } });
    expect(answer.body.issues).toEqual([
      { path: field === "input" ? "" : field, message: expect.any(String) },
    ]);
    expect((await api.call("GET", `/api/slots/${slotId}`)).body).toEqual(before);
  });

  test("404, 405, 413 and 415", async () => {
    expect(await patch(UNKNOWN_ID, { closed: true })).toMatchObject(slotNotFound);
    expect(await patch("1", { closed: true })).toMatchObject({ status: 400, body: { error: "Invalid id" } });
    const wrongMethod = await api.call("GET", pathOf(UNKNOWN_ID));
    expect(wrongMethod).toMatchObject({ status: 405, body: { code: "METHOD_NOT_ALLOWED" } });
    expect(wrongMethod.headers.get("Allow")).toBe("DELETE, OPTIONS, PATCH");
    const large = JSON.stringify({ start_time: "x".repeat(64 * 1024) });
    expect(await api.call("PATCH", pathOf(UNKNOWN_ID), large)).toMatchObject({ status: 413 });
    const form = { "Content-Type": "application/x-www-form-urlencoded" };
    expect(await api.call("PATCH", pathOf(UNKNOWN_ID), "closed=1", form)).toMatchObject({ status: 415 });
  });
});

describe("POST …/slots", () => {
  const times = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z", capacity: 5 };
  const window = { bookable_from: "2031-12-01T00:00:00Z", bookable_until: "2031-12-24T00:00:00Z" };

  test("takes a booking window", async () => {
    const { doctorId } = await makeSlot(api.call, 1);
    const created = await api.call("POST", `/api/admin/doctors/${doctorId}/slots`, { ...times, ...window });
    expect(created).toMatchObject({
      status: 201,
      body: {
        closed: false,
        bookable_from: "2031-12-01T00:00:00.000Z",
        bookable_until: "2031-12-24T00:00:00.000Z",
      },
    });
    expect(await book(created.body.id)).toMatchObject(notBookable);
  });

  test("400: a window that ends before it begins, and a slot that is born closed", async () => {
    const path = `/api/admin/shows/${UNKNOWN_ID}/slots`;
    const backwards = { bookable_from: window.bookable_until, bookable_until: window.bookable_from };
    for (const [input, field] of [
      [backwards, "bookable_until"],
      [{ closed: true }, "closed"],
    ] as const) {
      expect(await api.call("POST", path, { ...times, ...input })).toMatchObject({
        status: 400,
        body: { error: `Invalid ${field}` },
      });
    }
  });
});

describe("DELETE /api/admin/slots/{id}", () => {
  test("refuses while there are live bookings, then answers the id, and the slot is gone", async () => {
    const { slotId, doctorId } = await makeSlot(api.call, 5);
    const first = (await book(slotId, 2)).body.id;
    const second = (await book(slotId)).body.id;
    await api.call("POST", `/api/bookings/${first}/confirm`);
    expect(await api.call("DELETE", pathOf(slotId))).toMatchObject({
      status: 409,
      body: {
        error: "Slot has bookings",
        code: "SLOT_HAS_BOOKINGS",
        detail: "Live holds and confirmed bookings on this slot: 2",
      },
    });
    await api.call("POST", `/api/bookings/${first}/cancel`);
    const due = sql<Date>`clock_timestamp()`;
    await api.db.updateTable("bookings").set({ expires_at: due }).where("id", "=", second).execute();
    const deleted = await api.call("DELETE", pathOf(slotId));
    expect([deleted.status, deleted.body]).toEqual([200, { id: slotId }]);

    expect(await api.call("GET", `/api/slots/${slotId}`)).toMatchObject(slotNotFound);
    expect(await book(slotId)).toMatchObject(slotNotFound);
    expect(await patch(slotId, { closed: false })).toMatchObject(slotNotFound);
    expect(await api.call("DELETE", pathOf(slotId))).toMatchObject(slotNotFound);
    expect((await api.call("GET", `/api/slots?resource_id=${doctorId}`)).body).toEqual([]);
    expect(await api.call("GET", `/api/bookings/${first}`)).toMatchObject({
      status: 200,
      body: { slot_id: slotId, status: "CANCELLED" },
    });
    expect(await api.call("GET", `/api/bookings/${second}`)).toMatchObject({ body: { status: "FAILED" } });
  });

  test("404 and 400", async () => {
    expect(await api.call("DELETE", pathOf(UNKNOWN_ID))).toMatchObject(slotNotFound);
    expect(await api.call("DELETE", pathOf("1"))).toMatchObject({
      status: 400,
      body: { error: "Invalid id" },
    });
  });
});
