/**
 * Attacks that one client, or one address, may try on a server as in production, and what they reach. Exits with 1 where one
 * reaches more than it may.
 */
import { once } from "node:events";
import { chmod, mkdtemp, readFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { removeEmbedded } from "@holdfast/embedded-postgres";
import { LOCAL_ENVIRONMENT, ServerProcess } from "./server-process.ts";

const ADMIN_API_KEY = "an-admin-key-for-these-attacks-alone";
const STAFF = { Authorization: `Bearer ${ADMIN_API_KEY}` };

interface Reply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the fields of many kinds of responses
  body: any;
}

/** A server under attack. `from` names the address that a trusted proxy reports. */
interface Target {
  url: string;
  pid: number;
  call: (method: string, path: string, body?: object, headers?: Record<string, string>) => Promise<Reply>;
}

/** What an attack reached, and whether it may. */
interface Outcome {
  reached: string;
  isBounded: boolean;
}

interface Attack {
  what: string;
  /** What it reached before the server was made to withstand it. */
  before: string;
  /** `proxied`: the server trusts one proxy, so that each attacker has an address. */
  server: "direct" | "proxied";
  run: (target: Target) => Promise<Outcome>;
}

const from = (address: string) => ({ "X-Forwarded-For": address });
const ATTACKER = from("198.51.100.7");
/** Another address: the reader of lists uses up what one address may ask for in a minute. */
const READER = from("198.51.100.8");

async function makeSlot({ call }: Target, capacity: number): Promise<string> {
  const { body: show } = await call("POST", "/api/admin/shows", { name: "Hamlet" }, STAFF);
  const times = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z" };
  const slot = await call("POST", `/api/admin/shows/${show.id}/slots`, { ...times, capacity }, STAFF);
  return slot.body.id;
}

const book = ({ call }: Target, slotId: string, body: object, headers: Record<string, string>) =>
  call("POST", `/api/slots/${slotId}/book`, { customer_name: "Ann", ...body }, headers);

/** Asks again until it is refused; returns the places that were given. */
async function placesUntilRefused(
  quantity: number,
  ask: (quantity: number) => Promise<Reply>,
): Promise<number> {
  let places = 0;
  for (let step = quantity; step >= 1; step = Math.floor(step / 2)) {
    while ((await ask(step)).status === 201) places += step;
  }
  return places;
}

async function open({ url }: Target, text: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1").on("error", () => {});
  socket.pause();
  await once(socket, "connect");
  if (text) socket.write(text);
  return socket;
}

async function residentMegabytes({ pid }: Target): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

const GET_SCRIPT = "GET /docs/reference.js HTTP/1.1\r\nHost: x\r\n\r\n";

async function unreadResponses(target: Target): Promise<Outcome> {
  await fetch(`${target.url}/docs/reference.js`).then((response) => response.arrayBuffer());
  const before = await residentMegabytes(target);
  const sockets = [await open(target, GET_SCRIPT.repeat(500))];
  for (let count = 0; count < 50; count += 1) sockets.push(await open(target, GET_SCRIPT.repeat(10)));
  const begin = performance.now();
  let most = 0;
  let left = sockets.length;
  while (left > 0 && performance.now() - begin < 45_000) {
    await sleep(1_000);
    most = Math.max(most, (await residentMegabytes(target)) - before);
    // A paused socket learns of the end when it writes.
    for (const socket of sockets) if (!socket.destroyed) socket.write("\r\n");
    left = sockets.filter(({ destroyed }) => !destroyed).length;
  }
  const seconds = Math.round((performance.now() - begin) / 1000);
  for (const socket of sockets) socket.destroy();
  const reached = `${Math.round(most)} MB more, ${left} connections open after ${seconds} s`;
  return { reached, isBounded: most < 100 && left === 0 };
}

async function closedSlot(target: Target): Promise<Outcome> {
  const slotId = await makeSlot(target, 100);
  await book(target, slotId, {}, STAFF);
  const wait = { customer_name: "Eve", quantity: 100 };
  const { status } = await target.call("POST", `/api/slots/${slotId}/waitlist`, wait, ATTACKER);
  const places = await placesUntilRefused(1, () => book(target, slotId, {}, STAFF));
  return { reached: `joining: ${status}; others still get ${places} places of 99`, isBounded: places === 99 };
}

async function hoardedPlaces(target: Target): Promise<Outcome> {
  const slotId = await makeSlot(target, 1_000);
  const held = await placesUntilRefused(100, (quantity) => book(target, slotId, { quantity }, ATTACKER));
  const filled = await placesUntilRefused(100, (quantity) => book(target, slotId, { quantity }, STAFF));
  const waiting = await placesUntilRefused(100, (quantity) =>
    target.call("POST", `/api/slots/${slotId}/waitlist`, { customer_name: "Eve", quantity }, ATTACKER),
  );
  const reached = `${held} places held and ${waiting} waited for, of 1,000 (others: ${filled})`;
  return { reached, isBounded: held + waiting <= 500 };
}

/** Milliseconds of the median booking of somebody else. */
async function medianBooking(target: Target, slotId: string): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 60; count += 1) {
    const begin = performance.now();
    await book(target, slotId, {}, STAFF);
    times.push(performance.now() - begin);
  }
  return times.toSorted((one, other) => one - other)[30] ?? 0;
}

