import { ApiKeyCache, KEY_CACHED_SECONDS } from "@holdfast/core";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createApp } from "../src/app.ts";
import { guard } from "../src/auth/guard.ts";
import { requireRules } from "../src/auth/rules.ts";
import { createRestApp } from "../src/rest/rest-app.ts";
import { appRouter } from "../src/trpc/router.ts";
import { ADMIN_API_KEY, bearer } from "./access-matrix.ts";
import { caller, createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp({ isRequired: true, adminApiKey: ADMIN_API_KEY });
});

afterAll(() => api.close());

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const ENVIRONMENT = bearer(ADMIN_API_KEY);
const asAdmin = (method: string, path: string, body?: unknown) => api.call(method, path, body, ENVIRONMENT);
const createKey = async (more: object = {}) =>
  (await asAdmin("POST", "/api/admin/keys", { name: "Front desk", role: "desk", ...more })).body;
/** What a key gets where any good key is let in. */
const use = (key: string, path = "/api/admin/bookings") => api.call("GET", path, undefined, bearer(key));

/** The application as another process: with what it knows of keys. */
function otherProcess() {
  const app = createApp({ ...api, keys: new ApiKeyCache({ db: api.db, environmentKey: ADMIN_API_KEY }) });
  return caller(async (path, init) => app.request(path, init));
}

test("a key is told once, has 128 random bits and more, and opens what its role may", async () => {
  const answer = await asAdmin("POST", "/api/admin/keys", { name: " Front desk ", role: "desk" });
  expect(answer).toMatchObject({ status: 201 });
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  const { key, ...rest } = answer.body;
  expect(key).toMatch(/^hf_live_[\w-]{54}$/);
  expect(rest).toEqual({
    id: expect.any(String),
    name: "Front desk",
    role: "desk",
    created_at: expect.stringMatching(TIME),
    expires_at: null,
    last_used_at: null,
    revoked_at: null,
  });
  expect((await createKey()).key.slice(-32)).not.toBe(key.slice(-32));
  expect(await use(key)).toMatchObject({ status: 200 });
  expect(await use(key, "/api/admin/keys")).toMatchObject({ status: 403, body: { code: "FORBIDDEN" } });
  const listed = await asAdmin("GET", "/api/admin/keys");
  expect(listed.body).toContainEqual({ ...rest, last_used_at: expect.toSatisfy(isTimeOrNull) });
  expect(JSON.stringify(listed.body)).not.toContain("hf_live_");
});

const isTimeOrNull = (value: unknown) => value === null || TIME.test(String(value));

test("keys are listed page by page, oldest first", async () => {
  const made = [await createKey(), await createKey(), await createKey()].map(({ id }) => id);
  const ids: string[] = [];
  for (let path: string | undefined = "/api/admin/keys?limit=2"; path; ) {
    const { headers, body } = await asAdmin("GET", path);
    ids.push(...body.map(({ id }: { id: string }) => id));
    path = /^<(.+?)>/.exec(headers.get("Link") ?? "")?.[1];
  }
  expect(ids.slice(-3)).toEqual(made);
  expect(ids).toEqual([...ids].sort());
});

test.each([
  [{ name: "" }, "name"],
  [{ role: "root" }, "role"],
  [{ expires_at: "2020-01-01T00:00:00Z" }, "expires_at"],
  [{ expires_at: "soon" }, "expires_at"],
])("a key with %j is refused", async (input, field) => {
  const body = { name: "k", role: "desk", ...input };
  const answer = await asAdmin("POST", "/api/admin/keys", body);
  expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: field }] } });
});

test("a revoked key is refused here at once, in another process as soon as that has looked again", async () => {
  const { id, key } = await createKey();
  const other = otherProcess();
  const useThere = () => other("GET", "/api/slots", undefined, bearer(key));
  expect(await use(key)).toMatchObject({ status: 200 });
  expect(await useThere()).toMatchObject({ status: 200 });

  const revoked = await asAdmin("POST", `/api/admin/keys/${id}/revoke`);
  expect(revoked).toMatchObject({ status: 200, body: { id, revoked_at: expect.stringMatching(TIME) } });
  expect(await asAdmin("POST", `/api/admin/keys/${id}/revoke`)).toMatchObject({ body: revoked.body });
  expect(await use(key)).toMatchObject({ status: 401, body: { code: "UNAUTHORIZED" } });
  await vi.waitUntil(async () => (await useThere()).status === 401, {
    timeout: 2 * KEY_CACHED_SECONDS * 1000,
    interval: 100,
  });
  expect(await asAdmin("POST", `/api/admin/keys/${UNKNOWN_ID}/revoke`)).toMatchObject({
    status: 404,
    body: { code: "KEY_NOT_FOUND" },
  });
});

test("a key ends when it says", async () => {
  const { id, key } = await createKey({ expires_at: "2999-01-01T00:00:00Z" });
  expect(await use(key)).toMatchObject({ status: 200 });
  await sql`UPDATE api_keys SET expires_at = clock_timestamp() - interval '1 ms' WHERE id = ${id}`.execute(
    api.db,
  );
  api.keys.forget(id);
  expect(await use(key)).toMatchObject({ status: 401 });
});

