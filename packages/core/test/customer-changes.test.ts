import { randomUUID } from "node:crypto";
import { holdBookingLock } from "@holdfast/db/testing";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import {
  cancelBooking,
  confirmBooking,
  createBooking,
  createServices,
  eraseCustomer,
  expireHolds,
  getBooking,
  getWaitlistEntry,
  handOverBooking,
  joinWaitlist,
  listAudit,
  listEvents,
  requireBookingToken,
  requireEntryToken,
  requireHandOverToken,
  updateBooking,
} from "../src/index.ts";
import { createCheckedContext } from "./checked-harness.ts";
import { codeOf, makeSlot, SECONDS, UNKNOWN_ID } from "./harness.ts";
import { as, DESK, MARKED_CUSTOMER, settle } from "./history-harness.ts";

/* The customer of a booking: corrected, or somebody else. */

const { ctx, staff } = await createCheckedContext();

const BEA = { name: "Bea", contact: "bea@example.org" };
const book = async (customer: { name: string; contact?: string } = MARKED_CUSTOMER, capacity = 5) =>
  createBooking(ctx, { slotId: (await makeSlot(ctx, capacity)).id, quantity: 1, customer });
const opens = (id: string, token: string) => codeOf(requireBookingToken(ctx, { id, token }));
const auditOf = async (id: string) => (await listAudit(ctx, { bookingId: id, limit: 50 })).items;

