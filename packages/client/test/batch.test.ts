import { expect, test, vi } from "vitest";
import { isHoldfastError } from "../src/index.ts";
import { answerAll, clientOn, errorItem, failureOf, hang, json, type Sent, SLOT_ID } from "./support.ts";

/** What the server takes; client.test.ts fills it to the last byte. */
const BODY_MAX_BYTES = 64 * 1024;

const booking = (name: string, contact?: string) => ({
  slotId: SLOT_ID,
  quantity: 100,
  customer: { name, ...(contact === undefined ? {} : { contact }) },
  idempotencyKey: "given",
});

test("calls made in one tick travel as one request, queries and changes apart, each with its own answer", async () => {
  const { client, sent } = clientOn((request) => answerAll(request));
  const answers = await Promise.all([
    client.slots.get.query({ id: "a" }),
    client.bookings.confirm.mutate({ id: "b" }),
    client.resources.get.query({ id: "c" }),
    client.bookings.cancel.mutate({ id: "d" }),
  ]);
  expect(sent.map(({ method, paths }) => [method, paths])).toEqual([
    ["GET", ["slots.get", "resources.get"]],
    ["POST", ["bookings.confirm", "bookings.cancel"]],
  ]);
  expect(answers).toEqual([
    { path: "slots.get", input: { id: "a" } },
    { path: "bookings.confirm", input: { id: "b" } },
    { path: "resources.get", input: { id: "c" } },
    { path: "bookings.cancel", input: { id: "d" } },
  ]);
  await client.slots.get.query({ id: "e" });
  expect(sent).toHaveLength(3);
});

test("a query with a token, a contact or a search in it is a POST, apart from changes: its input is in no URL", async () => {
  const { client, sent } = clientOn((request) => answerAll(request));
  await Promise.all([
    client.bookings.get.query({ id: "a", token: "secret" }),
    client.bookings.list.query({ contact: "secret" }),
    client.bookings.list.query({ q: "secret" }),
    client.bookings.confirm.mutate({ id: "b", token: "secret" }),
    client.bookings.get.query({ id: "c" }),
  ]);
  expect(sent.map(({ method, paths }) => [method, paths])).toEqual([
    ["POST", ["bookings.get", "bookings.list", "bookings.list"]],
    ["POST", ["bookings.confirm"]],
    ["GET", ["bookings.get"]],
  ]);
  for (const { url } of sent) expect(url).not.toContain("secret");
});

test("a call of a batch fails alone", async () => {
  const { client } = clientOn((request) =>
    answerAll(request, (_, input) =>
      Object(input).id === "bad" ? errorItem("SLOT_NOT_FOUND", 404) : { result: { data: "fine" } },
    ),
  );
  const [good, bad] = await Promise.allSettled([
    client.slots.get.query({ id: "good" }),
    client.slots.get.query({ id: "bad" }),
  ]);
  expect(good).toMatchObject({ value: "fine" });
  expect(bad).toMatchObject({ reason: { code: "SLOT_NOT_FOUND", status: 404 } });
});

test("what a batch's answer says of coming back is of those errors alone that pass", async () => {
  const codes: Record<string, number> = { NO_SEAT: 409, RATE_LIMITED: 429, BOOKING_NOT_FOUND: 404 };
  const answer = (sent: Sent) =>
    json(
      sent.inputs.map((input) => errorItem(Object(input).id, codes[Object(input).id])),
      207,
      { "Retry-After": "20" },
    );
  const { client } = clientOn(answer);
  const failures = Object.keys(codes).map((id) => failureOf(client.bookings.confirm.mutate({ id })));
  expect((await Promise.all(failures)).map((error) => Object(error).retryAfterSeconds)).toEqual([
    undefined,
    20,
    undefined,
  ]);
});

test("an error in place of the whole batch is everyone's", async () => {
  const { client, sent } = clientOn(() => json(errorItem("RATE_LIMITED", 429), 429, { "Retry-After": "20" }));
  const errors = await Promise.all([
    failureOf(client.slots.get.query({ id: "a" })),
    failureOf(client.slots.get.query({ id: "b" })),
  ]);
  expect(errors.every(isHoldfastError)).toBe(true);
  expect(errors).toMatchObject(Array(2).fill({ code: "RATE_LIMITED", retryAfterSeconds: 20 }));
  expect(sent).toHaveLength(1);
});

test("a URL has at most 2,000 characters, a batch at most 20 calls", async () => {
  const { client, sent } = clientOn((request) => answerAll(request));
  const queries = Array.from({ length: 50 }, () => client.slots.list.query({ resourceId: SLOT_ID }));
  const changes = Array.from({ length: 50 }, () => client.bookings.confirm.mutate({ id: SLOT_ID }));
  await Promise.all([...queries, ...changes]);
  expect(Math.max(...sent.map(({ url }) => url.length))).toBeLessThanOrEqual(2_000);
  const counts = (method: string) =>
    sent.filter((one) => one.method === method).map((one) => one.paths.length);
  expect(counts("POST")).toEqual([20, 20, 10]);
  expect(counts("GET").reduce((sum, count) => sum + count)).toBe(50);
  expect(counts("GET").length).toBeLessThanOrEqual(5);
});

