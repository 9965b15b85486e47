import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Call, createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";

let api: TestApp;
let staff: Call;

beforeAll(async () => {
  api = await createTestApp({ isRequired: true, adminApiKey: "hf_live_test" });
  staff = (method, path, body, headers = {}) =>
    api.call(method, path, body, { Authorization: "Bearer hf_live_test", ...headers });
});

afterAll(() => api.close());

const get = (path: string, headers: Record<string, string> = {}) => api.app.request(path, { headers });

/** Asks again with the tag of the last answer; the answers' statuses, and whether the tag is the same. */
async function again(path: string, last: Pick<Response, "headers">, headers: Record<string, string> = {}) {
  const tag = last.headers.get("ETag") ?? "none";
  const answer = await get(path, { "If-None-Match": tag, ...headers });
  return { status: answer.status, isSame: answer.headers.get("ETag") === tag, text: await answer.text() };
}

const SAME = { status: 304, isSame: true, text: "" };
const CHANGED = { status: 200, isSame: false };

describe("a tag stands for what a read shows:", () => {
  test("a slot and a list are 304 while nothing changes, and 200 once something does", async () => {
    const { doctorId, slotId } = await makeSlot(staff, 3);
    const paths = [
      `/api/slots/${slotId}`,
      `/api/slots?resource_id=${doctorId}`,
      `/api/slots?resource_id=${doctorId}&envelope=true`,
      `/api/slots?resource_id=${doctorId}&available=true&limit=1`,
    ];
    const read = () => Promise.all(paths.map((path) => get(path)));
    const compare = (seen: Response[]) =>
      Promise.all(paths.map((path, index) => again(path, seen[index] as Response)));
    const changes: (() => Promise<{ status: number }>)[] = [
      () => api.call("POST", `/api/slots/${slotId}/book`, { customer_name: "Ann" }),
      () => staff("PATCH", `/api/admin/slots/${slotId}`, { capacity: 4 }),
      () => staff("PATCH", `/api/admin/doctors/${doctorId}`, { name: "Dr. Jones" }),
    ];
    for (const change of changes) {
      const seen = await read();
      expect(await compare(seen)).toEqual(paths.map(() => SAME));
      expect((await change()).status).toBeLessThan(300);
      expect(await compare(seen)).toMatchObject(paths.map(() => CHANGED));
    }
  });

  test("a hold that expires changes the tag, although nothing is written", async () => {
    const { doctorId, slotId } = await makeSlot(staff, 1);
    const { body } = await api.call("POST", `/api/slots/${slotId}/book`, { customer_name: "Ann" });
    const token = { "Booking-Token": body.token };
    const paths = [`/api/slots/${slotId}`, `/api/slots?resource_id=${doctorId}`, `/api/bookings/${body.id}`];
    const seen = await Promise.all(paths.map((path) => get(path, token)));
    expect(
      await Promise.all(paths.map((path, index) => again(path, seen[index] as Response, token))),
    ).toEqual(paths.map(() => SAME));
    await sql`UPDATE bookings SET expires_at = clock_timestamp() WHERE id = ${body.id}`.execute(api.db);
    const later = await Promise.all(paths.map((path, index) => again(path, seen[index] as Response, token)));
    expect(later).toMatchObject(paths.map(() => CHANGED));
    expect(later.map(({ text }) => JSON.parse(text))).toMatchObject([
      { booked: 0, available: 1 },
      [{ booked: 0, available: 1 }],
      { status: "FAILED" },
    ]);
  });

  test("a list whose next page appears has another tag", async () => {
    const { doctorId } = await makeSlot(staff, 1);
    const path = `/api/slots?resource_id=${doctorId}&limit=1`;
    const alone = await get(path);
    await staff("POST", `/api/admin/doctors/${doctorId}/slots`, {
      start_time: "2032-12-25T10:00:00Z",
      end_time: "2032-12-25T11:00:00Z",
      capacity: 1,
    });
    expect(await again(path, alone)).toMatchObject(CHANGED);
    const more = await get(path);
    const known = await get(path, { "If-None-Match": more.headers.get("ETag") ?? "" });
    expect([known.status, known.headers.get("Link")]).toEqual([304, expect.stringContaining('rel="next"')]);
  });

  test("staff's view and the public's are two, where they differ", async () => {
    const { doctorId, slotId } = await makeSlot(staff, 1);
    const key = { Authorization: "Bearer hf_live_test" };
    for (const path of [`/api/slots/${slotId}`, `/api/slots?resource_id=${doctorId}`]) {
      expect(await again(path, await get(path, key))).toEqual(SAME);
    }
    await staff("PATCH", `/api/admin/slots/${slotId}`, { metadata: { room: "4" } });
    for (const path of [`/api/slots/${slotId}`, `/api/slots?resource_id=${doctorId}`]) {
      const [seenByStaff, seen] = await Promise.all([get(path, key), get(path)]);
      expect(await again(path, seenByStaff)).toMatchObject(CHANGED);
      expect(await again(path, seen, key)).toMatchObject(CHANGED);
      expect([await again(path, seenByStaff, key), await again(path, seen)]).toEqual([SAME, SAME]);
    }
  });

  test.each(["doctors", "shows", "bookings", `audit?slot_id=${UNKNOWN_ID}`, "events", "keys"])(
    "the list of %s is 304 with its tag, and private",
    async (noun) => {
      const path = `/api/admin/${noun}`;
      const key = { Authorization: "Bearer hf_live_test" };
      const first = await get(path, key);
      expect(first.headers.get("Cache-Control")).toBe("private, no-cache");
      // Events that another transaction keeps back come later.
      const readTwice = async () => again(path, await get(path, key), key);
      await expect.poll(readTwice, { timeout: 30_000 }).toEqual(SAME);
      expect((await get(path, { "If-None-Match": "*" })).status).toBe(401);
    },
  );

  test("of a booking needs the token, and is private", async () => {
    const { slotId } = await makeSlot(staff, 1);
    const { body } = await api.call("POST", `/api/slots/${slotId}/book`, { customer_name: "Ann" });
    const path = `/api/bookings/${body.id}`;
    const seen = await get(path, { "Booking-Token": body.token });
    expect(seen.headers.get("Cache-Control")).toBe("private, no-cache");
    expect(await again(path, seen, { "Booking-Token": body.token })).toEqual(SAME);
    expect(await again(path, seen)).toMatchObject({ status: 404 });
  });

  test.each(["/openapi.json", "/postman_collection.json", "/docs", "/docs/errors", "/docs/reference.js"])(
    "%s is 304 with its tag in every encoding",
    async (path) => {
      const first = await get(path);
      const tag = first.headers.get("ETag");
      for (const encoding of ["identity", "gzip", "br"]) {
        const form = await get(path, { "Accept-Encoding": encoding });
        expect([form.status, form.headers.get("ETag")]).toEqual([200, tag]);
        expect(await again(path, form, { "Accept-Encoding": encoding })).toEqual(SAME);
      }
      expect((await get(path, { "If-None-Match": "a" })).status).toBe(400);
    },
  );

  test("a doctor and the list of doctors are for everybody, and 304 until they change", async () => {
    const { doctorId } = await makeSlot(staff, 1);
    const paths = [`/api/doctors/${doctorId}`, "/api/doctors?limit=500"];
    const seen = await Promise.all(paths.map((path) => get(path)));
    expect(seen.map(({ headers }) => headers.get("Cache-Control"))).toEqual(["no-cache", "no-cache"]);
    const compare = () => Promise.all(paths.map((path, index) => again(path, seen[index] as Response)));
    expect(await compare()).toEqual([SAME, SAME]);
    await staff("PATCH", `/api/admin/doctors/${doctorId}`, { metadata: { room: "4" } });
    expect((await compare()).map(({ text }) => text)).not.toContainEqual(expect.stringContaining("room"));
    await staff("PATCH", `/api/admin/doctors/${doctorId}`, { name: "Dr. Jones" });
    expect(await compare()).toMatchObject([CHANGED, CHANGED]);
  });

  test("a malformed If-None-Match of a list is 400", async () => {
    expect((await get("/api/slots", { "If-None-Match": "a" })).status).toBe(400);
  });
});

