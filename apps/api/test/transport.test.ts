import { createHash } from "node:crypto";
import { once } from "node:events";
import { Agent, request as httpRequest, type Server } from "node:http";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { drain, listen } from "../src/http/server.ts";
import { caller, createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";
import { proceduresOf } from "./inventory.ts";
import { limitedApp } from "./limits-harness.ts";

let api: TestApp;
let server: Server | undefined;

beforeAll(async () => {
  api = await createTestApp();
});

afterEach(async () => {
  if (server) await drain(server, 0);
  server = undefined;
});

afterAll(() => api.close());

async function serve(maxConnections?: number): Promise<string> {
  const options = maxConnections === undefined ? {} : { maxConnections };
  const listening = await listen(api.app, { host: "127.0.0.1", port: 0, ...options });
  server = listening.server;
  return listening.url;
}

describe("headers", () => {
  test.each([
    ["GET", "/health", 200, "no-store"],
    ["GET", "/ready", 200, "no-store"],
    ["GET", "/api/slots", 200, "no-cache"],
    ["GET", "/api/admin/bookings", 200, "private, no-cache"],
    ["GET", "/api/admin/bookings.csv", 200, "no-store"],
    ["GET", "/trpc/slots.list?input={}", 200, "no-store"],
    ["GET", "/openapi.json", 200, "no-cache"],
    ["GET", "/postman_collection.json", 200, "no-cache"],
    ["GET", "/docs", 200, "no-cache"],
    ["GET", "/docs/errors", 200, "no-cache"],
    ["GET", "/docs/reference.js", 200, "public, max-age=3600"],
    ["GET", "/api/slots/1", 400, "no-store"],
    ["GET", "/nothing", 404, "no-store"],
    ["DELETE", "/api/slots", 405, "no-store"],
    ["GET", "/trpc/nothing", 404, "no-store"],
    ["POST", "/trpc/bookings.create", 415, "no-store"],
  ])("%s %s has what keeps browsers and caches from misusing it", async (method, path, status, kept) => {
    const response = await api.app.request(path, { method });
    await response.text();
    const headers = Object.fromEntries(response.headers);
    expect(response.status).toBe(status);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": kept,
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
      "x-request-id": expect.any(String),
      "holdfast-version": manifest.version,
    });
    expect(Object.keys(headers).filter((name) => /^access-control|server|x-powered-by/.test(name))).toEqual(
      [],
    );
  });

  test("pages have a policy of their own: nothing from elsewhere, and no script but theirs", async () => {
    const response = await api.app.request("/docs");
    const policy = response.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/https?:|\*/);
    const [, script = ""] = /<script>(.+?)<\/script>/s.exec(await response.text()) ?? [];
    const digest = createHash("sha256").update(script).digest("base64");
    expect(policy).toContain(`; script-src 'self' 'sha256-${digest}'; `);
  });
});

