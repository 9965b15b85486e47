import type { SlotsMessage } from "@holdfast/contract";
import { openSession } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import {
  cancelBooking,
  createBooking,
  createResource,
  createSlot,
  deleteSlot,
  getSlot,
  type SlotStream,
  updateResource,
  updateSlot,
  watchSlots,
} from "../src/index.ts";
import { UNSENT_MAX_SLOTS } from "../src/live/index.ts";
import { codeOf, createTestContext, makeSlot, type TestContext, UNKNOWN_ID } from "./harness.ts";
import { hasBooked, otherProcess, slotsIn, takeUntil } from "./live-harness.ts";

let ctx: TestContext;
const open: SlotStream[] = [];

beforeAll(async () => {
  ctx = await createTestContext();
});

afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

afterAll(() => ctx.close());

const staff = () => ({ ...ctx, actor: "key:test" as const });

async function watch(input: { slotId: string } | { resourceId: string }, as: object = {}) {
  const stream = await watchSlots({ ...ctx, ...as }, input);
  open.push(stream);
  return stream;
}

const book = (slotId: string, as: TestContext | typeof ctx = ctx) =>
  createBooking(as, { slotId, quantity: 1, customer: { name: "Ann" } });

/** The only message of what was sent together. */
async function take(stream: SlotStream): Promise<SlotsMessage | undefined> {
  const messages = await stream.next();
  expect(messages).toHaveLength(1);
  return messages?.[0]?.body;
}

test("a stream begins with the present state, and tells of a change that another process made", async () => {
  const slot = await makeSlot(ctx, 3);
  await book(slot.id);
  const stream = await watch({ slotId: slot.id });
  expect(await take(stream)).toEqual({ type: "slots", slots: [await getSlot(ctx, slot)] });
  const other = otherProcess(ctx);
  await createBooking(other, { slotId: slot.id, quantity: 1, customer: { name: "Bob" } });
  expect(await take(stream)).toEqual({ type: "slot", slot: await getSlot(ctx, slot) });
  await other.close();
});

test("two processes tell their streams the same", async () => {
  const slot = await makeSlot(ctx, 2);
  const other = otherProcess(ctx);
  const streams = [await watch({ slotId: slot.id }), await watch({ slotId: slot.id }, { live: other.live })];
  const hold = await book(slot.id);
  for (const stream of streams) await takeUntil(stream, hasBooked(slot.id, 1));
  await cancelBooking(ctx, { id: hold.id });
  for (const stream of streams) await takeUntil(stream, hasBooked(slot.id, 0));
  for (const stream of open.splice(0)) stream.close();
  await vi.waitUntil(() => !other.live.isRunning);
  await other.close();
});

test("a change whose transaction commits late is told when it does, and delays no other", async () => {
  const [late, soon] = [await makeSlot(ctx, 3), await makeSlot(ctx, 3)];
  const streams = [await watch({ slotId: late.id }), await watch({ slotId: soon.id })] as const;
  for (const stream of streams) await take(stream);
  const session = await openSession(ctx.directUrl);
  await session.query("BEGIN");
  await session.query("UPDATE slots SET capacity = 7 WHERE id = $1", [late.id]);
  await session.query(
    "INSERT INTO audit (actor, action, subject_id, slot_id) VALUES ('system', 'slot.updated', $1, $1)",
    [late.id],
  );
  await book(soon.id);
  await takeUntil(streams[1], hasBooked(soon.id, 1));
  await book(soon.id);
  await takeUntil(streams[1], hasBooked(soon.id, 2));
  await session.query("COMMIT");
  await session.end();
  const told = await takeUntil(streams[0], (message) => slotsIn(message)[0]?.capacity === 7);
  expect(told).toHaveLength(1);
});

