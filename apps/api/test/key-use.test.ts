import { randomUUID } from "node:crypto";
import { KEY_USE, type KeyUse } from "@holdfast/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../src/rest/document/types.ts";
import { ADMIN_API_KEY, bearer, createWorld, type Request, type World } from "./access-matrix.ts";
import { callRest, callTrpc, restRequests, trpcRequests } from "./access-requests.ts";
import { type Answer, createTestApp, type TestApp } from "./harness.ts";
import { type Procedure, proceduresOf } from "./inventory.ts";

/* Every change, over both adapters, does with an idempotency key what `KEY_USE` says. */

let api: TestApp;
let world: World;
let rest: ReturnType<typeof restRequests>;
let trpc: ReturnType<typeof trpcRequests>;

beforeAll(async () => {
  api = await createTestApp({ adminApiKey: ADMIN_API_KEY });
  world = await createWorld(api);
  rest = restRequests(world);
  trpc = trpcRequests(world);
});

afterAll(() => api.close());

const uses: Readonly<Record<string, KeyUse>> = KEY_USE;
const mutations: Procedure[] = proceduresOf().filter(({ type }) => type === "mutation");

/** A change over one of the adapters. */
interface Change {
  /** The route or the procedure. */
  name: string;
  /** What is asked for; the same twice, if nothing else is said. */
  request: () => Promise<Request>;
  /** The same with another payload, or for another noun. */
  other: (request: Request) => Promise<Request>;
  /** The REST header, or tRPC's field. */
  where: string;
  call: (request: Request, key?: string) => Promise<Answer>;
}

const bodyOf = ({ body }: Answer) => body.result?.data ?? body;
const codeOf = ({ body }: Answer) => body.error?.data?.appCode ?? body.code;
const issuesOf = ({ body }: Answer) => body.error?.data?.issues ?? body.issues;

/** Queries that REST takes by POST, because their input is large. */
const queries = new Set(proceduresOf().flatMap(({ path, type }) => (type === "query" ? [path] : [])));

/** Every route of the document that is no read, with its operation. */
async function restChanges(): Promise<(Change & { operation: Operation })[]> {
  const { body: document } = await api.call("GET", "/openapi.json");
  return Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(
        ([method, { operationId }]) =>
          method !== "get" && !queries.has(operationId.replace(/Of(Doctor|Show)$/, "")),
      )
      .map(([method, operation]) => {
        const name = `${method.toUpperCase()} ${path.replaceAll(/{(\w+)}/g, ":$1")}`;
        const request = async () => (await rest[name]?.()) ?? {};
        return {
          name,
          operation,
          request,
          other: (given: Request) => otherOf(given, request),
          where: "Idempotency-Key",
          call: (given: Request, key?: string) => callRest(withKey(key), name, given, staff()),
        };
      }),
  );
}

const staff = () => ({ key: world.keys.admin });

/** The application, called with a key in the header. */
const withKey = (key: string | undefined) => ({
  call: ((method, path, body, headers = {}) =>
    api.call(method, path, body, {
      ...headers,
      ...(key === undefined ? {} : { "Idempotency-Key": key }),
    })) as TestApp["call"],
});

const trpcChanges = (): Change[] =>
  mutations.map(({ path: name }) => {
    const request = async () => (await trpc[name]?.()) ?? {};
    const withField = (given: Request, key: string | undefined) =>
      key === undefined ? given : { ...given, input: { ...given.input, idempotencyKey: key } };
    return {
      name,
      request,
      other: (given) => otherOf(given, request),
      where: "idempotencyKey",
      call: (given, key) => callTrpc(api, name, withField(given, key), staff()),
    };
  });

