import { expect, expectTypeOf, test, vi } from "vitest";
import {
  createClient,
  type HoldfastClient,
  HoldfastError,
  HoldfastTransportError,
  isHoldfastError,
  isHoldfastTransportError,
} from "../src/index.ts";
import {
  createFakeServer,
  type FakeProcedures,
  holdfastError,
  holdfastTransportError,
} from "../src/testing/index.ts";
import { failureOf, SLOT_ID } from "./support.ts";

const EMPTY = { items: [], nextCursor: null };
const CREATE_BOOKING = { slotId: SLOT_ID, customer: { name: "Ada" } };
const ONCE = { maxRetries: 0 };

const refuse =
  (...error: Parameters<typeof holdfastError>) =>
  () => {
    throw holdfastError(...error);
  };

test("a made error is one of the client's, with the code's status", () => {
  const error = holdfastError("NO_SEAT");
  expect(error).toBeInstanceOf(HoldfastError);
  expect(isHoldfastError(error)).toBe(true);
  expect(error).toMatchObject({ code: "NO_SEAT", serverCode: "NO_SEAT", status: 409, message: "NO_SEAT" });
  const issues = [{ path: "id", message: "must be a UUID" }];
  const details = { message: "Wrong", requestId: "r-1", issues, retryAfterSeconds: 3 };
  expect(holdfastError("INVALID_INPUT", details)).toMatchObject({ status: 400, ...details });
  expect(holdfastError("UNKNOWN", { serverCode: "TOO_EARLY", status: 425 })).toMatchObject({
    code: "UNKNOWN",
    serverCode: "TOO_EARLY",
    status: 425,
  });
});

test("a made transport error is one of the client's", () => {
  const error = holdfastTransportError("timeout", { message: "late", retryAfterSeconds: 2 });
  expect(error).toBeInstanceOf(HoldfastTransportError);
  expect(isHoldfastTransportError(error)).toBe(true);
  expect(error).toMatchObject({ failure: "timeout", message: "late", retryAfterSeconds: 2 });
});

test("calls reach the functions in batches, through JSON, and each has its answer", async () => {
  const server = createFakeServer({
    slots: { list: async () => EMPTY },
    bookings: { create: refuse("NO_SEAT", { message: "No available seat" }) },
  });
  const { client } = server;
  const [slots, refused] = await Promise.all([
    client.slots.list.query({ limit: 2 }),
    failureOf(client.bookings.create.mutate(CREATE_BOOKING)),
    failureOf(client.slots.get.query({ id: SLOT_ID })),
  ]);
  expect(slots).toEqual(EMPTY);
  expect(refused).toMatchObject({ code: "NO_SEAT", status: 409, message: "No available seat" });
  expect(server.calls.map(({ path, input }) => [path, input])).toEqual([
    ["slots.list", { limit: 2 }],
    ["slots.get", { id: SLOT_ID }],
    ["bookings.create", { ...CREATE_BOOKING, idempotencyKey: expect.stringMatching(/^[0-9a-f]{32}$/) }],
  ]);
});

test("a function has the input and the call's headers", async () => {
  const create = vi.fn<NonNullable<NonNullable<FakeProcedures["bookings"]>["create"]>>(refuse("NO_SEAT"));
  const { fetch } = createFakeServer({ bookings: { create } });
  const client = createClient({ url: "http://holdfast.test/o/opera", fetch, apiKey: "k" });
  await failureOf(client.bookings.create.mutate(CREATE_BOOKING));
  expect(create).toHaveBeenCalledOnce();
  const [input, call] = create.mock.lastCall ?? [];
  expect(input).toMatchObject(CREATE_BOOKING);
  expect(call?.headers.get("Authorization")).toBe("Bearer k");
});

test("the client repeats what may be repeated, under one key", async () => {
  let attempts = 0;
  const server = createFakeServer({
    waitlist: {
      list: () => {
        if (++attempts < 3) throw holdfastError("BUSY");
        return EMPTY;
      },
    },
  });
  expect(await server.client.waitlist.list.query({ slotId: SLOT_ID })).toEqual(EMPTY);
  expect(server.calls).toHaveLength(3);
});

