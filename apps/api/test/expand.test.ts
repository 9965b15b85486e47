import { createKey } from "@holdfast/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer } from "./access-matrix.ts";
import { type Call, createTestApp, makeSlot, type TestApp } from "./harness.ts";

/* `expand` of bookings, over REST and tRPC, with AUTH=required. */

let api: TestApp;
let staff: Call;

beforeAll(async () => {
  api = await createTestApp({ isRequired: true });
  const { key } = await createKey({ ...api, actor: "system" }, { name: "shop", role: "admin" });
  staff = (method, path, body, headers) => api.call(method, path, body, { ...bearer(key), ...headers });
});

afterAll(() => api.close());

const query = (procedure: string, input: object) =>
  `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;

/** A booking of a slot, which has metadata as its owner has. */
async function noted() {
  const { slotId, doctorId } = await makeSlot(staff, 3);
  await staff("PATCH", `/api/admin/slots/${slotId}`, { metadata: { note: "unseen" } });
  await staff("PATCH", `/api/admin/doctors/${doctorId}`, { external_id: `unseen-${doctorId}` });
  const { body } = await api.call("POST", `/api/slots/${slotId}/book`, { customer_name: "Ann" });
  return { slotId, doctorId, id: body.id as string, held: { "Booking-Token": body.token as string } };
}

describe("GET /api/bookings/{id}?expand=", () => {
  test("has the slot and the doctor just as their own addresses answer the caller", async () => {
    const { slotId, doctorId, id, held } = await noted();
    for (const [call, headers] of [
      [staff, {}],
      [api.call, held],
    ] as const) {
      const at = async (path: string) => (await call("GET", path, undefined, headers)).body;
      const plain = await at(`/api/bookings/${id}`);
      const slot = await at(`/api/slots/${slotId}`);
      const resource = await at(`/api/doctors/${doctorId}`);
      expect(Object.keys(slot.metadata).length === 0).toBe(call === api.call);
      expect(await at(`/api/bookings/${id}?expand=slot`)).toEqual({ ...plain, slot });
      expect(await at(`/api/bookings/${id}?expand=resource`)).toEqual({ ...plain, resource });
      for (const both of ["slot,resource", "resource,slot", "slot%2Cresource", "slot&expand=resource"]) {
        expect(await at(`/api/bookings/${id}?expand=${both}`)).toEqual({ ...plain, slot, resource });
      }
    }
  });

  test("is described as a list with commas between its names", async () => {
    const { body } = await api.call("GET", "/openapi.json");
    for (const path of ["/api/bookings/{id}", "/api/admin/bookings"]) {
      const { parameters } = body.paths[path].get;
      expect(parameters.find(({ name }: { name: string }) => name === "expand")).toMatchObject({
        style: "form",
        explode: false,
        schema: { type: "array", items: { enum: ["slot", "resource"] }, minItems: 1, maxItems: 2 },
      });
    }
  });

  test("shows a stranger nothing", async () => {
    const { id } = await noted();
    const { status, body } = await api.call("GET", `/api/bookings/${id}?expand=slot`);
    expect([status, body.code]).toEqual([404, "BOOKING_NOT_FOUND"]);
  });

  test("is part of the entity tag", async () => {
    const { slotId, id } = await noted();
    const path = `/api/bookings/${id}?expand=slot`;
    const { headers } = await staff("GET", path);
    const known = { "If-None-Match": headers.get("ETag") ?? "" };
    expect((await staff("GET", path, undefined, known)).status).toBe(304);
    expect((await staff("GET", `/api/bookings/${id}`, undefined, known)).status).toBe(200);
    await staff("PATCH", `/api/admin/slots/${slotId}`, { capacity: 4 });
    expect((await staff("GET", path, undefined, known)).body.slot.capacity).toBe(4);
  });

  test.each([
    "",
    "slots",
    "slot,",
    "slot,,resource",
    "slot, resource",
    "slot,resource,slot",
    "slot&expand=slots",
    "slot&expand=resource&expand=slot",
    "slot,resource&expand=slot",
  ])("%j is INVALID_INPUT", async (expand) => {
    const { id } = await noted();
    for (const path of [`/api/bookings/${id}`, "/api/admin/bookings"]) {
      const { status, body } = await staff("GET", `${path}?expand=${expand}`);
      expect([status, body.code, body.issues?.[0].path]).toEqual([400, "INVALID_INPUT", "expand"]);
    }
  });
});

test("GET /api/admin/bookings?expand= has them in every booking, on every page", async () => {
  const { slotId, doctorId } = await noted();
  await api.call("POST", `/api/slots/${slotId}/book`, { customer_name: "Bo" });
  const slot = (await staff("GET", `/api/slots/${slotId}`)).body;
  const resource = (await staff("GET", `/api/doctors/${doctorId}`)).body;
  const first = await staff("GET", `/api/admin/bookings?slot_id=${slotId}&limit=1&expand=slot,resource`);
  const next = /<([^>]+)>/.exec(first.headers.get("Link") ?? "")?.[1] ?? "";
  const second = await staff("GET", next);
  for (const page of [first, second]) expect(page.body).toMatchObject([{ slot, resource }]);
  const { body } = await staff("GET", `/api/admin/bookings?slot_id=${slotId}&envelope=true&expand=slot`);
  expect(body.items).toMatchObject([{ slot }, { slot }]);
  expect(body.items[0]).not.toHaveProperty("resource");
  expect((await staff("GET", "/api/admin/bookings.csv?expand=slot")).body.code).toBe("INVALID_INPUT");
});

test("the same over tRPC", async () => {
  const { slotId, doctorId, id, held } = await noted();
  const read = async (call: Call, procedure: string, input: object, headers = {}) =>
    (await call("GET", query(procedure, input), undefined, headers)).body;
  const expand = ["slot", "resource"];
  for (const [call, headers] of [
    [staff, {}],
    [api.call, held],
  ] as const) {
    const { result } = await read(call, "bookings.get", { id, expand }, headers);
    expect(result.data).toMatchObject({
      slot: (await read(call, "slots.get", { id: slotId })).result.data,
      resource: (await read(call, "resources.get", { id: doctorId })).result.data,
    });
  }
  const { result } = await read(staff, "bookings.list", { slotId, expand: ["resource"] });
  expect(result.data.items).toMatchObject([{ id, resource: { id: doctorId } }]);
  expect(result.data.items[0]).not.toHaveProperty("slot");
  for (const wrong of [["slots"], "slot", ["slot", "resource", "slot"]]) {
    const { error } = await read(staff, "bookings.get", { id, expand: wrong });
    expect(error.data.appCode).toBe("INVALID_INPUT");
  }
});
