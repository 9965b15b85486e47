import { request as httpRequest, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { createServices } from "@holdfast/core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createApp } from "../src/app.ts";
import { drain, listen } from "../src/http/index.ts";
import { STREAMS_PER_ADDRESS_MAX } from "../src/limits/index.ts";
import { createTestApp, makeSlot, secondsOf, type TestApp, UNKNOWN_ID } from "./harness.ts";
import { limitedApp } from "./limits-harness.ts";

/* Streams of slots over HTTP, on sockets where it matters. */

let api: TestApp;
const ends: (() => unknown)[] = [];

beforeAll(async () => {
  api = await createTestApp();
});

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await vi.waitUntil(() => !api.live.isRunning);
});

afterAll(() => api.close());

interface Event {
  id?: string;
  event?: string;
  retry?: string;
  data?: string;
}

/** The fields of complete events, comments included under an empty name. */
const eventsIn = (text: string): Event[] =>
  text
    .split("\n\n")
    .slice(0, -1)
    .map((event) =>
      Object.fromEntries(
        event.split("\n").map((line) => {
          const [name = "", ...rest] = line.split(": ");
          return [name, rest.join(": ")];
        }),
      ),
    );

/** A server of its own; its streams end with the test. */
async function serve(): Promise<{ port: number; stop: () => Promise<void>; live: TestApp["live"] }> {
  const services = createServices({ ...api, ...secondsOf(120), isOpenToAll: true });
  const app = createApp({ ...api, ...services });
  const { server } = await listen(app, { host: "127.0.0.1", port: 0, stalledMaxMilliseconds: 500 });
  const stop = () => {
    services.live.stop();
    return drain(server, 1_000);
  };
  ends.push(stop);
  return { port: (server.address() as AddressInfo).port, stop, live: services.live };
}

/** Opens a stream on a socket. */
async function openStream(port: number, query: string, headers: Record<string, string> = {}) {
  const request = httpRequest({ port, path: `/api/slots/stream?${query}`, headers }).end();
  ends.push(() => request.destroy());
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    request.on("response", resolve).on("error", reject),
  );
  let text = "";
  const stream = {
    response,
    text: () => text,
    events: () => eventsIn(text).filter(({ data }) => data !== undefined),
    leave: () => request.destroy(),
    ended: new Promise<void>((resolve) => response.on("close", resolve)),
  };
  response
    .setEncoding("utf8")
    .on("data", (piece) => {
      text += piece;
    })
    .on("error", () => {});
  return stream;
}

const book = (slotId: string) => api.call("POST", `/api/slots/${slotId}/book`, { patient_name: "Ann" });
const dataOf = ({ data = "" }: Event = {}) => JSON.parse(data);

test("a stream has the state, then each change, as GET gives a slot; each with an id", async () => {
  const { doctorId, slotId } = await makeSlot(api.call, 3);
  const { port } = await serve();
  const ofSlot = await openStream(port, `slot_id=${slotId}`);
  const ofDoctor = await openStream(port, `resource_id=${doctorId}`);
  expect(ofSlot.response.statusCode).toBe(200);
  expect(ofSlot.response.headers).toMatchObject({
    "content-type": "text/event-stream",
    "cache-control": "no-store, no-transform",
  });
  await vi.waitUntil(() => ofSlot.events().length === 1 && ofDoctor.events().length === 1);
  expect(eventsIn(ofSlot.text())[0]).toEqual({ retry: expect.stringMatching(/^\d{4}$/) });
  const before = (await api.call("GET", `/api/slots/${slotId}`)).body;
  for (const stream of [ofSlot, ofDoctor]) {
    expect(stream.events()[0]).toMatchObject({ event: "slots", id: expect.stringMatching(/^\d+$/) });
    expect(dataOf(stream.events()[0])).toEqual([before]);
  }
  await book(slotId);
  await vi.waitUntil(() => ofSlot.events().length === 2 && ofDoctor.events().length === 2);
  const after = (await api.call("GET", `/api/slots/${slotId}`)).body;
  for (const stream of [ofSlot, ofDoctor]) {
    expect(stream.events()[1]).toMatchObject({ event: "slot", id: expect.stringMatching(/^\d+$/) });
    expect(dataOf(stream.events()[1])).toEqual(after);
  }
  await api.call("POST", `/api/bookings/${(await book(slotId)).body.id}/cancel`);
});

