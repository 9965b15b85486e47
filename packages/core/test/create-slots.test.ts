import { randomUUID } from "node:crypto";
import { HoldfastError, type NewSlot } from "@holdfast/contract";
import { type KyselyPlugin, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createResource, createSlot, createSlots, getSlot, listAudit, listSlots } from "../src/index.ts";
import { codeOf, createTestContext, type TestContext, UNKNOWN_ID } from "./harness.ts";

/* Several slots in one call. */

const SLOTS = 500;
const HOUR_MILLISECONDS = 3_600_000;
const BEGIN = Date.UTC(2031, 0, 1);

let ctx: TestContext;
let staff: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
  staff = { ...ctx, actor: "key:01a205ee-6449-7bfd-903f-a39cc9f3469f" };
});

afterAll(() => ctx.close());

const makeResource = async (exclusive = false) =>
  (await createResource(ctx, { kind: "show", name: "Hamlet", exclusive })).id;

/** The slot of an hour, one after the other. */
const hour = (index: number, more: Partial<NewSlot> = {}): NewSlot => ({
  startsAt: new Date(BEGIN + index * HOUR_MILLISECONDS),
  endsAt: new Date(BEGIN + (index + 1) * HOUR_MILLISECONDS),
  capacity: 3,
  ...more,
});
const hours = (count: number) => Array.from({ length: count }, (_, index) => hour(index));

const slotsOf = async (resourceId: string) =>
  (await listSlots(staff, { resourceId, limit: 500, availableOnly: false })).items;

/** The refusal of a call. */
async function refusalOf(call: Promise<unknown>): Promise<HoldfastError> {
  const refusal = await call.catch((error: unknown) => error);
  if (!(refusal instanceof HoldfastError)) throw new Error("the call was not refused");
  return refusal;
}

test("500 slots are made in a handful of statements, in the order of the request, each with its audit entry", async () => {
  const resourceId = await makeResource(true);
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  // Backwards: neither the times nor the external ids are in the order in which PostgreSQL gets them.
  const slots = hours(SLOTS)
    .map((slot, index) => ({
      ...slot,
      capacity: index + 1,
      externalId: `${index % 10}-${resourceId}-${index}`,
    }))
    .toReversed();
  const counted = { ...staff, db: ctx.db.withPlugin(counting) };
  const { items } = await createSlots(counted, { resourceId, slots });
  expect(statements).toBeLessThan(8);
  expect(items.map(({ capacity, externalId, startsAt }) => ({ capacity, externalId, startsAt }))).toEqual(
    slots.map(({ capacity, externalId, startsAt }) => {
      return { capacity, externalId, startsAt: startsAt.toISOString() };
    }),
  );
  expect(await slotsOf(resourceId)).toEqual(items.toReversed());
  const { items: entries } = await listAudit(ctx, { slotId: items[7]?.id ?? "", limit: 5 });
  expect(entries).toMatchObject([{ action: "slot.created", after: { resourceId, capacity: 493 } }]);
});

test("a slot is the same whether it is made alone or with others", async () => {
  const resourceId = await makeResource();
  const input = hour(0, {
    bookableFrom: new Date(BEGIN - HOUR_MILLISECONDS),
    bookableUntil: null,
    cancelUntil: 24,
    leadMinutes: 30,
    metadata: { a: "1" },
  });
  const alone = await createSlot(staff, { resourceId, ...input, externalId: randomUUID() });
  const { items } = await createSlots(staff, {
    resourceId,
    slots: [hour(1), { ...input, externalId: randomUUID() }, hour(2, { metadata: { b: "2" } })],
  });
  const { id, externalId, createdAt, updatedAt } = items[1] as (typeof items)[number];
  expect(items[1]).toEqual({ ...alone, id, externalId, createdAt, updatedAt });
  expect(items.map(({ metadata }) => metadata)).toEqual([{}, { a: "1" }, { b: "2" }]);
  for (const slot of items) expect(await getSlot(staff, slot)).toEqual(slot);
});

