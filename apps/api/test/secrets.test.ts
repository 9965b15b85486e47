import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN_API_KEY, bearer } from "./access-matrix.ts";
import { type Answer, createTestApp, makeSlot, type TestApp } from "./harness.ts";

/* What opens something is told to its holder and written nowhere. */

let api: TestApp;
let slotId: string;

const asAdmin = (method: string, path: string, body?: unknown) =>
  api.call(method, path, body, bearer(ADMIN_API_KEY));

beforeAll(async () => {
  api = await createTestApp({ isRequired: true, adminApiKey: ADMIN_API_KEY });
  slotId = (await makeSlot(asAdmin, 1_000)).slotId;
});

afterAll(() => api.close());

const bookOver = {
  REST: (headers: Record<string, string>) =>
    api.call("POST", `/api/slots/${slotId}/book`, { patient_name: "Ann" }, headers),
  "REST, several": (headers: Record<string, string>) =>
    api.call("POST", "/api/bookings", { patient_name: "Ann", lines: [{ slot_id: slotId }] }, headers),
  tRPC: ({ "Idempotency-Key": idempotencyKey, ...headers }: Record<string, string>) =>
    api.call(
      "POST",
      "/trpc/bookings.create",
      { slotId, customer: { name: "Ann" }, ...(idempotencyKey ? { idempotencyKey } : {}) },
      headers,
    ),
  "tRPC, several": ({ "Idempotency-Key": idempotencyKey, ...headers }: Record<string, string>) =>
    api.call(
      "POST",
      "/trpc/bookings.createMany",
      { lines: [{ slotId }], customer: { name: "Ann" }, ...(idempotencyKey ? { idempotencyKey } : {}) },
      headers,
    ),
};

/** The booking in an answer, whatever it is wrapped in. */
function bookingIn({ body }: Answer): { id: string; token: string } {
  const data = body.result?.data ?? body;
  return (data.items ?? data.bookings)?.[0] ?? data;
}

const statusWith = async (id: string, token: string) =>
  (await api.call("GET", `/api/bookings/${id}`, undefined, { "Booking-Token": token })).status;

test.each(Object.entries(bookOver))("%s: a repeated request gets its token again", async (_way, book) => {
  const key = { "Idempotency-Key": randomUUID() };
  const first = bookingIn(await book(key));
  expect(first.token).toMatch(/^[\w-]{22}$/);
  expect(bookingIn(await book(key))).toMatchObject({ id: first.id, token: first.token });
  expect(await statusWith(first.id, first.token)).toBe(200);
  expect(await statusWith(bookingIn(await book({})).id, first.token)).toBe(404);
});

test.each(Object.entries(bookOver))(
  "%s: the same idempotency key of two callers is two",
  async (_way, book) => {
    const key = { "Idempotency-Key": randomUUID() };
    const [ours, theirs, again] = await Promise.all([
      book(key),
      book({ ...key, ...bearer(ADMIN_API_KEY) }),
      book(key),
    ]);
    // Where they did not share a batch, one may have met the other's lock.
    const answered = [ours, again].filter(({ status }) => status < 300).map(bookingIn);
    const later = bookingIn(await book(key));
    expect(answered.length).toBeGreaterThan(0);
    for (const { id, token } of answered) expect(later).toMatchObject({ id, token });
    expect(bookingIn(theirs).id).not.toBe(later.id);
    expect(bookingIn(theirs).token).not.toBe(later.token);
  },
);

test("the token travels in the input or in the header, and the input's comes first", async () => {
  const { id, token } = bookingIn(await bookOver.tRPC({}));
  const read = (input: object, headers: Record<string, string> = {}) =>
    api.call(
      "GET",
      `/trpc/bookings.get?input=${encodeURIComponent(JSON.stringify(input))}`,
      undefined,
      headers,
    );
  expect(await read({ id, token })).toMatchObject({ status: 200 });
  expect(await read({ id }, { "Booking-Token": token })).toMatchObject({ status: 200 });
  expect(await read({ id, token }, { "Booking-Token": "wrong" })).toMatchObject({ status: 200 });
  expect(await read({ id, token: "wrong" }, { "Booking-Token": token })).toMatchObject({ status: 404 });
});

test("who has waited opens the booking with the token of the entry, which joining again tells again", async () => {
  const { slotId: full } = await makeSlot(asAdmin, 1);
  const place = (await api.call("POST", `/api/slots/${full}/book`, { patient_name: "Bo" })).body;
  const key = { "Idempotency-Key": randomUUID() };
  const join = () => api.call("POST", `/api/slots/${full}/waitlist`, { patient_name: "Ann" }, key);
  const entry = (await join()).body;
  await asAdmin("POST", `/api/bookings/${place.id}/cancel`);
  expect((await join()).body).toMatchObject({ id: entry.id, token: entry.token });
  const header = { "Booking-Token": entry.token };
  const { body } = await api.call("GET", `/api/waitlist/${entry.id}`, undefined, header);
  expect(body).toMatchObject({ status: "PROMOTED" });
  expect(body).not.toHaveProperty("token");
  expect(await statusWith(body.booking_id, place.token)).toBe(404);
  const confirmed = await api.call("POST", `/api/bookings/${body.booking_id}/confirm`, undefined, header);
  expect(confirmed).toMatchObject({ status: 200, body: { status: "CONFIRMED" } });
});

/** Every table, pg-boss's too, that has this text somewhere. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`.execute(api.db);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } =
      await sql`SELECT FROM ${sql.raw(name)} AS t WHERE position(${text} IN t::text) > 0 LIMIT 1`.execute(
        api.db,
      );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

test("no table and no line of the log has a token, a key or an idempotency key in clear", async () => {
  const idempotencyKey = randomUUID();
  const made = (await asAdmin("POST", "/api/admin/keys", { name: "marker", role: "admin" })).body;
  const tokens: string[] = [];
  for (const book of Object.values(bookOver)) {
    tokens.push(
      bookingIn(await book({})).token,
      bookingIn(await book({ "Idempotency-Key": randomUUID() })).token,
    );
  }
  const last = bookingIn(await bookOver.REST({ "Idempotency-Key": idempotencyKey, ...bearer(made.key) }));
  await api.call("POST", `/api/bookings/${last.id}/confirm`, undefined, { "Booking-Token": last.token });
  await api.call("POST", `/api/bookings/${last.id}/cancel`, undefined, bearer(made.key));
  await api.call("GET", "/api/slots", undefined, bearer(`${made.key}x`));

  // The search would find them: it finds what is no secret.
  expect(await tablesWith("marker")).toContain("public.api_keys");
  expect(await tablesWith(last.id)).toContain("public.idempotency_records");
  for (const secret of [ADMIN_API_KEY, made.key, made.key.slice(8), idempotencyKey, last.token, ...tokens]) {
    for (const text of [
      secret,
      Buffer.from(secret).toString("hex"),
      Buffer.from(secret).toString("base64url"),
    ]) {
      expect(await tablesWith(text), text).toEqual([]);
      expect(api.logged.filter((line) => line.includes(text))).toEqual([]);
    }
  }
});
