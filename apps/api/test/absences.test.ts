import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";

/* Times in which a doctor is away, over REST and tRPC. */

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

const DAY = { from: "2031-12-25T00:00:00Z", until: "2031-12-26T00:00:00Z" };

describe("POST /api/admin/doctors/{id}/absences", () => {
  test("closes slots, lists who has to be told, and ends", async () => {
    const { doctorId, slotId } = await makeSlot(api.call, 1);
    const hold = await api.call("POST", `/api/slots/${slotId}/book`, { patient_name: "Ann" });
    await api.call("POST", `/api/slots/${slotId}/waitlist`, { patient_name: "Bea" });
    const path = `/api/admin/doctors/${doctorId}/absences`;
    const key = { "Idempotency-Key": randomUUID() };
    const { status, body, headers } = await api.call("POST", path, { ...DAY, reason: "ill" }, key);
    expect(status).toBe(201);
    expect(headers.get("Location")).toBe(`/api/admin/absences/${body.id}`);
    expect(body).toMatchObject({
      resource_id: doctorId,
      slots_closed: 1,
      bookings: 1,
      entries: 1,
      ended_at: null,
    });
    expect((await api.call("POST", path, { ...DAY, reason: "ill" }, key)).body).toEqual(body);
    expect((await api.call("GET", path)).body).toEqual([body]);
    const own = `/api/admin/absences/${body.id}`;
    const read = await api.call("GET", own);
    expect([read.body, read.headers.get("ETag")]).toEqual([body, headers.get("ETag")]);
    expect(Date.parse(body.updated_at)).toBeGreaterThanOrEqual(Date.parse(body.created_at));
    expect((await api.call("GET", `${own}/bookings`)).body).toMatchObject([
      { id: hold.body.id, customer_name: "Ann", slot_id: slotId },
    ]);
    expect((await api.call("GET", `${own}/entries`)).body).toMatchObject([{ customer_name: "Bea" }]);
    expect((await api.call("GET", `/api/slots/${slotId}`)).body.closed).toBe(true);
    const ended = await api.call("POST", `${own}/end`);
    expect(ended).toMatchObject({ status: 200, body: { ended_at: expect.any(String) } });
    expect(Date.parse(ended.body.updated_at)).toBeGreaterThan(Date.parse(body.updated_at));
    expect((await api.call("GET", own)).headers.get("ETag")).toBe(ended.headers.get("ETag"));
    expect((await api.call("POST", `${own}/end`)).body).toEqual(ended.body);
    expect((await api.call("GET", `/api/slots/${slotId}`)).body.closed).toBe(false);
  });

  test.each([
    ["no end", { from: DAY.from }, "until"],
    ["an end before its begin", { from: DAY.until, until: DAY.from }, "until"],
    ["more than a year", { from: DAY.from, until: "2033-01-01T00:00:00Z" }, "until"],
    ["a long reason", { ...DAY, reason: "x".repeat(201) }, "reason"],
    ["an unknown field", { ...DAY, doctor: "x" }, "doctor"],
  ])("400: %s", async (_, input, path) => {
    const { doctorId } = await makeSlot(api.call, 1);
    const { status, body } = await api.call("POST", `/api/admin/doctors/${doctorId}/absences`, input);
    expect(status).toBe(400);
    expect(body.issues[0].path).toBe(path);
  });

  test("404 for nobody, and for a show among doctors", async () => {
    const { doctorId } = await makeSlot(api.call, 1);
    expect((await api.call("POST", `/api/admin/shows/${doctorId}/absences`, DAY)).body.code).toBe(
      "SHOW_NOT_FOUND",
    );
    expect((await api.call("GET", `/api/admin/absences/${UNKNOWN_ID}`)).body.code).toBe("ABSENCE_NOT_FOUND");
    expect((await api.call("POST", `/api/admin/absences/${UNKNOWN_ID}/end`)).body.code).toBe(
      "ABSENCE_NOT_FOUND",
    );
  });
});

test("the same over tRPC", async () => {
  const { doctorId: resourceId } = await makeSlot(api.call, 1);
  const mutate = async (path: string, input: object) =>
    (await api.call("POST", `/trpc/absences.${path}`, input)).body.result?.data;
  const absence = await mutate("create", { resourceId, ...DAY });
  expect(absence).toMatchObject({ resourceId, slotsClosed: 1, from: "2031-12-25T00:00:00.000Z" });
  expect(await mutate("end", { id: absence.id })).toMatchObject({ endedAt: expect.any(String) });
});
