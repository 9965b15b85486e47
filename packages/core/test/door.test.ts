import { randomUUID } from "node:crypto";
import { bookingReference, type NewScan, type Scan } from "@holdfast/contract";
import { openDatabase } from "@holdfast/db";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  changeQuantity,
  checkInBooking,
  checkOutBooking,
  confirmBooking,
  createBooking,
  createServices,
  exportDoorList,
  getBooking,
  listAudit,
  listDoor,
  listEvents,
  listInside,
  listScans,
  markNoShow,
  mergeScans,
  slotAttendance,
} from "../src/index.ts";
import { codeOf, createTestContext, makeSlot, SECONDS, type TestContext, UNKNOWN_ID } from "./harness.ts";
import { settle } from "./history-harness.ts";

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

/** A confirmed booking of a slot. */
async function bookOn(slotId: string, quantity = 1, name = "Ann") {
  return confirmBooking(ctx, await createBooking(ctx, { slotId, quantity, customer: { name } }));
}

/** A confirmed booking on a slot of its own. */
async function book(quantity = 1, name = "Ann") {
  return bookOn((await makeSlot(ctx, Math.max(quantity, 10))).id, quantity, name);
}

const STAFF = "key:01a205ee-6449-7bfd-903f-a39cc9f3469f" as const;
const MINUTE_MILLISECONDS = 60_000;
/** A moment some minutes before now. */
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MILLISECONDS);

const scanOf = (code: string, minutesAgo: number, more: Partial<NewScan> = {}): NewScan => ({
  scanId: randomUUID(),
  code,
  direction: "IN",
  scannedAt: ago(minutesAgo),
  ...more,
});

const merge = (id: string, ...scans: NewScan[]) => mergeScans(ctx, { id, scans });
const outcomesOf = (scans: readonly Scan[]) => scans.map(({ outcome }) => outcome);
const actionsOf = async (bookingId: string) =>
  (await listAudit(ctx, { bookingId, limit: 100 })).items.map(({ action }) => action);

describe("the wrong door", () => {
  test("is told which slot the ticket is for, and changes nothing", async () => {
    const booking = await book();
    const other = await makeSlot(ctx, 1);
    const refused = checkInBooking(ctx, { id: booking.id, slotId: other.id });
    await expect(refused).rejects.toMatchObject({
      code: "WRONG_SLOT",
      message: expect.stringContaining(`Dr. Test at ${booking.startsAt}, slot ${booking.slotId}`),
    });
    expect(await getBooking(ctx, booking)).toEqual(booking);
    const checkedIn = await checkInBooking(ctx, { id: booking.id, slotId: booking.slotId });
    expect(checkedIn).toMatchObject({ checkedIn: 1, firstCheckIn: true });
  });
});

