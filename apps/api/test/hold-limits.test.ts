import { HoldLimits } from "@holdfast/core";
import { openDatabase } from "@holdfast/db";
import { countLockWaiters, holdSlotLock } from "@holdfast/db/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Call, countStatuses, createTestApp, makeSlot, type TestApp } from "./harness.ts";
import { limitedApp } from "./limits-harness.ts";

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

const VISITOR = "198.51.100.7";
const ANN = { patient_name: "Ann", patient_contact: "Ann@example.org" };
const book = (call: Call, slotId: string, more: object = {}, headers: Record<string, string> = {}) =>
  call("POST", `/api/slots/${slotId}/book`, { ...ANN, ...more }, headers);

/** Books until it is refused; the refusal. */
async function bookUntilRefused(call: Call, slotId: string, holds: number, more: object = {}) {
  for (let held = 0; held < holds; held++) expect((await book(call, slotId, more)).status).toBe(201);
  return book(call, slotId, more);
}

describe("live holds of a contact", () => {
  test("are limited on all slots together, whatever the address, over REST and tRPC", async () => {
    const { from } = limitedApp(api, { MAX_HOLDS_PER_CONTACT: "2" });
    const [one, two] = [await makeSlot(api.call, 10), await makeSlot(api.call, 10)];
    expect((await book(from(VISITOR), one.slotId)).status).toBe(201);
    const other = from("198.51.100.8");
    expect((await book(other, two.slotId, { patient_contact: "ANN@example.org" })).status).toBe(201);
    const refused = await book(other, two.slotId);
    expect(refused).toMatchObject({ status: 429, body: { code: "RATE_LIMITED" } });
    expect(refused.body.detail).not.toMatch(/ann@/i);
    const seconds = Number(refused.headers.get("Retry-After"));
    expect(seconds).toBeGreaterThan(100);
    expect(seconds).toBeLessThanOrEqual(120);
    const customer = { name: "Ann", contact: "ann@example.org" };
    const overTrpc = await other("POST", "/trpc/bookings.create", { slotId: one.slotId, customer });
    expect(overTrpc.body.error.data).toMatchObject({ appCode: "RATE_LIMITED", httpStatus: 429 });
    expect(overTrpc.headers.get("Retry-After")).not.toBeNull();
    const many = { ...ANN, lines: [{ slot_id: one.slotId }] };
    expect((await other("POST", "/api/bookings", many)).status).toBe(429);
    const lines = [{ slotId: one.slotId }];
    const manyOverTrpc = await other("POST", "/trpc/bookings.createMany", { lines, customer });
    expect(manyOverTrpc.body.error.data.appCode).toBe("RATE_LIMITED");
    expect((await book(other, one.slotId, { patient_contact: "bob@example.org" })).status).toBe(201);
  });

  test("count every spelling of a contact as the same, over every way to a hold", async () => {
    const { from } = limitedApp(api, { MAX_HOLDS_PER_CONTACT: "4" });
    const { slotId } = await makeSlot(api.call, 10);
    const full = await makeSlot(api.call, 1);
    expect((await book(api.call, full.slotId)).status).toBe(201);
    const call = from(VISITOR);
    const spelled = (contact: string) => ({ patient_name: "Jürgen", patient_contact: contact });
    const customer = { name: "Jürgen", contact: "\ufeffju\u0308rgen@strasse.example" };
    const answers = [
      await call("POST", `/api/slots/${slotId}/book`, spelled("jürgen@straße.example")),
      await call("POST", "/api/bookings", {
        ...spelled("JU\u0308RGEN@STRASSE.example"),
        lines: [{ slot_id: slotId }],
      }),
      await call("POST", "/trpc/bookings.create", { slotId, customer }),
      await call("POST", `/api/slots/${full.slotId}/waitlist`, spelled("Jürgen@straẞe.example")),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 200, 201]);
    expect((await book(call, slotId, spelled("jürgen@strasse.example\u200b"))).status).toBe(429);
    expect((await book(call, slotId, spelled("jurgen@strasse.example"))).status).toBe(201);
  });

  test("of all errors of a batch, the one that lasts longest says when to come back", async () => {
    const call = limitedApp(api, { MAX_HOLDS_PER_CONTACT: "1" }).from(VISITOR);
    const { slotId } = await makeSlot(api.call, 1);
    expect((await book(call, slotId)).status).toBe(201);
    const unlock = await holdSlotLock(api.db, slotId);
    const customer = { name: "Ann", contact: ANN.patient_contact };
    const { body, headers } = await call("POST", "/trpc/bookings.create,waitlist.join?batch=1", {
      0: { slotId, customer },
      1: { slotId, customer: { name: "Bob" } },
    });
    const codes = body.map(({ error }: { error: { data: { appCode: string } } }) => error.data.appCode);
    expect(codes).toEqual(["RATE_LIMITED", "BUSY"]);
    expect(Number(headers.get("Retry-After"))).toBeGreaterThan(100);
    await unlock();
  });

  test("end with a confirmation, a cancellation and a refusal", async () => {
    const { from, holdLimits } = limitedApp(api, { MAX_HOLDS_PER_CONTACT: "1" });
    const call = from(VISITOR);
    const { slotId } = await makeSlot(api.call, 2);
    for (const change of ["confirm", "cancel"]) {
      const hold = await book(call, slotId);
      expect(hold.status).toBe(201);
      expect((await book(call, slotId)).status).toBe(429);
      expect((await call("POST", `/api/bookings/${hold.body.id}/extend`)).status).toBe(200);
      expect((await book(call, slotId)).status).toBe(429);
      expect((await call("POST", `/api/bookings/${hold.body.id}/${change}`)).status).toBe(200);
    }
    expect((await book(call, slotId, { quantity: 2 })).status).toBe(409);
    expect((await book(call, slotId)).status).toBe(201);
    expect(holdLimits?.size).toBe(1);
  });

  test("end with the confirmation and the cancellation of their order, and go on with its extension", async () => {
    const { from, holdLimits } = limitedApp(api, { MAX_HOLDS_PER_CONTACT: "2" });
    const call = from(VISITOR);
    const slots = [await makeSlot(api.call, 5), await makeSlot(api.call, 5)];
    const lines = slots.map(({ slotId }) => ({ slot_id: slotId }));
    for (const change of ["confirm", "cancel"]) {
      const order = await call("POST", "/api/bookings", { ...ANN, lines });
      expect([order.status, holdLimits?.size]).toEqual([201, 2]);
      const path = `/api/orders/${order.body.order_id}`;
      expect((await call("POST", `${path}/extend`)).status).toBe(200);
      expect((await call("POST", "/api/bookings", { ...ANN, lines })).status).toBe(429);
      expect((await call("POST", `${path}/${change}`)).status).toBe(200);
      expect(holdLimits?.size).toBe(0);
    }
  });

  test("of many at once as many are placed as are allowed, and none is counted twice", async () => {
    const { from, holdLimits } = limitedApp(api, { MAX_HOLDS_PER_CONTACT: "5" });
    const { slotId } = await makeSlot(api.call, 100);
    const answers = await Promise.all(Array.from({ length: 40 }, () => book(from(VISITOR), slotId)));
    expect(countStatuses(answers)).toEqual({ 201: 5, 429: 35 });
    expect(holdLimits?.size).toBe(5);
  });

  test("a request that is repeated with its key gets its answer, and counts once", async () => {
    const { from, holdLimits } = limitedApp(api, { MAX_HOLDS_PER_CONTACT: "1" });
    const { slotId } = await makeSlot(api.call, 5);
    const key = { "Idempotency-Key": "repeated-1" };
    const first = await book(from(VISITOR), slotId, {}, key);
    const again = await book(from(VISITOR), slotId, {}, key);
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect((await book(from(VISITOR), slotId, {}, { "Idempotency-Key": "another-1" })).status).toBe(429);
    await from(VISITOR)("POST", `/api/bookings/${first.body.id}/confirm`);
    expect((await book(from(VISITOR), slotId, {}, key)).body.id).toBe(first.body.id);
    expect(holdLimits?.size).toBe(0);
  });
});

