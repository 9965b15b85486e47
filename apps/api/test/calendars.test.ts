import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

async function newCalendar(namesCustomers = false) {
  const { doctorId, slotId } = await makeSlot(api.call, 3);
  const path = `/api/admin/doctors/${doctorId}/calendar`;
  const { body } = await api.call("POST", path, { names_customers: namesCustomers });
  return { doctorId, slotId, path, url: body.url as string };
}

const book = (slotId: string) =>
  api.call("POST", `/api/slots/${slotId}/book`, { patient_name: "Ann Miller" });

describe("GET /api/bookings/{id}.ics", () => {
  test("is a file of text/calendar with a tag, by the paths of REST", async () => {
    const { slotId } = await makeSlot(api.call, 3);
    const { id } = (await book(slotId)).body;
    const path = `/api/bookings/${id}.ics`;
    const { status, headers, body } = await api.call("GET", path);
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toBe("text/calendar; charset=utf-8; method=PUBLISH");
    expect(headers.get("Content-Disposition")).toBe('attachment; filename="booking.ics"');
    expect(body.split("\r\n").every((line: string) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(body).toContain("\r\nMETHOD:PUBLISH\r\n");
    expect(body).toContain("\r\nSTATUS:TENTATIVE\r\n");
    const known = { "If-None-Match": headers.get("ETag") as string };
    expect((await api.call("GET", path, undefined, known)).status).toBe(304);
    await api.call("POST", `/api/bookings/${id}/confirm`);
    expect((await api.call("GET", path, undefined, known)).status).toBe(200);
    expect((await api.call("HEAD", path)).status).toBe(200);
    expect((await api.call("POST", path)).status).toBe(405);
  });

  test("takes the format at its own end alone", async () => {
    const { slotId } = await makeSlot(api.call, 3);
    const { id } = (await book(slotId)).body;
    expect((await api.call("POST", `/api/bookings/${id}.ics/confirm`)).status).toBe(400);
    expect((await api.call("GET", `/api/bookings/${UNKNOWN_ID}.ics`)).body.code).toBe("BOOKING_NOT_FOUND");
    expect((await api.call("GET", "/api/bookings/x.ics")).status).toBe(400);
    expect((await api.call("GET", `/api/bookings/${id}`)).body.status).toBe("PENDING");
  });
});

describe("a calendar to subscribe to", () => {
  test("is created with its address, read with a tag, replaced and revoked", async () => {
    const { doctorId, slotId, path, url } = await newCalendar();
    expect(url).toMatch(/^\/calendars\/[\w-]{22}\.ics$/);
    await book(slotId);
    const read = await api.call("GET", url);
    expect(read.headers.get("Content-Type")).toContain("text/calendar");
    expect(read.body).toContain(`\r\nUID:${slotId}@holdfast\r\n`);
    expect(read.body).not.toContain("Miller");
    const known = { "If-None-Match": read.headers.get("ETag") as string };
    expect((await api.call("GET", url, undefined, known)).status).toBe(304);
    await book(slotId);
    expect((await api.call("GET", url, undefined, known)).status).toBe(200);
    expect((await api.call("GET", path)).body).toMatchObject({
      resource_id: doctorId,
      names_customers: false,
    });
    const named = (await api.call("POST", path, { names_customers: true })).body.url;
    expect((await api.call("GET", url)).body.code).toBe("CALENDAR_NOT_FOUND");
    expect((await api.call("GET", named)).body).toContain("Ann Miller");
    expect((await api.call("POST", `${path}/revoke`)).body).toEqual({ resource_id: doctorId });
    expect((await api.call("GET", named)).status).toBe(404);
    expect((await api.call("GET", path)).status).toBe(404);
  });

  test("its secret is in no log", async () => {
    const { url } = await newCalendar();
    await api.call("GET", url);
    await api.call("GET", `${url}?x=1`);
    await api.call("POST", url);
    const secret = url.slice("/calendars/".length, -".ics".length);
    expect(api.logged.length).toBeGreaterThan(0);
    expect(api.logged.filter((line) => line.includes(secret))).toEqual([]);
  });
});
