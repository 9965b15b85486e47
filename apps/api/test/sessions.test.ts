import { setImmediate } from "node:timers/promises";
import { createServices, deleteEndedSessions, SESSIONS_PER_KEY_MAX } from "@holdfast/core";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "../src/app.ts";
import type { Deps } from "../src/http/env.ts";
import { RequestLimits } from "../src/limits/request-limits.ts";
import { ADMIN_API_KEY, bearer } from "./access-matrix.ts";
import { type Answer, type Call, caller, createTestApp, secondsOf, type TestApp } from "./harness.ts";

/* Sessions of staff, and what must not be possible with their cookies. */

const ORIGIN = "http://localhost";
const SESSION = "/admin/session";
const PATH = "/api/admin/doctors";
const DOCTOR = { name: "Dr. Smith" };

let api: TestApp;
let call: Call;
let desk: { id: string; key: string };
let admin: { id: string; key: string };

const newKey = async (role: "desk" | "admin", more: object = {}) =>
  (await api.call("POST", "/api/admin/keys", { name: `The ${role}`, role, ...more }, bearer(ADMIN_API_KEY)))
    .body as { id: string; key: string };

/** The application with other dependencies; what is refused to a session is not part of the API's document. */
const withDeps = (deps: Partial<Deps> = {}): Call => {
  const app = createApp({ ...api, ...deps });
  return caller(async (path, init) => app.request(path, init));
};

/** What a restart leaves: nothing in memory. */
const restarted = (adminApiKey?: string): Call =>
  withDeps(createServices({ db: api.db, jobs: api.jobs, ...secondsOf(120), adminApiKey }));

beforeAll(async () => {
  api = await createTestApp({ isRequired: true, adminApiKey: ADMIN_API_KEY });
  call = withDeps();
});

beforeEach(async () => {
  desk = await newKey("desk");
  admin = await newKey("admin");
});

afterAll(() => api.close());

const setCookie = ({ headers }: Answer) => headers.get("Set-Cookie") ?? "";
/** What a browser sends back of the cookie that it was given. */
const cookieOf = (answer: Answer) => ({ Cookie: setCookie(answer).split(";")[0] ?? "" });

async function signIn(key: string, through = call): Promise<{ Cookie: string }> {
  const answer = await through("POST", SESSION, { key });
  expect(answer.status).toBe(200);
  return cookieOf(answer);
}

const own = (cookie: { Cookie: string }) => ({ ...cookie, Origin: ORIGIN });
const whoAmI = async (cookie: { Cookie: string }, through = call) =>
  (await through("GET", SESSION, undefined, cookie)).status;