/** Another payload: another noun where the request names a new one each time, else another value of a field. */
async function otherOf(given: Request, request: () => Promise<Request>): Promise<Request> {
  const again = await request();
  if (JSON.stringify(again) !== JSON.stringify(given)) return again;
  const { capacity, closed, name, day, metadata, slots, until, ...input } = { ...given.input } as Record<
    string,
    unknown
  >;
  if (Array.isArray(slots)) return { ...given, input: { ...given.input, slots: slots.slice(1) } };
  if (capacity !== undefined) return { ...given, input: { ...given.input, capacity: Number(capacity) + 1 } };
  if (closed !== undefined) return { ...given, input: { ...given.input, closed: !closed } };
  if (name !== undefined) return { ...given, input: { ...given.input, name: `${name} II` } };
  if (until !== undefined) return { ...given, input: { ...given.input, reason: "Leave" } };
  if (day !== undefined) return { ...given, input: { ...given.input, day: "2031-12-26" } };
  if (metadata !== undefined) return { ...given, input: { ...given.input, metadata: { order: "8" } } };
  if (input["customer"] || input["patient_name"])
    return { ...given, input: { ...given.input, ...otherCustomer(input) } };
  const schedule: Request = (await trpc["schedules.delete"]?.()) ?? {};
  const { id } = schedule.input as { id: string };
  return given.id === undefined ? { ...given, input: { ...given.input, id } } : { ...given, id };
}

const otherCustomer = ({ customer }: Record<string, unknown>) =>
  customer ? { customer: { name: "Bea" } } : { patient_name: "Bea" };

/** Every row that a change could leave behind. */
async function everything(): Promise<unknown> {
  const { rows } = await sql`
    SELECT (SELECT count(*) FROM audit) AS audit, (SELECT count(*) FROM api_keys) AS keys,
      (SELECT count(*) FROM idempotency_records) AS records`.execute(api.db);
  return rows;
}

/** The version in the entity tag; the digest beside it depends on the order of the fields, which a record does not keep. */
const versionOf = ({ headers }: Answer) => headers.get("ETag")?.split("-")[0];

/** Honours a key: one change, one response, and nothing else for it. */
async function expectHonoured({ request, other, call }: Change): Promise<void> {
  const key = randomUUID();
  const given = await request();
  const another = await other(given);
  const first = await call(given, key);
  expect(first.status, JSON.stringify(first.body)).toBeLessThan(300);
  expect(first.headers.get("Idempotent-Replayed")).toBeNull();
  const before = await everything();
  const again = await call(given, key);
  expect([again.status, bodyOf(again)]).toEqual([first.status, bodyOf(first)]);
  expect(versionOf(again)).toBe(versionOf(first));
  const mismatch = await call(another, key);
  expect([mismatch.status, codeOf(mismatch)]).toEqual([422, "IDEMPOTENCY_MISMATCH"]);
  expect(await everything()).toEqual(before);
}

/** Refuses a key by name, and changes nothing. */
async function expectRefused({ request, call, where }: Change, { why }: { why: string }): Promise<void> {
  const given = await request();
  const before = await everything();
  for (const key of [randomUUID(), "no key\n".trim()]) {
    const refused = await call(given, key);
    expect([refused.status, codeOf(refused)]).toEqual([400, "IDEMPOTENCY_KEY_NOT_ALLOWED"]);
    expect(issuesOf(refused)).toEqual([{ path: where, message: `must be left out: ${why}` }]);
  }
  expect(await everything()).toEqual(before);
  expect((await call(given)).status).toBeLessThan(300);
}

/** Judges a change by its entry of the table. */
async function expectAsSaid(change: Change, name: string): Promise<void> {
  const use = uses[name];
  if (!use) throw new Error(`packages/contract/src/key-use.ts does not say what ${name} does with a key`);
  await (use.takesKey ? expectHonoured(change) : expectRefused(change, use));
}

describe("the table", () => {
  test("has every mutation of tRPC, and nothing else but what REST alone has", async () => {
    const names = mutations.map(({ path }) => path);
    const ofRest = (await restChanges()).map(({ operation }) => nameOf(operation));
    expect(Object.keys(uses).sort()).toEqual([...new Set([...names, ...ofRest])].sort());
  });

  test.each(mutations.map(({ path, input }) => [path, input] as const))(
    "%s has the field idempotencyKey exactly if it takes a key",
    (path, input) => {
      expect("idempotencyKey" in input["properties"]).toBe(uses[path]?.takesKey);
    },
  );
});

/** The name of a route's operation: `resources.createDoctor` is `resources.create`. */
function nameOf({ operationId }: Operation): string {
  const names = Object.keys(uses).filter((name) => operationId.startsWith(name));
  return names.sort((one, other) => other.length - one.length)[0] ?? operationId;
}

