import { type CreateBookingInput, HoldfastError, type Questions, type Resource } from "@holdfast/contract";
import { type Database, openDatabase } from "@holdfast/db";
import { countLockWaiters, holdBookingLock } from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  changeQuantity,
  confirmBooking,
  confirmOrder,
  confirmOrReacquireBooking,
  createBooking,
  createBookings,
  createResource,
  createServices,
  createSlot,
  eraseCustomer,
  getBooking,
  getResource,
  handOverBooking,
  listAudit,
  listEvents,
  rescheduleBooking,
  updateBooking,
  updateResource,
} from "../src/index.ts";
import { codeOf, createTestContext, HOLD_SECONDS, passTime, SECONDS, type TestContext } from "./harness.ts";
import { as, DESK, settle } from "./history-harness.ts";

/* What resources ask of those who book, and what bookings answer. */

let ctx: TestContext;
let staff: TestContext;
let others: Kysely<Database>;
/** The same on another process: it has queues and a pool of its own. */
let elsewhere: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
  staff = as(ctx, DESK);
  others = openDatabase({ url: ctx.url, maxConnections: 10 });
  elsewhere = { ...ctx, ...createServices({ db: others, jobs: ctx.jobs, ...SECONDS }) };
});

afterEach(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
});

afterAll(async () => {
  await others.destroy();
  await ctx.close();
});

const WAIT = { timeout: 10_000, interval: 10 };
const ASKED: Questions = {
  type: "object",
  properties: {
    terms: { type: "boolean", title: "I agree", const: true },
    diet: { type: "string", title: "What do you eat?", enum: ["Meat", "Vegan"] },
    age: { type: "integer", title: "How old are you?", minimum: 0 },
  },
  required: ["terms", "diet"],
};
const ANSWERS = { diet: "Vegan", terms: true };
const customer = { name: "Ann", contact: "ann@example.org" };

const ask = (asking: Partial<Pick<Resource, "asksAttendees" | "questions">>) =>
  createResource(staff, { kind: "show", name: "Hamlet", asksAttendees: true, questions: ASKED, ...asking });

async function slotOf({ id: resourceId }: Resource, capacity = 10, day = 25) {
  const startsAt = new Date(Date.UTC(2031, 11, day, 10));
  const endsAt = new Date(Date.UTC(2031, 11, day, 11));
  return (await createSlot(staff, { resourceId, startsAt, endsAt, capacity })).id;
}

const book = async (slotId: string, more: Partial<CreateBookingInput> = {}, at = ctx) =>
  createBooking(at, { slotId, quantity: 1, customer, ...more });

/** A hold of a show that asks for everything. */
const asked = async (more: Partial<CreateBookingInput> = {}) => book(await slotOf(await ask({})), more);

const issuesOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error: unknown) =>
      error instanceof HoldfastError ? [error.code, ...(error.issues ?? []).map(({ path }) => path)] : error,
  );

const auditOf = async (id: string) => (await listAudit(ctx, { bookingId: id, limit: 50 })).items;

describe("the questions of a resource", () => {
  test("keep their order, are changed as a whole and removed by null", async () => {
    const resource = await ask({});
    expect(Object.keys((await getResource(ctx, resource)).questions?.properties ?? {})).toEqual([
      "terms",
      "diet",
      "age",
    ]);
    const { terms, ...rest } = ASKED.properties;
    const reordered = { ...ASKED, properties: { ...rest, terms } } as Questions;
    const changed = await updateResource(staff, {
      id: resource.id,
      questions: reordered,
      asksAttendees: false,
    });
    expect(Object.keys(changed.questions?.properties ?? {})).toEqual(["diet", "age", "terms"]);
    expect(changed.asksAttendees).toBe(false);
    const none = await updateResource(staff, { id: resource.id, questions: null });
    expect(none.questions).toBeNull();
    expect((await updateResource(staff, { id: resource.id, questions: null })).updatedAt).toBe(
      none.updatedAt,
    );
    const { items } = await listAudit(ctx, { resourceId: resource.id, limit: 50 });
    expect(items.map(({ before, after }) => [before, after])).toMatchObject([
      [null, { asksAttendees: true, questionKeys: ["terms", "diet", "age"] }],
      [
        { asksAttendees: true, questionKeys: ["terms", "diet", "age"] },
        { asksAttendees: false, questionKeys: ["diet", "age", "terms"] },
      ],
      [{ questionKeys: ["diet", "age", "terms"] }, { questionKeys: [] }],
    ]);
  });
});

