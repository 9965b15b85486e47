import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, createServer as createNetServer, Server as NetServer } from "node:net";
import { batchPerTick } from "@holdfast/core";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { ConfigError } from "./config-error.ts";
import { CONNECTIONS_MAX, type ConnectionSettings, Connections, type Exchange } from "./connections.ts";
import type { Env } from "./env.ts";
import { GracefulShutdown } from "./graceful-shutdown.ts";
import {
  answerMalformed,
  HEADERS_MAX_BYTES,
  refuseMalformed,
  refuseReserved,
  refuseTwoHosts,
} from "./malformed-requests.ts";
import { HEALTH_PATHS } from "./rate-limiting.ts";

export const HEADERS_TIMEOUT_MILLISECONDS = 10_000;
export const REQUEST_TIMEOUT_MILLISECONDS = 30_000;
/** The interval of Node's checks for requests that arrive too slowly. */
const TIMEOUT_CHECK_MILLISECONDS = 5_000;
const KEEP_ALIVE_TIMEOUT_MILLISECONDS = 5_000;
/** The shutdown of each server that `listen` has started. */
const shutdowns = new WeakMap<Server, GracefulShutdown>();

/** The address to listen at. */
interface Address {
  host: string;
  port: number;
}

/**
 * Checks early that a server can listen at the address, and leaves it free.
 * @throws ConfigError that names HOST or PORT, whichever is unusable
 */
export async function checkAddress(address: Address): Promise<void> {
  const server = createNetServer((socket) => socket.destroy());
  await bind(server, address);
  await new Promise((resolve) => server.close(resolve));
}

/**
 * Starts serving the application.
 * @returns the server and its URL
 * @throws ConfigError that names HOST or PORT, whichever is unusable
 */
export async function listen(
  app: Pick<Hono<Env>, "fetch">,
  { host, port, ...settings }: Address & ConnectionSettings,
): Promise<{ server: Server; url: string }> {
  const respond = getRequestListener(app.fetch, {
    errorHandler: (error) => answerMalformed(error, settings.log),
  });
  // A batch per tick costs a quarter less CPU for each request than one by one.
  const handOn = batchPerTick<Exchange>((request) => void respond(...request));
  const connections = new Connections(handOn, settings);
  const options = {
    headersTimeout: HEADERS_TIMEOUT_MILLISECONDS,
    requestTimeout: REQUEST_TIMEOUT_MILLISECONDS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MILLISECONDS,
    connectionsCheckingInterval: TIMEOUT_CHECK_MILLISECONDS,
    maxHeaderSize: HEADERS_MAX_BYTES,
    // Node would refuse a request without it, and send no body.
    requireHostHeader: false,
  };
  const server = createServer(options);
  const shutdown = new GracefulShutdown();
  shutdowns.set(server, shutdown);
  const receive = (...request: Exchange) => {
    if (!shutdown.accepts(...request)) return;
    nameHost(request[0]);
    if (connections.isReserved(request[0]) && !HEALTH_PATHS.has(request[0].url ?? ""))
      refuseReserved(...request);
    else if (hasTwoHosts(request[0])) refuseTwoHosts(...request);
    else connections.receive(request);
  };
  server.on("connection", (socket) => connections.add(socket));
  server.on("close", () => connections.close());
  server.on("request", receive);
  server.on("clientError", refuseMalformed);
  // An unknown `Expect` is ignored: Node would respond with 417 and no body.
  server.on("checkExpectation", receive);
  server.maxConnections = settings.maxConnections ?? CONNECTIONS_MAX;
  await bind(server, { host, port });
  const { address, family, port: boundPort } = server.address() as AddressInfo;
  return { server, url: `http://${family === "IPv6" ? `[${address}]` : address}:${boundPort}` };
}

/** HTTP/1.0 has no `Host`: the health checks of many proxies are such requests. */
function nameHost({ httpVersion, headers }: IncomingMessage): void {
  if (httpVersion === "1.0") headers.host ??= "localhost";
}

/** Node keeps the first `Host`, a proxy before it may have taken the other. */
function hasTwoHosts({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === 4 && name.toLowerCase() === "host") hosts += 1;
  }
  return hosts > 1;
}

function bind(server: NetServer, { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server
      .once("error", (error) => reject(unusable(error, { host, port })))
      .listen(port, host, () => resolve());
  });
}

/** The system's codes for a host that is unknown, or not of this machine. */
const HOST_CODES = /^(ENOTFOUND|EAI_\w+|EADDRNOTAVAIL|EAFNOSUPPORT|EINVAL)$/;

/** A ConfigError that names the unusable variable; any other error is returned as it is. */
export function unusable(error: NodeJS.ErrnoException, { host, port }: Address): Error {
  const { code = "" } = error;
  if (code === "EADDRINUSE") {
    return new ConfigError(`Port ${port} is in use. Set PORT to another one, or 0 for a free one.`);
  }
  if (code === "EACCES") {
    return new ConfigError(`Port ${port} needs more rights than this user has. Set PORT to another one.`);
  }
  if (!HOST_CODES.test(code)) return error;
  return new ConfigError(
    `HOST must be an address of this machine, or its name; it is ${JSON.stringify(host)} (${code})`,
  );
}

const IDLE_CHECK_MILLISECONDS = 50;
/** A client that knows the keep-alive timeout sends nothing on a connection that is idle for as long. */
const PATIENCE_MILLISECONDS = KEEP_ALIVE_TIMEOUT_MILLISECONDS + 1_500;
/** Checks after which idle connections are closed; until then a request may be on its way. */
const IDLE_CHECKS_MIN = 3;

/**
 * Stops accepting connections, and waits for the requests in flight and those that follow at once on their connections,
 * at most `graceMilliseconds`. Their responses say that the connection closes.
 * @param isPatient leaves idle connections open until their keep-alive timeout, because a client may be about to send on one
 */
export async function drain(server: Server, graceMilliseconds: number, isPatient = false): Promise<void> {
  shutdowns.get(server)?.begin();
  // HTTP's own `close` would close idle connections at once, and cut off requests that were just sent.
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  const patience = isPatient ? PATIENCE_MILLISECONDS : 0;
  const idleChecksMin = Math.max(IDLE_CHECKS_MIN, patience / IDLE_CHECK_MILLISECONDS);
  let checks = 0;
  const idleTimer = setInterval(() => {
    // Requests that have arrived by now are read first, even if this process was busy.
    if (++checks >= idleChecksMin) setImmediate(() => server.closeIdleConnections());
  }, IDLE_CHECK_MILLISECONDS);
  const graceTimer = setTimeout(() => server.closeAllConnections(), Math.max(graceMilliseconds, patience));
  await closed;
  clearInterval(idleTimer);
  clearTimeout(graceTimer);
}
