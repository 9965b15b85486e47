import { once } from "node:events";
import type { Server } from "node:http";
import { connect, type Socket } from "node:net";
import { restProblem } from "@holdfast/contract";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { drain, listen } from "../src/http/server.ts";
import { createRestApp } from "../src/rest/rest-app.ts";

/* What never becomes a request of the application. It needs no database. */

let server: Server;
let port: number;

beforeAll(async () => {
  const app = createRestApp();
  app.get("/health", (c) => c.text("well"));
  app.post("/echo", async (c) => c.text(await c.req.text()));
  // Begins to answer before the body is there, and never ends.
  const begun = new TextEncoder().encode("begun");
  app.post("/endless", () => new Response(new ReadableStream({ start: (body) => body.enqueue(begun) })));
  app.onError((_error, c) => c.text("aborted", 500));
  const listening = await listen(app, { host: "127.0.0.1", port: 0 });
  server = listening.server;
  port = Number(new URL(listening.url).port);
});

afterAll(() => drain(server, 0));

interface Dialed {
  socket: Socket;
  received: () => string;
  closed: Promise<unknown>;
}

async function dial(): Promise<Dialed> {
  const socket = connect(port, "127.0.0.1");
  let received = "";
  socket.setEncoding("utf8").on("data", (text: string) => {
    received += text;
  });
  await once(socket, "connect");
  return { socket, received: () => received, closed: once(socket, "close") };
}

/** All that is answered to this text until the server closes the connection. */
async function answerTo(text: string): Promise<string> {
  const { socket, received, closed } = await dial();
  socket.write(text);
  await closed;
  return received();
}

/** The parts of an error's answer, all of which must be there. */
function parse(answer: string) {
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  const headers = new Headers(
    head
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(": ", 2) as [string, string]),
  );
  const problem = restProblem.parse(JSON.parse(body));
  expect(Number(headers.get("Content-Length"))).toBe(Buffer.byteLength(body));
  expect(Number(head.split(" ")[1])).toBe(problem.status);
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "application/problem+json",
    connection: "close",
    date: expect.any(String),
    "x-request-id": problem.request_id,
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  return problem;
}

const invalid = (message: string) => ({
  error: "Invalid input",
  code: "INVALID_INPUT",
  status: 400,
  detail: message,
  issues: [{ path: "", message }],
});

const GET = "GET /health HTTP/1.1\r\nHost: x\r\n";
const CHUNKED = "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

describe("is answered like any other error", () => {
  test.each([
    ["an unknown method", "FOO / HTTP/1.1\r\nHost: x\r\n\r\n", "the method is not one of HTTP's"],
    ["a broken header", `${GET}broken header\r\n\r\n`, "Parse Error: Invalid header token"],
    ["large headers", `${GET}A: ${"a".repeat(17_000)}\r\n\r\n`, "the headers have more than 16384 bytes"],
    ["a broken chunk", `${CHUNKED}zz\r\n`, "Parse Error: Invalid character in chunk size"],
    ["no host", "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n", "Missing host header"],
    ["a wrong host", "GET / HTTP/1.1\r\nHost: a/b@c\r\nConnection: close\r\n\r\n", "Invalid host header"],
    ["two hosts", "GET /health HTTP/1.1\r\nHost: x\r\nhost: y\r\n\r\n", "the request has more than one Host"],
    ["what is no HTTP", "\x16\x03\x01\x02\x00", "the method is not one of HTTP's"],
  ])("%s", async (_what, text, message) => {
    expect(parse(await answerTo(text))).toMatchObject(invalid(message));
  });

  test("a chunk with endless extensions", async () => {
    expect(parse(await answerTo(`${CHUNKED}3;${"a".repeat(20_000)}`))).toMatchObject({
      error: "Payload too large",
      code: "PAYLOAD_TOO_LARGE",
      status: 413,
    });
  });

  test("whatever a client expects, it is answered", async () => {
    const answer = await answerTo(`${GET}Expect: 200-maybe\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*well$/);
  });
});

describe("in time", () => {
  /** What happens to a connection that has sent this when Node finds that its time is over. */
  async function timeOut(text: string): Promise<string> {
    const [[accepted], { socket, received, closed }] = await Promise.all([
      once(server, "connection"),
      dial(),
    ]);
    if (text) socket.write(text);
    await vi.waitUntil(() => accepted.bytesRead === text.length);
    server.emit("clientError", Object.assign(new Error(), { code: "ERR_HTTP_REQUEST_TIMEOUT" }), accepted);
    await closed;
    return received();
  }

  test("HTTP/1.0 needs no Host, HTTP/1.1 does", async () => {
    expect(await answerTo("GET /health HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 200 .*\r\n\r\nwell$/s);
    expect(await answerTo("GET /health HTTP/1.1\r\nConnection: close\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
  });

  test.each([GET, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc"])(
    "half a request is told so: %j",
    async (text) => {
      expect(parse(await timeOut(text))).toMatchObject(invalid("the request did not arrive in time"));
    },
  );

  test("a connection on which nothing came is closed without a word", async () => {
    expect(await timeOut("")).toBe("");
  });
});

describe("beside other answers", () => {
  test("what came whole before it is answered first, however much follows", async () => {
    const { socket, received, closed } = await dial();
    socket.write(`${GET}\r\nPOST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcd\r\n`);
    socket.write("and more");
    await closed;
    const answers = received().split(/(?=HTTP\/1\.1 )/);
    expect(answers.map((answer) => answer.slice(9, 12))).toEqual(["200", "200", "400"]);
    expect(answers[1]).toMatch(/\r\n\r\nabc$/);
    parse(answers[2] ?? "");
  });

  test("an answer that has begun is not written into", async () => {
    const { socket, received, closed } = await dial();
    socket.write(CHUNKED.replace("echo", "endless"));
    await vi.waitUntil(() => received().includes("begun"));
    socket.write("zz\r\n");
    await closed;
    expect(received()).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\n5\r\nbegun\r\n$/);
  });

  test("a client that is gone at once is let go", async () => {
    const { socket, closed } = await dial();
    socket.write(`${GET}\r\nFOO`);
    socket.resetAndDestroy();
    await closed;
    await vi.waitUntil(
      () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count === 0))),
    );
    expect(await answerTo(`${GET}Connection: close\r\n\r\n`)).toContain("200 OK");
  });
});