describe("live holds of an address", () => {
  test("are limited, whatever the contact", async () => {
    const { from } = limitedApp(api, { MAX_HOLDS_PER_ADDRESS: "3" });
    const { slotId } = await makeSlot(api.call, 100);
    const call = from(VISITOR);
    expect((await bookUntilRefused(call, slotId, 3, { patient_contact: null })).status).toBe(429);
    expect((await book(call, slotId, { patient_contact: "bob@example.org" })).status).toBe(429);
    expect((await book(from("198.51.100.8"), slotId)).status).toBe(201);
  });

  test("this machine itself is not counted; where AUTH=open, its contacts are not either", async () => {
    const environment = { MAX_HOLDS_PER_ADDRESS: "1", MAX_HOLDS_PER_CONTACT: "2" };
    const { slotId } = await makeSlot(api.call, 100);
    const open = limitedApp(api, environment).from("127.0.0.1");
    const answers = await Promise.all(Array.from({ length: 20 }, () => book(open, slotId)));
    expect(countStatuses(answers)).toEqual({ 201: 20 });
    const closed = limitedApp(api, environment, false).from("127.0.0.1");
    expect((await book(closed, slotId, { patient_contact: null })).status).toBe(201);
    expect((await book(closed, slotId, { patient_contact: null })).status).toBe(201);
    expect((await bookUntilRefused(closed, slotId, 2)).status).toBe(429);
  });
});

