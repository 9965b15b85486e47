import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  confirmBooking,
  confirmOrReacquireBooking,
  createBooking,
  createBookings,
  createResource,
  createSlot,
  eraseCustomer,
  expireHolds,
  getBooking,
  getSlot,
  joinWaitlist,
  leaveWaitlist,
  listBookings,
  listWaitlist,
} from "../src/index.ts";
import { createTestContext, HOLD_SECONDS, makeSlot, passTime } from "./harness.ts";

let ctx: Awaited<ReturnType<typeof createTestContext>>;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const staff = { actor: "key:01a205ee-6449-7bfd-903f-a39cc9f3469f" as const };

/** Staff may book what is over. */
const book = (slotId: string, contact: string) =>
  createBooking({ ...ctx, ...staff }, { slotId, quantity: 1, customer: { name: "Ann", contact } });

/** A slot in the past. */
async function makePastSlot() {
  const { id: resourceId } = await createResource(ctx, { kind: "show", name: "Hamlet" });
  const startsAt = new Date("2020-01-01T10:00:00Z");
  return createSlot(ctx, { resourceId, startsAt, endsAt: new Date("2020-01-01T12:00:00Z"), capacity: 10 });
}

test("old bookings lose name and contact; live ones, and those of other customers, keep them", async () => {
  const [past, upcoming] = [await makePastSlot(), await makeSlot(ctx, 20)];
  const visited = await confirmBooking(ctx, await book(past.id, "Ann@Example.org"));
  const cancelled = await cancelBooking(ctx, await book(upcoming.id, "ann@example.org"));
  const written = await book(upcoming.id, "ANN@example.org");
  await passTime(ctx.db, HOLD_SECONDS);
  await expireHolds(ctx);
  const unwritten = await book(upcoming.id, "ann@example.org");
  await passTime(ctx.db, HOLD_SECONDS);
  const confirmed = await confirmBooking(ctx, await book(upcoming.id, "ann@example.org"));
  const hold = await book(upcoming.id, "ann@example.org");
  const others = await confirmBooking(ctx, await book(past.id, "ann@example.org.uk"));
  const live = [confirmed, others, hold];
  const old = [visited, cancelled, written, unwritten];
  const read = (bookings: { id: string }[]) =>
    Promise.all(bookings.map((booking) => getBooking(ctx, booking)));
  const before = { live: await read(live), old: await read(old), slot: await getSlot(ctx, upcoming) };

  expect(await eraseCustomer(ctx, { contact: "aNN@example.org" })).toMatchObject({ erased: 4, kept: 2 });
  expect(await read(live)).toEqual(before.live);
  expect(await read(old)).toEqual(
    before.old.map((booking) => ({ ...booking, customerName: "erased", customerContact: null })),
  );
  expect(await getSlot(ctx, upcoming)).toEqual(before.slot);

  expect(await eraseCustomer(ctx, { contact: "ann@example.org" })).toMatchObject({ erased: 0, kept: 2 });
  await cancelBooking(ctx, confirmed);
  await cancelBooking(ctx, hold);
  expect(await eraseCustomer(ctx, { contact: "ann@example.org" })).toMatchObject({ erased: 2, kept: 0 });
});