describe("a hold", () => {
  test("is placed without answers, or with them, and repeated by its key", async () => {
    expect(await asked()).toMatchObject({ attendees: null, answers: null });
    const slotId = await slotOf(await ask({}));
    const given = { quantity: 2, attendees: ["Ann", "Bea"], answers: ANSWERS, idempotencyKey: "answered" };
    const hold = await book(slotId, given);
    expect(hold).toMatchObject({ attendees: ["Ann", "Bea"], answers: ANSWERS });
    expect(await book(slotId, given)).toEqual(hold);
    expect(await codeOf(book(slotId, { ...given, attendees: ["Ann"] }))).toBe("IDEMPOTENCY_MISMATCH");
    const { expiresInSeconds: _lifetime, token: _token, ...booking } = hold;
    expect(await getBooking(ctx, hold)).toEqual(booking);
  });

  test("is refused with what its resource does not ask for, and takes no places then", async () => {
    const slotId = await slotOf(await ask({}));
    expect(await issuesOf(book(slotId, { attendees: ["A", "B"] }))).toEqual(["INVALID_INPUT", "attendees"]);
    expect(await issuesOf(book(slotId, { answers: { diet: "Fish", x: 1 } }))).toEqual([
      "INVALID_INPUT",
      "answers.diet",
      "answers.x",
    ]);
    const silent = await slotOf(await ask({ asksAttendees: false, questions: null }));
    expect(await issuesOf(book(silent, { attendees: ["A"], answers: { a: 1 } }))).toEqual([
      "INVALID_INPUT",
      "attendees",
      "answers.a",
    ]);
    expect(await codeOf(book("00000000-0000-7000-8000-000000000000", { attendees: ["A"] }))).toBe(
      "SLOT_NOT_FOUND",
    );
    const { rows } = await sql<{ booked: number }>`
      SELECT booked FROM slots WHERE id IN (${slotId}, ${silent})`.execute(ctx.db);
    expect(rows.map(({ booked }) => booked)).toEqual([0, 0]);
  });

  test("of several slots has the answers of its lines", async () => {
    const show = await ask({});
    const [one, two] = [await slotOf(show), await slotOf(show, 10, 26)];
    const lines = [
      { slotId: one, quantity: 1, attendees: ["Ann"] },
      { slotId: two, quantity: 1 },
      { slotId: one, quantity: 2, attendees: ["Bea"], answers: ANSWERS },
    ];
    const { items } = await createBookings(ctx, { lines, customer });
    expect(items).toMatchObject([
      { quantity: 3, attendees: ["Ann", "Bea"], answers: ANSWERS },
      { quantity: 1, attendees: null, answers: null },
    ]);
    const again = { ...lines[0], slotId: one, quantity: 1, answers: { diet: "Fish" } };
    expect(
      await issuesOf(createBookings(ctx, { lines: [{ slotId: two, quantity: 1 }, again], customer })),
    ).toEqual(["INVALID_INPUT", "lines.1.answers.diet"]);
    const twice = [lines[2], lines[2]].map((line) => ({ ...line, slotId: one, quantity: 1 }));
    expect(await issuesOf(createBookings(ctx, { lines: twice, customer }))).toEqual([
      "INVALID_INPUT",
      "lines.1.answers",
    ]);
  });
});