describe("all or none", () => {
  test("every slot that overlaps is named, whether with one that is there or with one of the call", async () => {
    const resourceId = await makeResource(true);
    const there = await createSlot(staff, { resourceId, ...hour(2) });
    const slots = [hour(0), hour(1), hour(2), hour(3), hour(1), hour(4, { startsAt: hour(0).startsAt })];
    const { code, message, issues } = await refusalOf(createSlots(staff, { resourceId, slots }));
    expect(code).toBe("SLOT_OVERLAP");
    expect(issues).toEqual([
      { path: "slots.2", code: "SLOT_OVERLAP", message: `overlaps slot ${there.id}` },
      { path: "slots.4", code: "SLOT_OVERLAP", message: "overlaps slots.1 of this request" },
      { path: "slots.5", code: "SLOT_OVERLAP", message: `overlaps slot ${there.id}` },
    ]);
    expect(message).toBe(
      `3 of 6 slots are refused: ${issues?.map((issue) => `${issue.path}: ${issue.message}`).join("; ")}`,
    );
    expect(await slotsOf(resourceId)).toEqual([there]);
    const touching = await createSlots(staff, { resourceId, slots: [hour(1), hour(3)] });
    expect(touching.items).toHaveLength(2);
  });

  test("every external id that is taken is named, beside what overlaps, all 500", async () => {
    const resourceId = await makeResource(true);
    const noted = hours(SLOTS).map((slot, index) => ({ ...slot, externalId: `${resourceId}-${index}` }));
    const { items } = await createSlots(staff, { resourceId, slots: noted });
    const { code, message, issues } = await refusalOf(createSlots(staff, { resourceId, slots: noted }));
    expect(code).toBe("SLOT_OVERLAP");
    expect(message).toMatch(/^500 of 500 slots are refused: slots\.0: .*; and more$/);
    expect(issues).toEqual(
      items.flatMap(({ id }, index) => [
        { path: `slots.${index}`, code: "SLOT_OVERLAP", message: `overlaps slot ${id}` },
        { path: `slots.${index}.externalId`, code: "EXTERNAL_ID_TAKEN", message: `is the one of slot ${id}` },
      ]),
    );
    const elsewhere = await makeResource();
    const slots = [hour(0), hour(1, { externalId: `${resourceId}-7` }), hour(2)];
    expect(await refusalOf(createSlots(staff, { resourceId: elsewhere, slots }))).toMatchObject({
      code: "EXTERNAL_ID_TAKEN",
      issues: [{ path: "slots.1.externalId", code: "EXTERNAL_ID_TAKEN" }],
    });
    expect(await slotsOf(elsewhere)).toEqual([]);
  });

  test("slots of a resource that is not exclusive may overlap", async () => {
    const resourceId = await makeResource();
    const { items } = await createSlots(staff, { resourceId, slots: [hour(0), hour(0), hour(0)] });
    expect(new Set(items.map(({ id }) => id)).size).toBe(3);
  });

  test("a resource that is not there, or of the other kind, is not found", async () => {
    const resourceId = await makeResource();
    const slots = [hour(0)];
    expect(await codeOf(createSlots(staff, { resourceId: UNKNOWN_ID, slots }))).toBe("RESOURCE_NOT_FOUND");
    expect(await codeOf(createSlots(staff, { resourceId, kind: "doctor", slots }))).toBe("DOCTOR_NOT_FOUND");
  });
});

test("calls at the same moment for the same times and ids: one makes its slots, the others are refused whole", async () => {
  const resourceId = await makeResource(true);
  const slots = hours(50).map((slot, index) => ({ ...slot, externalId: `race-${index}` }));
  const inOrders = [
    slots,
    slots.toReversed(),
    slots.toSorted((one, other) => one.externalId.localeCompare(other.externalId)),
  ];
  const codes = await Promise.all(
    Array.from({ length: 6 }, (_, index) => {
      const mine = inOrders[index % inOrders.length] ?? slots;
      return codeOf(createSlots(staff, { resourceId, slots: mine }));
    }),
  );
  expect(codes.toSorted()).toEqual([
    "SLOT_OVERLAP",
    "SLOT_OVERLAP",
    "SLOT_OVERLAP",
    "SLOT_OVERLAP",
    "SLOT_OVERLAP",
    "ok",
  ]);
  expect(await slotsOf(resourceId)).toHaveLength(slots.length);
});

test("the same ids for several resources at the same moment: one has them all", async () => {
  const resources = await Promise.all([0, 1, 2, 3].map(() => makeResource()));
  const slots = hours(50).map((slot, index) => ({ ...slot, externalId: `shared-${index}` }));
  const codes = await Promise.all(
    resources.map((resourceId, index) =>
      codeOf(createSlots(staff, { resourceId, slots: index % 2 ? slots : slots.toReversed() })),
    ),
  );
  expect(codes.toSorted()).toEqual(["EXTERNAL_ID_TAKEN", "EXTERNAL_ID_TAKEN", "EXTERNAL_ID_TAKEN", "ok"]);
  const counts = await Promise.all(resources.map(async (id) => (await slotsOf(id)).length));
  expect(counts.toSorted((one, other) => one - other)).toEqual([0, 0, 0, 50]);
});

test("the same idempotency key makes them once, and a refused call may be sent again", async () => {
  const resourceId = await makeResource(true);
  const input = { resourceId, slots: hours(3), idempotencyKey: randomUUID() };
  let replays = 0;
  const onReplay = () => {
    replays += 1;
  };
  const blocking = await createSlot(staff, { resourceId, ...hour(1) });
  expect(await codeOf(createSlots(staff, input, { onReplay }))).toBe("SLOT_OVERLAP");
  await sql`UPDATE slots SET deleted_at = now() WHERE id = ${blocking.id}`.execute(ctx.db);
  const first = await createSlots(staff, input, { onReplay });
  expect([await createSlots(staff, input, { onReplay }), replays]).toEqual([first, 1]);
  expect(await codeOf(createSlots(staff, { ...input, slots: hours(2) }))).toBe("IDEMPOTENCY_MISMATCH");
  expect(await slotsOf(resourceId)).toEqual(first.items);
});