test("REST: every change does as the table says, and declares the header only then", async () => {
  const changes = await restChanges();
  expect(changes.length).toBeGreaterThan(25);
  for (const change of changes) {
    const name = nameOf(change.operation);
    const parameters = change.operation.parameters?.map((parameter) => parameter.name) ?? [];
    expect(parameters.includes("Idempotency-Key"), change.name).toBe(uses[name]?.takesKey);
    await expectAsSaid(change, name).catch(named(change));
  }
});

test("REST says that a response is replayed", async () => {
  for (const change of await restChanges()) {
    if (!uses[nameOf(change.operation)]?.takesKey) continue;
    const [given, key] = [await change.request(), randomUUID()];
    await change.call(given, key);
    const again = await change.call(given, key);
    expect(again.headers.get("Idempotent-Replayed"), change.name).toBe("true");
  }
});

test("tRPC: every mutation does as the table says", async () => {
  for (const change of trpcChanges()) await expectAsSaid(change, change.name).catch(named(change));
});

/** Names the change that failed. */
const named =
  ({ name }: Change) =>
  (error: unknown): never => {
    throw new Error(name, { cause: error });
  };

test("with AUTH=required, a holder's key that others may have too is refused over both", async () => {
  const required = await createTestApp({ isRequired: true, adminApiKey: ADMIN_API_KEY });
  try {
    const { slotId } = await createWorld(required);
    const book = async () =>
      (await required.call("POST", `/api/slots/${slotId}/book`, { patient_name: "Ann" })).body;
    const { id, token } = await book();
    const cancel = (key: string) =>
      required.call("POST", `/api/bookings/${id}/cancel`, undefined, {
        "Booking-Token": token,
        "Idempotency-Key": key,
      });
    const cancelByTrpc = (idempotencyKey: string) =>
      required.call("POST", "/trpc/bookings.cancel", { id, token, idempotencyKey });
    expect((await cancel("order-1")).body).toMatchObject({ issues: [{ path: "Idempotency-Key" }] });
    expect(issuesOf(await cancelByTrpc("order-1"))).toMatchObject([{ path: "idempotencyKey" }]);
    const key = randomUUID();
    expect(await cancel(key)).toMatchObject({ status: 200, body: { status: "CANCELLED" } });
    // The same over tRPC, where the token is in the input; and for nobody who has not shown it.
    expect(bodyOf(await cancelByTrpc(key))).toMatchObject({ id, status: "CANCELLED" });
    const stranger = await required.call("POST", `/api/bookings/${id}/cancel`, undefined, {
      "Booking-Token": (await book()).token,
      "Idempotency-Key": key,
    });
    expect(stranger).toMatchObject({ status: 404, body: { code: "BOOKING_NOT_FOUND" } });
  } finally {
    await required.close();
  }
});

test("a show's genre and its specialization are the same payload", async () => {
  const path = `/api/admin/shows/${world.showId}`;
  const headers = { ...bearer(ADMIN_API_KEY), "Idempotency-Key": randomUUID() };
  const first = await api.call("PATCH", path, { genre: "Tragedy", exclusive: false }, headers);
  const again = await api.call("PATCH", path, { exclusive: false, specialization: "Tragedy" }, headers);
  expect([again.status, again.body]).toEqual([200, first.body]);
  expect(again.headers.get("Idempotent-Replayed")).toBe("true");
});

test("a change with If-Match can be repeated, although the version has moved on by the change itself", async () => {
  const path = `/api/admin/doctors/${world.doctorId}`;
  const { headers: read } = await api.call("GET", path);
  const headers = {
    ...bearer(ADMIN_API_KEY),
    "If-Match": read.get("ETag") ?? "",
    "Idempotency-Key": randomUUID(),
  };
  const change = () => api.call("PATCH", path, { name: `Dr. ${randomUUID()}` }, headers);
  const body = { name: `Dr. ${randomUUID()}` };
  const first = await api.call("PATCH", path, body, headers);
  expect(first.status).toBe(200);
  expect((await api.call("PATCH", path, body, headers)).body).toEqual(first.body);
  expect(await change()).toMatchObject({ status: 422, body: { code: "IDEMPOTENCY_MISMATCH" } });
});