describe("a check-out", () => {
  test("is of persons who came, once each, and whoever comes back is checked in again", async () => {
    const { id } = await book(5);
    const first = await checkInBooking(ctx, { id, persons: 4 });
    const left = await checkOutBooking(ctx, { id, persons: 1 });
    expect(left).toMatchObject({ checkedIn: 4, checkedOut: 1, newlyCheckedOut: 1 });
    expect(await checkOutBooking(ctx, { id, persons: 1 })).toMatchObject({ newlyCheckedOut: 0 });
    expect(await checkOutBooking(ctx, { id })).toMatchObject({ checkedOut: 4, newlyCheckedOut: 3 });
    const back = await checkInBooking(ctx, { id, persons: 2 });
    expect(back).toMatchObject({ checkedIn: 4, checkedOut: 2, newlyCheckedIn: 2, firstCheckIn: false });
    const all = await checkInBooking(ctx, { id });
    expect(all).toMatchObject({ checkedIn: 5, checkedOut: 0, newlyCheckedIn: 3 });
    expect(all.checkedInAt).toBe(first.checkedInAt);
    const told = (await listAudit(ctx, { bookingId: id, limit: 100 })).items;
    expect(told.filter(({ action }) => action === "booking.checked_out")).toMatchObject([
      { before: { checkedOut: 0 }, after: { checkedOut: 1 } },
      { before: { checkedOut: 1 }, after: { checkedOut: 4 } },
    ]);
  });

  test("needs somebody who has come, and is of no more persons than these", async () => {
    const held = await createBooking(ctx, {
      slotId: (await makeSlot(ctx, 2)).id,
      quantity: 2,
      customer: { name: "Ann" },
    });
    expect(await codeOf(checkOutBooking(ctx, held))).toBe("BOOKING_NOT_CONFIRMED");
    await confirmBooking(ctx, held);
    expect(await codeOf(checkOutBooking(ctx, held))).toBe("BOOKING_NOT_CHECKED_IN");
    await checkInBooking(ctx, { id: held.id, persons: 1 });
    await expect(checkOutBooking(ctx, { id: held.id, persons: 2 })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      issues: [{ path: "persons" }],
    });
    expect(await codeOf(checkOutBooking(ctx, { id: UNKNOWN_ID }))).toBe("BOOKING_NOT_FOUND");
  });

  test("leaves the booking checked in: it is neither cancelled nor smaller, and a no-show clears all of it", async () => {
    const { id } = await book(3);
    await checkInBooking(ctx, { id, persons: 2 });
    await checkOutBooking(ctx, { id });
    expect(await codeOf(cancelBooking(ctx, { id }))).toBe("BOOKING_CHECKED_IN");
    expect(await codeOf(changeQuantity(ctx, { id, quantity: 1 }))).toBe("BOOKING_CHECKED_IN");
    expect(await changeQuantity(ctx, { id, quantity: 2 })).toMatchObject({ checkedIn: 2, checkedOut: 2 });
    expect(await markNoShow(ctx, { id })).toMatchObject({ checkedIn: 0, checkedOut: 0, checkedInAt: null });
    expect(await checkInBooking(ctx, { id })).toMatchObject({
      checkedIn: 2,
      checkedOut: 0,
      firstCheckIn: true,
    });
    await markNoShow(ctx, { id });
    const staff = { ...ctx, actor: STAFF };
    expect(await cancelBooking(staff, { id })).toMatchObject({ status: "CANCELLED", checkedOut: 0 });
  });

  test("at several doors at once counts each person once, and its event tells how many are out", async () => {
    const { id } = await book(5);
    await checkInBooking(ctx, { id });
    const outs = await Promise.all([2, 5, 1, 4, 3].map((persons) => checkOutBooking(ctx, { id, persons })));
    expect(outs.reduce((sum, { newlyCheckedOut }) => sum + newlyCheckedOut, 0)).toBe(5);
    await settle(ctx);
    const { items } = await listEvents(ctx, { bookingId: id, type: "booking.checked_out", limit: 50 });
    expect(items.at(-1)?.data).toMatchObject({ checkedIn: 5, checkedOut: 5 });
  });
});

describe("who is at a slot", () => {
  test("is counted, and listed by name", async () => {
    const { id } = await makeSlot(ctx, 20);
    const names = ["Émile", "ann", "Zoe", "Bob"];
    const [emile, ann, zoe, bob] = await Promise.all(names.map((name) => bookOn(id, 2, name)));
    await createBooking(ctx, { slotId: id, quantity: 3, customer: { name: "Held" } });
    for (const booking of [emile, ann, zoe]) await checkInBooking(ctx, { id: booking?.id ?? "" });
    await checkOutBooking(ctx, { id: zoe?.id ?? "", persons: 1 });
    await checkOutBooking(ctx, { id: emile?.id ?? "" });
    await markNoShow(ctx, { id: bob?.id ?? "" });
    const attendance = await slotAttendance(ctx, { id });
    expect(attendance).toMatchObject({
      slotId: id,
      capacity: 20,
      booked: 11,
      confirmed: 8,
      checkedIn: 6,
      inside: 3,
      noShows: 2,
    });
    const first = await listInside(ctx, { id, limit: 1 });
    expect(first.items).toMatchObject([{ customerName: "ann", inside: 2, bookingId: ann?.id }]);
    const second = await listInside(ctx, { id, limit: 1, cursor: first.nextCursor ?? "" });
    expect(second).toMatchObject({
      items: [{ customerName: "Zoe", inside: 1, checkedIn: 2, reference: bookingReference(zoe?.id ?? "") }],
      nextCursor: null,
    });
    for (const read of [
      slotAttendance,
      (c: TestContext, i: { id: string }) => listInside(c, { ...i, limit: 1 }),
    ]) {
      expect(await codeOf(read(ctx, { id: UNKNOWN_ID }))).toBe("SLOT_NOT_FOUND");
    }
  });

  test("the list of the door has confirmed bookings and live holds, and no contacts", async () => {
    const { id } = await makeSlot(ctx, 20);
    const customer = { name: "Ann", contact: "ann@example.org" };
    const held = await createBooking(ctx, { slotId: id, quantity: 1, customer });
    const { id: bookingId } = await confirmBooking(
      ctx,
      await createBooking(ctx, { slotId: id, quantity: 2, customer }),
    );
    await cancelBooking(ctx, await createBooking(ctx, { slotId: id, quantity: 1, customer }));
    await checkInBooking(ctx, { id: bookingId, persons: 1 });
    const page = await listDoor({ ...ctx, publicUrl: "https://x.example" }, { id, limit: 50 });
    expect(page.items).toMatchObject([
      { bookingId: held.id, status: "PENDING", checkedIn: 0 },
      { bookingId, status: "CONFIRMED", checkedIn: 1, quantity: 2, code: `https://x.example/b/${bookingId}` },
    ]);
    expect(JSON.stringify(page)).not.toContain("@");
    const { slot, pages } = await exportDoorList(ctx, { id });
    expect(slot.id).toBe(id);
    const codes: string[] = [];
    for await (const entries of pages) codes.push(...entries.map(({ code }) => code));
    expect(codes).toEqual([held.id, bookingId]);
    expect(await codeOf(exportDoorList(ctx, { id: UNKNOWN_ID }))).toBe("SLOT_NOT_FOUND");
  });
});