test("a deleted slot is told, and ends its stream", async () => {
  const { doctorId, slotId } = await makeSlot(api.call, 3);
  const { port } = await serve();
  const ofSlot = await openStream(port, `slot_id=${slotId}`);
  const ofDoctor = await openStream(port, `resource_id=${doctorId}`);
  await vi.waitUntil(() => ofSlot.events().length === 1 && ofDoctor.events().length === 1);
  await api.call("DELETE", `/api/admin/slots/${slotId}`);
  await ofSlot.ended;
  await vi.waitUntil(() => ofDoctor.events().length === 2);
  for (const stream of [ofSlot, ofDoctor]) {
    expect(stream.events()[1]?.event).toBe("deleted");
    expect(dataOf(stream.events()[1])).toEqual({ id: slotId });
  }
  const again = await openStream(port, `slot_id=${slotId}`);
  expect(again.response.statusCode).toBe(404);
});

test("a stream that goes on begins with what is true by then", async () => {
  const { slotId } = await makeSlot(api.call, 3);
  const { port } = await serve();
  const first = await openStream(port, `slot_id=${slotId}`);
  await vi.waitUntil(() => first.events().length === 1);
  first.leave();
  await book(slotId);
  await book(slotId);
  const second = await openStream(port, `slot_id=${slotId}`, {
    "Last-Event-ID": first.events()[0]?.id ?? "",
  });
  await vi.waitUntil(() => second.events().length === 1);
  expect(dataOf(second.events()[0])).toMatchObject([{ id: slotId, booked: 2 }]);
});

test("a compressed form is not made of a stream", async () => {
  const { slotId } = await makeSlot(api.call, 3);
  const { port } = await serve();
  const stream = await openStream(port, `slot_id=${slotId}`, { "Accept-Encoding": "br, gzip" });
  await vi.waitUntil(() => stream.events().length === 1);
  expect(stream.response.headers["content-encoding"]).toBeUndefined();
});

test("what cannot be watched is refused", async () => {
  const { doctorId, slotId } = await makeSlot(api.call, 3);
  const codeOf = async (query: string, headers = {}) => {
    const { status, body } = await api.call("GET", `/api/slots/stream${query}`, undefined, headers);
    return [status, body.code];
  };
  expect(await codeOf("")).toEqual([400, "INVALID_INPUT"]);
  expect(await codeOf(`?slot_id=${slotId}&resource_id=${doctorId}`)).toEqual([400, "INVALID_INPUT"]);
  expect(await codeOf("?slot_id=7")).toEqual([400, "INVALID_INPUT"]);
  expect(await codeOf(`?slot_id=${UNKNOWN_ID}`)).toEqual([404, "SLOT_NOT_FOUND"]);
  expect(await codeOf(`?resource_id=${UNKNOWN_ID}`)).toEqual([404, "RESOURCE_NOT_FOUND"]);
  expect(await codeOf(`?slot_id=${slotId}`, { "Last-Event-ID": "seven" })).toEqual([400, "INVALID_INPUT"]);
});

