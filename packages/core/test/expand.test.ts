import type { KyselyPlugin } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  cancelBooking,
  createBooking,
  deleteSlot,
  getBooking,
  getResource,
  getSlot,
  listBookings,
  rescheduleBooking,
  updateResource,
  updateSlot,
} from "../src/index.ts";
import { createTestContext, makeSlot, type TestContext } from "./harness.ts";

/* What bookings bring along. */

let ctx: TestContext;
let staff: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
  staff = { ...ctx, actor: "key:01a205ee-6449-7bfd-903f-a39cc9f3469f" };
});

afterAll(() => ctx.close());

const book = (slotId: string) => createBooking(ctx, { slotId, quantity: 1, customer: { name: "Ann" } });

/** A slot and its resource, both with metadata and an external id. */
async function notedSlot() {
  const { id, resourceId } = await makeSlot(ctx, 5);
  await updateSlot(staff, { id, metadata: { a: "1" }, externalId: `slot-${id}` });
  await updateResource(staff, { id: resourceId, metadata: { b: "2" }, externalId: `resource-${id}` });
  return { id, resourceId };
}

const BOTH = ["slot", "resource"] as const;

test("a booking brings along what is asked for, as its caller may see it", async () => {
  const { id: slotId, resourceId } = await notedSlot();
  const { id } = await book(slotId);
  const plain = await getBooking(staff, { id });
  expect(plain).not.toHaveProperty("slot");
  expect(plain).not.toHaveProperty("resource");
  expect(await getBooking(staff, { id, expand: [] })).toEqual(plain);
  for (const caller of [staff, ctx, { ...ctx, isOpenToAll: true }]) {
    const slot = await getSlot(caller, { id: slotId });
    const resource = await getResource(caller, { id: resourceId });
    expect(slot.booked).toBe(1);
    expect(slot.externalId === null).toBe(caller === ctx);
    expect(await getBooking(caller, { id, expand: ["slot"] })).toEqual({ ...plain, slot });
    expect(await getBooking(caller, { id, expand: ["resource"] })).toEqual({ ...plain, resource });
    expect(await getBooking(caller, { id, expand: [...BOTH] })).toEqual({ ...plain, slot, resource });
    const { items } = await listBookings(caller, { slotId, limit: 5, expand: [...BOTH] });
    expect(items).toEqual([{ ...plain, slot, resource }]);
  }
});

test("what is brought along is that of now: of the slot that it was moved to, and null where that is deleted", async () => {
  const { id: slotId, resourceId } = await notedSlot();
  const { id } = await book(slotId);
  const times = { startsAt: new Date("2031-12-26T10:00:00Z"), endsAt: new Date("2031-12-26T11:00:00Z") };
  const other = await makeSlot(ctx, 5);
  await ctx.db.updateTable("slots").set({ resource_id: resourceId }).where("id", "=", other.id).execute();
  await updateSlot(staff, { id: other.id, ...times });
  await rescheduleBooking(staff, { id, slotId: other.id });
  const moved = await getBooking(staff, { id, expand: [...BOTH] });
  expect(moved).toMatchObject({
    slot: { id: other.id, startsAt: moved.startsAt },
    resource: { id: resourceId },
  });
  await cancelBooking(staff, { id });
  await deleteSlot(staff, { id: other.id });
  const left = await getBooking(staff, { id, expand: [...BOTH] });
  expect(left).toMatchObject({ slotId: other.id, slot: null, resource: { id: resourceId } });
});

test("a page takes one statement more, however many bookings it has", async () => {
  const slots = [];
  for (let index = 0; index < 6; index += 1) slots.push(await notedSlot());
  for (const { id } of slots) for (let index = 0; index < 3; index += 1) await book(id);
  let statements = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const counted = { ...staff, db: ctx.db.withPlugin(counting) };
  const count = async (read: () => Promise<unknown>) => {
    statements = 0;
    await read();
    return statements;
  };
  for (const limit of [2, 18]) {
    const plain = await count(() => listBookings(counted, { limit }));
    expect(await count(() => listBookings(counted, { limit, expand: [...BOTH] }))).toBe(plain + 1);
    expect(await count(() => listBookings(counted, { limit, expand: ["slot"] }))).toBe(plain + 1);
    expect(await count(() => listBookings(counted, { limit, expand: ["resource"] }))).toBe(plain + 1);
  }
  const { items } = await listBookings(staff, { limit: 18, expand: [...BOTH] });
  for (const { slotId, resourceId, slot, resource } of items) {
    expect([slot?.id, slot?.resourceId, resource?.id]).toEqual([slotId, resourceId, resourceId]);
  }
});
