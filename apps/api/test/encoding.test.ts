import { once } from "node:events";
import type { Server } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drain, listen } from "../src/http/server.ts";
import { type Answer, createTestApp, makeSlot, type TestApp, UNKNOWN_ID } from "./harness.ts";
import { proceduresOf, routesOf } from "./inventory.ts";

/* What arrives is UTF-8, or it is refused: nothing is repaired in silence. */

const JSON_TYPE = { "Content-Type": "application/json" };
const INVALID = { status: 400, code: "INVALID_INPUT" };
const latin1 = (text: string) => Buffer.from(text, "latin1");

let api: TestApp;
let server: Server;
let port: number;
let slotId: string;

beforeAll(async () => {
  api = await createTestApp();
  ({ slotId } = await makeSlot(api.call, 100));
  const listening = await listen(api.app, { host: "127.0.0.1", port: 0 });
  server = listening.server;
  port = Number(new URL(listening.url).port);
});

afterAll(async () => {
  await drain(server, 0);
  await api.close();
});

/** Status and code of a response, in REST's shape or in tRPC's. */
const outcome = ({ status, body }: Pick<Answer, "status" | "body">) => ({
  status,
  code: body.code ?? (Array.isArray(body) ? body[0] : body).error?.data.appCode,
});

async function send(
  method: string,
  path: string,
  body?: RequestInit["body"],
  headers: object = JSON_TYPE,
): Promise<Pick<Answer, "status" | "body">> {
  const init = { method, headers: { ...headers }, ...(body == null ? {} : { body, duplex: "half" }) };
  const response = await api.app.request(path, init as RequestInit);
  return { status: response.status, body: await response.json() };
}

/** Sends bytes as they are; fetch would encode them. */
async function sendBytes(head: string, body: Uint8Array = Buffer.alloc(0)) {
  const socket = connect(port, "127.0.0.1");
  const lines = `${head}\r\nHost: x\r\nContent-Length: ${body.byteLength}\r\nConnection: close\r\n\r\n`;
  socket.write(Buffer.concat([latin1(lines), body]));
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(socket, "close");
  const [first = "", text = ""] = Buffer.concat(chunks).toString().split("\r\n\r\n");
  return { status: Number(first.split(" ")[1]), body: JSON.parse(text) };
}

describe("a body", () => {
  const broken = latin1('{"customer_name":"J\xfcrgen"}');
  const book = () => `/api/slots/${slotId}/book`;

  test("that is Latin-1 is refused by every route and procedure that reads one", async () => {
    const routes = routesOf(api.app).filter(({ method }) => method !== "GET");
    for (const { method, path } of routes) {
      const address = path.replace("{day}", "2031-12-25").replaceAll(/\{\w+\}/g, UNKNOWN_ID);
      const answer = await send(method, address, broken);
      expect({ path, ...outcome(answer) }).toEqual({ path, ...INVALID });
      expect(answer.body.detail).toBe("the body is not UTF-8");
    }
    const procedures = proceduresOf();
    for (const { path } of procedures) {
      const answer = await send("POST", `/trpc/${path}`, broken);
      expect({ path, ...outcome(answer) }).toEqual({ path, ...INVALID });
      const batch = await send("POST", `/trpc/${path},${path}?batch=1`, latin1('{"0":{},"1":{"x":"\xfc"}}'));
      expect({ path, ...outcome(batch) }).toEqual({ path, ...INVALID });
    }
    expect([routes.length, procedures.length].every((length) => length > 20)).toBe(true);
  });

  test.each([
    ["a lone byte", [0xff]],
    ["a sequence that ends too early", [0xe2, 0x82]],
    ["an overlong slash", [0xc0, 0xaf]],
    ["half of a surrogate pair", [0xed, 0xa0, 0x80]],
    ["beyond Unicode", [0xf4, 0x90, 0x80, 0x80]],
    ["UTF-16", [0x00, 0xd8]],
  ])("with %s is refused, over a socket too", async (_what, bytes) => {
    const body = Buffer.concat([Buffer.from('{"customer_name":"'), Buffer.from(bytes), Buffer.from('"}')]);
    expect(outcome(await send("POST", book(), body))).toEqual(INVALID);
    const answer = await sendBytes(`POST ${book()} HTTP/1.1\r\nContent-Type: application/json`, body);
    expect(outcome(answer)).toEqual(INVALID);
  });

  test("is refused whatever its size, and where its length is not declared", async () => {
    const long = latin1(`{"customer_name":"${"\xfc".repeat(5_000)}"}`);
    expect(outcome(await send("POST", book(), long))).toEqual(INVALID);
    const length = { ...JSON_TYPE, "Content-Length": String(long.byteLength) };
    expect(outcome(await send("POST", book(), long, length))).toEqual(INVALID);
    const stream = ReadableStream.from([broken]);
    expect(outcome(await send("POST", book(), stream))).toEqual(INVALID);
  });

  test("may have U+FFFD, and a byte order mark before it", async () => {
    const name = "J\ufffdrgen";
    const text = JSON.stringify({ customer_name: name });
    const { id } = (await send("POST", book(), text)).body;
    expect((await api.call("GET", `/api/bookings/${id}`)).body.customer_name).toBe(name);
    const marked = Buffer.from(`\ufeff${text}`);
    expect(await send("POST", book(), marked)).toMatchObject({ status: 201 });
    const overSocket = await sendBytes(`POST ${book()} HTTP/1.1\r\nContent-Type: application/json`, marked);
    expect(overSocket).toMatchObject({ status: 201 });
    const input = Buffer.from(`\ufeff${JSON.stringify({ slotId, customer: { name } })}`);
    expect(await send("POST", "/trpc/bookings.create", input)).toMatchObject({ status: 200 });
  });

  test.each([
    ["application/json; charset=utf-8", 201],
    ["application/json;charset=UTF-8", 201],
    ['application/json; charset="Utf-8"', 201],
    ["application/json ; charset=utf-8; profile=x", 201],
    ["application/json; charset=iso-8859-1", 415],
    ["application/json; charset=ISO-8859-1", 415],
    ['application/json; charset="latin1"', 415],
    ["application/json; Charset=utf-16", 415],
    ["application/json; charset=utf-8; charset=latin1", 415],
    ["application/json; charset=", 415],
    ["application/json; charset=utf-8x", 415],
  ])("as %s: %i", async (type, status) => {
    const headers = { "Content-Type": type };
    const code = status === 415 ? "UNSUPPORTED_MEDIA_TYPE" : undefined;
    const rest = await send("POST", book(), '{"customer_name":"Ann"}', headers);
    expect(outcome(rest)).toEqual({ status, code });
    const input = JSON.stringify({ slotId, customer: { name: "Ann" } });
    const trpc = await send("POST", "/trpc/bookings.create", input, headers);
    expect(outcome(trpc)).toEqual({ status: status === 201 ? 200 : status, code });
  });
});