async function costlyReads(target: Target): Promise<Outcome> {
  const { body: show } = await target.call("POST", "/api/admin/shows", { name: "Long run" }, STAFF);
  const rule = {
    rrule: "FREQ=DAILY",
    time_zone: "UTC",
    starts_on: "2026-01-01",
    slot_minutes: 30,
    capacity: 9,
  };
  const schedule = { ...rule, opens_at: "00:00", closes_at: "24:00", horizon_days: 30 };
  await target.call("POST", `/api/admin/shows/${show.id}/schedules`, schedule, STAFF);
  const slotId = await makeSlot(target, 100_000);
  await sleep(5_000); // until the worker has made the slots: only the load depends on it
  const alone = await medianBooking(target, slotId);
  const input = encodeURIComponent(JSON.stringify({ ...Array(20).fill({ limit: 500 }) }));
  const batch = `${target.url}/trpc/${Array(20).fill("slots.list").join()}?batch=1&input=${input}`;
  let isOver = false;
  let answered = 0;
  const readers = Array.from({ length: 8 }, async () => {
    while (!isOver) {
      const response = await fetch(batch, { headers: READER });
      await response.arrayBuffer();
      if (response.ok) answered += 1;
    }
  });
  await sleep(200);
  const beside = await medianBooking(target, slotId);
  isOver = true;
  await Promise.all(readers);
  const reached = `others' median ${alone.toFixed(1)} → ${beside.toFixed(1)} ms; ${answered} batches answered`;
  return { reached, isBounded: answered <= 60 };
}

async function confirmedPlaces(target: Target): Promise<Outcome> {
  const slotId = await makeSlot(target, 10_000);
  const contact = { customer_contact: "eve@example.org" };
  const places = await placesUntilRefused(100, async (quantity) => {
    const held = await book(target, slotId, { quantity, ...contact }, ATTACKER);
    if (held.status !== 201) return held;
    const token = { ...ATTACKER, "Booking-Token": held.body.token };
    await target.call("POST", `/api/bookings/${held.body.id}/confirm`, undefined, token);
    return held;
  });
  return { reached: `${places} places of 10,000`, isBounded: places <= 100 };
}

async function manyConnections(target: Target): Promise<Outcome> {
  const sockets: Socket[] = [];
  for (let count = 0; count < 1_500; count += 1) {
    const socket = await open(target, "").catch(() => undefined);
    if (socket) sockets.push(socket);
  }
  for (const socket of sockets) socket.resume(); // so that it learns that the server has closed it
  await sleep(1_000);
  const held = sockets.filter(({ destroyed }) => !destroyed).length;
  for (const socket of sockets) socket.destroy();
  return { reached: `${held} connections`, isBounded: held <= 1_000 };
}

async function untrustedProxy({ url }: Target): Promise<Outcome> {
  const policies = await Promise.all(
    ["203.0.113.9", "127.0.0.1"].map(async (address) => {
      const response = await fetch(`${url}/api/slots`, { headers: from(address) });
      return response.headers.get("RateLimit-Policy") ?? "none";
    }),
  );
  return {
    reached: policies.join(", "),
    isBounded: policies.every((policy) => policy.startsWith('"address"')),
  };
}

const ATTACKS: readonly Attack[] = [
  {
    what: "responses that nobody reads: 51 connections, 1,000 requests",
    before: "3,134 MB with 700 requests, open after 185 s",
    server: "direct",
    run: unreadResponses,
  },
  {
    what: "one entry of the waitlist closes a slot with 99 free places",
    before: "all 99",
    server: "proxied",
    run: closedSlot,
  },
  {
    what: "one address holds, and waits for, as much of a slot as it can",
    before: "all of it",
    server: "proxied",
    run: hoardedPlaces,
  },
  {
    what: "batches of 20 lists of 500 slots on 8 connections, 6,000 requests a minute allowed",
    before: "others' median 8 → 1,764 ms",
    server: "proxied",
    run: costlyReads,
  },
  {
    what: "one contact holds and confirms as much of a slot as it can",
    before: "10,000 of 10,000 places",
    server: "proxied",
    run: confirmedPlaces,
  },
  {
    what: "one client opens 1,500 connections",
    before: "all 10,000 of a process",
    server: "direct",
    run: manyConnections,
  },
  {
    what: "a proxy on the same machine that TRUST_PROXY does not name",
    before: "no limit: its visitors, and who says 127.0.0.1, count as this machine",
    server: "direct",
    run: untrustedProxy,
  },
];

async function startTarget(dataDir: string, more: Record<string, string>) {
  const environment = { ...LOCAL_ENVIRONMENT, AUTH: "required", ADMIN_API_KEY, ...more };
  const server = new ServerProcess({
    name: "the API",
    stderr: "show",
    environment: { ...process.env, ...environment, DATA_DIR: dataDir },
  });
  const url = await server.ready();
  const call: Target["call"] = async (method, path, body, headers = {}) => {
    const json = body && { "Content-Type": "application/json" };
    const init = { method, headers: { ...json, ...headers }, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(url + path, init);
    return { status: response.status, body: await response.json() };
  };
  return { url, pid: server.child.pid as number, call, stop: () => server.stop() };
}

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "holdfast-attacks-"));
  await chmod(dataDir, 0o755); // root's PostgreSQL runs as another user, who needs access
  let hasFailed = false;
  try {
    for (const kind of ["direct", "proxied"] as const) {
      const target = await startTarget(dataDir, kind === "proxied" ? { TRUST_PROXY: "1" } : {});
      for (const { what, before, run } of ATTACKS.filter(({ server }) => server === kind)) {
        const { reached, isBounded } = await run(target);
        hasFailed ||= !isBounded;
        console.log(
          `${isBounded ? "bounded" : "NOT BOUNDED"}: ${what}\n  before: ${before}\n  now:    ${reached}`,
        );
      }
      await target.stop();
    }
  } finally {
    await removeEmbedded(dataDir);
  }
  process.exitCode = hasFailed ? 1 : 0;
}

await main();
