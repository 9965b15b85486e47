import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { getUntypedClient } from "@trpc/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import manifest from "../package.json" with { type: "json" };
import {
  createClient,
  HoldfastError,
  HoldfastTransportError,
  isHoldfastError,
  isHoldfastTransportError,
} from "../src/index.ts";
import {
  answerAll,
  busy,
  clientOn,
  errorItem,
  failureOf,
  json,
  SLOT_ID,
  serve,
  URL_OF_NOBODY,
} from "./support.ts";

const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => unhandled.push(reason);

beforeEach(() => {
  process.on("unhandledRejection", onUnhandled);
});

afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve)); // rejections are reported between ticks
  process.off("unhandledRejection", onUnhandled);
  expect(unhandled).toEqual([]);
});

/** A change that is never retried, so that what goes wrong is seen at once. */
const failureAt = (url: string) =>
  failureOf(createClient({ url }).bookings.create.mutate({ slotId: SLOT_ID, customer: { name: "Ada" } }));

/** A port on which nobody listens. */
async function unusedUrl(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}

test("no server", async () => {
  const url = await unusedUrl();
  const error = await failureAt(url);
  expect(error).toBeInstanceOf(HoldfastTransportError);
  expect(error).toMatchObject({ name: "HoldfastTransportError", failure: "unreachable", url });
  expect(String(error)).toContain(`No answer from ${url}: `);
  expect(String(error)).toContain("ECONNREFUSED");
});

test("no answer for a page of another origin, which its browser may withhold", async () => {
  const said = async (origin: string) => {
    vi.stubGlobal("location", new URL(origin));
    const { client } = clientOn(() => Promise.reject(new TypeError("Failed to fetch")), { maxRetries: 0 });
    const error = await failureOf(client.slots.list.query({}));
    vi.unstubAllGlobals();
    expect(error).toMatchObject({ failure: "unreachable" });
    return (error as Error).message;
  };
  const message = `No answer from ${URL_OF_NOBODY}: Failed to fetch`;
  expect(await said(`${URL_OF_NOBODY}/page`)).toBe(message);
  const hint = ". If the server runs: is https://shop.example in its CORS_ORIGINS?";
  expect(await said("https://shop.example")).toBe(message + hint);
});

test("a connection that is cut, before or within the answer", async () => {
  const before = await serve((request) => request.socket.destroy());
  expect(await failureAt(before)).toMatchObject({ failure: "unreachable", url: before });
  const within = await serve((request, response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
    response.write('[{"result":', () => request.socket.destroy());
  });
  expect(await failureAt(within)).toMatchObject({ failure: "unreachable", url: within });
});

test("HTML in place of JSON", async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end("<h1>It works!</h1>");
  });
  const error = await failureAt(url);
  expect(error).toMatchObject({ failure: "not-understood", url });
  expect(String(error)).toBe(
    `HoldfastTransportError: ${url} answered 200 OK (text/html), which is not what a Holdfast server says: is this its address?`,
  );
});

test.each([502, 503, 504])("a proxy's %i", async (status) => {
  const url = await serve((_, response) => {
    response.writeHead(status, { "Content-Type": "text/html", "Retry-After": "30" }).end("<h1>Sorry</h1>");
  });
  const error = await failureAt(url);
  expect(error).toMatchObject({ failure: "gateway", url, retryAfterSeconds: 30 });
  expect(String(error)).toContain(`${url} answered ${status} `);
});

test.each([
  ["JSON cut short", '[{"result":'],
  ["nothing", ""],
  ["JSON of another kind", '{"message":"hello"}'],
  ["null", "null"],
  ["a batch of another size", '[{"result":{"data":1}},{"result":{"data":2}}]'],
  ["an item of another kind", "[17]"],
  ["an item that is null", "[null]"],
  ["an error of another kind", '[{"error":"no"}]'],
])("%s is not understood", async (_, body) => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { "Content-Type": "application/json" }).end(body);
  });
  const error = await failureAt(url);
  expect(error).toMatchObject({ failure: "not-understood", url });
  expect(String(error)).toContain(url);
});

test.each(["TOO_EARLY", "constructor"])(
  "a server of another version: the unknown code %s is UNKNOWN, with all that the server said",
  async (serverCode) => {
    const answer = () =>
      json([errorItem(serverCode, 425, { requestId: "r-1" })], 425, { "Retry-After": "20" });
    const { client, sent } = clientOn(answer);
    const error = await failureOf(client.slots.list.query({}));
    expect(isHoldfastError(error)).toBe(true);
    expect(error).toMatchObject({ code: "UNKNOWN", serverCode, status: 425, requestId: "r-1", issues: [] });
    expect(error).toMatchObject({ message: `it is ${serverCode}`, retryAfterSeconds: undefined });
    expect(sent).toHaveLength(1);
  },
);

