import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKey, revokeKey } from "@holdfast/core";
import { createTestDatabase } from "@holdfast/db/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { ConfigError } from "../src/config.ts";
import { unusable } from "../src/http/server.ts";
import { ADMIN_API_KEY, bearer } from "./access-matrix.ts";
import { createTestApp, makeSlot, startServer, type TestApp, type TestServer } from "./harness.ts";

/* With which keys and where a process starts, and what it says where it does not. */

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

const REQUIRED = { AUTH: "", NODE_ENV: "production" };

/** The last line of the log of a process that ended with 1. */
async function refusal(environment: Record<string, string>): Promise<string> {
  const message = await startServer(environment).then(
    async (server) => {
      await server.end();
      return "it has started";
    },
    (error: Error) => error.message,
  );
  const line = /the server ended with 1: (?:.*\n)*?(.+)\n$/.exec(message)?.[1] ?? message;
  return line.startsWith("{") ? JSON.parse(line).msg : line;
}

test("in production, nobody could enter without a key: it does not start", async () => {
  const database = await createTestDatabase();
  const environment = { ...REQUIRED, DATABASE_URL: database.url };
  const said = await refusal(environment);
  expect(said).toMatch(
    /^ADMIN_API_KEY is not set and no usable API key is stored: set ADMIN_API_KEY [^\n]+$/,
  );
  expect(await refusal({ ...environment, NODE_ENV: "test", AUTH: "required" })).toContain("ADMIN_API_KEY");
  expect(await refusal({ ...environment, ADMIN_API_KEY: "short" })).toMatch(/^ADMIN_API_KEY must be 24 to/);
  await database.drop();
});

test("the key of the environment lets in, start after start, and is stored nowhere", async () => {
  const environment = { ...REQUIRED, DATABASE_URL: api.url, ADMIN_API_KEY };
  for (let start = 1; start <= 2; start += 1) {
    const server = await startServer(environment);
    const keys = () => server.call("GET", "/api/admin/keys", undefined, bearer(ADMIN_API_KEY));
    expect(await keys()).toMatchObject({ status: 200, body: [] });
    expect(await server.call("GET", "/api/admin/keys")).toMatchObject({ status: 401 });
    expect(server.output()).not.toContain("AUTH=open");
    expect(server.output()).not.toContain(ADMIN_API_KEY);
    expect(await server.end()).toBe(0);
  }
});

test("a stored key is enough, as long as it is good", async () => {
  const environment = { ...REQUIRED, DATABASE_URL: api.url };
  const { id, key } = await createKey(api, { name: "Boss", role: "admin" });
  const server = await startServer(environment);
  expect(await server.call("GET", "/api/admin/keys", undefined, bearer(key))).toMatchObject({ status: 200 });
  expect(await server.end()).toBe(0);
  await revokeKey(api, { id });
  expect(await refusal(environment)).toContain("no usable API key is stored");
});

test("AUTH=open starts without a key, and warns", async () => {
  const server = await startServer({ ...REQUIRED, AUTH: "open", DATABASE_URL: api.url });
  expect(await server.call("GET", "/api/admin/keys")).toMatchObject({ status: 200 });
  expect(server.output()).toContain("AUTH=open: whoever reaches this address may do everything");
  await server.end();
});

describe("an address that cannot be listened on is said in one line, before a database is made", () => {
  const DATA_DIR = join(tmpdir(), `holdfast-never-${process.pid}`);
  afterAll(() => rm(DATA_DIR, { recursive: true, force: true }));

  test.each([
    ["no.host.invalid", "ENOTFOUND|EAI_AGAIN"],
    ["192.0.2.1", "EADDRNOTAVAIL"],
    ["[::1]", "ENOTFOUND|EAI_AGAIN"],
  ])("HOST=%s", async (HOST, codes) => {
    const said = await refusal({ HOST, DATABASE_URL: "", DATA_DIR });
    const [, value, code] =
      /^HOST must be an address of this machine, or its name; it is "(.+)" \((\w+)\)$/.exec(said) ?? [said];
    expect(value).toBe(HOST);
    expect(code).toMatch(new RegExp(codes));
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  test("PORT", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    expect(await refusal({ PORT: String(port), DATABASE_URL: "", DATA_DIR })).toBe(
      `Port ${port} is in use. Set PORT to another one, or 0 for a free one.`,
    );
    expect(existsSync(DATA_DIR)).toBe(false);
    other.close();
  });

  test("a port that needs more rights names PORT; other trouble names nothing", () => {
    const address = { host: "127.0.0.1", port: 80 };
    const denied = unusable(Object.assign(new Error("listen EACCES"), { code: "EACCES" }), address);
    expect(denied).toBeInstanceOf(ConfigError);
    expect(denied.message).toMatch(/^Port 80 needs more rights than this user has. Set PORT [^\n]+$/);
    const other = Object.assign(new Error("too many files"), { code: "EMFILE" });
    expect(unusable(other, address)).toBe(other);
  });
});

test("a process ends with its embedded PostgreSQL, be it taken over, and the next one recovers it", async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), "holdfast-test-"));
  await chmod(DATA_DIR, 0o755); // where PostgreSQL's user can reach it, if this one is root
  const servers: TestServer[] = [];
  onTestFinished(async () => {
    for (const server of servers) await server.end();
    await rm(DATA_DIR, { recursive: true });
  });
  const serve = async () => {
    const server = await startServer({ DATABASE_URL: "", DATA_DIR });
    servers.push(server);
    return server;
  };
  const first = await serve();
  const { slotId } = await makeSlot(first.call, 1);
  await first.end("SIGKILL");

  const second = await serve();
  const pidFile = await readFile(join(DATA_DIR, "postgres/data/postmaster.pid"), "utf8");
  const pid = Number.parseInt(pidFile, 10);
  const ended = once(second.process, "exit", { signal: AbortSignal.timeout(20_000) });
  process.kill(pid, "SIGQUIT");
  expect(await ended).toEqual([1, null]);
  const said = second.output().match(/"level":60,.*"msg":"(.+)"/g);
  expect(said).toHaveLength(1);
  expect(said?.[0]).toContain(`PostgreSQL (pid ${pid}) has ended unexpectedly`);

  const third = await serve();
  expect(await third.call("GET", `/api/slots/${slotId}`)).toMatchObject({ status: 200 });
  expect(await third.end()).toBe(0);
  expect(third.output()).not.toContain('"level":60');
}, 60_000);