describe("a correction", () => {
  test("changes name and contact, at the version that was read, and the audit has neither", async () => {
    const hold = await book();
    const fixed = await updateBooking(ctx, { id: hold.id, customerName: "Bea", ifMatch: [hold.updatedAt] });
    expect(fixed).toMatchObject({ customerName: "Bea", customerContact: MARKED_CUSTOMER.contact });
    const stale = updateBooking(ctx, {
      id: hold.id,
      customerContact: BEA.contact,
      ifMatch: [hold.updatedAt],
    });
    expect(await codeOf(stale)).toBe("PRECONDITION_FAILED");
    await updateBooking(ctx, { id: hold.id, customerContact: BEA.contact });
    expect(await updateBooking(ctx, { id: hold.id, customerContact: null })).toMatchObject({
      customerContact: null,
    });
    const entries = (await auditOf(hold.id)).slice(1);
    expect(entries.map(({ action, after }) => [action, after])).toEqual([
      ["booking.updated", { customerKeys: ["name"] }],
      ["booking.updated", { customerKeys: ["contact"] }],
      ["booking.updated", { customerKeys: ["contact"] }],
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/marked|bea/i);
    expect(await opens(hold.id, hold.token)).toBe("ok");
  });

  test("to what it is already leaves no trace", async () => {
    const hold = await book();
    const same = { customerName: MARKED_CUSTOMER.name, customerContact: MARKED_CUSTOMER.contact };
    expect((await updateBooking(ctx, { id: hold.id, ...same })).updatedAt).toBe(hold.updatedAt);
    expect(await auditOf(hold.id)).toHaveLength(1);
  });

  test("leaves metadata to staff, and shows a customer none", async () => {
    const { id } = await book();
    expect(await codeOf(updateBooking(ctx, { id, metadata: { a: "1" } }))).toBe("UNAUTHORIZED");
    expect(await codeOf(updateBooking(ctx, { id, externalId: "x" }))).toBe("UNAUTHORIZED");
    await updateBooking(staff, { id, metadata: { a: "1" } });
    expect(await updateBooking(ctx, { id, customerName: "Bea" })).toMatchObject({ metadata: {} });
  });

  test("is refused once the customer is erased", async () => {
    const gone = { name: "Gone", contact: "gone@example.org" };
    const { id } = await book(gone);
    await cancelBooking(ctx, { id });
    await eraseCustomer(staff, gone);
    expect(await codeOf(updateBooking(staff, { id, customerName: "Gone" }))).toBe("BOOKING_ERASED");
    expect(await codeOf(updateBooking(staff, { id, customerContact: gone.contact }))).toBe("BOOKING_ERASED");
    expect(await codeOf(updateBooking(ctx, { id: UNKNOWN_ID, customerName: "Bea" }))).toBe(
      "BOOKING_NOT_FOUND",
    );
  });

  test("is told as an event without the names", async () => {
    const { id } = await book();
    await updateBooking(ctx, { id, customerName: "Bea" });
    await settle(ctx);
    const { items } = await listEvents(ctx, { bookingId: id, limit: 10 });
    expect(items.map(({ type }) => type)).toEqual(["booking.held", "booking.updated"]);
    expect(Object.keys(items[1]?.data ?? {})).not.toContain("customerKeys");
  });
});

describe("a hand-over", () => {
  test("gives the booking a new customer and a new token, and ends the old one", async () => {
    const hold = await book();
    await confirmBooking(ctx, hold);
    const { token, ...booking } = await handOverBooking(ctx, {
      ...hold,
      customer: BEA,
      idempotencyKey: undefined,
    });
    expect(booking).toMatchObject({ status: "CONFIRMED", customerName: "Bea", customerContact: BEA.contact });
    expect(await getBooking(ctx, hold)).toEqual(booking);
    expect([await opens(hold.id, hold.token), await opens(hold.id, token)]).toEqual([
      "BOOKING_NOT_FOUND",
      "ok",
    ]);
    const last = (await auditOf(hold.id)).at(-1);
    expect(last).toMatchObject({
      action: "booking.handed_over",
      after: { customerKeys: ["name", "contact"] },
    });
    await settle(ctx);
    const { items } = await listEvents(ctx, { bookingId: hold.id, type: "booking.handed_over", limit: 10 });
    expect(items[0]?.data).toMatchObject({ status: "CONFIRMED", quantity: 1 });
  });

  test("by two at once happens once: the second has no right to it any more", async () => {
    const hold = await book();
    const letGo = await holdBookingLock(ctx.db, hold.id);
    const calls = ["Bea", "Cem", "Dora"].map((name) =>
      codeOf(handOverBooking(ctx, { id: hold.id, token: hold.token, customer: { name } })),
    );
    await letGo();
    expect((await Promise.all(calls)).toSorted()).toEqual(["BOOKING_NOT_FOUND", "BOOKING_NOT_FOUND", "ok"]);
  });

  test("is repeated with its key and the token that has ended, and does nothing without the key", async () => {
    const { id, token } = await book();
    const input = { id, token, customer: BEA, idempotencyKey: randomUUID() };
    const first = await handOverBooking(ctx, input);
    expect(await codeOf(requireHandOverToken(ctx, { id, token }))).toBe("ok");
    let replays = 0;
    expect(await handOverBooking(ctx, input, { onReplay: () => replays++ })).toEqual(first);
    expect(replays).toBe(1);
    const { idempotencyKey: _none, ...anew } = input;
    expect(await codeOf(handOverBooking(ctx, anew))).toBe("BOOKING_NOT_FOUND");
    expect(await codeOf(requireHandOverToken(ctx, { id, token: first.token }))).toBe("ok");
    expect(await codeOf(requireHandOverToken(ctx, { id, token: "wrong" }))).toBe("BOOKING_NOT_FOUND");
    expect(await codeOf(requireHandOverToken(ctx, { id, token: undefined }))).toBe("BOOKING_NOT_FOUND");
  });

  test("by staff needs no token, and ends those of mails, too", async () => {
    const hold = await book();
    await sql`
      INSERT INTO mails (id, booking_id, slot_id, event_id, entry, kind, state, token_hash)
      VALUES (gen_random_uuid(), ${hold.id}, ${hold.slotId}, 'evt_1_1', 1, 'confirmed', 'SENT', sha256('mailed'))`.execute(
      ctx.db,
    );
    expect(await opens(hold.id, "mailed")).toBe("ok");
    await handOverBooking(staff, { id: hold.id, customer: { name: "Bea" } });
    expect(await opens(hold.id, "mailed")).toBe("BOOKING_NOT_FOUND");
    expect(await codeOf(requireHandOverToken(ctx, { id: hold.id, token: hold.token }))).toBe(
      "BOOKING_NOT_FOUND",
    );
  });

  test("of a booking that was an entry takes the entry along", async () => {
    const first = await book({ name: "First" }, 1);
    const ann = { name: "Ann", contact: "ann.entry@example.org" };
    const entry = await joinWaitlist(ctx, { slotId: first.slotId, quantity: 1, customer: ann });
    await cancelBooking(ctx, first);
    const { bookingId } = await getWaitlistEntry(ctx, entry);
    const id = bookingId as string;
    const { token } = await handOverBooking(ctx, { id, token: entry.token, customer: BEA });
    const entryToken = (shown: string) => codeOf(requireEntryToken(ctx, { id: entry.id, token: shown }));
    expect([await entryToken(entry.token), await entryToken(token)]).toEqual([
      "WAITLIST_ENTRY_NOT_FOUND",
      "ok",
    ]);
    expect(await getWaitlistEntry(ctx, entry)).toMatchObject({ customerName: "Bea" });
    const { stores } = await eraseCustomer(staff, ann);
    expect(stores.find(({ store }) => store === "waitlist_entries")).toMatchObject({ erased: 0, kept: 0 });
  });

  test("lets the former customer's record be erased", async () => {
    const { id: slotId } = await makeSlot(ctx, 1);
    const zoe = { name: "Zoe", contact: "zoe@example.org" };
    const idempotencyKey = randomUUID();
    const hold = await createBooking(ctx, { slotId, quantity: 1, customer: zoe, idempotencyKey });
    await handOverBooking(staff, { id: hold.id, customer: BEA });
    const { stores } = await eraseCustomer(staff, zoe);
    expect(stores.find(({ store }) => store === "idempotency_records")).toMatchObject({ erased: 1, kept: 0 });
  });

  test("by a customer ends with the slot", async () => {
    const hold = await book();
    await confirmBooking(ctx, hold);
    await sql`
      UPDATE slots SET starts_at = clock_timestamp() - interval '2 h', ends_at = clock_timestamp() - interval '1 h'
      WHERE id = ${hold.slotId}`.execute(ctx.db);
    const { id, token } = hold;
    expect(await codeOf(handOverBooking(ctx, { id, token, customer: BEA }))).toBe("CANCELLATION_CLOSED");
    expect(await codeOf(handOverBooking(staff, { id, customer: BEA }))).toBe("ok");
  });
});

describe("the limits of a contact", () => {
  const limited = (limits: { maxHoldsPerContact?: number; maxPlacesPerContact?: number }) => {
    const { db, jobs } = ctx;
    const holdLimits = {
      maxHoldsPerContact: 100,
      maxHoldsPerAddress: 100,
      maxSlotSharePerContactPercent: 10,
      maxSlotSharePerAddressPercent: 50,
      ...limits,
    };
    return { ...ctx, ...createServices({ db, jobs, ...SECONDS, holdLimits }) };
  };
  const from = { from: "192.0.2.1" };

  test("hold for live holds that are given to it", async () => {
    const few = limited({ maxHoldsPerContact: 1 });
    const { id: slotId } = await makeSlot(ctx, 100);
    const place = (contact: string) =>
      createBooking(few, { slotId, quantity: 1, customer: { name: "Ann", contact } }, from);
    await place("full@example.org");
    const other = await place("other@example.org");
    const give = (contact: string) => codeOf(updateBooking(few, { id: other.id, customerContact: contact }));
    expect(await give("FULL@example.org")).toBe("RATE_LIMITED");
    expect((await getBooking(ctx, other)).customerContact).toBe("other@example.org");
    const { id, token } = other;
    const full = { name: "Bea", contact: "full@example.org" };
    expect(await codeOf(handOverBooking(few, { id, token, customer: full }))).toBe("RATE_LIMITED");
    expect(await codeOf(place("other@example.org"))).toBe("RATE_LIMITED");
    expect(await give("third@example.org")).toBe("ok");
    expect(await codeOf(place("other@example.org"))).toBe("ok");
    expect(await codeOf(place("third@example.org"))).toBe("RATE_LIMITED");
    expect(await codeOf(updateBooking(as(few, DESK), { id, customerContact: "full@example.org" }))).toBe(
      "ok",
    );
  });

  test("hold for confirmed bookings, whichever process has placed them", async () => {
    const few = limited({ maxPlacesPerContact: 2 });
    const { id: slotId } = await makeSlot(ctx, 100);
    const place = async (contact: string, quantity: number) => {
      const hold = await createBooking(ctx, { slotId, quantity, customer: { name: "Ann", contact } });
      await confirmBooking(ctx, hold);
      return hold;
    };
    await place("two@example.org", 2);
    const { id, token } = await place("one@example.org", 1);
    const give = (contact: string) => codeOf(updateBooking(few, { id, customerContact: contact }));
    expect(await give("two@example.org")).toBe("RATE_LIMITED");
    const two = { name: "Bea", contact: "two@example.org" };
    expect(await codeOf(handOverBooking(few, { id, token, customer: two }))).toBe("RATE_LIMITED");
    expect(await give("free@example.org")).toBe("ok");
  });
});

test("a hold that expires while it is handed over stays expired", async () => {
  const hold = await book();
  await sql`UPDATE bookings SET expires_at = clock_timestamp() WHERE id = ${hold.id}`.execute(ctx.db);
  const { id, token } = hold;
  expect(await codeOf(handOverBooking(ctx, { id, token, customer: BEA }))).toBe("HOLD_EXPIRED");
  await expireHolds(ctx);
  expect(await codeOf(handOverBooking(ctx, { id, token, customer: BEA }))).toBe("HOLD_EXPIRED");
});