test("a known key costs no statement, and its use is written down once a minute at most", async () => {
  const { id, key } = await createKey();
  const lastUse = async () => {
    const { rows } = await sql<{ at: string | null; version: string }>`
      SELECT last_used_at::text AS at, xmin::text AS version FROM api_keys WHERE id = ${id}`.execute(api.db);
    return rows[0];
  };
  const countStatements = vi.spyOn(api.db, "getExecutor");
  expect((await lastUse())?.at).toBeNull();
  await use(key, "/health");
  expect((await lastUse())?.at, "/health does not look at keys").toBeNull();
  await use(key, "/docs");
  await vi.waitUntil(async () => (await lastUse())?.at);
  const first = await lastUse();

  countStatements.mockClear();
  for (let count = 0; count < 20; count += 1) expect(await use(key, "/docs")).toMatchObject({ status: 200 });
  expect(countStatements).not.toHaveBeenCalled();
  api.keys.forget(id);
  await use(key, "/docs");
  expect(countStatements).toHaveBeenCalled();
  expect(await lastUse()).toEqual(first);
  await sql`UPDATE api_keys SET last_used_at = last_used_at - interval '61 seconds' WHERE id = ${id}`.execute(
    api.db,
  );
  api.keys.forget(id);
  await use(key, "/docs");
  await vi.waitUntil(async () => ((await lastUse())?.at ?? "") > (first?.at ?? ""));
  countStatements.mockRestore();
});

test.each([
  ["an unknown key", "Bearer hf_live_AZogpOv3f9CQP6Occ58z5w8r6dvnCq2vV1bK2mZQkZ6T1l7o9G2mXQ"],
  ["not the form of a key", "Bearer secret"],
  ["another scheme", `Basic ${btoa("admin:secret")}`],
  ["no key", "Bearer"],
  ["a key that is too long", `Bearer ${"x".repeat(5_000)}`],
])("%s is 401 everywhere, with AUTH=open too", async (_what, authorization) => {
  const open = createApp({ ...api, access: { isRequired: false, confirmBy: "holder" } });
  const headers = { Authorization: authorization };
  for (const app of [api.app, open]) {
    for (const path of ["/api/slots", "/docs", "/trpc/slots.list", "/api/admin/keys"]) {
      const answer = await app.request(path, { headers });
      expect(answer.status, path).toBe(401);
      expect(answer.headers.get("WWW-Authenticate")).toBe("Bearer");
    }
  }
});

test("a key whose secret is changed in one character is refused", async () => {
  const { key } = await createKey();
  const last = key.at(-3) === "A" ? "B" : "A";
  expect(await use(`${key.slice(0, -3)}${last}${key.slice(-2)}`)).toMatchObject({ status: 401 });
  expect(await use(key)).toMatchObject({ status: 200 });
});

test("what a key did is told of it, also what it did to keys", async () => {
  const boss = await createKey({ role: "admin", name: "Boss" });
  const { id } = (await api.call("POST", "/api/admin/keys", { name: "k", role: "desk" }, bearer(boss.key)))
    .body;
  await asAdmin("POST", `/api/admin/keys/${id}/revoke`);
  const { body: told } = await asAdmin("GET", `/api/admin/audit?key_id=${id}`);
  expect(told).toMatchObject([
    { action: "key.created", actor: `key:${boss.id}`, before: null, after: { name: "k", role: "desk" } },
    { action: "key.revoked", actor: "key:environment", before: { revoked_at: null } },
  ]);
  const desk = await createKey({ role: "desk" });
  const forbidden = await api.call("GET", `/api/admin/audit?key_id=${id}`, undefined, bearer(desk.key));
  expect(forbidden).toMatchObject({ status: 403, body: { code: "FORBIDDEN" } });
  const input = encodeURIComponent(JSON.stringify({ keyId: id }));
  const overTrpc = await api.call("GET", `/trpc/audit.list?input=${input}`, undefined, bearer(desk.key));
  expect(overTrpc.body.error.data.appCode).toBe("FORBIDDEN");

  const staff = (method: string, path: string, body?: unknown) =>
    api.call(method, path, body, bearer(boss.key));
  const { slotId } = await makeSlot(staff, 3);
  const held = (await api.call("POST", `/api/slots/${slotId}/book`, { patient_name: "Ann" })).body;
  await staff("POST", `/api/bookings/${held.id}/confirm`);
  await api.call("POST", `/api/bookings/${held.id}/cancel`, undefined, { "Booking-Token": held.token });
  const { body: changes } = await staff("GET", `/api/admin/audit?slot_id=${slotId}`);
  expect(changes.map(({ action, actor }: Record<string, string>) => `${action} ${actor}`)).toEqual([
    `slot.created key:${boss.id}`,
    "booking.placed public",
    `booking.confirmed key:${boss.id}`,
    "booking.cancelled public",
  ]);
});

test("a route or a procedure without a rule does not start", () => {
  const ruled = createRestApp();
  ruled.get("/ruled", guard("public"), (c) => c.text("in"));
  expect(() => requireRules(ruled, appRouter)).not.toThrow();
  const bare = createRestApp();
  bare.get("/bare", (c) => c.text("in"));
  expect(() => requireRules(bare, appRouter)).toThrow("no rule says who may call: GET /bare");
  const any = createRestApp();
  any.all("/any", (c) => c.text("in"));
  expect(() => requireRules(any, appRouter)).toThrow("ALL /any");
});