describe("a slot's share", () => {
  test("cannot be exceeded by moving a hold twice at once, of which one move is refused", async () => {
    const { from } = limitedApp(api, {});
    const { slotId, doctorId } = await makeSlot(api.call, 100);
    const times = { start_time: "2031-12-26T10:00:00Z", end_time: "2031-12-26T11:00:00Z" };
    const { id: to } = (
      await api.call("POST", `/api/admin/doctors/${doctorId}/slots`, { ...times, capacity: 100 })
    ).body;
    const call = from(VISITOR);
    const { body } = await book(call, slotId, { quantity: 15 });
    const unlock = await holdSlotLock(api.db, slotId);
    const moves = [0, 1].map(() => call("POST", `/api/bookings/${body.id}/reschedule`, { slot_id: to }));
    await vi.waitUntil(async () => (await countLockWaiters(api.db)) > 0, { timeout: 10_000, interval: 20 });
    await unlock();
    const statuses = (await Promise.all(moves)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 503]);
    expect((await book(call, to, { quantity: 6 })).status).toBe(429);
    expect((await book(call, to, { quantity: 5 })).status).toBe(201);
  });

  test("cannot be exceeded by moving holds, and a refused move counts where the hold is", async () => {
    const call = limitedApp(api, { MAX_HOLDS_PER_CONTACT: "100" }).from(VISITOR);
    const { slotId: from, doctorId } = await makeSlot(api.call, 1_000);
    const times = { start_time: "2031-12-26T10:00:00Z", end_time: "2031-12-26T11:00:00Z" };
    const { id: to } = (
      await api.call("POST", `/api/admin/doctors/${doctorId}/slots`, { ...times, capacity: 100 })
    ).body;
    const move = async () => {
      const { body } = await book(call, from, { quantity: 10 });
      return (await call("POST", `/api/bookings/${body.id}/reschedule`, { slot_id: to })).status;
    };
    expect([await move(), await move(), await move()]).toEqual([200, 200, 429]);
    expect((await book(call, to, { quantity: 10 })).status).toBe(429);
    // One of ten places stayed where it was placed.
    expect((await bookUntilRefused(call, from, 9, { quantity: 10 })).status).toBe(429);
  });

  test("cannot be exceeded by a hold that grows, and what is given back may be held again", async () => {
    const call = limitedApp(api, {}).from(VISITOR);
    const { slotId } = await makeSlot(api.call, 100);
    const { body } = await book(call, slotId, { quantity: 10 });
    const change = async (quantity: number) =>
      (await call("POST", `/api/bookings/${body.id}/quantity`, { quantity })).status;
    expect([await change(20), await change(21)]).toEqual([200, 429]);
    expect((await book(call, slotId)).status).toBe(429);
    expect(await change(5)).toBe(200);
    expect((await book(call, slotId, { quantity: 16 })).status).toBe(429);
    expect((await book(call, slotId, { quantity: 15 })).status).toBe(201);
  });

  test("counts what a hold has that grew, where another growth at the same time fails", async () => {
    const call = limitedApp(api, {}).from(VISITOR);
    const { slotId } = await makeSlot(api.call, 15);
    const { body } = await book(call, slotId, { quantity: 5 });
    const grow = (quantity: number) => call("POST", `/api/bookings/${body.id}/quantity`, { quantity });
    const unlock = await holdSlotLock(api.db, slotId);
    const grown = grow(10);
    await vi.waitUntil(async () => (await countLockWaiters(api.db)) > 0, { timeout: 10_000, interval: 20 });
    const failed = grow(16);
    await unlock();
    expect([(await grown).status, (await failed).status]).toEqual([200, 409]);
    expect((await book(call, slotId, { quantity: 11 })).status).toBe(429);
    expect((await book(call, slotId, { quantity: 10 })).status).toBe(409);
  });

  test("counts a hold that grows in another process, and none that is refused its places", async () => {
    const { slotId } = await makeSlot(api.call, 22);
    const { body } = await book(limitedApp(api, {}).from(VISITOR), slotId, { quantity: 2 });
    const call = limitedApp(api, {}).from(VISITOR);
    const change = async (quantity: number) =>
      (await call("POST", `/api/bookings/${body.id}/quantity`, { quantity })).status;
    expect([await change(21), await change(10)]).toEqual([429, 200]);
    expect((await book(call, slotId, { quantity: 11 })).status).toBe(429);
    const bob = { quantity: 10, patient_contact: "bob@example.org" };
    expect((await book(call, slotId, bob)).status).toBe(201);
    expect(await change(13)).toBe(409);
    expect(await change(12)).toBe(200);
  });

  test("of a contact: 10 %, or 20 places", async () => {
    const { from } = limitedApp(api, {});
    const [small, large] = [await makeSlot(api.call, 100), await makeSlot(api.call, 300)];
    const five = { quantity: 5 };
    expect((await bookUntilRefused(from(VISITOR), small.slotId, 4, five)).status).toBe(429);
    const bob = { ...five, patient_contact: "bob@example.org" };
    expect((await bookUntilRefused(from(VISITOR), large.slotId, 6, bob)).status).toBe(429);
  });

  test("of an address: 50 %, or 50 places", async () => {
    const { from } = limitedApp(api, {});
    const { slotId } = await makeSlot(api.call, 200);
    const ten = { quantity: 10, patient_contact: null };
    const refused = await bookUntilRefused(from(VISITOR), slotId, 10, ten);
    expect(refused).toMatchObject({ status: 429, body: { code: "RATE_LIMITED" } });
    expect((await book(from("198.51.100.8"), slotId, ten)).status).toBe(201);
  });

  test("is a limit on a single booking, too, and on an entry of the waitlist", async () => {
    const call = limitedApp(api, {}).from(VISITOR);
    const { slotId } = await makeSlot(api.call, 150);
    expect((await book(call, slotId, { quantity: 21 })).status).toBe(429);
    expect((await book(call, slotId, { quantity: 20 })).status).toBe(201);
    const nobody = { patient_contact: null };
    expect((await book(call, slotId, { ...nobody, quantity: 56 })).status).toBe(429);
    expect((await book(call, slotId, { ...nobody, quantity: 55 })).status).toBe(201);
    await book(api.call, slotId, { ...nobody, quantity: 75 });
    const wait = (quantity: number) =>
      limitedApp(api, {}).from(VISITOR)("POST", `/api/slots/${slotId}/waitlist`, { ...ANN, quantity });
    expect([(await wait(21)).status, (await wait(20)).status]).toEqual([429, 201]);
  });
});

