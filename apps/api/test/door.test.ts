import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";

/* The door of a slot, over REST, tRPC and the client. */

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

async function book(slotId: string, quantity = 1, name = "Ann") {
  const input = { patient_name: name, patient_contact: "ann@example.org", quantity };
  const { body } = await api.call("POST", `/api/slots/${slotId}/book`, input);
  return (await api.call("POST", `/api/bookings/${body.id}/confirm`)).body;
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const scan = (code: string, minutes: number, more: object = {}) => ({
  scan_id: randomUUID(),
  code,
  scanned_at: ago(minutes),
  ...more,
});

describe("POST /api/bookings/{id}/check-in", () => {
  test("with slot_id refuses the wrong door, and says which is the right one", async () => {
    const [here, there] = [await makeSlot(api.call, 1), await makeSlot(api.call, 1)];
    const booking = await book(there.slotId);
    const path = `/api/bookings/${booking.id}/check-in`;
    expect(await api.call("POST", path, { slot_id: here.slotId })).toMatchObject({
      status: 409,
      body: { code: "WRONG_SLOT", detail: expect.stringContaining(there.slotId) },
    });
    expect((await api.call("POST", path, { slot_id: "x" })).body.issues).toMatchObject([{ path: "slot_id" }]);
    expect((await api.call("GET", `/api/bookings/${booking.id}`)).body).toEqual(booking);
    expect(await api.call("POST", path, { slot_id: there.slotId })).toMatchObject({ status: 200 });
  });
});

describe("POST /api/bookings/{id}/check-out", () => {
  test("notes who has left, all or some, once per key", async () => {
    const { slotId } = await makeSlot(api.call, 3);
    const { id } = await book(slotId, 3);
    const path = `/api/bookings/${id}`;
    expect((await api.call("POST", `${path}/check-out`)).body.code).toBe("BOOKING_NOT_CHECKED_IN");
    await api.call("POST", `${path}/check-in`);
    const key = { "Idempotency-Key": randomUUID() };
    const one = await api.call("POST", `${path}/check-out`, { persons: 1 }, key);
    expect(one).toMatchObject({ status: 200, body: { checked_in: 3, checked_out: 1, newly_checked_out: 1 } });
    expect((await api.call("POST", `${path}/check-out`)).body).toMatchObject({ newly_checked_out: 2 });
    expect((await api.call("POST", `${path}/check-out`, { persons: 1 }, key)).body).toEqual(one.body);
    for (const unfit of [{ persons: 0 }, { persons: 4 }, { people: 1 }]) {
      expect((await api.call("POST", `${path}/check-out`, unfit)).status).toBe(400);
    }
  });
});

describe("GET /api/admin/slots/{id}/…", () => {
  test("attendance and inside say who is there, with a tag that changes with them", async () => {
    const { slotId } = await makeSlot(api.call, 9);
    const [ann, bob] = [await book(slotId, 2, "Ann"), await book(slotId, 1, "Bob")];
    const path = `/api/admin/slots/${slotId}`;
    const before = await api.call("GET", `${path}/attendance`);
    expect(before.body).toMatchObject({ confirmed: 3, checked_in: 0, inside: 0, capacity: 9, booked: 3 });
    const tag = { "If-None-Match": before.headers.get("ETag") ?? "" };
    expect(await api.call("GET", `${path}/attendance`, undefined, tag)).toMatchObject({ status: 304 });
    for (const { id } of [bob, ann]) await api.call("POST", `/api/bookings/${id}/check-in`);
    const after = await api.call("GET", `${path}/attendance`, undefined, tag);
    expect(after).toMatchObject({ status: 200, body: { checked_in: 3, inside: 3, no_shows: 0 } });
    expect(Date.parse(after.body.as_of)).toBeGreaterThan(Date.parse(before.body.as_of));
    const first = await api.call("GET", `${path}/inside?limit=1`);
    expect(first.body).toMatchObject([{ booking_id: ann.id, customer_name: "Ann", inside: 2 }]);
    const next = /<(.+)>/.exec(first.headers.get("Link") ?? "")?.[1] ?? "";
    expect((await api.call("GET", next)).body).toMatchObject([{ booking_id: bob.id, inside: 1 }]);
    for (const read of ["attendance", "inside", "door-list", "door-list.csv", "scans"]) {
      const { status, body } = await api.call("GET", `/api/admin/slots/${UNKNOWN_ID}/${read}`);
      expect([read, status, body.code]).toEqual([read, 404, "SLOT_NOT_FOUND"]);
    }
  });

  test("door-list is a file of confirmed bookings without contacts, as JSON and as CSV", async () => {
    const { slotId } = await makeSlot(api.call, 5);
    const path = `/api/admin/slots/${slotId}/door-list`;
    expect((await api.call("GET", path)).body).toMatchObject({ slot_id: slotId, bookings: [] });
    const [ann, eve] = [await book(slotId, 2, "Ann"), await book(slotId, 1, "=Eve")];
    const json = await api.call("GET", path);
    expect(json.headers.get("Content-Disposition")).toBe('attachment; filename="door-list.json"');
    expect(json.body).toMatchObject({
      capacity: 5,
      as_of: expect.stringMatching(/Z$/),
      bookings: [
        { booking_id: ann.id, status: "CONFIRMED", quantity: 2, checked_in: 0, code: ann.id },
        { booking_id: eve.id },
      ],
    });
    const csv = await api.call("GET", `${path}.csv`);
    const [head, first, second] = String(csv.body).split("\r\n");
    expect(head).toBe(
      "booking_id,reference,code,customer_name,quantity,status,checked_in,checked_out,checked_in_at,no_show_at",
    );
    expect(first).toContain(`${ann.id},${json.body.bookings[0].reference},${ann.id},Ann,2,CONFIRMED,0,0,,`);
    expect(second).toContain(",'=Eve,");
    expect(`${csv.body}${JSON.stringify(json.body)}`).not.toContain("ann@");
  });
});

describe("POST /api/admin/slots/{id}/scans", () => {
  test("merges what devices have scanned, and lists the conflicts", async () => {
    const { slotId } = await makeSlot(api.call, 5);
    const path = `/api/admin/slots/${slotId}/scans`;
    const ann = await book(slotId);
    const late = scan(ann.id, 5, { device: "Door 2" });
    const unknown = scan("K32Y4-YTKJZ", 4);
    const first = await api.call("POST", path, { scans: [late, unknown] });
    expect(first).toMatchObject({
      status: 200,
      body: { scans: [{ outcome: "ACCEPTED", booking_id: ann.id }, { outcome: "UNKNOWN" }], changed: [] },
    });
    expect((await api.call("POST", path, { scans: [late, unknown] })).body).toEqual(first.body);
    const early = scan(ann.id, 9, { device: "Door 1" });
    const second = await api.call("POST", path, { scans: [early] });
    const duplicate = { scan_id: late.scan_id, outcome: "DUPLICATE", earlier_device: "Door 1" };
    expect(second.body).toMatchObject({ scans: [{ outcome: "ACCEPTED" }], changed: [duplicate] });
    expect((await api.call("GET", path)).body).toHaveLength(3);
    expect((await api.call("GET", `${path}?conflicts=true`)).body).toMatchObject([
      duplicate,
      { outcome: "UNKNOWN" },
    ]);
    const page = await api.call("GET", `${path}?limit=2&envelope=true`);
    expect((await api.call("GET", `${path}?cursor=${page.body.next_cursor}`)).body).toHaveLength(1);
    expect((await api.call("GET", `/api/bookings/${ann.id}`)).body.checked_in_at).toBe(early.scanned_at);
  });

  test.each([
    ["no scans", { scans: [] }, "scans"],
    ["too many", { scans: Array.from({ length: 201 }, () => scan("x", 1)) }, "scans"],
    ["an id that is none", { scans: [scan("x", 1, { scan_id: "1" })] }, "scans.0.scan_id"],
    ["no code", { scans: [scan("x", 1, { code: " " })] }, "scans.0.code"],
    ["a long code", { scans: [scan("x".repeat(301), 1)] }, "scans.0.code"],
    ["no time", { scans: [scan("x", 1, { scanned_at: "soon" })] }, "scans.0.scanned_at"],
    ["no persons", { scans: [scan("x", 1, { persons: 0 })] }, "scans.0.persons"],
    ["another direction", { scans: [scan("x", 1, { direction: "UP" })] }, "scans.0.direction"],
    ["a long device", { scans: [scan("x", 1, { device: "x".repeat(41) })] }, "scans.0.device"],
  ])("refuses %s", async (_, input, path) => {
    const { slotId } = await makeSlot(api.call, 1);
    expect(await api.call("POST", `/api/admin/slots/${slotId}/scans`, input)).toMatchObject({
      status: 400,
      body: { code: "INVALID_INPUT", issues: [{ path }] },
    });
  });

  test("takes 200 scans with links as codes in one body", async () => {
    const { slotId } = await makeSlot(api.call, 1);
    const link = `https://tickets.some-longer-name.example.org/b/${UNKNOWN_ID}`;
    const scans = Array.from({ length: 200 }, () => scan(link, 1, { device: "Door 1", persons: 1 }));
    const { status, body } = await api.call("POST", `/api/admin/slots/${slotId}/scans`, { scans });
    expect([status, body.scans.length]).toEqual([200, 200]);
  });
});