test("an unknown code for a moment says when to come back, and a known one has the status of the answer", async () => {
  const headers = { "Retry-After": "20", "X-Request-Id": "of the header" };
  const answer = (code: string) => clientOn(() => json([errorItem(code, 429)], 429, headers)).client;
  for (const [code, expected] of [
    ["SLOW_DOWN", "UNKNOWN"],
    ["NO_SEAT", "NO_SEAT"],
  ] as const) {
    const error = await failureOf(answer(code).slots.list.query({}));
    expect(error).toMatchObject({ code: expected, serverCode: code, status: 429, retryAfterSeconds: 20 });
    expect(error).toHaveProperty("requestId", "of the header");
  }
});

test("an error without a code or status is not understood", async () => {
  for (const data of [{ appCode: "NO_SEAT" }, { httpStatus: 409 }]) {
    const { client } = clientOn(() => json([{ error: { message: "no", data } }], 409));
    const error = await failureOf(client.slots.list.query({}));
    expect(error).toMatchObject({ failure: "not-understood" });
    expect(String(error)).toContain("answered slots.list with what is no answer of a Holdfast server");
  }
});

test("the two classes of errors are told apart, and are Errors", async () => {
  const { client } = clientOn(() => json([errorItem("NO_SEAT", 409, { requestId: "r-1" })], 409));
  const said = await failureOf(client.slots.list.query({}));
  expect(said).toBeInstanceOf(HoldfastError);
  expect(said).toBeInstanceOf(Error);
  expect(said).not.toBeInstanceOf(HoldfastTransportError);
  expect(isHoldfastTransportError(said)).toBe(false);
  expect(String(said)).toBe("HoldfastError: it is NO_SEAT");
  expect(said).toMatchObject({ code: "NO_SEAT", status: 409, requestId: "r-1", issues: [] });
  for (const other of [undefined, null, "NO_SEAT", new Error("NO_SEAT"), { code: "NO_SEAT" }]) {
    expect(isHoldfastError(other)).toBe(false);
    expect(isHoldfastTransportError(other)).toBe(false);
  }
});

test.each([[{}], [{ requestId: 7 }]])(
  "an answer that does not tell its request's id has an empty one: %j",
  async (extra) => {
    const { client } = clientOn(() => json([errorItem("NO_SEAT", 409, extra)], 409));
    expect(await failureOf(client.slots.list.query({}))).toHaveProperty("requestId", "");
  },
);

test("an input that is no JSON, and headers that cannot be had, are said to be not sent", async () => {
  const { client, sent } = clientOn((request) => answerAll(request));
  const quantity = 1n as unknown as number;
  const input = { slotId: SLOT_ID, quantity, customer: { name: "Ada" } };
  expect(await failureOf(client.bookings.create.mutate(input))).toMatchObject({
    failure: "not-sent",
    cause: { message: expect.stringContaining("BigInt") },
  });
  const other = clientOn((request) => answerAll(request), {
    headers: () => Promise.reject(new Error("no login")),
  });
  const error = await failureOf(other.client.slots.list.query({}));
  expect(error).toMatchObject({ failure: "not-sent", cause: { message: "no login" } });
  expect(String(error)).toContain("http://holdfast.invalid was not sent: its headers failed: no login");
  expect([...sent, ...other.sent]).toEqual([]);
});

test("credentials and headers are sent with every request", async () => {
  let count = 0;
  const headers = async () => ({ "X-Page": String(++count) });
  const { client, sent } = clientOn((request) => answerAll(request), { apiKey: "k", token: "t", headers });
  await client.slots.list.query({});
  await client.bookings.confirm.mutate({ id: SLOT_ID });
  expect(sent.map((one) => Object.fromEntries(one.headers))).toMatchObject([
    { authorization: "Bearer k", "booking-token": "t", "x-page": "1" },
    { authorization: "Bearer k", "booking-token": "t", "x-page": "2", "content-type": "application/json" },
  ]);
  const plain = clientOn((request) => answerAll(request), { headers: { "X-Page": "3" } });
  await plain.client.slots.list.query({});
  const version = { "holdfast-client": manifest.version };
  expect(Object.fromEntries(plain.sent[0]?.headers ?? [])).toEqual({ ...version, "x-page": "3" });
});