test("confirmed places of one contact on a slot are limited, in all its spellings; staff book more", async () => {
  const { from } = limitedApp(api, { MAX_PLACES_PER_CONTACT: "30" });
  const call = from(VISITOR);
  const { slotId } = await makeSlot(api.call, 1_000);
  const take = async (quantity: number, contact = ANN.patient_contact) => {
    const held = await book(call, slotId, { quantity, patient_contact: contact });
    if (held.status === 201) await call("POST", `/api/bookings/${held.body.id}/confirm`);
    return held.status;
  };
  expect([await take(10), await take(10), await take(10, "ANN@example.org")]).toEqual([201, 201, 201]);
  expect([await take(1), await take(10, "bob@example.org")]).toEqual([429, 201]);
  const { slotId: other } = await makeSlot(api.call, 1_000);
  expect((await book(call, other, { quantity: 10 })).status).toBe(201);
  const { body: one } = await api.call(
    "GET",
    `/api/admin/bookings?slot_id=${slotId}&contact=ann@example.org`,
  );
  await call("POST", `/api/bookings/${one.id ?? one[0].id}/cancel`);
  expect(await take(10)).toBe(201);
  const grow = (by: Call, quantity: number) =>
    by("POST", `/api/bookings/${one[1].id}/quantity`, { quantity });
  expect((await grow(call, 11)).status).toBe(429);
  expect([(await grow(call, 5)).status, (await grow(call, 10)).status]).toEqual([200, 200]);
  expect((await grow(call, 11)).status).toBe(429);
  expect((await grow(api.call, 11)).status).toBe(200);
});