test.each([
  ["letters", booking("n".repeat(200), "c".repeat(320))],
  ["emoji, four bytes each", booking("🎟".repeat(200), "🎟".repeat(320))],
  ["control characters, six bytes each in JSON", booking("\u0001".repeat(200), "\u0001".repeat(320))],
  ["blanks that the server cuts off", booking(`${" ".repeat(20_000)}n`)],
])("a body is never larger than the server takes: %s", async (_, input) => {
  const { client, sent } = clientOn((request) => answerAll(request));
  await Promise.all(Array.from({ length: 45 }, () => client.bookings.create.mutate(input)));
  const bytes = sent.map(({ body }) => Buffer.byteLength(body));
  expect(Math.max(...bytes)).toBeLessThanOrEqual(BODY_MAX_BYTES);
  expect(sent.flatMap(({ inputs }) => inputs)).toEqual(Array(45).fill(input));
  // No request is sent that the one before could have carried.
  expect(sent.length).toBeLessThanOrEqual(Math.max(3, Math.ceil(45 / Math.floor(BODY_MAX_BYTES / 20_200))));
});

test("a call too large for any request goes alone, and what the server says is its error", async () => {
  const { client, sent } = clientOn((request) =>
    request.body.length > BODY_MAX_BYTES
      ? json(errorItem("PAYLOAD_TOO_LARGE", 413), 413)
      : answerAll(request),
  );
  const [small, large] = await Promise.allSettled([
    client.bookings.create.mutate(booking("Ada")),
    client.bookings.create.mutate(booking("A".repeat(70_000))),
  ]);
  expect(small.status).toBe("fulfilled");
  expect(large).toMatchObject({ reason: { code: "PAYLOAD_TOO_LARGE", status: 413 } });
  expect(sent).toHaveLength(2);
});

test("a call that is aborted before the call is never sent", async () => {
  const { client, sent } = clientOn((request) => answerAll(request));
  const signal = AbortSignal.abort();
  const error = await failureOf(client.bookings.create.mutate(booking("Ada"), { signal }));
  expect(error).toMatchObject({ failure: "aborted", url: "http://holdfast.invalid", cause: signal.reason });
  expect(sent).toEqual([]);
});

test("a call that is aborted in its own tick is not sent, and the others of the tick are", async () => {
  const { client, sent } = clientOn((request) => answerAll(request));
  const controller = new AbortController();
  const aborted = failureOf(client.bookings.create.mutate(booking("Ada"), { signal: controller.signal }));
  const other = client.bookings.create.mutate(booking("Bob"));
  controller.abort();
  expect(await aborted).toMatchObject({ failure: "aborted" });
  await other;
  expect(sent.map(({ inputs }) => inputs)).toEqual([[booking("Bob")]]);
});

test("a call that is aborted on its way is rejected at once, without harm to the others", async () => {
  const answered = Promise.withResolvers<void>();
  const { client, sent } = clientOn(async (request) => {
    await answered.promise;
    return answerAll(request);
  });
  const controller = new AbortController();
  const aborted = failureOf(client.slots.get.query({ id: "a" }, { signal: controller.signal }));
  const other = client.slots.get.query({ id: "b" });
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  controller.abort();
  expect(await aborted).toMatchObject({ failure: "aborted" });
  expect(sent[0]?.signal?.aborted).toBe(false);
  answered.resolve();
  expect(await other).toMatchObject({ input: { id: "b" } });
});

test("a request is aborted once every call of it is", async () => {
  const { client, sent } = clientOn(hang);
  const controllers = [new AbortController(), new AbortController()];
  const calls = controllers.map(({ signal }) => failureOf(client.slots.get.query({ id: "a" }, { signal })));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  controllers[0]?.abort();
  expect(sent[0]?.signal?.aborted).toBe(false);
  controllers[1]?.abort();
  expect(sent[0]?.signal?.aborted).toBe(true);
  expect(await Promise.all(calls)).toMatchObject(Array(2).fill({ failure: "aborted" }));
});

test("a finished call leaves nothing behind on its signal", async () => {
  const { client, sent } = clientOn((request) => answerAll(request));
  const { signal } = new AbortController();
  const removed = vi.spyOn(signal, "removeEventListener");
  await client.slots.get.query({ id: "a" }, { signal });
  expect(removed).toHaveBeenCalledWith("abort", expect.any(Function));
  expect(sent[0]?.signal?.aborted).toBe(false);
});
