import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { appRouter } from "../src/trpc/router.ts";
import { createTestApp, type TestApp, UNKNOWN_ID } from "./harness.ts";

/* Several slots in one call, over REST and tRPC. */

const HOUR_MILLISECONDS = 3_600_000;
const SLOTS = 500;
let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

const time = (hours: number) => new Date(Date.UTC(2031, 0, 1) + hours * HOUR_MILLISECONDS).toISOString();
const hour = (index: number, more: object = {}) => ({
  start_time: time(index),
  end_time: time(index + 1),
  capacity: 3,
  ...more,
});
const hours = (count: number) => Array.from({ length: count }, (_, index) => hour(index));

async function makeOwner(kind: "doctors" | "shows" = "doctors", more: object = {}) {
  const { body } = await api.call("POST", `/api/admin/${kind}`, { name: "Owner", ...more });
  return { id: body.id as string, path: `/api/admin/${kind}/${body.id}/slots/bulk` };
}

const client = () =>
  createTRPCClient<typeof appRouter>({
    links: [
      httpBatchLink({
        url: "http://test/trpc",
        fetch: async (url, init) => api.app.request(String(url), init as RequestInit),
      }),
    ],
  });

test.each(["doctors", "shows"] as const)("POST /api/admin/%s/{id}/slots/bulk makes 500", async (kind) => {
  const { id, path } = await makeOwner(kind, { exclusive: true });
  const { status, body, headers } = await api.call("POST", path, { slots: hours(SLOTS) });
  expect(status).toBe(201);
  expect(headers.get("Location")).toBeNull();
  expect(body.slots).toMatchObject(hours(SLOTS));
  const { body: list } = await api.call("GET", `/api/slots?resource_id=${id}&limit=500`);
  expect(list).toEqual(body.slots);
  const one = await api.call("POST", path.replace("/bulk", ""), hour(SLOTS));
  expect(Object.keys(body.slots[0])).toEqual(Object.keys(one.body));
});

test("every slot that is refused is named, with its place and its code", async () => {
  const { path } = await makeOwner("doctors", { exclusive: true });
  const [first] = (await api.call("POST", path, { slots: [hour(0, { external_id: "bulk-taken" })] })).body
    .slots;
  const slots = [hour(1), hour(0), hour(2), hour(3, { external_id: "bulk-taken" })];
  const refused = await api.call("POST", path, { slots });
  expect(refused).toMatchObject({
    status: 409,
    body: {
      error: "Slot overlaps another",
      code: "SLOT_OVERLAP",
      detail: `2 of 4 slots are refused: slots.1: overlaps slot ${first.id}; slots.3.external_id: is the one of slot ${first.id}`,
      issues: [
        { path: "slots.1", code: "SLOT_OVERLAP", message: `overlaps slot ${first.id}` },
        { path: "slots.3.external_id", code: "EXTERNAL_ID_TAKEN", message: `is the one of slot ${first.id}` },
      ],
    },
  });
});

describe("INVALID_INPUT names every slot", () => {
  test("all 500 of them", async () => {
    const { path } = await makeOwner();
    const slots = hours(SLOTS).map((slot) => ({ ...slot, capacity: 0 }));
    const { status, body } = await api.call("POST", path, { slots });
    expect([status, body.code]).toEqual([400, "INVALID_INPUT"]);
    expect(body.issues.map(({ path: at }: { path: string }) => at)).toEqual(
      slots.map((_, index) => `slots.${index}.capacity`),
    );
  });

  test("in REST's names, of whatever kind", async () => {
    const { path } = await makeOwner();
    const slots = [
      hour(0, { end_time: time(0) }),
      hour(1, { external_id: "same" }),
      hour(2, { colour: "red" }),
      hour(3, { bookable_from: time(2), bookable_until: time(1) }),
    ];
    const { body } = await api.call("POST", path, { slots });
    expect(body.issues.map((issue: { path: string }) => issue.path)).toEqual([
      "slots.0.end_time",
      "slots.2.colour",
      "slots.3.bookable_until",
    ]);
    const same = [hour(0, { external_id: "same" }), hour(1), hour(2, { external_id: "same" })];
    const twice = await api.call("POST", path, { slots: same });
    expect(twice.body.issues).toEqual([
      { path: "slots.2.external_id", message: "is the one of slots.0, too" },
    ]);
  });

  test.each([
    ["none", []],
    ["more than 500", hours(SLOTS + 1)],
  ])("%s", async (_, slots) => {
    const { path } = await makeOwner();
    const { body } = await api.call("POST", path, { slots });
    expect(body).toMatchObject({ code: "INVALID_INPUT", issues: [{ path: "slots" }] });
    expect((await api.call("POST", path, slots)).body.code).toBe("INVALID_INPUT");
  });
});

test("of an owner that is not there, or of the other kind, none are made", async () => {
  const { id } = await makeOwner("shows");
  for (const owner of [id, UNKNOWN_ID]) {
    const answer = await api.call("POST", `/api/admin/doctors/${owner}/slots/bulk`, { slots: [hour(0)] });
    expect(answer).toMatchObject({ status: 404, body: { code: "DOCTOR_NOT_FOUND" } });
  }
});

test("a repeated key gets the first answer again", async () => {
  const { path } = await makeOwner("doctors", { exclusive: true });
  const key = { "Idempotency-Key": "bulk-0123456789abcdef" };
  const first = await api.call("POST", path, { slots: hours(2) }, key);
  const again = await api.call("POST", path, { slots: hours(2) }, key);
  expect(again).toMatchObject({ status: 201, body: first.body });
  expect([first, again].map(({ headers }) => headers.get("Idempotent-Replayed"))).toEqual([null, "true"]);
});

test("slots.createMany over tRPC", async () => {
  const { id: resourceId } = await makeOwner("doctors", { exclusive: true });
  const { slots } = client();
  const input = (index: number, more: object = {}) => {
    return { startsAt: time(index), endsAt: time(index + 1), capacity: 3, ...more };
  };
  const { items } = await slots.createMany.mutate({ resourceId, slots: [input(1), input(0)] });
  expect(items).toMatchObject([input(1), input(0)]);
  const refused = slots.createMany.mutate({ resourceId, slots: [input(2), input(1), input(0)] });
  await expect(refused).rejects.toMatchObject({
    data: {
      appCode: "SLOT_OVERLAP",
      issues: [
        { path: "slots.1", code: "SLOT_OVERLAP" },
        { path: "slots.2", code: "SLOT_OVERLAP" },
      ],
    },
  });
  const same = [input(5, { externalId: "trpc" }), input(6, { externalId: "trpc" })];
  await expect(slots.createMany.mutate({ resourceId, slots: same })).rejects.toMatchObject({
    data: { appCode: "INVALID_INPUT", issues: [{ path: "slots.1.externalId" }] },
  });
  expect((await slots.list.query({ resourceId })).items).toHaveLength(2);
});