describe("waiting", () => {
  const join = (call: Call, slotId: string, more: object = {}) =>
    call("POST", `/api/slots/${slotId}/waitlist`, { ...ANN, ...more });

  async function fullSlot(capacity: number): Promise<string> {
    const { slotId } = await makeSlot(api.call, capacity);
    for (let left = capacity; left > 0; left -= 100) {
      await book(api.call, slotId, { quantity: Math.min(left, 100), patient_contact: null });
    }
    return slotId;
  }

  test("a contact waits for no more of a slot's places than it may hold, however long it waits", async () => {
    const slotId = await fullSlot(300);
    // Limits that do not know what was asked before: those of another process, or of later.
    const later = () => limitedApp(api, {}).from(VISITOR);
    expect((await join(later(), slotId, { quantity: 25 })).status).toBe(201);
    expect((await join(later(), slotId, { quantity: 5 })).status).toBe(201);
    const refused = await join(later(), slotId, { patient_contact: "ANN@example.org" });
    expect(refused).toMatchObject({ status: 429, body: { code: "RATE_LIMITED" } });
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    const bob = { patient_contact: "bob@example.org" };
    expect((await join(later(), slotId, { ...bob, quantity: 31 })).status).toBe(429);
    expect((await join(later(), slotId, { ...bob, quantity: 30 })).status).toBe(201);
  });

  test("a contact waits in all its spellings", async () => {
    const slotId = await fullSlot(300);
    const later = () => limitedApp(api, {}).from(VISITOR);
    const waiting = (contact: string, quantity: number) =>
      join(later(), slotId, { patient_contact: contact, quantity });
    expect((await waiting("j\u00fcrgen@example.org", 25)).status).toBe(201);
    expect((await waiting("JU\u0308RGEN@example.org\u200b", 6)).status).toBe(429);
    expect((await waiting("JU\u0308RGEN@example.org\u200b", 5)).status).toBe(201);
  });

  test("counts while it lasts, and while the hold lives that it becomes", async () => {
    const settings = { maxHoldsPerContact: 20, maxHoldsPerAddress: 1 };
    const shares = { maxSlotSharePerContactPercent: 10, maxSlotSharePerAddressPercent: 10 };
    // Whatever is counted has ended as soon as it is counted: only the database knows more.
    const holdLimits = new HoldLimits({ db: api.db, holdSeconds: 0, ...settings, ...shares });
    const { cancelBooking, getWaitlistEntry, joinWaitlist, leaveWaitlist } = await import("@holdfast/core");
    const ctx = { ...api, holdLimits };
    const { slotId } = await makeSlot(api.call, 1);
    const { body: first } = await book(api.call, slotId, { patient_contact: null });
    const wait = () =>
      joinWaitlist(ctx, { slotId, quantity: 1, customer: { name: "Ann" } }, { from: VISITOR });
    const entry = await wait();
    await expect(wait()).rejects.toMatchObject({ code: "RATE_LIMITED" });
    await leaveWaitlist(ctx, entry);
    const promoted = await wait();
    await cancelBooking(ctx, first);
    const { bookingId } = await getWaitlistEntry(ctx, promoted);
    await expect(wait()).rejects.toMatchObject({ code: "RATE_LIMITED" });
    await cancelBooking(ctx, { id: bookingId ?? "" });
    await book(api.call, slotId, { patient_contact: null });
    expect((await wait()).status).toBe("WAITING");
  });

  test("counts as a hold does, over REST and tRPC", async () => {
    const { from } = limitedApp(api, { MAX_HOLDS_PER_ADDRESS: "2" });
    const slotId = await fullSlot(1);
    const call = from(VISITOR);
    expect((await join(call, slotId, { patient_contact: null })).status).toBe(201);
    const input = { slotId, customer: { name: "Ann" } };
    expect((await call("POST", "/trpc/waitlist.join", input)).status).toBe(200);
    expect((await call("POST", "/trpc/waitlist.join", input)).status).toBe(429);
    expect((await join(call, slotId, { patient_contact: null })).status).toBe(429);
    expect((await join(from("198.51.100.8"), slotId)).status).toBe(201);
  });

  test("is not limited on this machine itself where AUTH=open", async () => {
    const slotId = await fullSlot(1);
    const open = limitedApp(api, { MAX_HOLDS_PER_CONTACT: "2" }).from("127.0.0.1");
    const answers = await Promise.all(Array.from({ length: 25 }, () => join(open, slotId)));
    expect(countStatuses(answers)).toEqual({ 201: 25 });
  });
});

