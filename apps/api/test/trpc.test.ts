import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { appRouter } from "../src/trpc/router.ts";
import { createTestApp, type TestApp, UNKNOWN_ID } from "./harness.ts";
import { proceduresOf, routesOf } from "./inventory.ts";

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

const connect = () =>
  createTRPCClient<typeof appRouter>({
    links: [
      httpBatchLink({
        url: "http://test/trpc",
        fetch: async (url, init) => api.app.request(String(url), init as RequestInit),
      }),
    ],
  });

/** The project's code of the error that a call fails with. */
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "no error",
    (error: unknown) => (error instanceof TRPCClientError ? error.data.appCode : error),
  );

const startsAt = "2031-12-25T10:00:00Z";
const endsAt = "2031-12-25T11:00:00Z";

test("the walk-through: create a doctor, a slot, list, book, confirm, cancel", async () => {
  const client = connect();
  const doctor = await client.resources.create.mutate({
    kind: "doctor",
    name: "Dr. Smith",
    specialization: "Cardiology",
  });
  expect(await client.resources.get.query({ id: doctor.id })).toEqual(doctor);
  expect((await client.resources.list.query({ kind: "doctor" })).items).toContainEqual(doctor);
  const slot = await client.slots.create.mutate({ resourceId: doctor.id, startsAt, endsAt, capacity: 5 });
  expect(slot).toMatchObject({ kind: "doctor", resourceName: "Dr. Smith", booked: 0, available: 5 });
  expect((await client.slots.list.query({ resourceId: doctor.id })).items).toEqual([slot]);
  const hold = await client.bookings.create.mutate({
    slotId: slot.id,
    quantity: 2,
    customer: { name: "John" },
  });
  expect(hold).toMatchObject({
    status: "PENDING",
    quantity: 2,
    customerContact: null,
    expiresInSeconds: 120,
  });
  expect(await client.slots.get.query({ id: slot.id })).toMatchObject({ booked: 2, available: 3 });
  expect(await client.bookings.confirm.mutate({ id: hold.id })).toMatchObject({ status: "CONFIRMED" });
  expect(await client.bookings.get.query({ id: hold.id })).toMatchObject({ status: "CONFIRMED" });
  expect((await client.bookings.list.query({ slotId: slot.id })).items).toHaveLength(1);
  expect(await client.bookings.cancel.mutate({ id: hold.id })).toMatchObject({ status: "CANCELLED" });
  expect(await client.resources.update.mutate({ id: doctor.id, name: "Dr. Jones" })).toMatchObject({
    name: "Dr. Jones",
  });
  expect(await client.slots.update.mutate({ id: slot.id, capacity: 1 })).toMatchObject({
    capacity: 1,
    available: 1,
  });
});

test("10 at once on a capacity of 3, in one batch: 3 holds, 7 NO_SEAT", async () => {
  const client = connect();
  const { id: resourceId } = await client.resources.create.mutate({ kind: "show", name: "Hamlet" });
  const { id: slotId } = await client.slots.create.mutate({ resourceId, startsAt, endsAt, capacity: 3 });
  const visits = Array.from({ length: 10 }, (_, index) =>
    codeOf(client.bookings.create.mutate({ slotId, customer: { name: `Visitor ${index}` } })),
  );
  const codes = await Promise.all(visits);
  expect(codes.toSorted()).toEqual([...Array(7).fill("NO_SEAT"), ...Array(3).fill("no error")]);
});

test("staff: list by every filter, check in, note a no-show, erase", async () => {
  const client = connect();
  const { id: resourceId } = await client.resources.create.mutate({ kind: "show", name: "Macbeth" });
  const { id: slotId } = await client.slots.create.mutate({ resourceId, startsAt, endsAt, capacity: 3 });
  const customer = { name: "Zoe", contact: "Zoe@example.org" };
  const { id } = await client.bookings.create.mutate({ slotId, customer });
  expect(await codeOf(client.bookings.checkIn.mutate({ id }))).toBe("BOOKING_NOT_CONFIRMED");
  expect(await codeOf(client.bookings.markNoShow.mutate({ id: UNKNOWN_ID }))).toBe("BOOKING_NOT_FOUND");
  await client.bookings.confirm.mutate({ id });
  expect((await client.bookings.markNoShow.mutate({ id })).noShowAt).toEqual(expect.any(String));
  const checkedIn = await client.bookings.checkIn.mutate({ id });
  expect(checkedIn).toMatchObject({ checkedInAt: expect.any(String), noShowAt: null, firstCheckIn: true });
  const { firstCheckIn: _ofTheRequest, newlyCheckedIn: _ofItToo, ...asRead } = checkedIn;
  expect(await codeOf(client.bookings.cancel.mutate({ id }))).toBe("BOOKING_CHECKED_IN");
  const filters = { slotId, resourceId, status: "CONFIRMED", from: startsAt, to: endsAt } as const;
  const found = await client.bookings.list.query({ ...filters, contact: "zoe@EXAMPLE.org" });
  expect(found).toEqual({ items: [asRead], nextCursor: null });
  expect((await client.bookings.list.query({ ...filters, from: endsAt })).items).toEqual([]);
  expect(await codeOf(client.bookings.list.query({ contact: "" }))).toBe("INVALID_INPUT");
  expect(await client.customers.erase.mutate({ contact: "zoe@example.org" })).toMatchObject({
    erased: 0,
    kept: 1,
    stores: expect.arrayContaining([
      { store: "waitlist_entries", erased: 0, kept: 0, reason: expect.any(String) },
    ]),
  });
  expect(await codeOf(client.customers.erase.mutate({ contact: "" }))).toBe("INVALID_INPUT");
});

