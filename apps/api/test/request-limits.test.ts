import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Call, countStatuses, createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";
import { limitedApp } from "./limits-harness.ts";

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

const VISITOR = "198.51.100.7";
const FEW = { RATE_LIMIT_REQUESTS_PER_MINUTE: "3" };
const times = <Result>(count: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

describe("requests per address", () => {
  test("every answer says what is left; what is over the limit is 429 with Retry-After", async () => {
    const call = limitedApp(api, FEW).from(VISITOR);
    for (const left of [2, 1, 0]) {
      const { status, headers } = await call("GET", "/api/slots");
      expect(status).toBe(200);
      expect(headers.get("RateLimit-Policy")).toBe('"address";q=3;w=60');
      expect(headers.get("RateLimit")).toMatch(new RegExp(`^"address";r=${left};t=([1-5]?\\d|60)$`));
    }
    const { status, headers, body } = await call("GET", "/api/slots");
    expect({ status, code: body.code, error: body.error }).toEqual({
      status: 429,
      code: "RATE_LIMITED",
      error: "Too many requests",
    });
    expect(headers.get("RateLimit")).toMatch(/^"address";r=0;t=\d+$/);
    expect(headers.get("Retry-After")).toBe(/t=(\d+)$/.exec(headers.get("RateLimit") ?? "")?.[1]);
  });

  test("each address has its own; /health and /ready have none", async () => {
    const { from } = limitedApp(api, FEW);
    expect(countStatuses(await times(5, () => from(VISITOR)("GET", "/api/slots")))).toEqual({
      200: 3,
      429: 2,
    });
    expect((await from("198.51.100.8")("GET", "/api/slots")).status).toBe(200);
    for (const path of ["/health", "/ready"]) {
      const answers = await times(10, () => from(VISITOR)("GET", path));
      expect(countStatuses(answers)).toEqual({ 200: 10 });
      expect(answers[0]?.headers.get("RateLimit")).toBeNull();
    }
  });

  test("an IPv6 network of 64 bits is one address", async () => {
    const { from } = limitedApp(api, FEW);
    const answers = await times(5, (index) => from(`2001:db8:1:2:${index + 1}::5`)("GET", "/api/slots"));
    expect(countStatuses(answers)).toEqual({ 200: 3, 429: 2 });
    expect((await from("2001:db8:1:3::5")("GET", "/api/slots")).status).toBe(200);
  });

  test("each call of a tRPC batch counts, and the refusal has tRPC's shape", async () => {
    const call = limitedApp(api, FEW).from(VISITOR);
    const inputs = encodeURIComponent('{"0":{},"1":{}}');
    const batch = (count: number) =>
      call("GET", `/trpc/${Array(count).fill("slots.list").join()}?batch=1&input=${inputs}`);
    const encoded = await call("GET", `/trpc/${Array(4).fill("slots.list").join("%2c")}?batch=1`);
    expect(encoded.status, "an encoded comma is one, too").toBe(429);
    expect((await batch(4)).body.error.data).toMatchObject({ appCode: "RATE_LIMITED", httpStatus: 429 });
    const answer = await batch(2);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("RateLimit")).toMatch(/^"address";r=1;/);
    expect((await batch(2)).status).toBe(429);
    expect((await batch(1)).status).toBe(200);
  });

  test("many addresses: the oldest is forgotten, memory stays bounded", async () => {
    const { FixedWindows, consume } = await import("../src/limits/fixed-windows.ts");
    const windows = new FixedWindows({ name: "few", requests: 1, windowSeconds: 60, maxClients: 100 });
    for (let index = 0; index < 1_000; index++) consume(windows.usageOf(`client ${index}`, 0), 1);
    expect(windows.size).toBe(100);
    expect(consume(windows.usageOf("client 999", 59_999), 1)).toBe(false);
    expect(consume(windows.usageOf("client 0", 59_999), 1)).toBe(true);
    windows.usageOf("late", 60_001);
    windows.usageOf("later", 60_002);
    expect(windows.size).toBe(98);
    expect(consume(windows.usageOf("client 999", 60_003), 1)).toBe(true);
  });

  test("several processes borrow from one quota, and get no more than it has", async () => {
    const { FixedWindows, consume } = await import("../src/limits/fixed-windows.ts");
    const { QuotaLender } = await import("../src/limits/request-limits.ts");
    const settings = { requestsPerMinute: 100, keyRequestsPerMinute: 1, failuresPerMinute: 1 };
    const lender = new QuotaLender({ ...settings, trustedProxies: undefined, isOpen: false }, 2);
    const quota = { name: "address", requests: 100, windowSeconds: 60, maxClients: 10 };
    const borrower = () =>
      new FixedWindows(quota, async (...wanted) => {
        await setImmediate();
        return lender.lend(...wanted);
      });
    const [one, two] = [borrower(), borrower()];
    const all = (windows: typeof one, requests: number) =>
      times(requests, async () => await consume(windows.usageOf("client"), 1));
    const [few, many] = await Promise.all([all(one, 10), all(two, 200)]);
    expect(few.every(Boolean)).toBe(true);
    const used = 10 + many.filter(Boolean).length;
    expect(used).toBeLessThanOrEqual(100);
    expect(used).toBeGreaterThanOrEqual(96);
    expect(await consume(two.usageOf("client"), 1)).toBe(false);
    expect(await consume(one.usageOf("another"), 1)).toBe(true);
  });

  test("RATE_LIMIT=off leaves nothing", async () => {
    const call = limitedApp(api, { ...FEW, RATE_LIMIT: "off" }).from(VISITOR);
    const answers = await times(10, () => call("GET", "/api/slots"));
    expect(countStatuses(answers)).toEqual({ 200: 10 });
    expect(answers[0]?.headers.get("RateLimit")).toBeNull();
  });

  test("a list costs what it reads, over REST and in a batch", async () => {
    const { from } = limitedApp(api, { RATE_LIMIT_REQUESTS_PER_MINUTE: "20" });
    const { doctorId } = await makeSlot(api.call, 1);
    await sql`
      INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity)
      SELECT gen_random_uuid(), ${doctorId}, now() + n * interval '1 hour', now() + (n + 1) * interval '1 hour', 1
      FROM generate_series(1, 300) AS n`.execute(api.db);
    const left = (headers: Headers) => /r=(\d+)/.exec(headers.get("RateLimit") ?? "")?.[1];
    const path = `/api/slots?resource_id=${doctorId}&limit=250`;
    expect(left((await from(VISITOR)("GET", path)).headers)).toBe("15");
    const input = JSON.stringify({
      0: { resourceId: doctorId, limit: 250 },
      1: { resourceId: doctorId, limit: 250 },
    });
    const batch = `/trpc/slots.list,slots.list?batch=1&input=${encodeURIComponent(input)}`;
    expect(left((await from("198.51.100.8")("GET", batch)).headers)).toBe("10");
    expect((await from(VISITOR)("GET", path)).status).toBe(200);
    expect((await from(VISITOR)("GET", path)).status).toBe(200);
    expect((await from(VISITOR)("GET", path)).status).toBe(200);
    expect((await from(VISITOR)("GET", path)).status).toBe(429);
  });

  test("this machine itself may ask for more than a process can answer", async () => {
    const { from } = limitedApp(api, FEW);
    for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) {
      const answers = await times(20, () => from(address)("GET", "/api/slots"));
      expect(countStatuses(answers)).toEqual({ 200: 20 });
      expect(answers[0]?.headers.get("RateLimit-Policy")).toBe('"local";q=10000000;w=60');
    }
  });
});

