import { afterAll, beforeAll, expect, test } from "vitest";
import {
  brokenInvariants,
  createResource,
  isFreeForDemo,
  listBookings,
  listResources,
  listSlots,
  seedDemo,
} from "../src/index.ts";
import { createTestContext, type TestContext } from "./harness.ts";

const ZONE = { timeZone: "Europe/Berlin" };
const LISTED = { availableOnly: false, limit: 500 };
let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(() => ctx.close());

const all = async () => ({
  resources: (await listResources(ctx, { limit: 500 })).items.map(({ name }) => name),
  slots: (await listSlots(ctx, LISTED)).items,
  bookings: (await listBookings(ctx, { limit: 500 })).items,
});

test("of two that make the demo data at once one does, and a repetition changes nothing", async () => {
  const outcomes = await Promise.allSettled([seedDemo(ctx, ZONE), seedDemo(ctx, ZONE)]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toMatchObject([{ value: true }]);
  expect(outcomes.filter(({ status }) => status === "rejected")).toMatchObject([
    { reason: { code: "BUSY" } },
  ]);
  const made = await all();
  expect(made.resources).toHaveLength(8);
  expect(made.bookings.length).toBeGreaterThan(80);
  expect(made.bookings.every(({ status }) => status === "CONFIRMED")).toBe(true);
  expect(made.slots.filter(({ waiting }) => waiting === 3)).toMatchObject([
    { resourceName: "Late Night Improv", available: 0 },
  ]);
  expect(made.slots.filter(({ available }) => available > 0).length).toBeGreaterThan(60);
  expect(await seedDemo(ctx, ZONE)).toBe(true);
  expect(await all()).toEqual(made);
  expect(await brokenInvariants(ctx)).toEqual([]);
});

test("beside a doctor who is not the demo's, nothing is made", async () => {
  await createResource(ctx, { kind: "doctor", name: "Dr. Real" });
  const before = await all();
  expect([await isFreeForDemo(ctx), await seedDemo(ctx, ZONE)]).toEqual([false, false]);
  expect(await all()).toEqual(before);
});