test("staff close a slot, limit it and delete it", async () => {
  const client = connect();
  const { id: resourceId } = await client.resources.create.mutate({ kind: "show", name: "Macbeth" });
  const { id } = await client.slots.create.mutate({
    resourceId,
    startsAt,
    endsAt,
    capacity: 3,
    bookableFrom: "2001-01-01T00:00:00Z",
  });
  const book = () => client.bookings.create.mutate({ slotId: id, customer: { name: "Ann" } });
  const hold = await book();
  const closed = await client.slots.update.mutate({ id, closed: true, bookableUntil: startsAt });
  expect(closed).toMatchObject({
    closed: true,
    bookableFrom: "2001-01-01T00:00:00.000Z",
    bookableUntil: "2031-12-25T10:00:00.000Z",
  });
  expect((await client.slots.list.query({ resourceId, availableOnly: true })).items).toEqual([]);
  await expect(book()).rejects.toMatchObject({ data: { code: "CONFLICT", appCode: "NOT_BOOKABLE" } });
  const early = client.slots.update.mutate({ id, bookableUntil: "2000-01-01T00:00:00Z" });
  await expect(early).rejects.toMatchObject({
    data: { appCode: "INVALID_INPUT", issues: [{ path: "bookableUntil" }] },
  });
  await expect(client.slots.delete.mutate({ id })).rejects.toMatchObject({
    message: "Live holds and confirmed bookings on this slot: 1",
    data: { code: "CONFLICT", appCode: "SLOT_HAS_BOOKINGS", httpStatus: 409 },
  });
  await client.bookings.cancel.mutate({ id: hold.id });
  expect(await client.slots.delete.mutate({ id })).toEqual({ id });
  expect(await codeOf(client.slots.get.query({ id }))).toBe("SLOT_NOT_FOUND");
  expect(await codeOf(client.slots.delete.mutate({ id }))).toBe("SLOT_NOT_FOUND");
  expect(await codeOf(client.slots.delete.mutate({ id: "1" }))).toBe("INVALID_INPUT");
  expect(await client.bookings.get.query({ id: hold.id })).toMatchObject({ status: "CANCELLED" });
});

test("errors carry the project's code beside tRPC's own", async () => {
  const client = connect();
  expect(await codeOf(client.bookings.get.query({ id: UNKNOWN_ID }))).toBe("BOOKING_NOT_FOUND");
  expect(await codeOf(client.slots.get.query({ id: UNKNOWN_ID }))).toBe("SLOT_NOT_FOUND");
  expect(await codeOf(client.resources.get.query({ id: UNKNOWN_ID }))).toBe("RESOURCE_NOT_FOUND");
  expect(await codeOf(client.slots.get.query({ id: "1" }))).toBe("INVALID_INPUT");
  const { status, body } = await api.call(
    "GET",
    `/trpc/slots.get?input=${encodeURIComponent('{"id":"1","x":2}')}`,
  );
  expect(status).toBe(400);
  expect(body.error.data).toMatchObject({
    code: "BAD_REQUEST",
    appCode: "INVALID_INPUT",
    httpStatus: 400,
    requestId: expect.any(String),
    issues: [
      { path: "id", message: "must be a UUID" },
      { path: "x", message: "is not a known field" },
    ],
  });
  expect(JSON.stringify(body)).not.toContain("stack");
});

test("a body that is no JSON by its content type is refused, not stumbled over", async () => {
  const answer = await api.call("POST", "/trpc/bookings.create", "{}", {
    "Content-Type": "multipart/form-data",
  });
  expect(answer).toMatchObject({
    status: 415,
    body: { error: { data: { appCode: "UNSUPPORTED_MEDIA_TYPE" } } },
  });
});