describe("merged scans", () => {
  test("of two devices: the first counts, whichever is uploaded first", async () => {
    const booking = await book(2);
    const { id, slotId } = booking;
    const [early, late] = [scanOf(id, 20, { device: "Door 1" }), scanOf(id, 10, { device: "Door 2" })];
    const first = await merge(slotId, late);
    expect(first).toMatchObject({ items: [{ outcome: "ACCEPTED", bookingId: id }], changed: [] });
    const second = await merge(slotId, early);
    const duplicate = {
      scanId: late.scanId,
      outcome: "DUPLICATE",
      earlierScanId: early.scanId,
      earlierScannedAt: early.scannedAt.toISOString(),
      earlierDevice: "Door 1",
    };
    expect(second).toMatchObject({ items: [{ outcome: "ACCEPTED" }], changed: [duplicate] });
    expect(await getBooking(ctx, { id })).toMatchObject({
      checkedInAt: early.scannedAt.toISOString(),
      checkedIn: 2,
    });
    expect((await listScans(ctx, { id: slotId, conflicts: true, limit: 50 })).items).toMatchObject([
      duplicate,
    ]);
    expect((await actionsOf(id)).filter((action) => action === "booking.checked_in")).toHaveLength(2);
  });

  test("sent again change nothing, and are answered the same", async () => {
    const booking = await book(1);
    const scans = [
      scanOf(booking.id, 5),
      scanOf(booking.id, 4),
      scanOf("K32Y4-YTKJZ", 3),
      scanOf("nothing", 2),
    ];
    const first = await merge(booking.slotId, ...scans, scans[0] as NewScan);
    expect(outcomesOf(first.items)).toEqual(["ACCEPTED", "DUPLICATE", "UNKNOWN", "UNKNOWN", "ACCEPTED"]);
    const before = await getBooking(ctx, booking);
    expect(await merge(booking.slotId, ...scans, scans[0] as NewScan)).toEqual(first);
    expect(await getBooking(ctx, booking)).toEqual(before);
    expect((await listScans(ctx, { id: booking.slotId, conflicts: false, limit: 50 })).items).toHaveLength(4);
  });

  test("are each told what is wrong, and the others count all the same", async () => {
    const { id: slotId } = await makeSlot(ctx, 20);
    const elsewhere = await book();
    const held = await createBooking(ctx, { slotId, quantity: 1, customer: { name: "Ann" } });
    const cancelled = await cancelBooking(ctx, await bookOn(slotId));
    const [good, many, late] = [await bookOn(slotId), await bookOn(slotId, 2), await bookOn(slotId)];
    const { items } = await merge(
      slotId,
      scanOf(bookingReference(good.id).toLowerCase().replace("-", " "), 9),
      scanOf(`https://tickets.example.org/b/${many.id}`, 8, { persons: 3 }),
      scanOf(elsewhere.id, 7),
      scanOf(held.id, 6),
      scanOf(cancelled.id, 5),
      scanOf(UNKNOWN_ID, 4),
      scanOf(late.id, -6),
      scanOf(late.id, 31 * 24 * 60),
      scanOf(late.id, 3, { direction: "OUT" }),
    );
    expect(outcomesOf(items)).toEqual([
      ...["ACCEPTED", "TOO_MANY_PERSONS", "WRONG_SLOT", "NOT_CONFIRMED", "CANCELLED"],
      ...["UNKNOWN", "IN_FUTURE", "TOO_OLD", "NOT_INSIDE"],
    ]);
    expect(items[2]).toMatchObject({ bookingId: elsewhere.id, ticketSlotId: elsewhere.slotId });
    expect(await slotAttendance(ctx, { id: slotId })).toMatchObject({ checkedIn: 3, inside: 3 });
    expect(await getBooking(ctx, elsewhere)).toEqual(elsewhere);
    const mended = { ...scanOf(late.id, 2), scanId: items[6]?.scanId ?? "" };
    expect(outcomesOf((await merge(slotId, mended)).items)).toEqual(["ACCEPTED"]);
    expect(await codeOf(merge(UNKNOWN_ID, scanOf(good.id, 1)))).toBe("SLOT_NOT_FOUND");
  });

  test("count beside check-ins of staff, also of those from before there were scans", async () => {
    const [live, old] = [await book(2), await book(3)];
    await checkInBooking(ctx, { id: live.id });
    const { items } = await merge(live.slotId, scanOf(live.id, 5, { persons: 1, device: "Door 1" }));
    expect(items).toMatchObject([{ outcome: "ACCEPTED" }]);
    expect(await getBooking(ctx, live)).toMatchObject({
      checkedInAt: items[0]?.scannedAt,
      checkedIn: 2,
    });
    await sql`UPDATE bookings SET checked_in_at = clock_timestamp() - interval '1 hour' WHERE id = ${old.id}`.execute(
      ctx.db,
    );
    const merged = await merge(old.slotId, scanOf(old.id, 5), scanOf(old.id, 90, { persons: 1 }));
    expect(outcomesOf(merged.items)).toEqual(["DUPLICATE", "ACCEPTED"]);
    expect(await getBooking(ctx, old)).toMatchObject({
      checkedIn: 3,
      checkedInAt: merged.items[1]?.scannedAt,
    });
  });

  test("clear a no-show that came before them, and one that comes after takes them back", async () => {
    const { id, slotId } = await book(2);
    await markNoShow(ctx, { id });
    const scan = scanOf(id, 5);
    await merge(slotId, scan);
    expect(await getBooking(ctx, { id })).toMatchObject({ noShowAt: null, checkedIn: 2 });
    await markNoShow(ctx, { id });
    expect(outcomesOf((await merge(slotId, scan)).items)).toEqual(["TAKEN_BACK"]);
    expect(await getBooking(ctx, { id })).toMatchObject({ noShowAt: expect.any(String), checkedIn: 0 });
    expect(outcomesOf((await merge(slotId, scanOf(id, 4, { persons: 1 }))).items)).toEqual(["ACCEPTED"]);
    expect(await getBooking(ctx, { id })).toMatchObject({ noShowAt: null, checkedIn: 1 });
  });

  test("that a process of the release before has taken back stay so", async () => {
    const { id, slotId } = await book(2);
    await merge(slotId, scanOf(id, 5));
    await sql`UPDATE bookings SET checked_in_at = NULL, checked_in = NULL, no_show_at = clock_timestamp()
      WHERE id = ${id}`.execute(ctx.db);
    await merge(slotId, scanOf(id, 3, { persons: 1 }));
    expect(await getBooking(ctx, { id })).toMatchObject({ checkedIn: 1, noShowAt: null });
    expect(outcomesOf((await listScans(ctx, { id: slotId, conflicts: false, limit: 9 })).items)).toEqual([
      "TAKEN_BACK",
      "ACCEPTED",
    ]);
  });

  test("of a door that people leave by, before and after their entries arrive", async () => {
    const { id, slotId } = await book(3);
    await merge(slotId, scanOf(id, 5, { direction: "OUT", persons: 2 }));
    expect(await getBooking(ctx, { id })).toMatchObject({ checkedIn: 0, checkedInAt: null });
    const { items, changed } = await merge(slotId, scanOf(id, 10), scanOf(id, 2, { persons: 2 }));
    expect(outcomesOf([...items, ...changed])).toEqual(["ACCEPTED", "ACCEPTED", "ACCEPTED"]);
    expect(await getBooking(ctx, { id })).toMatchObject({ checkedIn: 3, checkedOut: 1 });
  });
});

