import { createServer as createTcpServer, type Server } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pauseMilliseconds } from "../src/webhooks/back-off.ts";
import { ANSWER_KEPT_BYTES, Poster } from "../src/webhooks/post.ts";
import { Receiver } from "./webhook-harness.ts";

let receiver: Receiver;
const poster = new Poster(true);
const never = new AbortController().signal;

beforeEach(async () => {
  receiver = await Receiver.listen();
});

afterEach(() => receiver.close());

const post = (url = receiver.url, by = poster) =>
  by.post({ url, headers: { "x-own": "1" }, body: "{}" }, never);

test("an answer that never ends is kept to its begin, and its status counts", async () => {
  receiver.answering = (_, response) => {
    response.writeHead(201);
    response.write("\u0000é".repeat(ANSWER_KEPT_BYTES));
  };
  const { status, error, answer } = await post();
  expect([status, error]).toEqual([201, null]);
  expect(answer).toMatch(/^(\uFFFDé)+\uFFFD?$/u);
  expect(answer.length).toBeLessThanOrEqual(ANSWER_KEPT_BYTES);
});

test("a receiver that closes within the body has answered", async () => {
  receiver.answering = async (_, response) => {
    response.writeHead(200, { "Content-Length": "100" });
    response.write("beg");
    await new Promise((resolve) => setImmediate(resolve));
    response.destroy();
  };
  expect(await post()).toMatchObject({ status: 200, error: null });
});

test("a redirect is not followed", async () => {
  receiver.answering = (_, response) => {
    response.writeHead(302, { Location: `${receiver.url}/there` }).end();
  };
  expect(await post(`${receiver.url}/here`)).toMatchObject({ status: 302 });
  expect(receiver.received.map(({ path }) => path)).toEqual(["/here"]);
});

test("an idle connection that the receiver closes in the way of a request is opened anew", async () => {
  let isFirst = true;
  receiver.answering = (_, response) => {
    if (receiver.received.length !== 2 || !isFirst) return;
    isFirst = false;
    response.socket?.resetAndDestroy();
  };
  await post();
  expect(await post()).toMatchObject({ status: 200, answer: "ok" });
  expect(receiver.received.length).toBe(3);
});

test("a receiver that accepts, and never answers, has ten seconds", { timeout: 30_000 }, async () => {
  const silent: Server = createTcpServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as { port: number };
  expect(await post(`http://127.0.0.1:${port}`)).toEqual({
    status: null,
    error: "no answer within 10 seconds",
    answer: "",
  });
  silent.close();
});

test.each([
  ["https://127.0.0.1/", "127.0.0.1 leads to 127.0.0.1, which is not a public address"],
  ["https://2130706433/", "127.0.0.1 leads to 127.0.0.1, which is not a public address"],
  ["https://0x7f.1/", "127.0.0.1 leads to 127.0.0.1, which is not a public address"],
  ["https://[::ffff:127.0.0.1]/", "::ffff:7f00:1 leads to ::ffff:7f00:1, which is not a public address"],
  [
    "https://169.254.169.254/latest/meta-data",
    "169.254.169.254 leads to 169.254.169.254, which is not a public address",
  ],
  ["http://example.org/", "the address is not https:"],
])("%s is not sent to", async (url, error) => {
  expect(await post(url, new Poster(false))).toEqual({ status: null, error, answer: "" });
});

test("a name without an address says so", async () => {
  const { status, error } = await post("http://nobody.invalid/");
  expect(status).toBeNull();
  expect(error).toMatch(/^(nobody\.invalid has no address|no name server answered for nobody\.invalid)$/);
});

test("the pauses grow from five seconds to six hours, and fill three days with some twenty attempts", () => {
  const middle = () => 0.5;
  expect([1, 2, 3, 30].map((failures) => pauseMilliseconds(failures, middle))).toEqual([
    5_000,
    10_000,
    20_000,
    6 * 3_600_000,
  ]);
  expect(pauseMilliseconds(1, () => 0)).toBe(4_000);
  expect(pauseMilliseconds(1, () => 1)).toBe(6_000);
  let attempts = 1;
  for (let sum = 0; sum < 3 * 24 * 3_600_000; attempts++) sum += pauseMilliseconds(attempts, middle);
  expect(attempts).toBeGreaterThan(18);
  expect(attempts).toBeLessThan(30);
});