describe("a confirmation", () => {
  test("by a customer is refused until everything required is there", async () => {
    const { id } = await asked({ quantity: 2 });
    const all = ["ANSWERS_MISSING", "attendees.0", "attendees.1", "answers.terms", "answers.diet"];
    expect(await issuesOf(confirmBooking(ctx, { id }))).toEqual(all);
    expect(await issuesOf(confirmBooking(ctx, { id, idempotencyKey: "missing" }))).toEqual(all);
    await updateBooking(ctx, { id, attendees: ["Ann"], answers: { terms: true } });
    expect(await issuesOf(confirmBooking(ctx, { id }))).toEqual([
      "ANSWERS_MISSING",
      "attendees.1",
      "answers.diet",
    ]);
    await updateBooking(ctx, { id, attendees: ["Ann", "Bea"], answers: { diet: "Meat" } });
    const confirmed = await confirmBooking(ctx, { id, idempotencyKey: "missing" });
    expect(confirmed).toMatchObject({
      status: "CONFIRMED",
      attendees: ["Ann", "Bea"],
      answers: { diet: "Meat", terms: true },
      resourceName: "Hamlet",
    });
  });

  test("by staff is not, and shared with that of a customer it counts", async () => {
    const { id } = await asked();
    expect(await confirmBooking(staff, { id })).toMatchObject({ status: "CONFIRMED", answers: null });
    const shared = await asked();
    const both = await Promise.all([
      codeOf(confirmBooking(ctx, shared)),
      codeOf(confirmBooking(staff, shared)),
    ]);
    expect(both[1]).toBe("ok");
    expect(["ok", "ANSWERS_MISSING"]).toContain(both[0]);
  });

  test("does not hold up others of the same moment", async () => {
    const slotId = await slotOf(await ask({}), 40);
    const plain = await slotOf(await ask({ asksAttendees: false, questions: null }), 40);
    const answered = { attendees: ["Ann"], answers: ANSWERS };
    const holds = await Promise.all(
      Array.from({ length: 30 }, (_, n) => book(n % 3 ? slotId : plain, n % 3 === 1 ? answered : {})),
    );
    const codes = await Promise.all(holds.map(({ id }) => codeOf(confirmBooking(ctx, { id }))));
    expect(codes).toEqual(holds.map((_, n) => (n % 3 === 2 ? "ANSWERS_MISSING" : "ok")));
  });

  test("looks at what is asked now, and takes a former answer for an answer", async () => {
    const show = await ask({ asksAttendees: false });
    const slotId = await slotOf(show);
    const early = await book(slotId, { answers: { diet: "Vegan" } });
    const optional = { ...ASKED, required: [] };
    await updateResource(staff, { id: show.id, questions: optional });
    expect(await codeOf(confirmBooking(ctx, early))).toBe("ok");
    const text: Questions = {
      ...ASKED,
      properties: { diet: { type: "string", title: "Diet", maxLength: 2 } },
      required: ["diet"],
    };
    const late = await book(slotId, { answers: { diet: "Meat", age: 7 } });
    await updateResource(staff, { id: show.id, questions: text });
    expect(await confirmBooking(ctx, late)).toMatchObject({ answers: { diet: "Meat", age: 7 } });
    expect(await issuesOf(updateBooking(ctx, { id: late.id, answers: { age: 8 } }))).toEqual([
      "INVALID_INPUT",
      "answers.age",
    ]);
    expect(await updateBooking(ctx, { id: late.id, answers: { age: null } })).toMatchObject({
      answers: { diet: "Meat" },
    });
  });

  test("with reacquire asks for the same, and an expired hold may still be answered", async () => {
    const { id } = await asked();
    const ready = await asked({ attendees: ["Ann"], answers: ANSWERS });
    const late = await asked();
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await codeOf(confirmOrReacquireBooking(ctx, { id, reacquire: false }))).toBe("HOLD_EXPIRED");
    expect(await issuesOf(confirmOrReacquireBooking(ctx, { id, reacquire: true }))).toEqual([
      "ANSWERS_MISSING",
      ...["attendees.0", "answers.terms", "answers.diet"],
    ]);
    expect(await getBooking(ctx, { id })).toMatchObject({ status: "FAILED" });
    expect(await confirmOrReacquireBooking(ctx, { id: ready.id, reacquire: true })).toMatchObject({
      status: "CONFIRMED",
    });
    await updateBooking(ctx, { id, attendees: ["Ann"], answers: ANSWERS });
    expect(await codeOf(confirmOrReacquireBooking(ctx, { id, reacquire: true }))).toBe("ok");
    expect(await codeOf(confirmOrReacquireBooking(staff, { id: late.id, reacquire: true }))).toBe("ok");
  });
});