test("what a refusal says arrives: issues, request id, when to come back", async () => {
  const issues = [{ path: "id", message: "must be a UUID" }];
  const server = createFakeServer({
    slots: {
      get: refuse("INVALID_INPUT", { issues, requestId: "r-1" }),
      list: refuse("RATE_LIMITED", { retryAfterSeconds: 60 }),
    },
    bookings: { get: refuse("UNKNOWN", { serverCode: "TOO_EARLY", status: 425 }) },
  });
  const { slots, bookings } = server.client;
  expect(await failureOf(slots.get.query({ id: "1" }))).toMatchObject({ issues, requestId: "r-1" });
  expect(await failureOf(slots.list.query({}))).toMatchObject({
    code: "RATE_LIMITED",
    retryAfterSeconds: 60,
  });
  expect(await failureOf(bookings.get.query({ id: SLOT_ID }))).toMatchObject({
    code: "UNKNOWN",
    serverCode: "TOO_EARLY",
    status: 425,
  });
});

test("a connection breaks, a function fails, a procedure is missing: each is said", async () => {
  const server = createFakeServer({
    slots: {
      get: () => {
        throw holdfastTransportError("unreachable", { message: "the cable is cut" });
      },
      list: () => {
        throw new Error("no fixture");
      },
    },
  });
  const { slots, keys } = server.client;
  const cut = await failureOf(slots.get.query({ id: SLOT_ID }, ONCE));
  expect(cut).toMatchObject({ failure: "unreachable" });
  expect(String(cut)).toContain("the cable is cut");
  const failed = await failureOf(slots.list.query({}));
  expect(failed).toMatchObject({ code: "INTERNAL", message: "The fake slots.list threw: Error: no fixture" });
  const missing = await failureOf(keys.list.query({}));
  expect(missing).toMatchObject({ code: "NOT_FOUND", message: "The fake server has no keys.list" });
});

test("a call to a function that never answers can be aborted, and times out", async () => {
  const server = createFakeServer({ slots: { list: () => new Promise(() => {}) } });
  const late = failureOf(server.client.slots.list.query({}, { timeout: 5 }));
  const controller = new AbortController();
  const aborted = failureOf(server.client.slots.list.query({}, { signal: controller.signal }));
  controller.abort();
  expect(await aborted).toMatchObject({ failure: "aborted" });
  expect(await late).toMatchObject({ failure: "timeout" });
});

test("a request to the fake server ends with its signal, as fetch does", async () => {
  const { fetch } = createFakeServer({ slots: { list: () => new Promise(() => {}) } });
  const controller = new AbortController();
  const request = failureOf(
    fetch("http://holdfast.test/trpc/slots.list?batch=1", { signal: controller.signal }),
  );
  controller.abort(new Error("left"));
  expect(await request).toMatchObject({ message: "left" });
});

test("onResponse hears of the fake server's request ids", async () => {
  const { fetch } = createFakeServer({ slots: { list: () => EMPTY } });
  const ids: string[] = [];
  const client = createClient({
    url: "http://holdfast.test",
    fetch,
    onResponse: ({ requestId }) => ids.push(requestId),
  });
  await client.slots.list.query({});
  await client.slots.list.query({});
  expect(ids).toEqual(["fake-1", "fake-2"]);
});

test("functions are typed by the procedures", () => {
  type Create = NonNullable<NonNullable<FakeProcedures["bookings"]>["create"]>;
  expectTypeOf<Parameters<Create>[0]>().toEqualTypeOf<
    Parameters<HoldfastClient["bookings"]["create"]["mutate"]>[0]
  >();
  // @ts-expect-error a list answers items
  createFakeServer({ slots: { list: () => ({}) } });
  // @ts-expect-error there is no such procedure
  createFakeServer({ slots: { refund: () => ({}) } });
});