test("an expired hold is told of, although no worker writes it down", async () => {
  const slot = await makeSlot(ctx, 3);
  const hold = await book(slot.id);
  const stream = await watch({ slotId: slot.id });
  expect(slotsIn((await take(stream)) as SlotsMessage)[0]?.booked).toBe(1);
  await sql`UPDATE bookings SET expires_at = clock_timestamp() + interval '300 ms' WHERE id = ${hold.id}`.execute(
    ctx.db,
  );
  await takeUntil(stream, hasBooked(slot.id, 0));
});

test("a stream of a resource tells of new, changed, closed and deleted slots, and of its new name", async () => {
  const first = await makeSlot(ctx, 3);
  const { resourceId } = first;
  const stream = await watch({ resourceId });
  expect(await take(stream)).toEqual({ type: "slots", slots: [first] });
  const times = { startsAt: new Date("2032-01-01T10:00:00Z"), endsAt: new Date("2032-01-01T11:00:00Z") };
  const second = await createSlot(ctx, { resourceId, capacity: 5, ...times });
  expect(await take(stream)).toEqual({ type: "slot", slot: second });
  const closed = await updateSlot(staff(), { id: first.id, closed: true });
  expect(await take(stream)).toEqual({ type: "slot", slot: closed });
  await deleteSlot(staff(), { id: second.id });
  expect(await take(stream)).toEqual({ type: "deleted", id: second.id });
  const ofSlot = await watch({ slotId: first.id });
  await take(ofSlot);
  await updateResource(staff(), { id: resourceId, name: "Dr. New" });
  const renamed = { ...closed, resourceName: "Dr. New" };
  expect(await take(stream)).toEqual({ type: "slots", slots: [renamed] });
  expect(await take(ofSlot)).toEqual({ type: "slot", slot: renamed });
  // What happens elsewhere is none of its business.
  await makeSlot(ctx, 1);
  await book(first.id).catch(() => {});
  await updateSlot(staff(), { id: first.id, capacity: 9 });
  expect(await take(stream)).toMatchObject({ type: "slot", slot: { id: first.id, capacity: 9 } });
});

test("a stream of a slot ends when that is deleted", async () => {
  const slot = await makeSlot(ctx, 3);
  const stream = await watch({ slotId: slot.id });
  await take(stream);
  await deleteSlot(staff(), { id: slot.id });
  expect(await take(stream)).toEqual({ type: "deleted", id: slot.id });
  expect(await stream.next()).toBeUndefined();
  expect(stream.end).toBe("gone");
});

test("of many changes of a slot no more than four a second are told, and the newest in the end", async () => {
  const slot = await makeSlot(ctx, 1_000);
  const stream = await watch({ slotId: slot.id });
  await take(stream);
  const told: SlotsMessage[] = [];
  const startedAt = performance.now();
  const reading = (async () => {
    while (told.length === 0 || slotsIn(told.at(-1) as SlotsMessage)[0]?.booked !== 300)
      told.push(...((await stream.next()) ?? []).map(({ body }) => body));
  })();
  for (let index = 0; index < 300; index++) await book(slot.id);
  await reading;
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(told.length).toBeGreaterThan(1);
  expect(told.length).toBeLessThanOrEqual(1 + 4 * seconds);
});

test("what changes nothing that is seen is not told", async () => {
  const slot = await makeSlot(ctx, 5);
  const hold = await book(slot.id);
  const stream = await watch({ slotId: slot.id });
  await take(stream);
  await ctx.db.transaction().execute(async (trx) => {
    await sql`INSERT INTO audit (actor, action, subject_id, slot_id)
      VALUES ('system', 'booking.updated', ${hold.id}, ${slot.id})`.execute(trx);
  });
  await book(slot.id);
  expect(await take(stream)).toMatchObject({ type: "slot", slot: { booked: 2 } });
});