/* The same scans in another order, in other uploads, some of them twice and all at once end in the same state. */

const QUANTITIES = [1, 2, 4];
const someScan = fc.record({
  which: fc.nat({ max: QUANTITIES.length - 1 }),
  // Few times, so that some are the same.
  minutes: fc.integer({ min: 1, max: 8 }),
  direction: fc.constantFrom("IN" as const, "IN" as const, "OUT" as const),
  persons: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  device: fc.constantFrom("Door 1", "Door 2", undefined),
});
type SomeScan = typeof someScan extends fc.Arbitrary<infer Value> ? Value : never;
type KnownScan = SomeScan & { scanId: string };

/** A slot with a booking of each quantity. */
async function makeDoor() {
  const { id } = await makeSlot(ctx, 10);
  const bookings: { id: string }[] = [];
  for (const quantity of QUANTITIES) bookings.push(await bookOn(id, quantity));
  return { id, bookingIds: bookings.map((booking) => booking.id) };
}

type Door = Awaited<ReturnType<typeof makeDoor>>;
const BEGIN = ago(60).getTime();

const uploadTo = (door: Door, scans: readonly KnownScan[], context: TestContext = ctx) =>
  mergeScans(context, {
    id: door.id,
    scans: scans.map(({ which, minutes, device, persons, ...scan }) => ({
      ...scan,
      code: door.bookingIds[which] ?? "",
      scannedAt: new Date(BEGIN + minutes * MINUTE_MILLISECONDS),
      ...(device && { device }),
      ...(persons && { persons }),
    })),
  });

