import { readFile } from "node:fs/promises";
import { Agent, type ClientRequest, request } from "node:http";
import { openDatabase } from "@holdfast/db";
import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { STREAMS_PER_ADDRESS_MAX } from "../src/limits/index.ts";
import { countStatuses, makeSlot, startServer, type TestServer, UNKNOWN_ID } from "./harness.ts";

/* CLUSTER: several server processes behind one port. */

const WAIT = { timeout: 20_000, interval: 50 };
const SERVERS = 2;
const REQUEST_MAX_MILLISECONDS = 15_000;
const KEY = "0123456789abcdef0123456789abcdef";

let database: TestDatabase;
/** The cluster of one test. */
let server: TestServer | undefined;
/** The cluster of the tests that leave one whole. */
let whole: TestServer | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  await server?.end("SIGTERM");
  server = undefined;
});

afterAll(async () => {
  await whole?.end("SIGTERM");
  await database.drop();
});

const start = (environment: Record<string, string> = {}) =>
  startServer({ DATABASE_URL: database.url, CLUSTER: String(SERVERS), ...environment });

async function serve(environment: Record<string, string> = {}): Promise<TestServer> {
  server = await start(environment);
  return server;
}

/** The running cluster, and what it says from now on. */
async function wholeCluster() {
  whole ??= await start();
  const cluster = whole;
  const said = cluster.output().length;
  return { cluster, said: () => cluster.output().slice(said) };
}

interface Sent {
  status: number | string | undefined;
  /** The process that responded. */
  body: string;
}

/** Sends a request on a connection of the agent; an error of the connection counts as its status. */
function send(
  { url }: TestServer,
  agent: Agent | false,
  path: string,
  {
    headers = {},
    method = "GET",
    body,
  }: { headers?: Record<string, string>; method?: string; body?: object } = {},
): Promise<Sent> {
  return new Promise((resolve) => {
    const json = body ? { "Content-Type": "application/json" } : {};
    const sent = request(url + path, { agent, method, headers: { ...headers, ...json } }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode, body: text }));
      response.on("error", (error: NodeJS.ErrnoException) => resolve({ status: error.code, body: "" }));
    });
    sent.on("error", (error: NodeJS.ErrnoException) => resolve({ status: error.code, body: "" }));
    // A connection that was on its way to a process that died is never answered.
    sent.setTimeout(REQUEST_MAX_MILLISECONDS, () => sent.destroy());
    sent.end(body && JSON.stringify(body));
  });
}