describe("TRUST_PROXY", () => {
  const clients = async (
    environment: Record<string, string>,
    requests: [peer: string, forwarded: string][],
  ) => {
    const { from } = limitedApp(api, { RATE_LIMIT_REQUESTS_PER_MINUTE: "1", ...environment });
    const statuses: number[] = [];
    for (const [peer, forwarded] of requests) {
      statuses.push((await from(peer, { "x-forwarded-for": forwarded })("GET", "/api/slots")).status);
    }
    return statuses;
  };

  test("without it X-Forwarded-For counts for nothing, and the log says so once", async () => {
    api.logged.length = 0;
    const requests: [string, string][] = ["1.1.1.1", "2.2.2.2", "3.3.3.3"].map((ip) => [VISITOR, ip]);
    expect(await clients({}, requests)).toEqual([200, 429, 429]);
    expect(api.logged.filter((line) => line.includes("set TRUST_PROXY"))).toHaveLength(1);
  });

  test("without it, and with access required, all behind a proxy on this machine are one visitor, and the log says so at the first", async () => {
    api.logged.length = 0;
    const { from } = limitedApp(api, { RATE_LIMIT_REQUESTS_PER_MINUTE: "2" }, false);
    const ask = (forwarded: string) =>
      from("127.0.0.1", { "x-forwarded-for": forwarded })("GET", "/api/slots");
    expect((await ask("1.1.1.1")).status).toBe(200);
    expect(api.logged.filter((line) => line.includes("set TRUST_PROXY"))).toHaveLength(1);
    expect([(await ask("127.0.0.1")).status, (await ask("3.3.3.3")).status]).toEqual([200, 429]);
    expect((await from("127.0.0.1")("GET", "/api/slots")).headers.get("RateLimit-Policy")).toContain("local");
    expect(api.logged.filter((line) => line.includes("set TRUST_PROXY"))).toHaveLength(1);
  });

  test.each(["1", "198.51.100.0/24"])("TRUST_PROXY=%s: nobody is this machine by a header", async (trust) => {
    const { from } = limitedApp(api, { RATE_LIMIT_REQUESTS_PER_MINUTE: "1", TRUST_PROXY: trust });
    for (const forwarded of ["127.0.0.1", "::1"]) {
      const ask = () => from(VISITOR, { "x-forwarded-for": forwarded })("GET", "/api/slots");
      expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
    }
  });

  test.each([
    ["1", "9.9.9.9, 1.1.1.1", "8.8.8.8, 1.1.1.1", "9.9.9.9, 2.2.2.2"],
    ["2", "9.9.9.9, 1.1.1.1, 10.0.0.1", "8.8.8.8, 1.1.1.1, 10.0.0.2", "9.9.9.9, 2.2.2.2, 10.0.0.1"],
    ["198.51.100.0/24", "9.9.9.9, 1.1.1.1", "8.8.8.8, [::ffff:1.1.1.1]:80", "1.1.1.1, 2.2.2.2:99"],
    ["198.51.100.7,10.0.0.0/8", "1.1.1.1, 10.1.2.3", "9.9.9.9, 1.1.1.1", "1.1.1.1, 2.2.2.2, ::ffff:a01:203"],
  ])("TRUST_PROXY=%s takes what trusted proxies have added, and no more", async (trust, one, same, other) => {
    const requests: [string, string][] = [one, same, other].map((header) => [VISITOR, header]);
    expect(await clients({ TRUST_PROXY: trust }, requests)).toEqual([200, 429, 200]);
  });

  test.each([
    ["::ffff:c633:6402", "198.51.100.2", "::ffff:c633:6403"],
    ["0:0:0:0:0:FFFF:c633:6402", "::ffff:198.51.100.2", "198.51.100.3"],
    ["1::2:3:4:5:1.2.3.4", "1:0:2:3::", "1:0:0:2::"],
  ])("%s is the client that %s is, and %s another one", async (one, same, other) => {
    const requests: [string, string][] = [one, same, other].map((header) => [VISITOR, header]);
    expect(await clients({ TRUST_PROXY: "1" }, requests)).toEqual([200, 429, 200]);
  });

  test.each([
    ["1", ["unknown", "", "1.2.3.4,", "1.2.3.4, _hidden"]],
    ["2", ["unknown, 127.0.0.1", "1.2.3.4, , 127.0.0.1"]],
    ["127.0.0.0/8", ["unknown", "", "1.2.3.4,", "1.2.3.4, unknown, 127.0.0.2"]],
  ])(
    "TRUST_PROXY=%s: all whom it cannot read are one client, also behind a proxy on this machine",
    async (trust, headers) => {
      const requests = headers.map((header): [string, string] => ["127.0.0.1", header]);
      const refused = requests.slice(1).map(() => 429);
      expect(await clients({ TRUST_PROXY: trust }, [...requests, ["127.0.0.1", "1.1.1.1"]])).toEqual([
        200,
        ...refused,
        200,
      ]);
    },
  );

  test.each(["1", "127.0.0.0/8"])("TRUST_PROXY=%s: without the header it is who connects", async (trust) => {
    const { from } = limitedApp(api, { RATE_LIMIT_REQUESTS_PER_MINUTE: "1", TRUST_PROXY: trust });
    const answers = await times(3, () => from("127.0.0.1")("GET", "/api/slots"));
    expect(countStatuses(answers)).toEqual({ 200: 3 });
  });

  test("whoever is no trusted proxy speaks for itself alone", async () => {
    const requests: [string, string][] = ["1.1.1.1", "2.2.2.2"].map((ip) => ["203.0.113.9", ip]);
    expect(await clients({ TRUST_PROXY: "10.0.0.0/8" }, requests)).toEqual([200, 429]);
  });
});

