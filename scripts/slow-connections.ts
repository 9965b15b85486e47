/**
 * Measures the cost of 500 slow connections for an honest client, in interleaved rounds with and without them.
 * Exits with 1 if the median p99 with them is more than twice the median without.
 */
import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect, type Socket } from "node:net";
import { createTestDatabase } from "@holdfast/db/testing";
import { makeSlot, startServer, type TestServer } from "../apps/api/test/harness.ts";
import { setup } from "../test/global-setup.ts";

const SLOW_CONNECTIONS = 500;
const ROUNDS = 7;
const WARM_UP_REQUESTS = 2_000;
const REQUESTS_PER_ROUND = 1_500;
const TRICKLE_MILLISECONDS = 500;
const RATIO_MAX = 2;

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Books once; returns the time until the response, in milliseconds. */
async function book(url: string, slotId: string): Promise<number> {
  const begin = performance.now();
  const sent = request(`${url}/api/slots/${slotId}/book`, { agent, method: "POST" });
  sent.setHeader("Content-Type", "application/json");
  sent.end('{"customer_name":"Ann"}');
  const [response] = await once(sent, "response");
  response.resume();
  await once(response, "end");
  if (response.statusCode !== 201) throw new Error(`status ${response.statusCode}`);
  return performance.now() - begin;
}

async function p99(url: string, slotId: string): Promise<number> {
  const milliseconds: number[] = [];
  for (let count = 0; count < REQUESTS_PER_ROUND; count++) milliseconds.push(await book(url, slotId));
  milliseconds.sort((one, other) => one - other);
  return milliseconds[Math.floor(REQUESTS_PER_ROUND * 0.99)] ?? 0;
}

/** Opens connections that send a byte of a header now and then. */
async function openSlow(url: string): Promise<{ count: () => number; close: () => void }> {
  const { port, hostname } = new URL(url);
  const open = new Set<Socket>();
  const dial = async () => {
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {}).resume();
    await once(socket, "connect");
    open.add(socket);
    // The server closes it after its time limit; another replaces it.
    socket.on("close", () => open.delete(socket) && dial());
    socket.write("GET /api/slots HTTP/1.1\r\nHost: x\r\nX-Slow: ");
  };
  await Promise.all(Array.from({ length: SLOW_CONNECTIONS }, dial));
  const timer = setInterval(() => {
    for (const socket of open) socket.write("x");
  }, TRICKLE_MILLISECONDS);
  const close = () => {
    clearInterval(timer);
    for (const socket of [...open]) {
      open.delete(socket);
      socket.destroy();
    }
  };
  return { count: () => open.size, close };
}

const median = (values: number[]) => values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;

/** Measures the median p99 with slow connections divided by the median without. */
async function measure({ url, call }: TestServer): Promise<number> {
  const { slotId } = await makeSlot(call, 1_000_000);
  for (let count = 0; count < WARM_UP_REQUESTS; count++) await book(url, slotId);
  const without: number[] = [];
  const withSlow: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    without.push(await p99(url, slotId));
    const slow = await openSlow(url);
    withSlow.push(await p99(url, slotId));
    const count = slow.count();
    slow.close();
    const [before, after] = [without.at(-1) ?? 0, withSlow.at(-1) ?? 0];
    console.log(
      `round ${round}: p99 ${before.toFixed(2)} ms, with ${count} slow connections ${after.toFixed(2)} ms`,
    );
  }
  return median(withSlow) / median(without);
}

const stopPostgres = await setup();
const database = await createTestDatabase();
const server = await startServer({ DATABASE_URL: database.url, LOG_LEVEL: "info" });
try {
  const ratio = await measure(server);
  console.log(`median with ÷ median without: ${ratio.toFixed(2)}; at most ${RATIO_MAX} is right`);
  if (ratio > RATIO_MAX) process.exitCode = 1;
} finally {
  agent.destroy();
  await server.end();
  await stopPostgres();
}
