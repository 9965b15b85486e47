import type { Slot } from "@holdfast/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  brokenInvariants,
  createResource,
  createSchedule,
  createSlot,
  deleteSlot,
  generateSlots,
  getResource,
  listSlots,
  updateResource,
  updateSlot,
} from "../src/index.ts";
import { codeOf, createTestContext, type TestContext, UNKNOWN_ID } from "./harness.ts";

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const makeResource = async (exclusive: boolean) =>
  (await createResource(ctx, { kind: "doctor", name: "Dr. Test", exclusive })).id;

/** A slot of some hours on one day. */
const hours = (resourceId: string, from: number, to: number) =>
  createSlot(ctx, {
    resourceId,
    capacity: 1,
    startsAt: new Date(Date.UTC(2031, 11, 25, from)),
    endsAt: new Date(Date.UTC(2031, 11, 25, to)),
  });

test("slots of an exclusive resource may touch, but not overlap; those of other resources may", async () => {
  const [exclusive, open] = [await makeResource(true), await makeResource(false)];
  expect(await getResource(ctx, { id: exclusive })).toMatchObject({ exclusive: true });
  await hours(exclusive, 10, 12);
  expect(await codeOf(hours(exclusive, 11, 13))).toBe("SLOT_OVERLAP");
  expect(await codeOf(hours(exclusive, 8, 14))).toBe("SLOT_OVERLAP");
  expect(await codeOf(hours(exclusive, 12, 13))).toBe("ok");
  await hours(open, 10, 12);
  expect(await codeOf(hours(open, 11, 13))).toBe("ok");
});

test("a slot cannot be moved onto another, unless the other is deleted", async () => {
  const resourceId = await makeResource(true);
  const first = await hours(resourceId, 10, 11);
  const second = await hours(resourceId, 11, 12);
  const move = { id: second.id, startsAt: new Date(first.startsAt) };
  expect(await codeOf(updateSlot(ctx, move))).toBe("SLOT_OVERLAP");
  await deleteSlot(ctx, first);
  expect(await codeOf(updateSlot(ctx, move))).toBe("ok");
  expect(await codeOf(hours(resourceId, 10, 11))).toBe("SLOT_OVERLAP");
});

test("one of twenty simultaneous overlapping slots is created", async () => {
  const resourceId = await makeResource(true);
  const codes = await Promise.all(
    Array.from({ length: 20 }, (_, index) => codeOf(hours(resourceId, 1 + (index % 3), 5))),
  );
  expect(codes.filter((code) => code === "ok")).toHaveLength(1);
  expect(codes.filter((code) => code === "SLOT_OVERLAP")).toHaveLength(19);
});

test("a resource with overlapping slots cannot become exclusive, and the error lists them", async () => {
  const id = await makeResource(false);
  const [first, second] = [await hours(id, 10, 12), await hours(id, 11, 13)];
  const [one, other] = [first.id, second.id].toSorted();
  const refusal = updateResource(ctx, { id, name: "Dr. Other", exclusive: true });
  await expect(refusal).rejects.toMatchObject({
    code: "SLOT_OVERLAP",
    message: `These slots overlap: ${one} and ${other}`,
  });
  expect(await getResource(ctx, { id })).toMatchObject({ name: "Dr. Test", exclusive: false });
  for (let count = 0; count < 4; count += 1) await hours(id, 11, 13);
  await expect(updateResource(ctx, { id, exclusive: true })).rejects.toMatchObject({
    message: expect.stringMatching(/; and more$/),
  });
});

test("a resource becomes exclusive if no slots overlap, and can be opened again", async () => {
  const id = await makeResource(false);
  await hours(id, 10, 12);
  await updateResource(ctx, { id, exclusive: true });
  expect(await codeOf(hours(id, 11, 13))).toBe("SLOT_OVERLAP");
  await updateResource(ctx, { id, exclusive: false });
  expect(await codeOf(hours(id, 11, 13))).toBe("ok");
  expect(await codeOf(updateResource(ctx, { id: UNKNOWN_ID, exclusive: true }))).toBe("RESOURCE_NOT_FOUND");
});

test("a change to exclusive and a simultaneous new slot: the first one wins", async () => {
  for (let round = 0; round < 20; round += 1) {
    const id = await makeResource(false);
    await hours(id, 10, 12);
    const [creation, change] = await Promise.all([
      codeOf(hours(id, 11, 13)),
      codeOf(updateResource(ctx, { id, exclusive: true })),
    ]);
    expect([
      ["ok", "SLOT_OVERLAP"],
      ["SLOT_OVERLAP", "ok"],
    ]).toContainEqual([creation, change]);
  }
  expect(await brokenInvariants(ctx)).toEqual([]);
});

test("schedules leave out overlapping slots", async () => {
  const resourceId = await makeResource(true);
  const day = new Date(Date.now() + 3 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const at = (time: string) => new Date(`${day}T${time}:00Z`);
  const byHand = await createSlot(ctx, {
    resourceId,
    capacity: 1,
    startsAt: at("10:30"),
    endsAt: at("11:30"),
  });
  const schedule = await createSchedule(ctx, {
    resourceId,
    rrule: "FREQ=DAILY;COUNT=1",
    timeZone: "UTC",
    startsOn: day,
    opensAt: "09:00",
    closesAt: "13:00",
    slotMinutes: 60,
    gapMinutes: 0,
    capacity: 1,
    leadMinutes: 0,
    horizonDays: 10,
    exceptions: [],
  });
  await generateSlots(ctx, schedule);
  const { items } = await listSlots(ctx, { resourceId, availableOnly: false, limit: 50 });
  expect(items.map(({ startsAt }: Slot) => startsAt)).toEqual(
    [at("09:00"), new Date(byHand.startsAt), at("12:00")].map((time) => time.toISOString()),
  );
});

test("a booking updates the slot's row in place, because it changes no column of the constraint", async () => {
  const { rows } = await sql<{ definition: string }>`
    SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint
    WHERE conname = 'slots_exclusive_never_overlap'`.execute(ctx.db);
  expect(rows[0]?.definition).toMatch(/resource_id/);
  expect(rows[0]?.definition).not.toMatch(/booked|updated_at/);
});