describe("guessing", () => {
  const FAILURES = { RATE_LIMIT_FAILURES_PER_MINUTE: "5" };
  const trpcGet = `/trpc/bookings.get?input=${encodeURIComponent(JSON.stringify({ id: UNKNOWN_ID }))}`;

  test("who asks for bookings that are not there is stopped, over REST and tRPC together", async () => {
    const { from } = limitedApp(api, FAILURES);
    const call = from(VISITOR);
    const { slotId } = await makeSlot(api.call, 1);
    const { id } = (await api.call("POST", `/api/slots/${slotId}/book`, { patient_name: "Ann" })).body;
    for (const path of [trpcGet, trpcGet, `/api/bookings/${UNKNOWN_ID}`, `/api/bookings/${UNKNOWN_ID}`]) {
      expect((await call("GET", path)).status).toBe(404);
    }
    expect((await call("POST", `/api/bookings/${UNKNOWN_ID}/cancel`)).status).toBe(404);
    for (const path of [trpcGet, `/api/bookings/${UNKNOWN_ID}`, `/api/bookings/${id}`]) {
      const { status, headers } = await call("GET", path);
      expect(status, "a right guess looks like a wrong one").toBe(429);
      expect(headers.get("RateLimit")).toMatch(/^"failures";r=0;t=\d+$/);
      expect(Number(headers.get("Retry-After"))).toBeGreaterThan(0);
    }
    expect((await call("GET", "/api/slots")).status, "reading slots is no guess").toBe(200);
    expect((await call("GET", "/api/slots", undefined, { "Booking-Token": "x" })).status).toBe(429);
    expect((await from("198.51.100.8")("GET", `/api/bookings/${id}`)).status).toBe(200);
    for (const path of ["/health", "/ready"]) {
      const { status, headers } = await call("GET", path, undefined, { Authorization: "Bearer x" });
      expect({ status, limit: headers.get("RateLimit") }).toEqual({ status: 200, limit: null });
    }
  });

  test("many guesses at once are no more than one by one", async () => {
    const required = await createTestApp({ isRequired: true });
    const call = limitedApp(required, FAILURES, false).from(VISITOR);
    const guess = (path: string, headers: Record<string, string>) =>
      Promise.all(Array.from({ length: 50 }, () => call("GET", path, undefined, headers)));
    const tokens = await guess(`/api/bookings/${UNKNOWN_ID}`, { "Booking-Token": "x" });
    // A failure may count twice for a moment: as one, and as a guess under way.
    const expectFew = (answers: Awaited<ReturnType<Call>>[]) => {
      const { 404: passed = 0, 429: refused = 0 } = countStatuses(answers);
      expect(passed + refused).toBe(50);
      expect(passed).toBeGreaterThan(0);
      expect(passed).toBeLessThanOrEqual(5);
    };
    expectFew(tokens);
    const other = limitedApp(required, FAILURES, false).from(VISITOR);
    const overTrpc = await Promise.all(Array.from({ length: 50 }, () => other("GET", trpcGet)));
    expectFew(overTrpc);
    await required.close();
  });

  test("a batch of guesses counts each", async () => {
    const call = limitedApp(api, FAILURES).from(VISITOR);
    const inputs = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [index, { id: UNKNOWN_ID }]));
    const path = `/trpc/${Array(6).fill("bookings.get").join()}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`;
    expect((await call("GET", path)).status).toBe(404);
    expect((await call("GET", path)).status).toBe(429);
  });

  test("on loopback, where AUTH=open there is nothing to guess; else there is", async () => {
    const guess = (isOpen: boolean) => {
      const call = limitedApp(api, FAILURES, isOpen).from("127.0.0.1");
      return times(10, () => call("GET", `/api/bookings/${UNKNOWN_ID}`));
    };
    expect(countStatuses(await guess(true))).toEqual({ 404: 10 });
    const call = limitedApp(api, FAILURES, false).from("127.0.0.1");
    for (let index = 0; index < 5; index++) await call("GET", `/api/bookings/${UNKNOWN_ID}`);
    expect((await call("GET", `/api/bookings/${UNKNOWN_ID}`)).status).toBe(429);
  });
});