describe("a body is compressed", () => {
  const DECODERS = { br: brotliDecompressSync, gzip: gunzipSync };
  let list: string;
  let small: string;

  beforeAll(async () => {
    const { doctorId, slotId } = await makeSlot(staff, 1);
    for (let day = 10; day < 20; day++) {
      await staff("POST", `/api/admin/doctors/${doctorId}/slots`, {
        start_time: `2032-01-${day}T10:00:00Z`,
        end_time: `2032-01-${day}T11:00:00Z`,
        capacity: 1,
      });
    }
    list = `/api/slots?resource_id=${doctorId}`;
    small = `/api/slots/${slotId}`;
  });

  test.each(["br", "gzip"] as const)(
    "as %s, where it is large and the client accepts that",
    async (encoding) => {
      const plain = await get(list);
      expect([plain.headers.get("Content-Encoding"), plain.headers.get("Vary")]).toEqual([
        null,
        "Accept-Encoding",
      ]);
      const text = await plain.text();
      const packed = await get(list, { "Accept-Encoding": `${encoding};q=0.5, identity` });
      expect([packed.headers.get("Content-Encoding"), packed.headers.get("Vary")]).toEqual([
        encoding,
        "Accept-Encoding",
      ]);
      const bytes = Buffer.from(await packed.arrayBuffer());
      expect(bytes.length).toBeLessThan(text.length / 2);
      expect(DECODERS[encoding](bytes).toString()).toBe(text);
    },
  );

  test.each(["br;q=0, gzip;q=0.0", "deflate", "identity", "*;q=0"])(
    "not for a client that accepts %s",
    async (accepted) => {
      const answer = await get(list, { "Accept-Encoding": accepted });
      expect(answer.headers.get("Content-Encoding")).toBeNull();
      expect(JSON.parse(await answer.text())).toHaveLength(11);
    },
  );

  test("not where it is small: its headers would be as large as what it saves", async () => {
    const answer = await get(small, { "Accept-Encoding": "br, gzip" });
    expect([answer.headers.get("Content-Encoding"), answer.headers.get("Vary")]).toEqual([null, null]);
  });

  test("each form of one item has a strong tag of its own, which the next read and change may name", async () => {
    const metadata = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`key_${index}`, "a".repeat(200)]),
    );
    const changed = await staff("PATCH", `/api/admin${small.slice(4)}`, { metadata });
    const key = { Authorization: "Bearer hf_live_test" };
    const packed = await get(small, { ...key, "Accept-Encoding": "gzip" });
    const tag = packed.headers.get("ETag") ?? "";
    expect([packed.headers.get("Content-Encoding"), tag]).toEqual([
      "gzip",
      changed.headers.get("ETag")?.replace(/"$/, '-gzip"'),
    ]);
    expect(await again(small, packed, { ...key, "Accept-Encoding": "gzip" })).toEqual(SAME);
    expect(await again(small, packed, key)).toMatchObject({ status: 304 });
    const ifMatch = { "If-Match": tag };
    expect(await staff("PATCH", `/api/admin${small.slice(4)}`, { capacity: 2 }, ifMatch)).toMatchObject({
      status: 200,
    });
    expect(await staff("PATCH", `/api/admin${small.slice(4)}`, { capacity: 3 }, ifMatch)).toMatchObject({
      status: 412,
    });
  });
});
