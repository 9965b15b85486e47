import { once } from "node:events";
import type { Server } from "node:http";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { CONNECTIONS_PER_ADDRESS_MAX, RESERVED_CONNECTIONS } from "../src/http/index.ts";
import { drain, listen } from "../src/http/server.ts";
import { createTestApp, type TestApp } from "./harness.ts";

let api: TestApp;
let server: Server | undefined;
const sockets: Socket[] = [];

beforeAll(async () => {
  api = await createTestApp();
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  if (server) await drain(server, 0);
  server = undefined;
});

afterAll(() => api.close());

const STALLED_MAX_MILLISECONDS = 2_000;
const stalledAddresses: string[] = [];
const PEERS = {
  isTrustedProxy: () => false,
  countStalled: (address: string) => stalledAddresses.push(address),
};

async function serve(maxConnections = 2_000) {
  const listening = await listen(api.app, {
    host: "127.0.0.1",
    port: 0,
    maxConnections,
    stalledMaxMilliseconds: STALLED_MAX_MILLISECONDS,
    peers: PEERS,
  });
  server = listening.server;
  return Number(new URL(listening.url).port);
}

async function open(port: number, text = ""): Promise<Socket> {
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  sockets.push(socket);
  socket.pause();
  await once(socket, "connect");
  if (text) socket.write(text);
  return socket;
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;
const openConnections = () =>
  new Promise<number>((resolve) => server?.getConnections((_error, count) => resolve(count)));

/** Reads until the text ends so, or the connection does. */
async function readUntil(socket: Socket, isEnough: (text: string) => boolean): Promise<string> {
  let text = "";
  for await (const chunk of socket.setEncoding("latin1")) {
    text += chunk;
    if (isEnough(text)) break;
  }
  return text;
}

test("responses that are not taken are bounded, and their connections destroyed and counted", async () => {
  const port = await serve();
  const before = process.memoryUsage().rss;
  await open(port, get("/docs/reference.js").repeat(500));
  for (let count = 0; count < 50; count++) await open(port, get("/docs/reference.js").repeat(10));
  await sleep(STALLED_MAX_MILLISECONDS / 2);
  expect((process.memoryUsage().rss - before) / 1024 ** 2).toBeLessThan(100);
  await expect.poll(openConnections, { timeout: 30_000 }).toBe(0);
  expect(stalledAddresses).toHaveLength(51);
});

test("a connection that takes little by little is served to the end", async () => {
  const port = await serve();
  const socket = await open(port, get("/docs/reference.js"));
  let taken = 0;
  for (const begin = performance.now(); performance.now() - begin < 2 * STALLED_MAX_MILLISECONDS; ) {
    taken += (socket.read() as Buffer | null)?.length ?? 0;
    await sleep(100);
  }
  expect(taken).toBeGreaterThan(0);
  const rest = await readUntil(socket, (text) => taken + text.length > 4_000_000);
  expect(taken + rest.length).toBeGreaterThan(4_000_000);
});

test("pipelined requests are answered in their order, however many", async () => {
  const port = await serve();
  const paths = Array.from({ length: 1_000 }, (_, index) => `/nothing/${index}`);
  const socket = await open(port, paths.map(get).join(""));
  const text = await readUntil(socket, (read) => read.includes("/nothing/999"));
  expect([...text.matchAll(/There is nothing at (\/nothing\/\d+)/g)].map(([, path]) => path)).toEqual(paths);
});

test("one address cannot have all connections, and health checks have some of their own", async () => {
  const port = await serve(CONNECTIONS_PER_ADDRESS_MAX + RESERVED_CONNECTIONS - 10);
  for (let count = 0; count < CONNECTIONS_PER_ADDRESS_MAX + 20; count++) await open(port);
  await expect.poll(openConnections).toBe(CONNECTIONS_PER_ADDRESS_MAX);
  const last = sockets[CONNECTIONS_PER_ADDRESS_MAX - 1] as Socket;
  last.write(get("/health"));
  expect(await readUntil(last, (text) => text.includes("ok"))).toContain("HTTP/1.1 200");
  const other = sockets[CONNECTIONS_PER_ADDRESS_MAX - 2] as Socket;
  other.write(get("/api/slots"));
  expect(await readUntil(other, () => false)).toMatch(/^HTTP\/1.1 503.*"code":"BUSY"/s);
});