describe("an order", () => {
  const order = async () => {
    const silent = await slotOf(await ask({ asksAttendees: false, questions: null }));
    const lines = [
      { slotId: silent, quantity: 1 },
      { slotId: await slotOf(await ask({}), 10, 26), quantity: 1 },
    ];
    return createBookings(ctx, { lines, customer });
  };
  const MISSING = [
    "ANSWERS_MISSING",
    "bookings.1.attendees.0",
    "bookings.1.answers.terms",
    "bookings.1.answers.diet",
  ];

  test("is confirmed once none of its bookings lacks anything", async () => {
    const { orderId, items } = await order();
    expect(await issuesOf(confirmOrder(ctx, { id: orderId }))).toEqual(MISSING);
    expect(await getBooking(ctx, { id: items[0]?.id as string })).toMatchObject({ status: "PENDING" });
    await updateBooking(ctx, { id: items[1]?.id as string, attendees: ["Ann"], answers: ANSWERS });
    expect(await confirmOrder(ctx, { id: orderId })).toMatchObject({ status: "CONFIRMED" });
    expect(await confirmOrder(staff, { id: (await order()).orderId })).toMatchObject({ status: "CONFIRMED" });
  });

  test("that has expired is asked for the same before it is taken again", async () => {
    const { orderId, items } = await order();
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await codeOf(confirmOrder(ctx, { id: orderId }))).toBe("HOLD_EXPIRED");
    expect(await issuesOf(confirmOrder(ctx, { id: orderId, reacquire: true }))).toEqual(MISSING);
    await updateBooking(ctx, { id: items[1]?.id as string, attendees: ["Ann"], answers: ANSWERS });
    expect(await confirmOrder(ctx, { id: orderId, reacquire: true })).toMatchObject({ status: "CONFIRMED" });
  });
});