test("HEAD opens no stream, OPTIONS and other methods are answered as elsewhere", async () => {
  const { slotId } = await makeSlot(api.call, 3);
  const path = `/api/slots/stream?slot_id=${slotId}`;
  const head = await api.app.request(path, { method: "HEAD" });
  expect([head.status, head.headers.get("Content-Type"), head.body]).toEqual([
    200,
    "text/event-stream",
    null,
  ]);
  await vi.waitUntil(() => api.live.streams === 0);
  const options = await api.call("OPTIONS", path);
  expect([options.status, options.headers.get("Allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
  expect((await api.call("POST", path)).status).toBe(405);
});

test("a client that leaves frees its stream", async () => {
  const { slotId } = await makeSlot(api.call, 3);
  const { port, live } = await serve();
  const streams = await Promise.all([1, 2, 3].map(() => openStream(port, `slot_id=${slotId}`)));
  expect(live.streams).toBe(3);
  for (const { leave } of streams) leave();
  await vi.waitUntil(() => live.streams === 0 && !live.isRunning);
});

test("a stop ends the streams, and says when to come back; it does not wait for them", async () => {
  const { slotId } = await makeSlot(api.call, 3);
  const { port, stop } = await serve();
  const streams = await Promise.all([1, 2, 3, 4].map(() => openStream(port, `slot_id=${slotId}`)));
  await vi.waitUntil(() => streams.every((stream) => stream.events().length === 1));
  await stop();
  const times = streams.map((stream) => Number(eventsIn(stream.text()).at(-1)?.retry));
  for (const time of times) expect(time).toBeGreaterThanOrEqual(1_000);
  expect(new Set(times).size).toBeGreaterThan(1);
});

test("who reads slowly is left alone, who reads nothing is not", async () => {
  const { doctorId, slotId } = await makeSlot(api.call, 3);
  // A state of some 600 kB: the system buffers no more than that for a client that takes nothing.
  const slots = Array.from({ length: 500 }, (_, index) => ({
    start_time: new Date(Date.UTC(2032, 0, 1) + index * 3_600_000).toISOString(),
    end_time: new Date(Date.UTC(2032, 0, 1) + (index + 1) * 3_600_000).toISOString(),
    capacity: 1,
  }));
  await api.call("POST", `/api/admin/doctors/${doctorId}/slots/bulk`, { slots });
  const { port, live } = await serve();
  const idle = await openStream(port, `slot_id=${slotId}`);
  const socket = connect(port, "127.0.0.1");
  ends.push(() => socket.destroy());
  const closed = new Promise((resolve) => socket.on("close", resolve).on("error", () => {}));
  socket.write(`GET /api/slots/stream?resource_id=${doctorId} HTTP/1.1\r\nHost: x\r\n\r\n`);
  socket.pause();
  await vi.waitUntil(() => live.streams === 2);
  // All that the state has is renewed over and over, until the system takes no more.
  let name = 0;
  const renaming = setInterval(
    () => void api.call("PATCH", `/api/admin/doctors/${doctorId}`, { name: `Dr. ${name++}` }),
    150,
  );
  ends.push(() => clearInterval(renaming));
  await vi.waitUntil(() => live.streams === 1, { timeout: 30_000 });
  clearInterval(renaming);
  socket.resume();
  await closed;
  await book(slotId);
  await vi.waitUntil(() =>
    idle.events().some(({ event, data = "" }) => event === "slot" && data.includes('"booked":1')),
  );
}, 40_000);

test("one address has no more streams than it may, another still has its own", async () => {
  const { slotId } = await makeSlot(api.call, 3);
  const { app } = limitedApp(api, { TRUST_PROXY: "1" });
  const open = (address: string) =>
    app.request(
      `/api/slots/stream?slot_id=${slotId}`,
      { headers: { "X-Forwarded-For": address } },
      { incoming: { socket: { remoteAddress: "10.0.0.1" }, headers: { "x-forwarded-for": address } } },
    );
  const opened = await Promise.all(Array.from({ length: STREAMS_PER_ADDRESS_MAX }, () => open("192.0.2.1")));
  ends.push(() => Promise.all(opened.map(({ body }) => body?.cancel())));
  expect(new Set(opened.map(({ status }) => status))).toEqual(new Set([200]));
  const refused = await open("192.0.2.1");
  expect([
    refused.status,
    refused.headers.get("Retry-After"),
    ((await refused.json()) as { code: string }).code,
  ]).toEqual([429, "10", "RATE_LIMITED"]);
  const other = await open("192.0.2.2");
  expect(other.status).toBe(200);
  await other.body?.cancel();
  await opened.pop()?.body?.cancel();
  const again = await open("192.0.2.1");
  expect(again.status).toBe(200);
  await again.body?.cancel();
});

test("what is not there counts for nobody", async () => {
  const { slotId } = await makeSlot(api.call, 3);
  const { from } = limitedApp(api, { TRUST_PROXY: "1" });
  const call = from("10.0.0.1", { "X-Forwarded-For": "192.0.2.3", "x-forwarded-for": "192.0.2.3" });
  for (let count = 0; count <= STREAMS_PER_ADDRESS_MAX; count++) {
    expect((await call("GET", `/api/slots/stream?slot_id=${UNKNOWN_ID}`)).status).toBe(404);
  }
  expect((await call("GET", `/api/slots/stream?slot_id=${slotId}`)).status).toBe(200);
});
