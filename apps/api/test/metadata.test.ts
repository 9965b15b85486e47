import { createKey } from "@holdfast/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearer } from "./access-matrix.ts";
import { type Call, createTestApp, makeSlot, type TestApp } from "./harness.ts";

/* Metadata and external ids over REST and tRPC, with AUTH=required unless said otherwise. */

let api: TestApp;
let staff: Call;
/** Another one, open to all. */
let openApi: TestApp;

beforeAll(async () => {
  api = await createTestApp({ isRequired: true });
  const { key } = await createKey({ ...api, actor: "system" }, { name: "shop", role: "admin" });
  staff = (method, path, body, headers) => api.call(method, path, body, { ...bearer(key), ...headers });
  openApi = await createTestApp();
});

afterAll(async () => {
  await openApi.close();
  await api.close();
});

const metadata = { order_id: "7", startsAt: "noon", "x.y": "ü" };
const NOTHING = { metadata: {}, external_id: null };

async function book(call: Call, slotId: string, more: object, headers?: Record<string, string>) {
  return call("POST", `/api/slots/${slotId}/book`, { customer_name: "Ann", ...more }, headers);
}

const query = (procedure: string, input: object) =>
  `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;

test("keys stay as they are written, over REST and tRPC", async () => {
  const { slotId } = await makeSlot(staff, 10);
  const noted = { metadata, external_id: "keys-1" };
  const { status, body } = await book(staff, slotId, noted);
  expect(status).toBe(201);
  expect(body).toMatchObject(noted);
  expect((await staff("GET", `/api/bookings/${body.id}`)).body).toMatchObject(noted);
  const { result } = (await staff("GET", query("bookings.get", { id: body.id }))).body;
  expect(result.data).toMatchObject({ metadata, externalId: "keys-1" });
  const created = await staff("POST", "/trpc/bookings.create", {
    slotId,
    customer: { name: "Ann" },
    metadata,
    externalId: "keys-2",
  });
  expect(created.body.result.data).toMatchObject({ metadata, externalId: "keys-2" });
});

test("doctors, shows and slots have both, and lists find them", async () => {
  for (const [path, more] of [
    ["/api/admin/doctors", { specialization: "Cardiology" }],
    ["/api/admin/shows", { genre: "Tragedy" }],
  ] as const) {
    const noted = { metadata: { of: path }, external_id: `E-${path}` };
    const owner = await staff("POST", path, { name: "Owner", ...more, ...noted });
    expect(owner).toMatchObject({ status: 201, body: { specialization: Object.values(more)[0], ...noted } });
    const times = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z", capacity: 2 };
    const slot = await staff("POST", `${path}/${owner.body.id}/slots`, { ...times, ...noted });
    expect(slot).toMatchObject({ status: 201, body: noted });
    for (const [list, id] of [
      [path, owner.body.id],
      ["/api/slots", slot.body.id],
    ] as const) {
      const find = async (filter: string) => {
        const { status, body } = await staff("GET", `${list}?${filter}`);
        return [status, body.map((noun: { id: string }) => noun.id)];
      };
      expect(await find(`metadata=${encodeURIComponent(`of:${path}`)}`)).toEqual([200, [id]]);
      expect(await find(`metadata=of:${path}`)).toEqual([200, [id]]);
      expect(await find(`external_id=${encodeURIComponent(`E-${path}`)}`)).toEqual([200, [id]]);
      expect(await find("metadata=of:nothing")).toEqual([200, []]);
      expect(await find("updated_since=2100-01-01T00:00:00Z")).toEqual([200, []]);
      const [, ids] = await find("updated_since=2020-01-01T00:00:00Z&limit=500");
      expect(ids).toContain(id);
    }
    const changed = await staff("PATCH", `${path}/${owner.body.id}`, { metadata: { of: null, to: "x" } });
    expect(changed).toMatchObject({
      status: 200,
      body: { ...owner.body, metadata: { to: "x" }, updated_at: expect.any(String) },
    });
    const renamed = await staff("PATCH", `${path}/${owner.body.id}`, { external_id: `E2-${path}` });
    expect(renamed).toMatchObject({ status: 200, body: { external_id: `E2-${path}` } });
  }
  const found = await staff(
    "GET",
    query("slots.list", { metadata: { key: "of", value: "/api/admin/shows" } }),
  );
  expect(found.body.result.data.items).toMatchObject([{ kind: "show" }]);
  const schedules = await staff("GET", query("schedules.list", { updatedSince: "2020-01-01T00:00:00Z" }));
  expect(schedules.status).toBe(200);
});

test.each([
  "/api/admin/bookings?metadata=order",
  "/api/admin/bookings?metadata=:7",
  "/api/admin/bookings?metadata=a:1&metadata=b:2",
  "/api/admin/bookings?metadata[order]=7",
  "/api/admin/bookings?external_id=",
  "/api/admin/bookings?updated_since=yesterday",
  "/api/slots?metadata=a%20b:7",
  "/api/admin/doctors?metadata=order",
])("GET %s is INVALID_INPUT", async (path) => {
  expect(await staff("GET", path)).toMatchObject({ status: 400, body: { code: "INVALID_INPUT" } });
});

describe("PATCH /api/bookings/{id}", () => {
  test("changes both at the version that was read, and has a new tag", async () => {
    const { slotId } = await makeSlot(staff, 10);
    const { id } = (await book(staff, slotId, { metadata: { a: "1", b: "2" } })).body;
    const path = `/api/bookings/${id}`;
    const tag = (await staff("GET", path)).headers.get("ETag") ?? "";
    const input = { metadata: { a: null, c: "3" }, external_id: "patched" };
    const changed = await staff("PATCH", path, input, { "If-Match": tag });
    expect(changed).toMatchObject({
      status: 200,
      body: { id, metadata: { b: "2", c: "3" }, external_id: "patched", status: "PENDING" },
    });
    expect(changed.headers.get("ETag")).toBe((await staff("GET", path)).headers.get("ETag"));
    expect((await staff("PATCH", path, input, { "If-Match": tag })).body.code).toBe("PRECONDITION_FAILED");
    expect((await staff("PATCH", path, { metadata: null, external_id: null })).body).toMatchObject(NOTHING);
    const { body } = await staff("GET", `/api/admin/audit?booking_id=${id}`);
    expect(body.at(-1)).toMatchObject({
      action: "booking.updated",
      before: { metadata_keys: ["b", "c"], external_id: "patched" },
      after: { metadata_keys: [], external_id: null },
    });
  });

  test("refuses other fields, what is no metadata, and an external id that is taken", async () => {
    const { slotId } = await makeSlot(staff, 10);
    const owner = (await book(staff, slotId, { external_id: "taken-over-rest" })).body.id;
    const path = `/api/bookings/${(await book(staff, slotId, {})).body.id}`;
    for (const input of [
      { quantity: 2 },
      { metadata: { "a b": "1" } },
      { metadata: "a" },
      { external_id: "" },
      { language: "fr" },
    ]) {
      expect(await staff("PATCH", path, input)).toMatchObject({
        status: 400,
        body: { code: "INVALID_INPUT" },
      });
    }
    expect(await staff("PATCH", path, { external_id: "taken-over-rest" })).toMatchObject({
      status: 409,
      body: {
        code: "EXTERNAL_ID_TAKEN",
        error: "External id is taken",
        detail: `The booking ${owner} has the external id taken-over-rest`,
      },
    });
  });
});

test("a repeated booking is replayed with both", async () => {
  const { slotId } = await makeSlot(staff, 10);
  const headers = { "Idempotency-Key": "a-key-of-the-shop" };
  const first = await book(staff, slotId, { metadata, external_id: "replayed" }, headers);
  const again = await book(staff, slotId, { metadata, external_id: "replayed" }, headers);
  expect(again).toMatchObject({ status: 201, body: first.body });
  expect([first, again].map((answer) => answer.headers.get("Idempotent-Replayed"))).toEqual([null, "true"]);
  const overTrpc = await staff("POST", "/trpc/bookings.create", {
    idempotencyKey: "a-key-of-the-shop",
    externalId: "replayed",
    metadata: Object.fromEntries(Object.entries(metadata).reverse()),
    customer: { name: "Ann" },
    slotId,
  });
  expect(overTrpc.body.result.data.id).toBe(first.body.id);
  const other = await book(staff, slotId, { metadata: { order_id: "8" }, external_id: "replayed" }, headers);
  expect(other).toMatchObject({ status: 422, body: { code: "IDEMPOTENCY_MISMATCH" } });
});

test("several bookings have the external ids of their lines", async () => {
  const slots = [await makeSlot(staff, 10), await makeSlot(staff, 10)];
  const lines = slots.map(({ slotId }, index) => ({ slot_id: slotId, external_id: `ticket-${index}` }));
  const input = { customer_name: "Ann", lines, metadata: { cart: "1" } };
  const { status, body } = await staff("POST", "/api/bookings", input);
  expect(status).toBe(201);
  expect(body.bookings).toMatchObject(lines.map((line) => ({ ...line, metadata: { cart: "1" } })));
  const same = lines.map((line) => ({ ...line, external_id: "ticket-x" }));
  expect(await staff("POST", "/api/bookings", { ...input, lines: same })).toMatchObject({
    status: 400,
    body: { issues: [{ path: "lines.1.external_id" }] },
  });
});

test("PATCH /api/bookings/{id} and bookings.update change the language, which the CSV file has", async () => {
  const { slotId } = await makeSlot(staff, 10);
  const { id } = (await book(staff, slotId, { language: "en" })).body;
  const german = await staff("PATCH", `/api/bookings/${id}`, { language: "de" });
  expect(german).toMatchObject({ status: 200, body: { language: "de" } });
  const cell = async () => {
    const [head = "", line = ""] = (
      await staff("GET", `/api/admin/bookings.csv?slot_id=${slotId}`)
    ).body.split("\r\n");
    return line.split(",")[head.split(",").indexOf("language")];
  };
  expect(await cell()).toBe("de");
  const none = await staff("POST", "/trpc/bookings.update", { id, language: null });
  expect(none.body.result.data).toMatchObject({ id, language: null });
  expect(await cell()).toBe("");
});

test("the CSV file has the external id behind the times, and no metadata", async () => {
  const { slotId } = await makeSlot(staff, 10);
  await book(staff, slotId, { metadata: { note: "in no file" }, external_id: "=1+1" });
  const { body } = await staff("GET", `/api/admin/bookings.csv?external_id=${encodeURIComponent("=1+1")}`);
  const [head, line] = body.split("\r\n");
  expect(head).toMatch(/,updated_at,external_id,language,checked_in,order_id,checked_out,attendees,answers$/);
  expect(line).toMatch(/Z,'=1\+1,,0,,0,,$/);
  expect(body).not.toContain("in no file");
});

describe("a caller without a key", () => {
  test("can neither give them nor look for them", async () => {
    const { slotId } = await makeSlot(staff, 10);
    await book(staff, slotId, { external_id: "probed" });
    const refused = [
      await book(api.call, slotId, { metadata }),
      await book(api.call, slotId, { external_id: "probed" }),
      await book(api.call, slotId, { external_id: "free" }),
      await api.call("POST", "/api/bookings", {
        customer_name: "Ann",
        lines: [{ slot_id: slotId, external_id: "free" }],
      }),
      await api.call("GET", "/api/slots?external_id=probed"),
      await api.call("GET", "/api/slots?metadata=a:b"),
    ];
    for (const { status, body } of refused) expect([status, body.code]).toEqual([401, "UNAUTHORIZED"]);
    const overTrpc = await api.call("POST", "/trpc/bookings.create", {
      slotId,
      customer: { name: "Ann" },
      externalId: "probed",
    });
    expect(overTrpc).toMatchObject({ status: 401, body: { error: { data: { appCode: "UNAUTHORIZED" } } } });
    expect((await api.call("GET", "/api/slots?updated_since=2020-01-01T00:00:00Z")).status).toBe(200);
    expect((await book(api.call, slotId, { metadata: {} })).status).toBe(201);
  });

  test("sees neither, with the booking's token either", async () => {
    const { slotId } = await makeSlot(staff, 10);
    await staff("PATCH", `/api/admin/slots/${slotId}`, {
      metadata: { note: "unseen" },
      external_id: "unseen",
    });
    const { id, token } = (await book(staff, slotId, { metadata: { note: "unseen" } })).body;
    const held = { "Booking-Token": token };
    const answers = [
      await api.call("GET", `/api/slots/${slotId}`),
      await api.call("GET", `/api/bookings/${id}`, undefined, held),
      await api.call("POST", `/api/bookings/${id}/extend`, undefined, held),
      await api.call("POST", `/api/bookings/${id}/confirm`, undefined, held),
      await api.call("POST", `/api/bookings/${id}/cancel`, undefined, held),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body).toMatchObject(NOTHING);
    }
    expect(JSON.stringify((await api.call("GET", "/api/slots?limit=500")).body)).not.toContain("unseen");
    expect((await staff("GET", `/api/bookings/${id}`)).body.metadata).toEqual({ note: "unseen" });
  });

  test("may do all of it where AUTH=open", async () => {
    const open = openApi.call;
    const { slotId } = await makeSlot(open, 10);
    const noted = { metadata, external_id: "open-to-all" };
    const { status, body } = await book(open, slotId, noted);
    expect(status).toBe(201);
    expect((await open("POST", `/api/bookings/${body.id}/confirm`)).body).toMatchObject(noted);
    expect((await open("GET", "/api/admin/bookings?external_id=open-to-all")).body).toMatchObject([noted]);
    expect(
      (await open("PATCH", `/api/bookings/${body.id}`, { external_id: null })).body.external_id,
    ).toBeNull();
  });
});