describe("CORS", () => {
  const OURS = "https://tickets.example.org";
  const app = () => limitedApp(api, { CORS_ORIGINS: `${OURS},http://localhost:3000` }).app;
  const preflight = (origin: string) =>
    app().request("/api/slots", {
      method: "OPTIONS",
      headers: {
        Origin: origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,idempotency-key",
      },
    });

  test("an origin on the list may call and read what it needs", async () => {
    const asked = await preflight(OURS);
    expect(asked.status).toBe(204);
    expect(asked.headers.get("Access-Control-Allow-Origin")).toBe(OURS);
    expect(asked.headers.get("Access-Control-Allow-Methods")).toBe("GET,HEAD,POST,PUT,PATCH,DELETE");
    expect(asked.headers.get("Access-Control-Allow-Headers")).toMatch(
      /Booking-Token.*Holdfast-Client.*Idempotency-Key/,
    );
    expect(asked.headers.get("Access-Control-Allow-Headers")).toMatch(/If-Match,If-None-Match/);
    for (const path of [
      "/api/slots",
      `/api/slots/${UNKNOWN_ID}`,
      "/trpc/slots.list?input={}",
      "/openapi.json",
    ]) {
      const { headers } = await app().request(path, { headers: { Origin: OURS } });
      expect(headers.get("Access-Control-Allow-Origin")).toBe(OURS);
      expect(headers.get("Access-Control-Allow-Credentials")).toBeNull();
      expect(headers.get("Vary")).toMatch(path === "/openapi.json" ? /^Accept-Encoding, Origin$/ : /Origin$/);
      const exposed = headers.get("Access-Control-Expose-Headers")?.split(",");
      expect(exposed).toEqual(
        expect.arrayContaining([
          "Date",
          "ETag",
          "Holdfast-Version",
          "Link",
          "RateLimit",
          "Retry-After",
          "X-Request-Id",
        ]),
      );
      expect(exposed).toContain("Idempotent-Replayed");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
  });

  test.each(["https://evil.example", "https://tickets.example.org.evil.example", "null", ""])(
    "%j may not",
    async (origin) => {
      const answers = [
        await preflight(origin),
        await app().request("/api/slots", { headers: { Origin: origin } }),
      ];
      for (const { headers } of answers) expect(headers.get("Access-Control-Allow-Origin")).toBeNull();
    },
  );

  test.each([
    ["/api/slots", {}, 204, "GET, HEAD, OPTIONS"],
    ["/api/slots", { Origin: OURS }, 204, "GET, HEAD, OPTIONS"],
    ["/api/slots", { "Access-Control-Request-Method": "POST" }, 204, "GET, HEAD, OPTIONS"],
    ["/trpc/slots.list", { Origin: OURS }, 204, "GET, OPTIONS, POST"],
    ["/trpc/slots.list,slots.get", {}, 204, "GET, OPTIONS, POST"],
    ["/trpc/slots.create", {}, 204, "OPTIONS, POST"],
    ["/trpc/slots.list%2Cslots.create", {}, 204, "OPTIONS, POST"],
    ["/nothing", {}, 404, null],
    ["/nothing", { Origin: OURS }, 404, null],
  ])("OPTIONS %s with %j is no preflight", async (path, headers, status, allow) => {
    for (const asked of [app(), api.app]) {
      const response = await asked.request(path, { method: "OPTIONS", headers });
      expect([response.status, response.headers.get("Allow")]).toEqual([status, allow]);
      expect(response.headers.get("X-Request-Id")).not.toBeNull();
    }
  });

  test("without a list nobody may", async () => {
    const { status, headers } = await api.app.request("/api/slots", {
      method: "OPTIONS",
      headers: { Origin: OURS, "Access-Control-Request-Method": "POST" },
    });
    expect([status, headers.get("Allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

describe("what arrives", () => {
  const mutations = proceduresOf().flatMap(({ path, type }) => (type === "mutation" ? [path] : []));

  test("a GET changes nothing: no mutation answers it, alone or in a batch", async () => {
    expect(mutations.length).toBeGreaterThan(10);
    const { slotId } = await makeSlot(api.call, 5);
    const input = encodeURIComponent(JSON.stringify({ slotId, customer: { name: "Ann" } }));
    for (const path of mutations) {
      const { status, body, headers } = await api.call("GET", `/trpc/${path}?input=${input}`);
      expect(headers.get("Allow")).toBe("POST"); // which tRPC says by itself
      expect({ path, status, code: body.error.data.appCode }).toEqual({
        path,
        status: 405,
        code: "METHOD_NOT_ALLOWED",
      });
    }
    const inputs = encodeURIComponent(JSON.stringify({ 0: {}, 1: { slotId, customer: { name: "Ann" } } }));
    const batch = await api.call("GET", `/trpc/slots.list,bookings.create?batch=1&input=${inputs}`);
    expect(batch.status).toBe(400);
    expect((await api.call("GET", `/api/slots/${slotId}`)).body.booked).toBe(0);
  });

  const nested = (depth: number) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
  test.each([
    ["is nested deeper than 20 levels", { a: nested(1_200) }],
    ["has more than 5000 keys and list items", Object.fromEntries(Array(5_001).fill(0).entries())],
    ["has more than 5000 keys and list items", { lines: Array(5_001).fill(0) }],
    ["has more than 5000 keys and list items", { lines: Array(200).fill(Array(30).fill(1)) }],
  ])("JSON that %s is a clear 400, over REST and tRPC, declared or chunked", async (what, body) => {
    const text = JSON.stringify(body);
    for (const headers of [{ "Content-Length": String(text.length) }, {}]) {
      for (const path of ["/api/bookings", "/api/admin/doctors"]) {
        const rest = await api.call("POST", path, text, headers);
        expect(rest.status).toBe(400);
        expect(rest.body).toMatchObject({ error: "Invalid input", code: "INVALID_INPUT" });
        expect(rest.body.detail).toBe(`the body ${what}`);
      }
      const trpc = await api.call("POST", "/trpc/bookings.createMany", text, headers);
      expect(trpc.status).toBe(400);
      expect(trpc.body.error).toMatchObject({
        message: `the body ${what}`,
        data: { appCode: "INVALID_INPUT" },
      });
    }
  });

  test("a small body that is nested is a 400, too", async () => {
    const text = JSON.stringify({ name: nested(500) });
    const answer = await api.call("POST", "/api/admin/doctors", text, {
      "Content-Length": String(text.length),
    });
    expect(answer).toMatchObject({ status: 400, body: { error: "Invalid name" } });
  });

  test("of very many wrong fields 500 are told", async () => {
    const fields = Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [`field${index}`, 1]));
    const { status, body } = await api.call("POST", "/api/admin/doctors", fields);
    expect(status).toBe(400);
    expect(body.issues).toHaveLength(500);
    expect(body.detail.split("; ")).toHaveLength(100);
  });

  test.each([
    ["Content-Length: 0\r\n\r\n", 404],
    ["Content-Length: 2\r\n\r\n{}", 404],
    ['Content-Length: 18\r\n\r\n{"reacquire":true}', 400],
    ["Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 404],
    ['Transfer-Encoding: chunked\r\n\r\n12\r\n{"reacquire":true}\r\n0\r\n\r\n', 400],
    ["\r\n", 404],
  ])("a body is seen where none is taken: %j", async (rest, status) => {
    const socket = await dial(Number(new URL(await serve()).port));
    const head = `POST /api/bookings/${UNKNOWN_ID}/confirm HTTP/1.1\r\nHost: x\r\nContent-Type: application/json`;
    socket.write(`${head}\r\n${rest}`);
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    socket.destroy();
  });

  test("chunks of more than 64 KiB are refused before they have all arrived", async () => {
    const { port } = new URL(await serve());
    const sent = httpRequest({ port, path: "/api/admin/doctors", method: "POST" });
    sent.setHeader("Content-Type", "application/json");
    sent.on("error", () => {}); // the server may close while we write
    const answered = once(sent, "response");
    for (let chunk = 0; chunk < 65; chunk++) sent.write(" ".repeat(1024)); // and never end()
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    response.resume();
    sent.destroy();
  });

  test("one connection more than the maximum is closed at once", async () => {
    const { port } = new URL(await serve(2));
    const open = [await dial(Number(port)), await dial(Number(port))];
    const third = await dial(Number(port));
    await once(third, "close");
    expect(open.every((socket) => !socket.destroyed)).toBe(true);
    for (const socket of open) socket.destroy();
  });
});

describe("requests that arrive together", () => {
  test("in one piece on one connection are answered in their order, each by itself", async () => {
    const { port } = new URL(await serve());
    const socket = await dial(Number(port));
    const paths = ["/api/slots/1", "/health", "/nothing", "/api/slots"];
    socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join(""));
    let received = "";
    socket.setEncoding("utf8").on("data", (text: string) => {
      received += text;
    });
    const statuses = () => [...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
    await vi.waitUntil(() => statuses().length === paths.length);
    expect(statuses()).toEqual([400, 200, 404, 200]);
    socket.destroy();
  });

  test("from clients of which some are gone at once, are answered to the others", async () => {
    const url = await serve();
    const { port } = new URL(url);
    const call = caller((path, init) => fetch(url + path, init));
    const { slotId } = await makeSlot(call, 1_000);
    const body = JSON.stringify({ patient_name: "Ann" });
    const head = `POST /api/slots/${slotId}/book HTTP/1.1\r\nHost: x\r\nContent-Type: application/json`;
    const sockets = await Promise.all(Array.from({ length: 20 }, () => dial(Number(port))));
    const answered: string[] = [];
    for (const [index, socket] of sockets.entries()) {
      socket.on("error", () => {}).once("data", (text) => answered.push(String(text).slice(0, 12)));
      socket.write(`${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`, () => {
        if (index % 2) socket.resetAndDestroy();
      });
    }
    await vi.waitUntil(() => answered.length === sockets.length / 2);
    expect(new Set(answered)).toEqual(new Set(["HTTP/1.1 201"]));
    expect((await call("GET", `/api/slots/${slotId}`)).body.booked).toBeGreaterThanOrEqual(10);
    for (const socket of sockets) socket.destroy();
  });
});

test("a client that hangs up while its booking is queued leaves no warning in the log", async () => {
  const { port } = new URL(await serve());
  const { slotId } = await makeSlot(api.call, 1_000);
  const body = JSON.stringify({ patient_name: "Ann" });
  const head = `POST /api/slots/${slotId}/book HTTP/1.1\r\nHost: x\r\nContent-Type: application/json`;
  const logged = () => api.logged.splice(0).map((line) => JSON.parse(line));
  logged();
  let sockets: Socket[] = [];
  await api.db.transaction().execute(async (trx) => {
    await sql`SELECT FROM slots WHERE id = ${slotId} FOR UPDATE`.execute(trx);
    sockets = await Promise.all(Array.from({ length: 8 }, () => dial(Number(port))));
    for (const socket of sockets) {
      socket.on("error", () => {}).write(`${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      await sleep(10);
    }
    for (const socket of sockets) socket.resetAndDestroy();
    await sleep(50);
  });
  const lines: { level: number; msg: string }[] = [];
  await vi.waitUntil(() => {
    lines.push(...logged());
    return lines.some(({ msg }) => msg === "the client has gone");
  });
  const booked = () => api.call("GET", `/api/slots/${slotId}`);
  await vi.waitUntil(async () => (await booked()).body.booked < sockets.length);
  lines.push(...logged());
  expect(lines.filter(({ level }) => level >= 40)).toEqual([]);
});

describe("draining", () => {
  const GRACE_MILLISECONDS = 5_000;
  const HEAD = "HTTP/1.1\r\nHost: x\r\n";

  /** Begins to drain what `serve` has started; tells when it is done. */
  const beginDrain = () => {
    const drained = server && drain(server, GRACE_MILLISECONDS);
    server = undefined;
    return drained;
  };

  /** What arrives on a connection: the status and the `Connection` header of each answer. */
  function answersOn(socket: Socket): string[][] {
    const answers: string[][] = [];
    let received = "";
    socket.setEncoding("utf8").on("data", (text: string) => {
      received += text;
      const heads = received.matchAll(/HTTP\/1\.1 (\d+)[\s\S]*?\r\nConnection: ([\w-]+)/g);
      answers.splice(0, answers.length, ...[...heads].map(([, status = "", kept = ""]) => [status, kept]));
    });
    return answers;
  }

  test("who keeps a connection busy is told to close it, and is never cut off", async () => {
    const { port } = new URL(await serve());
    let isDraining = false;
    let answered = 0;
    const ask = (agent: Agent) =>
      new Promise<string | undefined>((resolve, reject) => {
        const sent = httpRequest({ agent, port, path: "/health" }, (response) => {
          response.resume().once("end", () => resolve(response.headers.connection));
        });
        sent.once("error", reject).end();
      });
    const callers = Array.from({ length: 20 }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (;;) {
        const kept = await ask(agent);
        answered++;
        if (isDraining && kept === "close") return kept;
      }
    });
    await vi.waitUntil(() => answered > 200);
    isDraining = true;
    const drained = beginDrain();
    expect(await Promise.allSettled(callers)).toEqual(
      callers.map(() => ({ status: "fulfilled", value: "close" })),
    );
    await drained;
  });

  test("a request that was under way is answered, and its connection closed a moment later", async () => {
    const { port } = new URL(await serve());
    const socket = await dial(Number(port));
    const answers = answersOn(socket);
    const body = JSON.stringify({ name: "Dr. Late" });
    const received = once(server as Server, "request");
    socket.write(`POST /api/admin/doctors ${HEAD}Content-Type: application/json\r\n`);
    socket.write(`Content-Length: ${body.length}\r\n\r\n`);
    await received;
    const drained = beginDrain();
    const closed = once(socket, "close");
    socket.write(body);
    await Promise.all([closed, drained]);
    expect(answers.map(([status]) => status)).toEqual(["201"]);
  });

  test("of requests in one piece none is told to close before the last, so that all are answered", async () => {
    const { port } = new URL(await serve());
    const [early, late] = [await dial(Number(port)), await dial(Number(port))];
    const [earlyAnswers, lateAnswers] = [answersOn(early), answersOn(late)];
    let received = 0;
    server?.on("request", () => received++);
    const { slotId } = await makeSlot(api.call, 5);
    const body = JSON.stringify({ patient_name: "Ann" });
    const book = `POST /api/slots/${slotId}/book ${HEAD}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    late.write(`GET /health ${HEAD}\r\n`);
    await vi.waitUntil(() => lateAnswers.length === 1);
    const unlock = await lockSlot(slotId);
    early.write(book + book + book);
    await vi.waitUntil(() => received === 4);
    const drained = beginDrain();
    late.write(`GET /health ${HEAD}\r\n`.repeat(2));
    await vi.waitUntil(() => lateAnswers.length === 3);
    await unlock();
    await drained;
    expect(lateAnswers).toEqual([
      ["200", "keep-alive"],
      ["200", "keep-alive"],
      ["200", "close"],
    ]);
    expect(earlyAnswers.map(([status]) => status)).toEqual(["201", "201", "201"]);
  });

  test("a connection without requests is closed soon", async () => {
    const { port } = new URL(await serve());
    const socket = await dial(Number(port));
    socket.write(`GET /health ${HEAD}\r\n`);
    await once(socket, "data");
    const begin = performance.now();
    await beginDrain();
    expect(performance.now() - begin).toBeLessThan(GRACE_MILLISECONDS / 2);
  });

  /** Locks a slot from outside; returns how to unlock it. */
  async function lockSlot(slotId: string): Promise<() => Promise<void>> {
    const locked = Promise.withResolvers<void>();
    const wanted = Promise.withResolvers<void>();
    const transaction = api.db.transaction().execute(async (trx) => {
      await trx.selectFrom("slots").select("id").where("id", "=", slotId).forUpdate().execute();
      locked.resolve();
      await wanted.promise;
    });
    await locked.promise;
    return () => {
      wanted.resolve();
      return transaction;
    };
  }
});

describe("slow connections", () => {
  const SLOW = 500;

  test("500 of them keep nobody from being answered, and are closed when their time is over", async () => {
    const url = await serve();
    const { port } = new URL(url);
    const call = caller((path, init) => fetch(url + path, init));
    const { slotId } = await makeSlot(call, 1_000);
    const slow = await Promise.all(Array.from({ length: SLOW }, () => dial(Number(port))));
    let closed = 0;
    for (const [index, socket] of slow.entries()) {
      socket.on("close", () => closed++).on("error", () => {});
      socket.resume();
      // Half of them never end their headers, half never send the body that they promise.
      socket.write(`POST /api/slots/${slotId}/book HTTP/1.1\r\nHost: x\r\n`);
      if (index % 2) socket.write("Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
    }
    for (let index = 0; index < 100; index++) {
      expect((await call("POST", `/api/slots/${slotId}/book`, { patient_name: "Ann" })).status).toBe(201);
    }
    expect(closed).toBe(0);
    await vi.waitUntil(() => closed >= SLOW / 2, { timeout: 30_000, interval: 50 });
    for (const socket of slow) socket.destroy();
  });
});

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}
