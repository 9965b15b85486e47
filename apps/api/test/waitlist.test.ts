import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { appRouter } from "../src/trpc/router.ts";
import { createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

const GUEST = { customer_name: "Ann", customer_contact: "ann@example.org" };
const PLACES_TAKEN = 2;

/** A slot whose two places one booking has. */
async function fullSlot(): Promise<{ slotId: string; bookingId: string }> {
  const { slotId } = await makeSlot(api.call, PLACES_TAKEN);
  const path = `/api/slots/${slotId}/book`;
  const { body } = await api.call("POST", path, { ...GUEST, quantity: PLACES_TAKEN });
  return { slotId, bookingId: body.id };
}

const join = (slotId: string, body = {}, headers = {}) =>
  api.call("POST", `/api/slots/${slotId}/waitlist`, { ...GUEST, ...body }, headers);

describe("REST", () => {
  test("join, look, promote, leave", async () => {
    const { slotId, bookingId } = await fullSlot();
    const first = await join(slotId, { patient_name: undefined });
    expect(first).toMatchObject({
      status: 201,
      body: {
        slot_id: slotId,
        status: "WAITING",
        quantity: 1,
        position: 1,
        booking_id: null,
        customer_name: "Ann",
      },
    });
    const second = (await join(slotId, { quantity: 2 })).body;
    expect((await api.call("GET", `/api/slots/${slotId}`)).body).toMatchObject({ waiting: 2, available: 0 });
    const list = await api.call("GET", `/api/admin/slots/${slotId}/waitlist?limit=1`);
    expect(list.body).toMatchObject([{ id: first.body.id, position: 1 }]);
    const next = /<([^>]+)>/.exec(list.headers.get("Link") ?? "")?.[1] ?? "";
    expect((await api.call("GET", next)).body).toMatchObject([{ id: second.id, position: 2 }]);

    await api.call("POST", `/api/bookings/${bookingId}/cancel`);
    const promoted = (await api.call("GET", `/api/waitlist/${first.body.id}`)).body;
    expect(promoted).toMatchObject({ status: "PROMOTED", position: null, booking_id: expect.any(String) });
    expect((await api.call("GET", `/api/waitlist/${second.id}`)).body.position).toBe(1);
    const two = { ...GUEST, quantity: 2 };
    expect((await api.call("POST", `/api/slots/${slotId}/book`, two)).body.code).toBe("NO_SEAT");
    const confirmed = await api.call("POST", `/api/bookings/${promoted.booking_id}/confirm`);
    expect(confirmed.body).toMatchObject({ status: "CONFIRMED", quantity: 1 });

    const refused = await api.call("POST", `/api/waitlist/${first.body.id}/leave`);
    expect(refused).toMatchObject({ status: 409, body: { code: "WAITLIST_ENTRY_PROMOTED" } });
    const left = await api.call("POST", `/api/waitlist/${second.id}/leave`);
    expect(left).toMatchObject({ status: 200, body: { status: "LEFT", position: null } });
    expect((await api.call("POST", `/api/waitlist/${second.id}/leave`)).body).toEqual(left.body);

    const events = async () =>
      (await api.call("GET", `/api/admin/events?slot_id=${slotId}&type=waitlist.promoted`)).body;
    await expect.poll(events, { timeout: 30_000 }).toMatchObject([
      {
        type: "waitlist.promoted",
        slot_id: slotId,
        booking_id: promoted.booking_id,
        data: { entry_id: first.body.id, quantity: 1, expires_at: expect.stringMatching(/Z$/) },
        cursor: expect.any(String),
        id: expect.stringMatching(/^evt_\d+_1$/),
      },
    ]);
    const rest = async () => (await api.call("GET", `/api/admin/events?slot_id=${slotId}&limit=500`)).body;
    await expect
      .poll(async () => (await rest()).map(({ type }: { type: string }) => type), { timeout: 30_000 })
      .toEqual([
        "slot.created",
        "booking.held",
        "slot.sold_out",
        "waitlist.joined",
        "waitlist.joined",
        "booking.cancelled",
        "booking.held",
        "waitlist.promoted",
        "booking.confirmed",
        "waitlist.left",
        "slot.available",
      ]);
    const { cursor } = (await rest()).at(-1);
    expect((await api.call("GET", `/api/admin/events?cursor=${cursor}`)).body).toEqual([]);

    const history = (await api.call("GET", `/api/admin/audit?slot_id=${slotId}`)).body;
    expect(history.map(({ action }: { action: string }) => action)).toEqual([
      "slot.created",
      "booking.placed",
      "waitlist.joined",
      "waitlist.joined",
      "booking.cancelled",
      "booking.placed",
      "waitlist.promoted",
      "booking.confirmed",
      "waitlist.left",
    ]);
    expect(history[6]).toMatchObject({
      actor: "system",
      subject_id: first.body.id,
      booking_ids: [],
      before: { status: "WAITING" },
      after: { status: "PROMOTED", booking_id: promoted.booking_id },
    });
    const own = await api.call("GET", `/api/admin/audit?booking_id=${bookingId}&limit=1`);
    expect(own.body).toMatchObject([{ action: "booking.placed", actor: "public", booking_ids: [bookingId] }]);
    expect(own.headers.get("Link")).toContain('rel="next"');
  });

  test("happens once per Idempotency-Key", async () => {
    const { slotId } = await fullSlot();
    const key = { "Idempotency-Key": `wait-${slotId}` };
    const first = await join(slotId, {}, key);
    const again = await join(slotId, {}, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect((await join(slotId, { quantity: 2 }, key)).status).toBe(422);
  });

  test.each([
    ["a free slot", "SLOT_NOT_FULL", 409, async () => (await makeSlot(api.call, 1)).slotId, {}],
    ["an unknown slot", "SLOT_NOT_FOUND", 404, async () => UNKNOWN_ID, {}],
    ["no UUID", "INVALID_INPUT", 400, async () => "x", {}],
    ["too many places", "INVALID_INPUT", 400, async () => (await fullSlot()).slotId, { quantity: 3 }],
    ["no name", "INVALID_INPUT", 400, async () => (await fullSlot()).slotId, { customer_name: undefined }],
  ])("refuses %s", async (_what, code, status, slot, body) => {
    expect(await join(await slot(), body)).toMatchObject({ status, body: { code } });
  });

  test.each([
    ["GET", `/api/waitlist/${UNKNOWN_ID}`, 404, "WAITLIST_ENTRY_NOT_FOUND"],
    ["POST", `/api/waitlist/${UNKNOWN_ID}/leave`, 404, "WAITLIST_ENTRY_NOT_FOUND"],
    ["GET", `/api/admin/slots/${UNKNOWN_ID}/waitlist`, 404, "SLOT_NOT_FOUND"],
    ["GET", "/api/admin/audit", 400, "INVALID_INPUT"],
    ["GET", `/api/admin/audit?slot_id=${UNKNOWN_ID}&booking_id=${UNKNOWN_ID}`, 400, "INVALID_INPUT"],
    ["GET", "/api/admin/audit?booking_id=x", 400, "INVALID_INPUT"],
    ["GET", `/api/admin/audit?slot_id=${UNKNOWN_ID}&cursor=x`, 400, "INVALID_INPUT"],
    ["GET", "/api/admin/events?cursor=x", 400, "INVALID_INPUT"],
  ])("%s %s is %i", async (method, path, status, code) => {
    expect(await api.call(method, path)).toMatchObject({ status, body: { code } });
  });
});

describe("a cursor", () => {
  const LARGEST_ID = "9223372036854775807";
  const LARGEST_PART = 2 ** 31 - 1;

  /** What a list says from a position on, over REST and over tRPC: its statuses, then which fields are wrong. */
  async function readFrom(list: "events" | "waitlist" | "audit", position: (string | number)[]) {
    const { slotId } = await makeSlot(api.call, 1);
    const cursor = Buffer.from(JSON.stringify(position)).toString("base64url");
    const path = {
      events: `/api/admin/events?cursor=${cursor}`,
      waitlist: `/api/admin/slots/${slotId}/waitlist?cursor=${cursor}`,
      audit: `/api/admin/audit?slot_id=${slotId}&cursor=${cursor}`,
    }[list];
    const input = { cursor, ...(list === "events" ? {} : { slotId }) };
    const overRest = await api.call("GET", path);
    const query = encodeURIComponent(JSON.stringify(input));
    const overTrpc = await api.call("GET", `/trpc/${list}.list?input=${query}`);
    const paths = [overRest.body.issues, overTrpc.body.error?.data.issues].flat().map((issue) => issue?.path);
    return [overRest.status, overTrpc.status, ...paths];
  }

  test.each([
    ["events", ["9223372036854775808", 1]],
    ["events", ["1", 2 ** 31]],
    ["waitlist", ["9223372036854775808"]],
    ["audit", ["9223372036854775808"]],
  ] as const)("of %s that PostgreSQL could not read is refused: %j", async (list, position) => {
    expect(await readFrom(list, [...position])).toEqual([400, 400, "cursor", "cursor"]);
  });

  test.each([
    ["events", [LARGEST_ID, LARGEST_PART]],
    ["waitlist", [LARGEST_ID]],
    ["audit", [LARGEST_ID]],
  ] as const)("of %s may be the last that there can be: %j", async (list, position) => {
    expect(await readFrom(list, [...position])).toEqual([200, 200, undefined, undefined]);
  });
});

test("cancel_until closes cancelling to customers", async () => {
  const { slotId } = await makeSlot(api.call, 1);
  const startTime = new Date(Date.now() + 3_600_000).toISOString();
  const endTime = new Date(Date.now() + 7_200_000).toISOString();
  const change = { start_time: startTime, end_time: endTime, cancel_until: 24 };
  const changed = await api.call("PATCH", `/api/admin/slots/${slotId}`, change);
  expect(changed.body).toMatchObject({ cancel_until: 24 });
  const { body: hold } = await api.call("POST", `/api/slots/${slotId}/book`, GUEST);
  await api.call("POST", `/api/bookings/${hold.id}/confirm`);
  const refused = await api.call("POST", `/api/bookings/${hold.id}/cancel`);
  expect(refused).toMatchObject({ status: 409, body: { code: "CANCELLATION_CLOSED" } });
  await api.call("PATCH", `/api/admin/slots/${slotId}`, { cancel_until: null });
  expect((await api.call("POST", `/api/bookings/${hold.id}/cancel`)).body.status).toBe("CANCELLED");
  const bad = await api.call("PATCH", `/api/admin/slots/${slotId}`, { cancel_until: -1 });
  expect(bad).toMatchObject({ status: 400, body: { issues: [{ path: "cancel_until" }] } });
});

test("the same over tRPC", async () => {
  const fetch = async (url: unknown, init: unknown) => api.app.request(String(url), init as RequestInit);
  const client = createTRPCClient<typeof appRouter>({
    links: [httpBatchLink({ url: "http://test/trpc", fetch })],
  });
  const { slotId, bookingId } = await fullSlot();
  const customer = { name: "Ann" };
  const entry = await client.waitlist.join.mutate({ slotId, quantity: 2, customer });
  expect(entry).toMatchObject({ status: "WAITING", position: 1 });
  const { token, ...listed } = entry;
  expect(token).toMatch(/^[\w-]{22}$/);
  expect((await client.waitlist.list.query({ slotId })).items).toEqual([listed]);
  await client.bookings.cancel.mutate({ id: bookingId });
  const promoted = await client.waitlist.get.query({ id: entry.id });
  expect(promoted.status).toBe("PROMOTED");
  const refusal = await client.waitlist.leave.mutate({ id: entry.id }).catch((error: unknown) => error);
  expect(refusal instanceof TRPCClientError && refusal.data.appCode).toBe("WAITLIST_ENTRY_PROMOTED");
  const { items } = await client.audit.list.query({ bookingId: promoted.bookingId ?? "" });
  expect(items).toMatchObject([{ action: "booking.placed", actor: "system" }]);
  const told = async () => (await client.events.list.query({ limit: 500 })).items.map(({ slotId: id }) => id);
  await expect.poll(told, { timeout: 30_000 }).toContain(slotId);
});

test("staff find the entries of a contact, whatever became of them, over REST and tRPC", async () => {
  const client = createTRPCClient<typeof appRouter>({
    links: [
      httpBatchLink({
        url: "http://test/trpc",
        fetch: (url, init) => Promise.resolve(api.app.request(url as string, init as RequestInit)),
      }),
    ],
  });
  const [one, two] = [await fullSlot(), await fullSlot()];
  const contact = "wäiting+1@example.org";
  const spelled = { customer_contact: "WA\u0308ITING+1@example.org" };
  const entries = [
    (await join(one.slotId, spelled)).body,
    (await join(two.slotId, spelled)).body,
    (await join(one.slotId, spelled)).body,
  ];
  await join(one.slotId);
  await api.call("POST", `/api/waitlist/${entries[0].id}/leave`);
  const ids = (items: { id: string }[]) => items.map(({ id }) => id);
  const expected = ids(entries);
  const path = `/api/admin/waitlist?contact=${encodeURIComponent(contact)}`;
  const found = await api.call("GET", path);
  expect(ids(found.body)).toEqual(expected);
  expect(found.body[0]).toMatchObject({ status: "LEFT", customer_contact: "WÄITING+1@example.org" });
  expect(ids((await api.call("GET", `${path}&slot_id=${one.slotId}`)).body)).toEqual([
    entries[0].id,
    entries[2].id,
  ]);
  const first = await api.call("GET", `${path}&limit=2`);
  const next = /<([^>]+)>/.exec(first.headers.get("Link") ?? "")?.[1] ?? "";
  expect([...ids(first.body), ...ids((await api.call("GET", next)).body)]).toEqual(expected);
  expect(ids((await client.waitlist.list.query({ contact })).items)).toEqual(expected);
  const onTwo = await client.waitlist.list.query({ contact, slotId: two.slotId });
  expect(onTwo.items).toMatchObject([{ id: entries[1].id, status: "WAITING", position: 1 }]);

  const waiting = await api.call("GET", `/api/admin/waitlist?slot_id=${one.slotId}`);
  expect(waiting.body).toEqual((await api.call("GET", `/api/admin/slots/${one.slotId}/waitlist`)).body);
  expect(await api.call("GET", "/api/admin/waitlist")).toMatchObject({
    status: 400,
    body: { error: "Invalid slot_id", detail: "slot_id: give slot_id, contact, or both" },
  });
  await expect(client.waitlist.list.query({})).rejects.toMatchObject({ data: { appCode: "INVALID_INPUT" } });
  expect(await api.call("GET", `/api/admin/waitlist?slot_id=${UNKNOWN_ID}`)).toMatchObject({ status: 404 });
});

test("lists of entries have a filter by the last change, over REST and tRPC", async () => {
  const { slotId } = await fullSlot();
  const contact = `${slotId}@example.org`;
  const first = (await join(slotId, { customer_contact: contact })).body;
  let second = (await join(slotId, { customer_contact: contact })).body;
  // Two entries of one millisecond have the same time.
  while (second.updated_at === first.updated_at) {
    second = (await join(slotId, { customer_contact: contact })).body;
  }
  const since = `updated_since=${second.updated_at}`;
  for (const path of [`/api/admin/slots/${slotId}/waitlist?`, `/api/admin/waitlist?slot_id=${slotId}&`]) {
    const { body } = await api.call("GET", path + since);
    expect(body.map((entry: { id: string }) => entry.id)).not.toContain(first.id);
    expect(body.at(-1)).toMatchObject({ id: second.id, status: "WAITING" });
    expect(body.at(-1).position).toBeGreaterThan(1);
  }
  await api.call("POST", `/api/waitlist/${first.id}/leave`);
  const ofContact = await api.call("GET", `/api/admin/waitlist?contact=${contact}&${since}`);
  expect(ofContact.body).toContainEqual(expect.objectContaining({ id: first.id, status: "LEFT" }));
  const input = encodeURIComponent(JSON.stringify({ slotId, updatedSince: second.updated_at }));
  const overTrpc = await api.call("GET", `/trpc/waitlist.list?input=${input}`);
  expect(overTrpc.body.result.data.items.at(-1)).toMatchObject({ id: second.id });
  const later = await api.call("GET", `/api/admin/slots/${slotId}/waitlist?updated_since=2100-01-01T00:00Z`);
  expect(later).toMatchObject({ status: 200, body: [] });
});