test("a slow reader keeps the newest of each slot, and the state of all in place of too many", async () => {
  const slot = await makeSlot(ctx, 1_000);
  const stream = await watch({ slotId: slot.id });
  const fast = await watch({ slotId: slot.id });
  await takeUntil(fast, hasBooked(slot.id, 0));
  for (let booked = 1; booked <= 3; booked++) {
    await book(slot.id);
    await takeUntil(fast, hasBooked(slot.id, booked));
  }
  // The state that it has not taken, and one message for the slot.
  const messages = await stream.next();
  expect(messages?.map(({ body }) => slotsIn(body)[0]?.booked)).toEqual([0, 3]);
  const message = { id: "1", body: { type: "deleted", id: UNKNOWN_ID } } as const;
  for (let index = 0; index < UNSENT_MAX_SLOTS; index++) expect(stream.tell(`${index}`, message)).toBe(true);
  expect(stream.tell("one more", message)).toBe(false);
  expect(stream.needsState).toBe(true);
});

test("nothing is left of streams whose clients have gone", async () => {
  const slot = await makeSlot(ctx, 3);
  const controller = new AbortController();
  const { signal } = controller;
  const input = { resourceId: slot.resourceId };
  const streams = await Promise.all([
    watchSlots(ctx, { slotId: slot.id }, { signal }),
    watchSlots(ctx, input, { signal }),
    watchSlots(ctx, input, { signal }),
  ]);
  expect(ctx.live.streams).toBe(3);
  const waiting = streams.map(async (stream) => {
    await stream.next();
    return stream.next();
  });
  await vi.waitUntil(() => ctx.live.isRunning);
  controller.abort();
  expect(await Promise.all(waiting)).toEqual([undefined, undefined, undefined]);
  expect(ctx.live.streams).toBe(0);
  await vi.waitUntil(() => !ctx.live.isRunning);
});

test("what there is not cannot be watched", async () => {
  expect(await codeOf(watchSlots(ctx, { slotId: UNKNOWN_ID }))).toBe("SLOT_NOT_FOUND");
  expect(await codeOf(watchSlots(ctx, { resourceId: UNKNOWN_ID }))).toBe("RESOURCE_NOT_FOUND");
  const { id } = await createResource(ctx, { kind: "show", name: "Empty" });
  expect(await take(await watch({ resourceId: id }))).toEqual({ type: "slots", slots: [] });
});

test("customers see no metadata, staff do", async () => {
  const slot = await makeSlot(ctx, 3);
  await updateSlot(staff(), { id: slot.id, metadata: { room: "7" } });
  const streams = [
    await watch({ slotId: slot.id }, { actor: "public" }),
    await watch({ slotId: slot.id }, { actor: "key:test" }),
  ];
  for (const [index, stream] of streams.entries()) {
    const [first] = (await stream.next()) ?? [];
    expect(slotsIn(first?.body as SlotsMessage)[0]?.metadata).toEqual(index === 0 ? {} : { room: "7" });
  }
  await updateSlot(staff(), { id: slot.id, metadata: { room: "8" } });
  for (const [index, stream] of streams.entries()) {
    const message = (await take(stream)) as SlotsMessage;
    expect(slotsIn(message)[0]?.metadata).toEqual(index === 0 ? {} : { room: "8" });
  }
});

test("streams go on after the database was away, with the state that it has then", async () => {
  const slot = await makeSlot(ctx, 3);
  const stream = await watch({ slotId: slot.id });
  await take(stream);
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`
    .execute(ctx.db)
    .catch(() => {});
  await vi.waitUntil(() => book(slot.id).then(Boolean, () => false), { timeout: 10_000 });
  await takeUntil(stream, hasBooked(slot.id, 1));
});

test("a stop ends every stream, and no further one begins", async () => {
  const slot = await makeSlot(ctx, 3);
  const other = otherProcess(ctx);
  const stream = await watch({ slotId: slot.id }, { live: other.live });
  await take(stream);
  other.live.stop();
  expect(await stream.next()).toBeUndefined();
  expect(stream.end).toBe("stopped");
  expect(await codeOf(watchSlots(other, { slotId: slot.id }))).toBe("BUSY");
  await vi.waitUntil(() => !other.live.isRunning);
  await other.close();
});