test("tells of every store what was erased, what was kept, and why", async () => {
  const { id: slotId } = await makeSlot(ctx, 3);
  const contact = "Zoë@example.org";
  const one = { slotId, quantity: 1, customer: { name: "Zoë", contact } };
  const keyed = (key: string) => createBooking(ctx, { ...one, idempotencyKey: `${key}-${slotId}` });
  const [past, live] = [await keyed("past"), await keyed("live")];
  const { items } = await createBookings(ctx, {
    lines: [{ slotId, quantity: 1 }],
    customer: one.customer,
    idempotencyKey: `many-${slotId}`,
  });
  const join = (key: string) => joinWaitlist(ctx, { ...one, idempotencyKey: `${key}-${slotId}` });
  const [left, waiting] = [await join("left"), await join("waiting")];
  await leaveWaitlist(ctx, left);
  const promoted = await join("promoted");
  await cancelBooking(ctx, past); // the waiting entry is promoted
  const others = { name: "Zoe", contact: "zoé@example.org" };
  await createBooking(ctx, {
    slotId: (await makeSlot(ctx, 1)).id,
    quantity: 1,
    customer: others,
    idempotencyKey: "o",
  });

  const erase = async () => {
    const { stores } = await eraseCustomer(ctx, { contact: "ZOE\u0308@EXAMPLE.ORG" });
    expect(stores.every(({ reason }) => reason.length > 20)).toBe(true);
    return Object.fromEntries(stores.map(({ store, erased, kept }) => [store, [erased, kept]]));
  };
  const elsewhere = { audit: [0, 0], events: [0, 0], mails: [0, 0], jobs: [0, 0], log: [0, 0] };
  const unknown = { memory: [0, null], backups: [0, null] };
  expect(await erase()).toEqual({
    bookings: [1, 3],
    waitlist_entries: [1, 2],
    idempotency_records: [2, 4],
    ...elsewhere,
    ...unknown,
  });
  const find = async (contact: string) => ({
    bookings: (await listBookings(ctx, { contact, limit: 50 })).items.map(({ id }) => id),
    entries: (await listWaitlist(ctx, { contact, limit: 50 })).items.map(({ id }) => id),
  });
  const kept = await find("zoë@example.org");
  expect(kept.entries).toEqual([waiting.id, promoted.id]);
  expect(kept.bookings).toEqual(expect.arrayContaining([live.id, items[0]?.id]));

  for (const id of kept.bookings) await cancelBooking(ctx, { id });
  const last = await find("zoë@example.org");
  for (const id of last.bookings) await cancelBooking(ctx, { id }).catch(() => {});
  expect(await erase()).toEqual({
    bookings: [4, 0],
    waitlist_entries: [2, 0],
    idempotency_records: [4, 0],
    ...elsewhere,
    ...unknown,
  });
  expect(await find("zoë@example.org")).toEqual({ bookings: [], entries: [] });
  expect((await find(others.contact)).bookings).toHaveLength(1);
});

test("an erased booking cannot be confirmed late: nobody knows any more whose it was", async () => {
  const { id: slotId } = await makeSlot(ctx, 5);
  const { id } = await book(slotId, "late@example.org");
  await passTime(ctx.db, HOLD_SECONDS);
  await eraseCustomer(ctx, { contact: "late@example.org" });
  const confirming = confirmOrReacquireBooking(ctx, { id, reacquire: true });
  await expect(confirming).rejects.toMatchObject({ code: "HOLD_EXPIRED" });
  expect(await getBooking(ctx, { id })).toMatchObject({ status: "FAILED", customerName: "erased" });
});

test("an unknown contact", async () => {
  expect(await eraseCustomer(ctx, { contact: "nobody@example.org" })).toMatchObject({ erased: 0, kept: 0 });
  expect(await eraseCustomer(ctx, { contact: "%" })).toMatchObject({ erased: 0, kept: 0 });
});

test("more bookings than one transaction erases, in two simultaneous erasures", async () => {
  const { id: slotId } = await makePastSlot();
  await sql`
    INSERT INTO bookings (id, slot_id, customer_name, customer_contact, quantity, status, failure_reason, expires_at)
    SELECT uuidv7(), ${slotId}, 'Bob', 'bob@example.org', 1,
      CASE WHEN n % 2 = 0 THEN 'CANCELLED' ELSE 'FAILED' END, CASE WHEN n % 2 = 1 THEN 'HOLD_EXPIRED' END,
      now() - interval '1 min'
    FROM generate_series(1, 1700) AS n`.execute(ctx.db);
  const erase = () => eraseCustomer(ctx, { contact: "bob@example.org" });
  const [first, second] = await Promise.all([erase(), erase()]);
  expect(first.erased + second.erased).toBe(1700);
  expect([first.kept, second.kept, (await erase()).erased]).toEqual([0, 0, 0]);
});

test("an idempotency record behind more records than one statement scans", async () => {
  const { id: slotId } = await makeSlot(ctx, 2);
  const customer = { name: "Cleo", contact: "cleo@example.org" };
  const booking = await createBooking(ctx, {
    slotId,
    quantity: 1,
    customer,
    idempotencyKey: `erase-${slotId}`,
  });
  await cancelBooking(ctx, booking);
  await sql`
    INSERT INTO idempotency_records (key, fingerprint, response)
    SELECT '!' || n, '', '{}' FROM generate_series(1, 10001) AS n`.execute(ctx.db);
  await eraseCustomer(ctx, customer);
  const { rows } = await sql<{ others: number; theirs: number }>`
    SELECT count(*) FILTER (WHERE key LIKE '!%')::integer AS others,
      count(*) FILTER (WHERE response ->> 'id' = ${booking.id})::integer AS theirs FROM idempotency_records`.execute(
    ctx.db,
  );
  expect(rows).toEqual([{ others: 10_001, theirs: 0 }]);
});