describe("a session", () => {
  test("has the rights and the name of its key, over REST and tRPC", async () => {
    const answer = await call("POST", SESSION, { key: admin.key });
    expect(answer.body).toEqual({ role: "admin", name: "The admin", expiresAt: expect.any(String) });
    const cookie = cookieOf(answer);
    expect((await call("GET", SESSION, undefined, cookie)).body).toEqual(answer.body);
    const { body: doctor, status } = await call("POST", PATH, DOCTOR, own(cookie));
    expect(status).toBe(201);
    const input = encodeURIComponent(JSON.stringify({ resourceId: doctor.id }));
    const audit = await call("GET", `/trpc/audit.list?input=${input}`, undefined, cookie);
    expect(audit.body.result.data.items[0].actor).toBe(`key:${admin.id}`);
    const deskCookie = await signIn(desk.key);
    expect((await call("POST", PATH, DOCTOR, own(deskCookie))).status).toBe(403);
    expect((await call("GET", "/api/admin/bookings", undefined, deskCookie)).status).toBe(200);
  });

  test("has a cookie that no script reads and no other site sends", async () => {
    const plain = await call("POST", SESSION, { key: desk.key });
    expect(setCookie(plain)).toMatch(/^holdfast_session=[\w-]{54}; Path=\/; HttpOnly; SameSite=Strict$/);
    const secure = await call("POST", SESSION, { key: desk.key }, { Origin: "https://localhost" });
    expect(setCookie(secure)).toMatch(
      /^__Host-holdfast_session=[\w-]{54}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(await whoAmI(cookieOf(secure))).toBe(200);
  });

  test("is stored as a hash, and no response has the key", async () => {
    const answer = await call("POST", SESSION, { key: desk.key });
    const text = cookieOf(answer).Cookie.split("=")[1] as string;
    const { rows } = await sql<{ row: string }>`SELECT sessions::text AS row FROM sessions`.execute(api.db);
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(text);
    expect(stored).not.toContain(Buffer.from(text, "base64url").subarray(16).toString("hex"));
    expect(JSON.stringify(answer)).not.toContain(desk.key);
    expect(api.logged.join("\n")).not.toContain(text);
  });

  test("ends by signing out, at once and in other processes", async () => {
    const cookie = await signIn(desk.key);
    const ended = await call("DELETE", SESSION, undefined, own(cookie));
    expect(ended.status).toBe(204);
    expect(setCookie(ended)).toMatch(/^holdfast_session=; Max-Age=0;/);
    expect(await whoAmI(cookie)).toBe(401);
    expect(await whoAmI(cookie, restarted())).toBe(401);
    expect((await call("DELETE", SESSION, undefined, own(cookie))).status).toBe(204);
  });

  test("ends with its key, at once", async () => {
    const cookie = await signIn(desk.key);
    expect(await whoAmI(cookie)).toBe(200);
    await call("POST", `/api/admin/keys/${desk.id}/revoke`, {}, bearer(ADMIN_API_KEY));
    expect(await whoAmI(cookie)).toBe(401);
    expect((await call("POST", SESSION, { key: desk.key })).status).toBe(401);
  });

  test("ends when its key expires, and no later", async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { id, key } = await newKey("desk", { expires_at: expiresAt });
    const answer = await call("POST", SESSION, { key });
    expect(answer.body.expiresAt).toBe(expiresAt);
    await sql`UPDATE api_keys SET expires_at = clock_timestamp() WHERE id = ${id}`.execute(api.db);
    expect(await whoAmI(cookieOf(answer), restarted())).toBe(401);
  });

  test.each(["expires_at = clock_timestamp()", "last_used_at = clock_timestamp() - interval '61 minutes'"])(
    "ends by time: %s",
    async (change) => {
      const cookie = await signIn(desk.key);
      await sql`UPDATE sessions SET ${sql.raw(change)} WHERE key_id = ${desk.id}`.execute(api.db);
      expect(await whoAmI(cookie, restarted())).toBe(401);
      await deleteEndedSessions(api);
      const { rows } = await sql`SELECT FROM sessions WHERE key_id = ${desk.id}`.execute(api.db);
      expect(rows).toEqual([]);
    },
  );

  test("lives on while it is used, and so does its key", async () => {
    const cookie = await signIn(desk.key);
    await sql`UPDATE sessions SET last_used_at = last_used_at - interval '59 minutes' WHERE key_id = ${desk.id}`.execute(
      api.db,
    );
    await sql`UPDATE api_keys SET last_used_at = NULL WHERE id = ${desk.id}`.execute(api.db);
    expect(await whoAmI(cookie, restarted())).toBe(200);
    const used = () =>
      sql<{ session: Date; key: Date | null }>`
        SELECT sessions.last_used_at AS session, api_keys.last_used_at AS key
        FROM sessions JOIN api_keys ON api_keys.id = key_id WHERE key_id = ${desk.id}`.execute(api.db);
    await expect.poll(async () => (await used()).rows[0]?.key).toBeInstanceOf(Date);
    // One statement writes both, each at its own millisecond.
    const [times] = (await used()).rows;
    expect(Math.abs(Number(times?.session) - Number(times?.key))).toBeLessThan(1_000);
  });

  test("of ADMIN_API_KEY ends when the variable changes, or goes", async () => {
    const cookie = await signIn(ADMIN_API_KEY);
    expect((await call("GET", SESSION, undefined, cookie)).body.name).toBe("ADMIN_API_KEY");
    expect(await whoAmI(cookie, restarted(ADMIN_API_KEY))).toBe(200);
    expect(await whoAmI(cookie, restarted("another-admin-key-for-tests-012345"))).toBe(401);
    expect(await whoAmI(cookie, restarted())).toBe(401);
  });

  test(`of a key ends when ${SESSIONS_PER_KEY_MAX} others have begun`, async () => {
    const first = await signIn(desk.key);
    const last: string[] = [];
    for (let count = 0; count < SESSIONS_PER_KEY_MAX; count++) last.push((await signIn(desk.key)).Cookie);
    expect(await whoAmI(first)).toBe(401);
    expect(await whoAmI({ Cookie: last[0] as string })).toBe(200);
  });

  test("is not needed where access is open", async () => {
    const open = withDeps({ access: { isRequired: false, confirmBy: "holder" } });
    expect((await open("GET", SESSION)).body).toEqual({ role: "admin", name: "AUTH=open", expiresAt: null });
  });

  test("is not asked for by callers without its cookie", async () => {
    const identify = () => {
      throw new Error("a session was looked up");
    };
    const strict = withDeps({ sessions: { identify } as unknown as Deps["sessions"] });
    const others = { Cookie: "theme=dark; _ga=GA1.1.1" };
    expect((await strict("GET", "/api/slots", undefined, others)).status).toBe(200);
    expect((await strict("GET", "/api/slots")).status).toBe(200);
  });
});