/** What a door ends in, without the ids that are its own. */
async function endOf(door: Door) {
  const bookings = await Promise.all(door.bookingIds.map((id) => getBooking(ctx, { id })));
  const { items } = await listScans(ctx, { id: door.id, conflicts: false, limit: 500 });
  return {
    bookings: bookings.map(({ checkedInAt, checkedIn, checkedOut, quantity }) => {
      expect(checkedIn).toBeLessThanOrEqual(quantity);
      expect(checkedOut).toBeLessThanOrEqual(checkedIn);
      return { checkedInAt, checkedIn, checkedOut };
    }),
    scans: items.map(({ slotId: _own, bookingId, ...scan }) => ({
      ...scan,
      which: door.bookingIds.indexOf(bookingId ?? ""),
    })),
  };
}

const inUploads = (scans: readonly KnownScan[], sizes: readonly number[]): KnownScan[][] => {
  const rest = [...scans];
  const uploads = sizes.map((size) => rest.splice(0, size));
  return [...uploads, rest].filter(({ length }) => length > 0);
};

const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 });
const scansInTwoOrders = fc
  .array(someScan, { minLength: 1, maxLength: 12 })
  .map((scans) => scans.map((scan): KnownScan => ({ ...scan, scanId: randomUUID() })))
  .chain((scans) =>
    fc.record({
      scans: fc.constant(scans),
      other: fc.shuffledSubarray(scans, { minLength: scans.length }),
      again: fc.shuffledSubarray(scans),
      sizes: fc.tuple(sizes, sizes),
    }),
  );

test("any order of any uploads ends in the same state", async () => {
  await fc.assert(
    fc.asyncProperty(scansInTwoOrders, async ({ scans, other, again, sizes: [one, another] }) => {
      const [first, second] = [await makeDoor(), await makeDoor()];
      for (const upload of inUploads(scans, one)) await uploadTo(first, upload);
      for (const upload of inUploads([...other, ...again], another)) await uploadTo(second, upload);
      expect(await endOf(second)).toEqual(await endOf(first));
    }),
    { numRuns: 25 },
  );
});

test("so do uploads of two processes at once", async () => {
  const db = openDatabase({ url: ctx.url, maxConnections: 5 });
  const elsewhere = { ...ctx, ...createServices({ db, jobs: ctx.jobs, ...SECONDS }) };
  try {
    await fc.assert(
      fc.asyncProperty(scansInTwoOrders, async ({ scans, other, again, sizes: [one, another] }) => {
        const [first, second] = [await makeDoor(), await makeDoor()];
        await uploadTo(first, scans);
        const uploads = [...inUploads(other, one), ...inUploads([...again, ...scans], another)];
        await Promise.all(
          uploads.map((upload, index) => uploadTo(second, upload, index % 2 ? elsewhere : ctx)),
        );
        expect(await endOf(second)).toEqual(await endOf(first));
      }),
      { numRuns: 20 },
    );
  } finally {
    await db.destroy();
  }
});