describe("a change", () => {
  test("says that names and answers changed, and nowhere what they are", async () => {
    const { id } = await asked({ attendees: ["Marked Guest"] });
    const { updatedAt } = await updateBooking(ctx, { id, answers: { terms: true } });
    expect(
      (await updateBooking(ctx, { id, attendees: ["Marked Guest"], answers: { terms: true } })).updatedAt,
    ).toBe(updatedAt);
    expect(
      await codeOf(updateBooking(ctx, { id, attendees: null, ifMatch: ["2031-01-01T00:00:00.000Z"] })),
    ).toBe("PRECONDITION_FAILED");
    await updateBooking(ctx, { id, attendees: null, answers: null, ifMatch: [updatedAt] });
    const entries = await auditOf(id);
    expect(entries.map(({ action, after }) => [action, after]).slice(1)).toEqual([
      ["booking.updated", { customerKeys: ["attendees"] }],
      ["booking.updated", { customerKeys: ["answers"] }],
      ["booking.updated", { customerKeys: ["attendees", "answers"] }],
    ]);
    await settle(ctx);
    const { items } = await listEvents(ctx, { bookingId: id, limit: 50 });
    expect(items.map(({ type }) => type)).toEqual(["booking.held", ...Array(3).fill("booking.updated")]);
    expect(JSON.stringify([entries, items])).not.toMatch(/Marked|terms|Guest/);
  });

  test("of a customer takes nothing from a confirmed booking that is required", async () => {
    const { id } = await asked({ quantity: 2, attendees: ["Ann", "Bea"], answers: { ...ANSWERS, age: 7 } });
    await confirmBooking(ctx, { id });
    expect(await issuesOf(updateBooking(ctx, { id, answers: { diet: null } }))).toEqual([
      "ANSWERS_MISSING",
      "answers.diet",
    ]);
    expect(await issuesOf(updateBooking(ctx, { id, attendees: ["Ann"] }))).toEqual([
      "ANSWERS_MISSING",
      "attendees.1",
    ]);
    const changed = await updateBooking(ctx, {
      id,
      attendees: ["Cid", "Bea"],
      answers: { age: null, diet: "Meat" },
    });
    expect(changed).toMatchObject({ attendees: ["Cid", "Bea"], answers: { diet: "Meat", terms: true } });
    expect(await updateBooking(staff, { id, attendees: ["Cid"], answers: null })).toMatchObject({
      attendees: ["Cid"],
      answers: null,
    });
    // What was missing before keeps nothing else from being changed.
    expect(await updateBooking(ctx, { id, answers: { diet: "Vegan" } })).toMatchObject({
      answers: { diet: "Vegan" },
    });
  });

  test("of the quantity cuts the last names that have no place, and takes no name for a new one", async () => {
    const { id } = await asked({ quantity: 3, attendees: ["A", "B", "C"], answers: ANSWERS });
    await confirmBooking(ctx, { id });
    expect(await changeQuantity(ctx, { id, quantity: 2 })).toMatchObject({
      quantity: 2,
      attendees: ["A", "B"],
    });
    expect(await changeQuantity(ctx, { id, quantity: 4 })).toMatchObject({
      quantity: 4,
      attendees: ["A", "B"],
    });
    expect((await auditOf(id)).slice(-2).map(({ after }) => after)).toEqual([
      { quantity: 2, customerKeys: ["attendees"] },
      { quantity: 4 },
    ]);
    expect(await updateBooking(ctx, { id, attendees: ["A", "B", "C", "D"] })).toMatchObject({
      attendees: ["A", "B", "C", "D"],
    });
  });

  test("of who comes clears all, and a hold is asked anew", async () => {
    const { id } = await asked({ attendees: ["Ann"], answers: ANSWERS });
    const given = await handOverBooking(staff, { id, customer: { name: "Bea" } });
    expect(given).toMatchObject({ attendees: null, answers: null });
    expect((await auditOf(id)).at(-1)?.after).toEqual({
      customerKeys: ["name", "contact", "attendees", "answers"],
    });
    expect(await codeOf(confirmBooking(ctx, { id }))).toBe("ANSWERS_MISSING");
  });

  test("to another resource keeps all", async () => {
    const { id } = await asked({ attendees: ["Ann"], answers: ANSWERS });
    const slotId = await slotOf(await ask({ asksAttendees: false, questions: null }));
    expect(await rescheduleBooking(staff, { id, slotId })).toMatchObject({
      attendees: ["Ann"],
      answers: ANSWERS,
    });
    expect(await codeOf(confirmBooking(ctx, { id }))).toBe("ok");
  });
});