test.each([
  ["GET", "/trpc/nothing", undefined, 404, "NOT_FOUND"],
  ["POST", "/trpc/bookings.create", "{", 400, "INVALID_INPUT"],
  ["GET", "/trpc/bookings.create", undefined, 405, "METHOD_NOT_ALLOWED"],
  ["POST", "/trpc/bookings.create", "x".repeat(70_000), 413, "PAYLOAD_TOO_LARGE"],
  ["GET", `/trpc/${Array(21).fill("slots.list").join()}?batch=1`, undefined, 400, "INVALID_INPUT"],
  ["GET", `/trpc/${Array(21).fill("slots.list").join("%2C")}?batch=1`, undefined, 400, "INVALID_INPUT"],
  ["GET", "/trpc/slots.list?input=%F3", undefined, 400, "INVALID_INPUT"],
  ["GET", "/trpc/slots.list?input={", undefined, 400, "INVALID_INPUT"],
  ["PUT", "/trpc/slots.list", "{}", 405, "METHOD_NOT_ALLOWED"],
  ["DELETE", "/trpc/slots.list", undefined, 405, "METHOD_NOT_ALLOWED"],
  ["GET", "/trpc/slots.list?connectionParams=secret&input=%7B%7D", undefined, 400, "INVALID_INPUT"],
  ["GET", "/trpc/slots.list?connectionParams=%5B%22secret%22%5D", undefined, 400, "INVALID_INPUT"],
  ["GET", "/trpc/%E0%A4%A?input=%7B%22id%22:%22secret%22%7D", undefined, 400, "INVALID_INPUT"],
  ["GET", "/trpc/slots.list?%69nput=secret&input=%7B%7D", undefined, 400, "INVALID_INPUT"],
  ["GET", "/trpc/slots.list,bookings.create?batch=1", undefined, 400, "INVALID_INPUT"],
  ["POST", "/trpc/slots.list,bookings.create?batch=1", "{}", 400, "INVALID_INPUT"],
  ["POST", "/trpc/slots.list,bookings.get?batch=1", "[]", 400, "INVALID_INPUT"],
  ["GET", "/trpc/slots.list", undefined, 400, "INVALID_INPUT", { "trpc-accept": "application/jsonl" }],
  ["GET", "/trpc/slots.list", undefined, 400, "INVALID_INPUT", { Accept: "text/html, application/jsonl" }],
  [
    "GET",
    "/trpc/slots.list",
    undefined,
    405,
    "METHOD_NOT_ALLOWED",
    { "Content-Type": "multipart/form-data" },
  ],
  [
    "POST",
    "/trpc/slots.list",
    "{}",
    415,
    "UNSUPPORTED_MEDIA_TYPE",
    { "Content-Type": "application/json-seq" },
  ],
] as [string, string, string | undefined, number, string, Record<string, string>?][])(
  "%s %s is refused in tRPC's shape",
  async (method, path, body, status, code, headers) => {
    api.logged.length = 0;
    const answer = await api.call(method, path, body, { "X-Request-Id": "request-7", ...headers });
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/json",
      "x-request-id": "request-7",
      "cache-control": "no-store",
    });
    const [{ error }] = [answer.body].flat();
    expect(error.data).toMatchObject({ appCode: code, httpStatus: status, requestId: "request-7" });
    if (status === 400) expect(error.data.issues).toEqual([{ path: "", message: expect.any(String) }]);
    expect(api.logged.filter((line) => /secret|"level":[45]0/.test(line))).toEqual([]);
  },
);

test("every list takes the direction that infinite queries send, and no list has a way back", async () => {
  const lists = proceduresOf().filter(({ input }) => "cursor" in (input["properties"] ?? {}));
  expect(lists.map(({ path }) => path)).toEqual(expect.arrayContaining(["slots.list", "events.list"]));
  for (const { input, path } of lists) {
    expect(input["properties"].direction, path).toMatchObject({ type: "string", const: "forward" });
  }
  const client = connect();
  const { items } = await client.resources.list.query({ limit: 1 });
  expect((await client.resources.list.query({ limit: 1, direction: "forward" })).items).toEqual(items);
  const backward = api.call(
    "GET",
    `/trpc/slots.list?input=${encodeURIComponent('{"direction":"backward"}')}`,
  );
  expect((await backward).body.error.data).toMatchObject({
    appCode: "INVALID_INPUT",
    issues: [{ path: "direction", message: "must be forward: a list has no page before the cursor" }],
  });
});

test("REST's lists have no direction", async () => {
  const withDirection = routesOf(api.app).filter(({ query }) => "direction" in query);
  expect(withDirection).toEqual([]);
  expect((await api.call("GET", "/api/slots?direction=forward")).status).toBe(400);
});