/* Random histories of a door against plain arithmetic: who came is the most that were let in, since the first of them. */

const command = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("merge" as const),
      scans: fc.array(someScan, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("in" as const, "out" as const),
      which: fc.nat({ max: 2 }),
      persons: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("no-show" as const), which: fc.nat({ max: 2 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("change places" as const),
      which: fc.nat({ max: 2 }),
      persons: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const), which: fc.nat({ max: 2 }) }) },
);
type Command = typeof command extends fc.Arbitrary<infer Step> ? Step : never;

const withIds = (scans: readonly SomeScan[]) => scans.map((scan) => ({ ...scan, scanId: randomUUID() }));

function call(door: Door, step: Command): Promise<unknown> {
  if (step.do === "merge") return uploadTo(door, withIds(step.scans));
  const id = door.bookingIds[step.which] ?? "";
  const staff = { ...ctx, actor: STAFF } as const;
  if (step.do === "no-show") return markNoShow(staff, { id });
  if (step.do === "cancel") return cancelBooking(staff, { id });
  if (step.do === "change places") return changeQuantity(staff, { id, quantity: step.persons });
  return step.do === "in"
    ? checkInBooking(staff, { id, persons: step.persons })
    : checkOutBooking(staff, { id, persons: step.persons });
}

test("every history keeps who came, and lets nobody leave who has not come", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 15 }), async (steps) => {
      const door = await makeDoor();
      for (const step of steps) {
        const before = await endOf(door);
        const code = await codeOf(call(door, step));
        const after = await endOf(door);
        if (code !== "ok") expect(after).toEqual(before);
        if (code !== "ok" || step.do === "no-show" || step.do === "cancel") continue;
        for (const [index, booking] of after.bookings.entries()) {
          const was = before.bookings[index];
          expect(booking.checkedIn).toBeGreaterThanOrEqual(was?.checkedIn ?? 0);
          if (was?.checkedInAt) expect(booking.checkedInAt).not.toBeNull();
          expect(String(booking.checkedInAt) <= (was?.checkedInAt ?? "~")).toBe(true);
        }
        if (step.do === "in") {
          const { checkedIn = 0, checkedOut = 0 } = after.bookings[step.which] ?? {};
          expect(checkedIn - checkedOut).toBeGreaterThanOrEqual(step.persons);
        }
        if (step.do === "out") {
          expect(after.bookings[step.which]?.checkedOut).toBeGreaterThanOrEqual(step.persons);
        }
      }
      const inside = (await endOf(door)).bookings.reduce(
        (sum, one) => sum + one.checkedIn - one.checkedOut,
        0,
      );
      expect(await slotAttendance(ctx, { id: door.id })).toMatchObject({ inside });
      const { items } = await listInside(ctx, { id: door.id, limit: 50 });
      expect(items.reduce((sum, one) => sum + one.inside, 0)).toBe(inside);
    }),
    { numRuns: 25 },
  );
  expect(await brokenInvariants(ctx)).toEqual([]);
});

test("simultaneous uploads, check-ins, no-shows and cancellations break no invariant", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 6, maxLength: 20 }), async (steps) => {
      const door = await makeDoor();
      const codes = await Promise.all(steps.map((step) => codeOf(call(door, step))));
      expect(codes.filter((code) => !/^[A-Z_a-z]+$/.test(code))).toEqual([]);
      await endOf(door);
      expect(await brokenInvariants(ctx)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test("the invariants see a booking that does not know of its scans", async () => {
  const { id, slotId } = await book(2);
  await merge(slotId, scanOf(id, 5));
  await sql`UPDATE bookings SET checked_in = 1 WHERE id = ${id}`.execute(ctx.db);
  expect(await brokenInvariants(ctx)).toEqual([expect.stringContaining("a booking knows of everybody")]);
  await sql`UPDATE bookings SET checked_in = 2, checked_out = 2 WHERE id = ${id}`.execute(ctx.db);
  const tooMany = sql`UPDATE bookings SET checked_out = 3 WHERE id = ${id}`;
  await expect(tooMany.execute(ctx.db)).rejects.toThrow("bookings_checked_out_check");
});