describe("an erasure", () => {
  test("takes names and answers, and the records that have them", async () => {
    const gone = { name: "Gone", contact: "gone@example.org" };
    const { id } = await asked({
      customer: gone,
      attendees: ["Marked Guest"],
      answers: ANSWERS,
      idempotencyKey: "gone",
    });
    await updateBooking(ctx, { id, answers: { diet: "Meat" }, idempotencyKey: "gone-too" });
    await cancelBooking(ctx, { id });
    const records = () =>
      sql`SELECT FROM idempotency_records WHERE response::text LIKE '%Marked Guest%'`.execute(ctx.db);
    expect((await records()).rows).toHaveLength(2);
    expect(await eraseCustomer(staff, { contact: gone.contact })).toMatchObject({ erased: 1 });
    expect(await getBooking(ctx, { id })).toMatchObject({
      customerName: "erased",
      attendees: null,
      answers: null,
    });
    expect((await records()).rows).toHaveLength(0);
    expect(await codeOf(updateBooking(ctx, { id, attendees: ["Ann"] }))).toBe("BOOKING_ERASED");
    expect(await codeOf(updateBooking(staff, { id, answers: ANSWERS }))).toBe("BOOKING_ERASED");
    expect(await codeOf(updateBooking(staff, { id, answers: null }))).toBe("ok");
  });
});

describe("at the same time", () => {
  /** Does one thing, then another, while a third has the booking locked; both have begun before it lets go. */
  async function inTurn(id: string, first: () => Promise<unknown>, second: () => Promise<unknown>) {
    const letGo = await holdBookingLock(ctx.db, id);
    const one = codeOf(first());
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) === 1, WAIT);
    const other = codeOf(second());
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) === 2, WAIT);
    await letGo();
    return Promise.all([one, other]);
  }

  test("an answer counts for the confirmation that waits behind it", async () => {
    const { id } = await asked({ attendees: ["Ann"] });
    const codes = inTurn(
      id,
      () => updateBooking(ctx, { id, answers: ANSWERS }),
      () => confirmBooking(elsewhere, { id }),
    );
    expect(await codes).toEqual(["ok", "ok"]);
  });

  test("an answer that is taken away does, too", async () => {
    const { id } = await asked({ attendees: ["Ann"], answers: ANSWERS });
    const codes = inTurn(
      id,
      () => updateBooking(ctx, { id, answers: null }),
      () => confirmBooking(elsewhere, { id }),
    );
    expect(await codes).toEqual(["ok", "ANSWERS_MISSING"]);
    expect(await getBooking(ctx, { id })).toMatchObject({ status: "PENDING" });
  });

  test("a confirmation that waits behind a move confirms on the new slot", async () => {
    const { id } = await asked();
    const slotId = await slotOf(await ask({ asksAttendees: false, questions: null }));
    const codes = inTurn(
      id,
      () => rescheduleBooking(staff, { id, slotId }),
      () => confirmBooking(elsewhere, { id }),
    );
    expect(await codes).toEqual(["ok", "ok"]);
    expect(await getBooking(ctx, { id })).toMatchObject({ status: "CONFIRMED", slotId });
  });

  test("no confirmation gets past a question that is asked before and after, whatever is answered meanwhile", async () => {
    const show = await ask({ asksAttendees: false });
    const slotId = await slotOf(show, 100);
    const holds = await Promise.all(Array.from({ length: 40 }, () => book(slotId)));
    const changes = [ASKED, { ...ASKED, required: ["terms"] }, { ...ASKED, required: ["terms", "age"] }];
    const changing = (async () => {
      for (let n = 0; n < 12; n++)
        await updateResource(staff, { id: show.id, questions: changes[n % 3] as Questions });
    })();
    const codes = await Promise.all(
      holds.flatMap(({ id }, n) => [
        codeOf(
          updateBooking(elsewhere, {
            id,
            answers: n % 2 ? { ...ANSWERS, age: 7 } : { age: 7, diet: "Meat" },
          }),
        ),
        codeOf(confirmBooking(n % 4 < 2 ? ctx : elsewhere, { id })),
      ]),
    );
    await changing;
    expect([...new Set(codes)].sort()).toEqual(["ANSWERS_MISSING", "ok"]);
    for (const { id } of holds) {
      const { status, answers } = await getBooking(ctx, { id });
      if (status === "CONFIRMED") expect(answers).toMatchObject({ terms: true });
    }
  });
});