describe("an attack", () => {
  const changes: Record<string, (headers: Record<string, string>, through?: Call) => Promise<Answer>> = {
    REST: (headers, through = call) => through("POST", PATH, DOCTOR, headers),
    tRPC: (headers, through = call) =>
      through("POST", "/trpc/resources.create", { kind: "doctor", ...DOCTOR }, headers),
    "a query of tRPC by POST": (headers, through = call) => through("POST", "/trpc/keys.list", {}, headers),
    "signing out": (headers, through = call) => through("DELETE", SESSION, undefined, headers),
  };
  const forged: Record<string, Record<string, string>> = {
    "from another site": { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" },
    "from another site, by an old browser": { Origin: "https://evil.example" },
    "from a neighbour": { Origin: "http://other.localhost", "Sec-Fetch-Site": "same-site" },
    "from another port": { Origin: "http://localhost:8080" },
    "from a name that begins with ours": { Origin: "http://localhost.evil.example" },
    "from a sandbox": { Origin: "null" },
    "without an origin": {},
    "without an origin, from here": { "Sec-Fetch-Site": "same-origin" },
    "with our origin, from another site": { Origin: ORIGIN, "Sec-Fetch-Site": "cross-site" },
    "typed into the address bar": { Origin: ORIGIN, "Sec-Fetch-Site": "none" },
    "with an origin that is none": { Origin: "localhost" },
    "with our origin as a trusted proxy's": {
      Origin: "https://evil.example",
      "X-Forwarded-Host": "evil.example",
      "X-Forwarded-Proto": "https",
    },
  };

  describe.each(Object.entries(changes))("%s", (_way, change) => {
    test.each(Object.entries(forged))("%s is refused", async (_from, headers) => {
      const cookie = await signIn(admin.key);
      const { status, body } = await change({ ...cookie, ...headers });
      expect([status, body.code ?? body.error.data.appCode]).toEqual([403, "FORBIDDEN"]);
      expect(await whoAmI(cookie)).toBe(200);
    });

    test("a page of this server may", async () => {
      const cookie = await signIn(admin.key);
      const headers = { ...own(cookie), "Sec-Fetch-Site": "same-origin" };
      expect((await change(headers)).status).toBeLessThan(300);
    });
  });

  const wrongCookies: Record<string, (cookie: string) => string> = {
    "a tampered secret": (cookie) => `${cookie.slice(0, -3)}${cookie.endsWith("AAA") ? "BBB" : "AAA"}`,
    "another id": (cookie) => cookie.replace(/=./, (begin) => (begin === "=A" ? "=B" : "=A")),
    "a cut text": (cookie) => cookie.slice(0, -1),
    "no text": () => "holdfast_session=",
    "the key itself": () => `holdfast_session=${admin.key}`,
    "not base64url": () => "holdfast_session=%00%ff'; DROP TABLE sessions; --",
    "another name": (cookie) => cookie.replace("holdfast", "xholdfast"),
  };

  test.each(Object.entries(wrongCookies))("%s opens nothing, and keeps nobody out", async (_name, forge) => {
    const { Cookie } = await signIn(admin.key);
    const forgedCookie = { Cookie: forge(Cookie) };
    expect(await whoAmI(forgedCookie)).toBe(401);
    expect((await call("GET", PATH, undefined, forgedCookie)).status).toBe(401);
    expect((await call("GET", "/api/slots", undefined, forgedCookie)).status).toBe(200);
  });

  test("the cookie of another server opens nothing", async () => {
    const other = await createTestApp({ isRequired: true, adminApiKey: ADMIN_API_KEY });
    try {
      const cookie = cookieOf(await other.call("POST", SESSION, { key: ADMIN_API_KEY }));
      expect((await other.call("GET", SESSION, undefined, cookie)).status).toBe(200);
      expect(await whoAmI(cookie)).toBe(401);
    } finally {
      await other.close();
    }
  });

  test("a cookie beside a key is ignored, even a forged request's", async () => {
    const cookie = await signIn(admin.key);
    const forgery = { ...cookie, Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
    expect((await call("POST", PATH, DOCTOR, { ...forgery, ...bearer(desk.key) })).status).toBe(403);
    expect((await call("POST", PATH, DOCTOR, { ...forgery, ...bearer(admin.key) })).status).toBe(201);
    expect((await call("GET", PATH, undefined, { ...cookie, ...bearer("wrong") })).status).toBe(401);
  });

  test("fixation: signing in gives a new session, and ends the one that the browser had", async () => {
    const planted = await signIn(desk.key);
    const answer = await call("POST", SESSION, { key: admin.key }, own(planted));
    expect(cookieOf(answer)).not.toEqual(planted);
    expect(await whoAmI(planted)).toBe(401);
    const made = { Cookie: "holdfast_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };
    expect(cookieOf(await call("POST", SESSION, { key: desk.key }, own(made)))).not.toEqual(made);
    expect(await whoAmI(made)).toBe(401);
  });

  test("a neighbour's cookie counts for nothing beside one of this host", async () => {
    const neighbours = await signIn(desk.key);
    const secure = cookieOf(await call("POST", SESSION, { key: admin.key }, { Origin: "https://localhost" }));
    const both = { Cookie: `${neighbours.Cookie}; ${secure.Cookie}` };
    expect((await call("GET", SESSION, undefined, both)).body.name).toBe("The admin");
  });

  test("nobody is signed in by another site", async () => {
    for (const headers of [{ Origin: "https://evil.example" }, { "Sec-Fetch-Site": "cross-site" }]) {
      const { status, headers: answered } = await call("POST", SESSION, { key: desk.key }, headers as never);
      expect([status, answered.get("Set-Cookie")]).toEqual([403, null]);
    }
    const form = { "Content-Type": "text/plain", Origin: ORIGIN };
    expect((await call("POST", SESSION, JSON.stringify({ key: desk.key }), form)).status).toBe(415);
  });
});

/** A call that comes over a connection of another machine, as Node.js shows it. */
function from(through: Deps["requestLimits"], more: Partial<Deps> = {}): Call {
  const app = createApp({ ...api, requestLimits: through, ...more });
  return caller(async (path, init) => {
    const headers = Object.fromEntries(
      Object.entries(init.headers as Record<string, string>).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    );
    const incoming = { socket: { remoteAddress: "203.0.113.7" }, headers, url: path };
    return app.request(path, init, { incoming } as never);
  });
}

const limits = (trustedProxies?: number) =>
  new RequestLimits({
    requestsPerMinute: 1_000,
    keyRequestsPerMinute: 1_000,
    failuresPerMinute: 3,
    trustedProxies,
    isOpen: false,
  });

describe("behind a proxy", () => {
  const asPublic = { "X-Forwarded-Host": "desk.example.org", "X-Forwarded-Proto": "https" };
  const Origin = "https://desk.example.org";

  test("that is trusted, the origin is that of the host which it names", async () => {
    const proxied = from(limits(1));
    const answer = await proxied("POST", SESSION, { key: admin.key }, { ...asPublic, Origin });
    expect(setCookie(answer)).toMatch(/^__Host-.*; Secure;/);
    const cookie = cookieOf(answer);
    const create = async (origin: string) =>
      (await proxied("POST", PATH, DOCTOR, { ...cookie, ...asPublic, Origin: origin })).status;
    expect(await create(Origin)).toBe(201);
    expect(await create("http://desk.example.org")).toBe(403);
    expect(await create("https://localhost")).toBe(403);
    const neighbours = await signIn(admin.key);
    expect((await proxied("GET", SESSION, undefined, { ...neighbours, ...asPublic })).status).toBe(401);
  });

  test("that is not, PUBLIC_URL names the host", async () => {
    const rewritten = from(limits(), { publicUrl: Origin });
    const cookie = cookieOf(await rewritten("POST", SESSION, { key: admin.key }, { Origin }));
    expect((await rewritten("POST", PATH, DOCTOR, { ...cookie, Origin })).status).toBe(201);
    const other = from(limits());
    expect((await other("POST", PATH, DOCTOR, { ...cookie, ...asPublic, Origin })).status).toBe(403);
  });
});

test("wrong keys are counted as guesses, and ended sessions are not", async () => {
  const limited = from(limits());
  const statusOf = async (key: string) => {
    const { status } = await limited("POST", SESSION, { key });
    await setImmediate(); // a guess under way counts until then
    return status;
  };
  const ended = { Cookie: "holdfast_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };
  for (let count = 0; count < 5; count++) expect(await whoAmI(ended, limited)).toBe(401);
  for (let count = 0; count < 3; count++) expect(await statusOf("hf_live_wrong")).toBe(401);
  expect(await statusOf(desk.key)).toBe(429);
});