test("staff may hold what they like", async () => {
  const settings = { maxHoldsPerContact: 1, maxHoldsPerAddress: 1 };
  const shares = { maxSlotSharePerContactPercent: 10, maxSlotSharePerAddressPercent: 10 };
  const holdLimits = new HoldLimits({ db: api.db, holdSeconds: 120, ...settings, ...shares });
  const { createBooking } = await import("@holdfast/core");
  const { slotId } = await makeSlot(api.call, 10);
  const input = { slotId, quantity: 1, customer: { name: "Ann", contact: "ann@example.org" } };
  const staff = { ...api, holdLimits, actor: "key:1" as const };
  for (let count = 0; count < 3; count++) await createBooking(staff, input, { from: VISITOR });
  const anybody = { ...api, holdLimits };
  await createBooking(anybody, input, { from: VISITOR });
  await expect(createBooking(anybody, input, { from: VISITOR })).rejects.toMatchObject({
    code: "RATE_LIMITED",
  });
});

test("a hold that staff give to somebody else counts as theirs", async () => {
  const settings = { maxHoldsPerContact: 1, maxHoldsPerAddress: 9 };
  const shares = { maxSlotSharePerContactPercent: 10, maxSlotSharePerAddressPercent: 10 };
  const holdLimits = new HoldLimits({ db: api.db, holdSeconds: 120, ...settings, ...shares });
  const { createBooking, updateBooking } = await import("@holdfast/core");
  const { slotId } = await makeSlot(api.call, 10);
  const bookAs = (contact: string) =>
    createBooking(
      { ...api, holdLimits },
      { slotId, quantity: 1, customer: { name: "Ann", contact } },
      { from: VISITOR },
    );
  const { id } = await bookAs("ann@example.org");
  const staff = { ...api, holdLimits, actor: "key:1" as const };
  await updateBooking(staff, { id, customerContact: "bob@example.org" });
  await expect(bookAs("bob@example.org")).rejects.toMatchObject({ code: "RATE_LIMITED" });
  await bookAs("ann@example.org");
});

test("what could not be checked is not counted", async () => {
  const settings = { maxHoldsPerContact: 20, maxHoldsPerAddress: 20 };
  const shares = { maxSlotSharePerContactPercent: 10, maxSlotSharePerAddressPercent: 10 };
  const away = openDatabase({ url: "postgres://nobody@127.0.0.1:1/nowhere" });
  const holdLimits = new HoldLimits({ db: away, holdSeconds: 120, ...settings, ...shares });
  const asked = { slotId: "s", quantity: 30, customer: { name: "Ann" }, actor: "public" } as const;
  const requests = ["1", "2"].map((id) => ({ ...asked, id, token: { token: "t", hash: "h" } }));
  await expect(holdLimits.reserve(requests, VISITOR)).rejects.toThrow(/ECONNREFUSED/);
  expect(holdLimits.size).toBe(0);
  await away.destroy();
});

test("a hold that has ended is not counted any more", async () => {
  const settings = { maxHoldsPerContact: 1, maxHoldsPerAddress: 1 };
  const shares = { maxSlotSharePerContactPercent: 10, maxSlotSharePerAddressPercent: 10 };
  const holdLimits = new HoldLimits({ db: api.db, holdSeconds: 0, ...settings, ...shares });
  const token = { token: "t", hash: "h" };
  const asked = { slotId: "s", quantity: 1, customer: { name: "Ann" }, actor: "public", token } as const;
  const request = { ...asked, id: "1" };
  await holdLimits.reserve([request], VISITOR);
  await holdLimits.reserve([{ ...request, id: "2" }], VISITOR);
  expect(holdLimits.size).toBe(1);
});