test("the client's version is sent, except where a page of another origin reads", async () => {
  const versions = async (origin?: string) => {
    if (origin) vi.stubGlobal("location", new URL(origin));
    const { client, sent } = clientOn((request) => answerAll(request));
    await Promise.all([client.slots.list.query({}), client.bookings.confirm.mutate({ id: SLOT_ID })]);
    vi.unstubAllGlobals();
    return sent.map(({ method, headers }) => [method, headers.get("Holdfast-Client")]);
  };
  const { version } = manifest;
  expect(await versions()).toEqual([
    ["GET", version],
    ["POST", version],
  ]);
  expect(await versions(`${URL_OF_NOBODY}/page`)).toEqual([
    ["GET", version],
    ["POST", version],
  ]);
  expect(await versions("https://elsewhere.example")).toEqual([
    ["GET", null],
    ["POST", version],
  ]);
});

test("the slot that all calls of a request are about is sent, for proxies", async () => {
  const { client, sent } = clientOn((request) => answerAll(request));
  const other = SLOT_ID.replace(/.$/, "0");
  const slots = async (...calls: Promise<unknown>[]) => {
    await Promise.all(calls);
    return sent.splice(0).map(({ headers }) => headers.get("Holdfast-Slot"));
  };
  const book = (slotId: string) => client.bookings.create.mutate({ slotId, customer: { name: "Ann" } });
  expect(await slots(book(SLOT_ID), book(SLOT_ID))).toEqual([SLOT_ID]);
  expect(await slots(book(SLOT_ID), book(other))).toEqual([null]);
  expect(await slots(client.slots.get.query({ id: SLOT_ID }))).toEqual([SLOT_ID]);
  expect(await slots(client.slots.get.query({ id: "no header\nat all" }))).toEqual([null]);
  expect(await slots(client.bookings.confirm.mutate({ id: SLOT_ID }))).toEqual([null]);
  expect(await slots(client.slots.list.query({}))).toEqual([null]);
});

test.each(["Authorization", "authorization", "AUTHORIZATION"])(
  "a header %s of the caller's own comes before the client's",
  async (name) => {
    const headers = {
      [name]: "Bearer own",
      "booking-token": "own",
      "content-type": "application/json; charset=utf-8",
    };
    const { client, sent } = clientOn((request) => answerAll(request), { apiKey: "k", token: "t", headers });
    await client.bookings.confirm.mutate({ id: SLOT_ID });
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      authorization: "Bearer own",
      "booking-token": "own",
      "content-type": "application/json; charset=utf-8",
      "holdfast-client": manifest.version,
    });
  },
);

test("a header that cannot be one is said to be not sent", async () => {
  const { client } = clientOn((request) => answerAll(request), { headers: { "X Page": "1" } });
  expect(await failureOf(client.slots.list.query({}))).toMatchObject({ failure: "not-sent" });
});

test.each([
  ["http://localhost:4000", "http://localhost:4000/trpc/slots.list"],
  ["http://localhost:4000/", "http://localhost:4000/trpc/slots.list"],
  [new URL("https://example.org/tickets/?a=1#b"), "https://example.org/tickets/trpc/slots.list"],
])("the server at %s is asked at %s", async (url, expected) => {
  const { client, sent } = clientOn((request) => answerAll(request), { url });
  await client.slots.list.query({});
  expect(sent[0]?.url.split("?")[0]).toBe(expected);
});

test.each(["", "localhost", "localhost:4000", "ftp://example.org", "http://user:secret@example.org"])(
  "the address %j is refused",
  (url) => {
    expect(() => createClient({ url })).toThrow(TypeError);
    expect(() => createClient({ url })).not.toThrow(/secret/);
  },
);

test("client.trpc is tRPC's own client, and its calls take the client's way", async () => {
  const { client, sent } = clientOn((request, index) => (index === 0 ? busy() : answerAll(request)));
  const calls = [client.trpc.slots.list.query({}), client.slots.get.query({ id: SLOT_ID })];
  const made = getUntypedClient(client.trpc).mutation("bookings.create", { slotId: SLOT_ID });
  expect(await Promise.all(calls)).toMatchObject([{ path: "slots.list" }, { path: "slots.get" }]);
  expect(await made).toMatchObject({ input: { idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/) } });
  expect(sent.map(({ paths }) => paths)).toContainEqual(["slots.list", "slots.get"]);
  const signal = AbortSignal.abort();
  expect(await failureOf(client.trpc.slots.list.query({}, { signal }))).toMatchObject({ failure: "aborted" });
});
