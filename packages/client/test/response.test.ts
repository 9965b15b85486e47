import { expect, test } from "vitest";
import type { CallResponse, ClientOptions } from "../src/index.ts";
import { answerAll, busy, clientOn, errorItem, failureOf, json, type Sent, SLOT_ID } from "./support.ts";

/** A client, and what its `onResponse` was told. */
function listening(
  answer: (sent: Sent, index: number) => Response | Promise<Response>,
  options: Partial<ClientOptions> = {},
) {
  const told: CallResponse[] = [];
  const { client, sent } = clientOn(answer, { onResponse: (response) => told.push(response), ...options });
  return { client, sent, told };
}

const withId = (response: Response, id: string) => {
  response.headers.set("X-Request-Id", id);
  return response;
};

test("a result is told of with its request's id", async () => {
  const { client, told } = listening((request) => withId(answerAll(request), "r-1"));
  await client.slots.list.query({});
  await client.trpc.bookings.confirm.mutate({ id: SLOT_ID });
  expect(told).toEqual([
    { path: "slots.list", status: 200, requestId: "r-1", attempts: 1, milliseconds: expect.any(Number) },
    {
      path: "bookings.confirm",
      status: 200,
      requestId: "r-1",
      attempts: 1,
      milliseconds: expect.any(Number),
    },
  ]);
  for (const { milliseconds } of told) expect(milliseconds).toBeGreaterThan(0);
});

test("each call of a batch is told of by itself, an error with its own status and id", async () => {
  const { client, told } = listening((request) =>
    withId(
      answerAll(request, (path) =>
        path === "slots.get"
          ? errorItem("SLOT_NOT_FOUND", 404, { requestId: "r-2" })
          : { result: { data: "fine" } },
      ),
      "r-2",
    ),
  );
  await Promise.all([client.slots.list.query({}), failureOf(client.slots.get.query({ id: SLOT_ID }))]);
  expect(told).toMatchObject([
    { path: "slots.list", status: 200, requestId: "r-2" },
    { path: "slots.get", status: 404, requestId: "r-2" },
  ]);
});

test("a call is told of once, with the number of its attempts", async () => {
  const { client, told } = listening((request, index) => (index < 2 ? busy() : answerAll(request)));
  await client.slots.list.query({});
  expect(told).toMatchObject([{ path: "slots.list", status: 200, attempts: 3 }]);
  const failing = listening(() => busy());
  await failureOf(failing.client.slots.list.query({}, { maxRetries: 1 }));
  expect(failing.told).toMatchObject([{ status: 503, attempts: 2 }]);
});

test("a call that no Holdfast server answered is not told of", async () => {
  const { client, told } = listening((_, index) => {
    if (index === 0) throw new TypeError("fetch failed");
    return index === 1 ? new Response("Bad gateway", { status: 502 }) : json({ hello: "world" });
  });
  const options = { maxRetries: 0 };
  expect(await failureOf(client.slots.list.query({}, options))).toMatchObject({ failure: "unreachable" });
  expect(await failureOf(client.slots.list.query({}, options))).toMatchObject({ failure: "gateway" });
  expect(await failureOf(client.slots.list.query({}, options))).toMatchObject({ failure: "not-understood" });
  const signal = AbortSignal.abort();
  expect(await failureOf(client.slots.list.query({}, { signal }))).toMatchObject({ failure: "aborted" });
  expect(told).toEqual([]);
});

test.each([
  ["throws", () => expect.unreachable()],
  ["rejects", () => Promise.reject(new Error("no log"))],
])("an onResponse that %s breaks no call", async (_, onResponse) => {
  const { client } = listening((request) => answerAll(request), { onResponse });
  expect(await client.slots.list.query({})).toMatchObject({ path: "slots.list" });
});