describe("an address", () => {
  test.each([
    "/api/admin/bookings?contact=%FC",
    "/api/admin/bookings?contact=J%fcrgen%C3%BC",
    "/api/admin/bookings?%FC=1",
    "/api/admin/bookings.csv?contact=%C3",
    "/api/admin/bookings?contact=%ED%A0%80",
    "/api/slots/%FC",
    "/api/admin/slots/%FC/waitlist",
    "/nothing/%FC",
    "/trpc/bookings.list?input=%7B%22contact%22%3A%22%FC%22%7D",
    "/trpc/bookings.list?batch=1&input=%7B%220%22%3A%7B%22contact%22%3A%22%FC%22%7D%7D",
    "/trpc/bookings%FC.list?input={}",
  ])("%s is refused", async (path) => {
    expect(outcome(await send("GET", path, undefined, {}))).toEqual(INVALID);
    expect(outcome(await sendBytes(`GET ${path} HTTP/1.1`))).toEqual(INVALID);
  });

  test("with bytes that are not encoded is refused, not read in another encoding", async () => {
    for (const contact of ["J\xfcrgen", Buffer.from("Jürgen").toString("latin1")]) {
      const answer = await sendBytes(`GET /api/admin/bookings?contact=${contact} HTTP/1.1`);
      expect(outcome(answer)).toEqual(INVALID);
    }
  });

  test("may have U+FFFD, any letter, and a percent sign of its own", async () => {
    for (const contact of ["%EF%BF%BD", "J%C3%BCrgen", "%F0%9F%A9%BA", "100%", "%zz"]) {
      const path = `/api/admin/bookings?contact=${contact}`;
      expect(await send("GET", path, undefined, {})).toEqual({ status: 200, body: [] });
    }
  });
});

test("a header that is read has nothing but ASCII", async () => {
  const head = `POST /api/slots/${slotId}/book HTTP/1.1\r\nContent-Type: application/json`;
  const body = Buffer.from('{"customer_name":"Ann"}');
  expect(outcome(await sendBytes(`${head}\r\nIdempotency-Key: \xfc`, body))).toEqual(INVALID);
  const wrongKey = await sendBytes(`${head}\r\nAuthorization: Bearer \xfc`, body);
  expect(outcome(wrongKey)).toEqual({ status: 401, code: "UNAUTHORIZED" });
});