const times = <Result>(count: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

const count = (answers: Sent[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

/** The members' process ids. */
async function pidsOf({ process: { pid } }: TestServer): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.trim().split(" ").map(Number);
}

describe("limits are counted for all processes together", () => {
  const LIMIT = 320;
  const FAILURES = 96;
  /** A sixteenth of a quota may be borrowed by processes that do not use it. */
  const USABLE = 15 / 16;
  let cluster: TestServer;

  beforeAll(async () => {
    cluster = await start({
      AUTH: "required",
      ADMIN_API_KEY: KEY,
      TRUST_PROXY: "1",
      RATE_LIMIT_REQUESTS_PER_MINUTE: String(LIMIT),
      RATE_LIMIT_FAILURES_PER_MINUTE: String(FAILURES),
      MAX_HOLDS_PER_CONTACT: "4",
    });
  });

  afterAll(async () => {
    await cluster?.end("SIGTERM");
  });

  const from = (address: string) => ({ "X-Forwarded-For": address });

  test.each([
    ["on connections of their own", false, from("203.0.113.1")],
    ["on one connection", true, from("203.0.113.2")],
  ])("requests of one address, %s", async (_name, isOne, headers) => {
    const agent = isOne && new Agent({ keepAlive: true, maxSockets: 1 });
    const answers = await times(2 * LIMIT, () => send(cluster, agent, "/api/slots", { headers }));
    const allowed = count(answers, 200);
    expect(allowed + count(answers, 429)).toBe(2 * LIMIT);
    expect(allowed).toBeLessThanOrEqual(LIMIT);
    expect(allowed).toBeGreaterThanOrEqual(LIMIT * USABLE);
    if (agent) agent.destroy();
  });

  test("guesses of one address", async () => {
    const headers = from("203.0.113.3");
    const ids = await times(200, () => send(cluster, false, `/api/bookings/${UNKNOWN_ID}`, { headers }));
    expect(count(ids, 404) + count(ids, 429)).toBe(200);
    expect(count(ids, 404)).toBeLessThanOrEqual(FAILURES);
    expect(count(ids, 404)).toBeGreaterThanOrEqual(FAILURES * USABLE);

    const wrong = { ...from("203.0.113.4"), Authorization: "Bearer wrong" };
    const keys: Sent[] = [];
    for (let index = 0; index < 150; index++)
      keys.push(await send(cluster, false, "/api/slots", { headers: wrong }));
    // A wrong key is counted once it was refused: each process may be one late.
    expect(count(keys, 401)).toBeLessThanOrEqual(FAILURES + SERVERS);
    expect(count(keys, 401)).toBeGreaterThanOrEqual(FAILURES * USABLE);
  });

  test("live holds of one contact, wherever they are placed, confirmed and cancelled", async () => {
    const staff = { Authorization: `Bearer ${KEY}` };
    const { slotId } = await makeSlot((method, path, body) => cluster.call(method, path, body, staff), 100);
    const headers = from("203.0.113.5");
    const body = { customer_name: "Ann", customer_contact: "ann@example.org" };
    const book = () => send(cluster, false, `/api/slots/${slotId}/book`, { method: "POST", headers, body });
    const answers = await times(30, book);
    expect(countStatuses(answers as never)).toEqual({ 201: 4, 429: 26 });
    const holds = answers.filter(({ status }) => status === 201).map((answer) => JSON.parse(answer.body));
    await times(3, (index) =>
      send(cluster, false, `/api/bookings/${holds[index].id}/${index ? "confirm" : "cancel"}`, {
        method: "POST",
        headers: { ...headers, "Booking-Token": holds[index].token },
      }),
    );
    expect(countStatuses((await times(10, book)) as never)).toEqual({ 201: 3, 429: 7 });
  });
});

test("the streams of one address are no more than it may have, over all processes", async () => {
  const servers = 3;
  const cluster = await serve({
    CLUSTER: String(servers),
    TRUST_PROXY: "1",
    RATE_LIMIT_REQUESTS_PER_MINUTE: "10000",
  });
  const { slotId } = await makeSlot(cluster.call, 1);
  const streams = new Set<ClientRequest>();
  /** Opens a stream on a connection of its own; returns its status. */
  const open = (address: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const headers = { "X-Forwarded-For": address };
      const stream = request(`${cluster.url}/api/slots/stream?slot_id=${slotId}`, { agent: false, headers });
      stream.on("error", reject).on("response", (response) => {
        if (response.statusCode === 200) streams.add(stream);
        else stream.destroy();
        response.on("error", () => {}).resume();
        resolve(response.statusCode);
      });
      stream.end();
    });
  /** Node.js hands connections to the processes in turn: so many are more than each has room for. */
  const openAll = async (address: string) => {
    const statuses: (number | undefined)[] = [];
    for (let opened = 0; opened < 1.5 * STREAMS_PER_ADDRESS_MAX; opened += 50) {
      statuses.push(...(await times(50, () => open(address))));
    }
    return statuses.filter((status) => status !== 429);
  };
  const allowed = await openAll("203.0.113.8");
  expect(new Set(allowed)).toEqual(new Set([200]));
  expect(allowed.length).toBeLessThanOrEqual(STREAMS_PER_ADDRESS_MAX);
  // Each process has the same share, which is a whole number.
  expect(allowed.length).toBe(servers * Math.floor(STREAMS_PER_ADDRESS_MAX / servers));
  expect(await open("203.0.113.9")).toBe(200);
  for (const stream of streams) stream.destroy();
  await vi.waitFor(async () => expect(await open("203.0.113.8")).toBe(200), WAIT);
  for (const stream of streams) stream.destroy();
});

describe("the primary", () => {
  test("replaces a member that died while its successor failed to start", async () => {
    const cluster = await serve();
    const before = await pidsOf(cluster);
    cluster.process.kill("SIGHUP");
    const [old] = before;
    const successor = await vi.waitFor(async () => {
      const pid = (await pidsOf(cluster)).find((member) => !before.includes(member));
      expect(pid).toBeDefined();
      return pid as number;
    }, WAIT);
    process.kill(old as number, "SIGKILL");
    process.kill(successor, "SIGKILL");
    await vi.waitFor(() => expect(cluster.output()).toContain("the new process does not start"), WAIT);
    await vi.waitFor(async () => {
      const members = await pidsOf(cluster);
      expect(members).toHaveLength(SERVERS + 1);
      expect(members).not.toContain(old);
    }, WAIT);
    expect((await send(cluster, false, "/health")).status).toBe(200);
  });

  test("says BUSY, and why in the log, where it cannot look into the database", async () => {
    const cluster = await serve({ AUTH: "required", ADMIN_API_KEY: KEY, TRUST_PROXY: "1" });
    const staff = { Authorization: `Bearer ${KEY}` };
    const { slotId } = await makeSlot((method, path, body) => cluster.call(method, path, body, staff), 1_000);
    const db = openDatabase(database);
    const answer = await db.transaction().execute(async (trx) => {
      await sql`LOCK TABLE slots`.execute(trx);
      // So many places of one contact that the slot's capacity is looked up.
      const answering = send(cluster, false, `/api/slots/${slotId}/book`, {
        method: "POST",
        headers: { "X-Forwarded-For": "203.0.113.7" },
        body: { customer_name: "Ann", customer_contact: "ann@example.org", quantity: 30 },
      });
      await vi.waitFor(async () => {
        const { rows } = await sql<{ isEnded: boolean }>`
          SELECT pg_terminate_backend(pid) AS "isEnded" FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db);
        expect(rows).toEqual([{ isEnded: true }]);
      }, WAIT);
      return answering;
    });
    await db.destroy();
    expect(answer.status).toBe(503);
    expect(cluster.output()).toMatch(/"code":"57P01".*"msg":"busy"/);
  });
});

describe("the whole", () => {
  test("sells a slot's places once", async () => {
    const { cluster } = await wholeCluster();
    const { slotId } = await makeSlot(cluster.call, 100);
    const answers = await times(300, (index) =>
      send(cluster, false, `/api/slots/${slotId}/book`, {
        method: "POST",
        body: { customer_name: `Visitor ${index}` },
      }),
    );
    expect(countStatuses(answers as never)).toEqual({ 201: 100, 409: 200 });
  });

  test("replaces every member at SIGHUP, without a failed request", async () => {
    const { cluster, said } = await wholeCluster();
    const before = await pidsOf(cluster);
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const answers: Sent[] = [];
    let isRolled = false;
    const load = times(16, async (index) => {
      while (!isRolled) {
        answers.push(await send(cluster, index % 4 ? agent : false, "/api/slots?limit=1"));
      }
    });
    cluster.process.kill("SIGHUP");
    await vi.waitFor(() => expect(said()).toContain("every process has been replaced"), {
      ...WAIT,
      timeout: 90_000,
    });
    isRolled = true;
    await load;
    agent.destroy();
    expect(answers.length).toBeGreaterThan(100);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    const after = await pidsOf(cluster);
    expect(after).toHaveLength(before.length);
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  }, 120_000);

  test("stops with its primary, and lets requests in flight end", async () => {
    const { cluster } = await wholeCluster();
    const members = await pidsOf(cluster);
    whole = undefined;
    expect(await cluster.end("SIGTERM")).toBe(0);
    for (const pid of members) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });

  test("that cannot start says why in one line", async () => {
    await expect(serve({ AUTH: "required" })).rejects.toThrow(/ended with 1: .*ADMIN_API_KEY is not set/s);
    await expect(serve({ CLUSTER: "64" })).rejects.toThrow(/CLUSTER needs more than the \d+ connections/);
    await expect(serve({ CLUSTER: "0" })).rejects.toThrow(
      "CLUSTER must be a whole number of processes from 1 to 64, or auto",
    );
  });
});

describe("killed", () => {
  test("a member is replaced, and the others go on", async () => {
    const { cluster, said } = await wholeCluster();
    const [killed] = await pidsOf(cluster);
    process.kill(killed as number, "SIGKILL");
    await vi.waitFor(() => expect(said()).toContain("a server process ended with SIGKILL"), WAIT);
    const answers = await times(30, () => send(cluster, false, "/health"));
    expect(count(answers, 200)).toBe(30);
    await vi.waitFor(async () => expect(await pidsOf(cluster)).toHaveLength(SERVERS + 1), WAIT);
    expect(await pidsOf(cluster)).not.toContain(killed);
  });

  test("the primary takes its members with it", async () => {
    const { cluster } = await wholeCluster();
    const members = await pidsOf(cluster);
    whole = undefined;
    await cluster.end("SIGKILL");
    await vi.waitFor(() => {
      for (const pid of members) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    }, WAIT);
  });
});
