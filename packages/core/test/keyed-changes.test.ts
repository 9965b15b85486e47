import { randomUUID } from "node:crypto";
import type { Schedule } from "@holdfast/contract";
import { openDatabase } from "@holdfast/db";
import { isLockAwaited } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { keyedChange, recordKey } from "../src/idempotency/records.ts";
import { runIdempotentChange } from "../src/idempotency/run.ts";
import {
  addException,
  brokenInvariants,
  type Context,
  cancelBooking,
  changeQuantity,
  checkInBooking,
  checkOutBooking,
  confirmBooking,
  confirmOrReacquireBooking,
  createAbsence,
  createBooking,
  createKey,
  createResource,
  createSchedule,
  createServices,
  createSlot,
  deleteSchedule,
  deleteSlot,
  endAbsence,
  eraseCustomer,
  extendHold,
  generateSlots,
  getAbsence,
  getBooking,
  getSchedule,
  getSlot,
  getWaitlistEntry,
  handOverBooking,
  importHolidays,
  joinWaitlist,
  leaveWaitlist,
  markNoShow,
  moveBookings,
  removeException,
  removeHolidays,
  rescheduleBooking,
  revokeKey,
  updateBooking,
  updateResource,
  updateSchedule,
  updateSlot,
} from "../src/index.ts";
import {
  codeOf,
  createTestContext,
  HOLD_SECONDS,
  makeSlot,
  passTime,
  SECONDS,
  type TestContext,
} from "./harness.ts";

/* Changes of what is there, each with an idempotency key. */

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const staff = { actor: "key:01a205ee-6449-7bfd-903f-a39cc9f3469f" as const };
const desk = () => ({ ...ctx, ...staff });
const CONTACT = "ann@example.org";
const book = (slotId: string, contact = CONTACT, quantity = 1) =>
  createBooking(ctx, { slotId, quantity, customer: { name: "Ann", contact } });
const hold = async () => book((await makeSlot(ctx, 5)).id);
const confirmed = async () => confirmBooking(ctx, await hold());
const beside = (resourceId: string, day: number) =>
  createSlot(ctx, {
    resourceId,
    capacity: 100,
    startsAt: new Date(`2031-12-${day}T10:00:00Z`),
    endsAt: new Date(`2031-12-${day}T11:00:00Z`),
  });
const DAY = "2031-12-24";

/** A calendar with this day of every December. */
const holidayCalendar = (day: string) =>
  [
    ...["BEGIN:VCALENDAR", "BEGIN:VEVENT", `DTSTART;VALUE=DATE:202512${day}`],
    ...["RRULE:FREQ=YEARLY", "END:VEVENT", "END:VCALENDAR"],
  ].join("\n");

async function makeSchedule(): Promise<Schedule> {
  const { id: resourceId } = await createResource(ctx, { kind: "doctor", name: "Dr. Test" });
  return createSchedule(ctx, {
    resourceId,
    rrule: "FREQ=DAILY",
    timeZone: "Europe/Berlin",
    startsOn: DAY,
    opensAt: "09:00",
    closesAt: "10:00",
    slotMinutes: 60,
    gapMinutes: 0,
    leadMinutes: 0,
    capacity: 1,
    horizonDays: 10,
    exceptions: [],
  });
}

/** An entry that waits for a full slot. */
async function waiting() {
  const { id: slotId } = await makeSlot(ctx, 1);
  await book(slotId, "bob@example.org");
  return joinWaitlist(ctx, { slotId, quantity: 1, customer: { name: "Ann", contact: CONTACT } });
}

const entriesOfAudit = async () => {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM audit`.execute(ctx.db);
  return rows[0]?.count;
};

/** The stored response of a key, as text; undefined where there is no record. */
async function recordOf(idempotencyKey: string, actor = ctx.actor): Promise<string | undefined> {
  const { rows } = await sql<{ response: string }>`
    SELECT response::text AS response FROM idempotency_records
    WHERE key = ${recordKey(actor, idempotencyKey)}`.execute(ctx.db);
  return rows[0]?.response;
}

/** A change that was begun with a key: how to send it, with which other payload, and what moves its noun on. */
interface Case {
  send: (options: { onReplay?: () => void }) => Promise<unknown>;
  other: () => Promise<unknown>;
  moveOn?: () => Promise<unknown>;
  /** What the noun is at the moment. */
  read: () => Promise<unknown>;
}

const CASES: Record<string, (idempotencyKey: string) => Promise<Case>> = {
  confirm: async (idempotencyKey) => {
    const { id } = await hold();
    return {
      send: (options) => confirmBooking(ctx, { id, idempotencyKey }, options),
      other: async () => confirmBooking(ctx, { id: (await hold()).id, idempotencyKey }),
      moveOn: () => cancelBooking(ctx, { id }),
      read: () => getBooking(ctx, { id }),
    };
  },
  cancel: async (idempotencyKey) => {
    const { id } = await hold();
    return {
      send: (options) => cancelBooking(ctx, { id, idempotencyKey }, options),
      other: async () => cancelBooking(ctx, { id: (await hold()).id, idempotencyKey }),
      moveOn: () => updateBooking(desk(), { id, externalId: randomUUID() }),
      read: () => getBooking(ctx, { id }),
    };
  },
  extend: async (idempotencyKey) => {
    const { id } = await hold();
    await passTime(ctx.db, 20);
    return {
      send: (options) => extendHold(ctx, { id, idempotencyKey }, options),
      other: async () => extendHold(ctx, { id: (await hold()).id, idempotencyKey }),
      moveOn: () => passTime(ctx.db, 20),
      read: () => getBooking(ctx, { id }),
    };
  },
  reschedule: async (idempotencyKey) => {
    const slot = await makeSlot(ctx, 5);
    const [next, last] = [await beside(slot.resourceId, 26), await beside(slot.resourceId, 27)];
    const { id } = await book(slot.id);
    return {
      send: (options) => rescheduleBooking(ctx, { id, slotId: next.id, idempotencyKey }, options),
      other: () => rescheduleBooking(ctx, { id, slotId: last.id, idempotencyKey }),
      moveOn: () => rescheduleBooking(ctx, { id, slotId: last.id }),
      read: () => getBooking(ctx, { id }),
    };
  },
  "move bookings": async (idempotencyKey) => {
    const slot = await makeSlot(ctx, 5);
    const [next, last] = [await beside(slot.resourceId, 26), await beside(slot.resourceId, 27)];
    const { id } = await book(slot.id);
    const [from, until] = [new Date("2031-12-25T00:00:00Z"), new Date("2031-12-26T00:00:00Z")];
    const moveTo = (slotId: string) => ({
      ...{ resourceId: slot.resourceId, from, until, moves: [{ bookingId: id, slotId }] },
      idempotencyKey,
    });
    return {
      send: (options) => moveBookings(ctx, moveTo(next.id), options),
      other: () => moveBookings(ctx, moveTo(last.id)),
      moveOn: () => rescheduleBooking(ctx, { id, slotId: last.id }),
      read: () => getBooking(ctx, { id }),
    };
  },
  "hand over": async (idempotencyKey) => {
    const { id, token } = await hold();
    const [bea, cem] = [{ name: "Bea", contact: "bea@example.org" }, { name: "Cem" }];
    return {
      send: (options) => handOverBooking(ctx, { id, token, customer: bea, idempotencyKey }, options),
      other: () => handOverBooking(ctx, { id, token, customer: cem, idempotencyKey }),
      moveOn: () => handOverBooking(desk(), { id, customer: cem }),
      read: () => getBooking(desk(), { id }),
    };
  },
  "update a booking": async (idempotencyKey) => {
    const { id } = await hold();
    const open = { ...ctx, isOpenToAll: true };
    return {
      send: (options) => updateBooking(open, { id, metadata: { order: "1" }, idempotencyKey }, options),
      other: () => updateBooking(open, { id, metadata: { order: "2" }, idempotencyKey }),
      moveOn: () => updateBooking(open, { id, metadata: { order: "3" } }),
      read: () => getBooking(desk(), { id }),
    };
  },
  "mark a no-show": async (idempotencyKey) => {
    const { id } = await confirmed();
    return {
      send: (options) => markNoShow(ctx, { id, idempotencyKey }, options),
      other: async () => markNoShow(ctx, { id: (await confirmed()).id, idempotencyKey }),
      moveOn: () => checkInBooking(ctx, { id }),
      read: () => getBooking(ctx, { id }),
    };
  },
  "check out": async (idempotencyKey) => {
    const { id } = await confirmed();
    await checkInBooking(ctx, { id });
    return {
      send: (options) => checkOutBooking(ctx, { id, idempotencyKey }, options),
      other: async () => checkOutBooking(ctx, { id: (await confirmed()).id, idempotencyKey }),
      moveOn: () => checkInBooking(ctx, { id }),
      read: () => getBooking(ctx, { id }),
    };
  },
  "leave a waitlist": async (idempotencyKey) => {
    const { id } = await waiting();
    return {
      send: (options) => leaveWaitlist(ctx, { id, idempotencyKey }, options),
      other: async () => leaveWaitlist(ctx, { id: (await waiting()).id, idempotencyKey }),
      read: () => getWaitlistEntry(ctx, { id }),
    };
  },
  "update a resource": async (idempotencyKey) => {
    const { id } = await createResource(ctx, { kind: "show", name: "Hamlet" });
    return {
      send: (options) => updateResource(ctx, { id, name: "Macbeth", idempotencyKey }, options),
      other: () => updateResource(ctx, { id, name: "Faust", idempotencyKey }),
      moveOn: () => updateResource(ctx, { id, name: "Medea" }),
      read: async () => (await ctx.db.selectFrom("resources").selectAll().where("id", "=", id).execute())[0],
    };
  },
  "end an absence": async (idempotencyKey) => {
    const { resourceId } = await makeSlot(ctx, 1);
    const [from, until] = [new Date("2031-12-25T00:00:00Z"), new Date("2031-12-26T00:00:00Z")];
    const away = () => createAbsence(ctx, { resourceId, from, until });
    const { id } = await away();
    return {
      send: (options) => endAbsence(ctx, { id, idempotencyKey }, options),
      other: async () => endAbsence(ctx, { id: (await away()).id, idempotencyKey }),
      read: () => getAbsence(ctx, { id }),
    };
  },
  "update a slot": async (idempotencyKey) => {
    const { id, updatedAt } = await makeSlot(ctx, 5);
    const change = { id, capacity: 6, ifMatch: [updatedAt], idempotencyKey };
    return {
      send: (options) => updateSlot(ctx, change, options),
      other: () => updateSlot(ctx, { ...change, ifMatch: undefined }),
      moveOn: () => updateSlot(ctx, { id, capacity: 7 }),
      read: () => getSlot(ctx, { id }),
    };
  },
  "delete a slot": async (idempotencyKey) => {
    const { id } = await makeSlot(ctx, 5);
    return {
      send: (options) => deleteSlot(ctx, { id, idempotencyKey }, options),
      other: async () => deleteSlot(ctx, { id: (await makeSlot(ctx, 5)).id, idempotencyKey }),
      read: () => codeOf(getSlot(ctx, { id })),
    };
  },
  "update a schedule": async (idempotencyKey) => {
    const { id } = await makeSchedule();
    return {
      send: (options) => updateSchedule(ctx, { id, capacity: 2, idempotencyKey }, options),
      other: () => updateSchedule(ctx, { id, capacity: 3, idempotencyKey }),
      moveOn: () => updateSchedule(ctx, { id, capacity: 4 }),
      read: () => getSchedule(ctx, { id }),
    };
  },
  "add an exception": async (idempotencyKey) => {
    const { id } = await makeSchedule();
    return {
      send: (options) => addException(ctx, { id, day: DAY, idempotencyKey }, options),
      other: () => removeException(ctx, { id, day: DAY, idempotencyKey }),
      moveOn: () => removeException(ctx, { id, day: DAY }),
      read: () => getSchedule(ctx, { id }),
    };
  },
  "remove an exception": async (idempotencyKey) => {
    const { id } = await makeSchedule();
    await addException(ctx, { id, day: DAY });
    return {
      send: (options) => removeException(ctx, { id, day: DAY, idempotencyKey }, options),
      other: () => removeException(ctx, { id, day: "2031-12-25", idempotencyKey }),
      moveOn: () => addException(ctx, { id, day: DAY }),
      read: () => getSchedule(ctx, { id }),
    };
  },
  "import holidays": async (idempotencyKey) => {
    const { id } = await makeSchedule();
    const input = { id, file: "be", calendar: holidayCalendar("25") };
    return {
      send: (options) => importHolidays(ctx, { ...input, idempotencyKey }, options),
      other: () => importHolidays(ctx, { ...input, calendar: holidayCalendar("26"), idempotencyKey }),
      moveOn: () => removeHolidays(ctx, { id, file: "be" }),
      read: () => getSchedule(ctx, { id }),
    };
  },
  "remove holidays": async (idempotencyKey) => {
    const { id } = await makeSchedule();
    const input = { id, file: "be", calendar: holidayCalendar("25") };
    await importHolidays(ctx, input);
    return {
      send: (options) => removeHolidays(ctx, { id, file: "be", idempotencyKey }, options),
      other: () => removeHolidays(ctx, { id, file: "by", idempotencyKey }),
      moveOn: () => importHolidays(ctx, input),
      read: () => getSchedule(ctx, { id }),
    };
  },
  "delete a schedule": async (idempotencyKey) => {
    const { id } = await makeSchedule();
    return {
      send: (options) => deleteSchedule(ctx, { id, idempotencyKey }, options),
      other: async () => deleteSchedule(ctx, { id: (await makeSchedule()).id, idempotencyKey }),
      read: () => codeOf(getSchedule(ctx, { id })),
    };
  },
  "make slots": async (idempotencyKey) => {
    const { id, resourceId } = await makeSchedule();
    await updateSchedule(ctx, { id, startsOn: new Date().toISOString().slice(0, 10) });
    return {
      send: (options) => generateSlots(ctx, { id, idempotencyKey }, options),
      other: async () => generateSlots(ctx, { id: (await makeSchedule()).id, idempotencyKey }),
      moveOn: async () => {
        await updateSchedule(ctx, { id, capacity: 4 });
        await generateSlots(ctx, { id });
      },
      read: () =>
        ctx.db.selectFrom("slots").selectAll().where("resource_id", "=", resourceId).orderBy("id").execute(),
    };
  },
  "revoke a key": async (idempotencyKey) => {
    const key = await createKey(ctx, { name: "Desk", role: "desk" });
    return {
      send: (options) => revokeKey(ctx, { id: key.id, idempotencyKey }, options),
      other: async () =>
        revokeKey(ctx, { id: (await createKey(ctx, { name: "Desk", role: "desk" })).id, idempotencyKey }),
      read: async () =>
        (await ctx.db.selectFrom("api_keys").selectAll().where("id", "=", key.id).execute())[0],
    };
  },
};

describe.each(Object.entries(CASES))("%s, with a key", (_name, begin) => {
  test("happens once: a repetition gets the first response, although the noun has changed since", async () => {
    const idempotencyKey = randomUUID();
    const { send, other, moveOn, read } = await begin(idempotencyKey);
    const before = await read();
    let replays = 0;
    const options = { onReplay: () => void replays++ };
    const first = await send(options);
    const changed = await read();
    expect(changed).not.toEqual(before);
    expect(replays).toBe(0);
    await moveOn?.();
    const moved = await read();
    if (moveOn) expect(moved).not.toEqual(changed);
    const count = await entriesOfAudit();
    expect(await send(options)).toEqual(first);
    expect(replays).toBe(1);
    expect([await read(), await entriesOfAudit()]).toEqual([moved, count]);
    expect(await codeOf(other())).toBe("IDEMPOTENCY_MISMATCH");
    expect(await read()).toEqual(moved);
  });

  test("commits together with its record, or not at all", async () => {
    const idempotencyKey = randomUUID();
    const { send, read } = await begin(idempotencyKey);
    const before = await read();
    await withoutRecords(async () => {
      await expect(send({})).rejects.toThrow("no records today");
      expect(await read()).toEqual(before);
    });
    expect(await recordOf(idempotencyKey)).toBeUndefined();
    let isReplayed = false;
    await send({ onReplay: () => (isReplayed = true) });
    expect(isReplayed).toBe(false);
    expect(await read()).not.toEqual(before);
    expect(await recordOf(idempotencyKey)).toBeDefined();
  });
});

/** While this runs, no record can be written. */
async function withoutRecords(work: () => Promise<void>): Promise<void> {
  await sql`CREATE FUNCTION no_records() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'no records today'; END $$`.execute(ctx.db);
  await sql`CREATE TRIGGER no_records BEFORE INSERT ON idempotency_records
    EXECUTE FUNCTION no_records()`.execute(ctx.db);
  try {
    await work();
  } finally {
    await sql`DROP TRIGGER no_records ON idempotency_records`.execute(ctx.db);
    await sql`DROP FUNCTION no_records`.execute(ctx.db);
  }
}

describe("a refusal has no record", () => {
  test("the same key may succeed later", async () => {
    const { id: slotId } = await makeSlot(ctx, 5);
    const { id } = await book(slotId);
    const request = { id: slotId, idempotencyKey: randomUUID() };
    expect(await codeOf(deleteSlot(ctx, request))).toBe("SLOT_HAS_BOOKINGS");
    expect(await recordOf(request.idempotencyKey)).toBeUndefined();
    await cancelBooking(ctx, { id });
    expect(await deleteSlot(ctx, request)).toEqual({ id: slotId });
  });

  test("an effect that fails leaves neither its writes nor a record", async () => {
    const idempotencyKey = randomUUID();
    const { id } = await makeSlot(ctx, 5);
    const change = runIdempotentChange(
      ctx,
      "slots.update",
      { idempotencyKey },
      {},
      async ({ db }) => {
        await db.updateTable("slots").set({ capacity: 9 }).where("id", "=", id).execute();
        throw new Error("a defect");
      },
      id,
    );
    await expect(change).rejects.toThrow("a defect");
    expect(await getSlot(ctx, { id })).toMatchObject({ capacity: 5 });
    expect(await recordOf(idempotencyKey)).toBeUndefined();
  });

  test("nor has a late confirmation, whose event commits; one that gets its places back has", async () => {
    const { id: slotId } = await makeSlot(ctx, 1);
    const [late, early] = [await book(slotId), randomUUID()];
    await passTime(ctx.db, HOLD_SECONDS);
    const confirm = (id: string, reacquire: boolean, idempotencyKey: string, options = {}) =>
      confirmOrReacquireBooking(ctx, { id, reacquire, idempotencyKey }, options);
    expect(await codeOf(confirm(late.id, false, early))).toBe("HOLD_EXPIRED");
    // The refusal was not kept, so that the key may be used with another payload.
    const first = await confirm(late.id, true, early);
    expect(first.status).toBe("CONFIRMED");
    await cancelBooking(ctx, late);
    let replays = 0;
    expect(await confirm(late.id, true, early, { onReplay: () => void replays++ })).toEqual(first);
    expect(replays).toBe(1);
    expect(await codeOf(confirm(late.id, false, early))).toBe("IDEMPOTENCY_MISMATCH");

    const tooLate = await book(slotId);
    await passTime(ctx.db, HOLD_SECONDS);
    await book(slotId);
    const key = randomUUID();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(await codeOf(confirm(tooLate.id, true, key))).toBe("HOLD_EXPIRED");
      expect(await recordOf(key)).toBeUndefined();
    }
    const { rows } = await sql`SELECT id FROM audit
      WHERE action = 'booking.confirmed_too_late' AND subject_id = ${tooLate.id}`.execute(ctx.db);
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe("simultaneous requests with one key", () => {
  /** Four processes, with connections and queues of their own. */
  async function inFourProcesses(work: (contexts: Context[]) => Promise<void>): Promise<void> {
    const pools = Array.from({ length: 4 }, () => openDatabase({ url: ctx.url, maxConnections: 3 }));
    try {
      await work(pools.map((db) => createServices({ db, jobs: ctx.jobs, ...SECONDS })));
    } finally {
      await Promise.all(pools.map((db) => db.destroy()));
    }
  }

  type Send = (context: Context, id: string, slotId: string, key: string) => Promise<unknown>;
  test.each<[action: string, entries: number, send: Send]>([
    [
      "booking.confirmed",
      1,
      (context, id, _, idempotencyKey) => confirmBooking(context, { id, idempotencyKey }),
    ],
    [
      "booking.cancelled",
      1,
      (context, id, _, idempotencyKey) => cancelBooking(context, { id, idempotencyKey }),
    ],
    ["booking.extended", 1, (context, id, _, idempotencyKey) => extendHold(context, { id, idempotencyKey })],
    [
      "booking.rescheduled",
      2, // one for each slot
      (context, id, slotId, idempotencyKey) => rescheduleBooking(context, { id, slotId, idempotencyKey }),
    ],
    [
      "booking.quantity_changed",
      1,
      (context, id, _, idempotencyKey) => changeQuantity(context, { id, quantity: 3, idempotencyKey }),
    ],
    ["slot.deleted", 1, (context, _, id, idempotencyKey) => deleteSlot(context, { id, idempotencyKey })],
  ])(
    "%s: one changes it, the others get its response or find the key in use",
    async (action, entries, send) => {
      await inFourProcesses(async (contexts) => {
        for (let round = 0; round < 5; round += 1) {
          const slot = await makeSlot(ctx, 5);
          const next = await beside(slot.resourceId, 26);
          const { id } = await book(slot.id);
          await passTime(ctx.db, 20);
          const key = randomUUID();
          const twice = [...contexts, ...contexts];
          const results = await Promise.allSettled(twice.map((context) => send(context, id, next.id, key)));
          const answers = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
          expect(new Set(answers.map((answer) => JSON.stringify(sorted(answer)))).size).toBe(1);
          for (const result of results) {
            if (result.status === "rejected")
              expect(result.reason).toMatchObject({ code: "IDEMPOTENCY_KEY_IN_USE" });
          }
          const { rows } = await sql`SELECT id FROM audit
            WHERE subject_id IN (${id}, ${next.id}) AND action = ${action}`.execute(ctx.db);
          expect(rows).toHaveLength(entries);
          expect(sorted(await send(ctx, id, next.id, key))).toEqual(sorted(answers[0]));
        }
      });
    },
  );

  test("in one process, the second waits for the first and gets its response", async () => {
    const { id } = await hold();
    const request = { id, idempotencyKey: randomUUID() };
    const [first, second] = await Promise.all([confirmBooking(ctx, request), confirmBooking(ctx, request)]);
    expect(second).toEqual(first);
  });
});

/** A record does not keep the order of fields. */
const sorted = (value: unknown) => Object.fromEntries(Object.entries(value as object).sort());

describe("whose key it is", () => {
  test("two callers with the same key change the same booking, each for itself", async () => {
    const { id } = await hold();
    const request = { id, idempotencyKey: randomUUID() };
    const [own, theirs] = [await cancelBooking(ctx, request), await cancelBooking(desk(), request)];
    expect(theirs).toEqual(own);
    expect(await recordOf(request.idempotencyKey)).toBeDefined();
    expect(await recordOf(request.idempotencyKey, staff.actor)).toBeDefined();
  });

  test("a customer's replay has no metadata, which the record has", async () => {
    const { id } = await hold();
    await updateBooking(desk(), { id, metadata: { order: "secret" } });
    const request = { id, idempotencyKey: randomUUID() };
    const first = await cancelBooking(ctx, request);
    expect(first.metadata).toEqual({});
    expect(await cancelBooking(ctx, request)).toEqual(first);
    expect(await recordOf(request.idempotencyKey)).toContain("secret");
  });

  test("the payload is the same in any order and with any token, and another with another value", () => {
    const change = (input: object) =>
      keyedChange("public", "slots.update", { idempotencyKey: "k", ...input })?.fingerprint;
    const one = change({ id: "1", metadata: { a: "1", b: "2" }, startsAt: new Date(0) });
    expect(
      change({ token: "t", startsAt: new Date(0), metadata: { b: "2", a: "1" }, id: "1", closed: undefined }),
    ).toBe(one);
    expect(change({ id: "1", metadata: { a: "1", b: "3" }, startsAt: new Date(0) })).not.toBe(one);
    expect(change({ id: "2", metadata: { a: "1", b: "2" }, startsAt: new Date(0) })).not.toBe(one);
  });
});

describe("erasing a customer", () => {
  test("deletes the records of their changes, and keeps those of live bookings", async () => {
    const contact = `${randomUUID()}@example.org`;
    const slot = await makeSlot(ctx, 3);
    const [gone, live] = [await book(slot.id, contact), await book(slot.id, contact)];
    const full = await makeSlot(ctx, 1);
    await book(full.id, "bob@example.org");
    const customer = { name: "Ann", contact };
    const entry = await joinWaitlist(ctx, { slotId: full.id, quantity: 1, customer });
    const keys = Array.from({ length: 5 }, () => randomUUID());
    const [confirming = "", extending = "", noting = "", cancelling = "", leaving = ""] = keys;
    await confirmBooking(ctx, { id: live.id, idempotencyKey: confirming });
    await extendHold(ctx, { id: gone.id, idempotencyKey: extending });
    await updateBooking(desk(), { id: gone.id, metadata: { order: "7" }, idempotencyKey: noting });
    await cancelBooking(ctx, { id: gone.id, idempotencyKey: cancelling });
    await leaveWaitlist(ctx, { id: entry.id, idempotencyKey: leaving });
    const { stores } = await eraseCustomer(ctx, { contact: contact.toUpperCase() });
    expect(stores.find(({ store }) => store === "idempotency_records")).toMatchObject({ erased: 4, kept: 1 });
    expect(await recordOf(confirming)).toContain(contact);
    for (const key of [extending, cancelling, leaving]) expect(await recordOf(key)).toBeUndefined();
    expect(await recordOf(noting, staff.actor)).toBeUndefined();
  });

  test.each([
    ["a confirmation", "bookings", async () => (await confirmed()).id, confirmBooking],
    [
      "a cancellation",
      "bookings",
      async () => (await cancelBooking(ctx, { id: (await hold()).id })).id,
      cancelBooking,
    ],
    [
      "a leave",
      "waitlist_entries",
      async () => (await leaveWaitlist(ctx, { id: (await waiting()).id })).id,
      leaveWaitlist,
    ],
  ] as [
    string,
    "bookings" | "waitlist_entries",
    () => Promise<string>,
    (context: Context, input: { id: string; idempotencyKey: string }) => Promise<unknown>,
  ][])(
    "is waited for by the repetition of %s, whose record then has no name",
    async (_name, table, make, send) => {
      const [id, idempotencyKey] = [await make(), randomUUID()];
      const request = await ctx.db.transaction().execute(async (trx) => {
        await sql`UPDATE ${sql.table(table)} SET customer_name = 'erased', customer_contact = NULL, contact_key = NULL
        WHERE id = ${id}`.execute(trx);
        const request = send(ctx, { id, idempotencyKey });
        await vi.waitUntil(() => isLockAwaited(ctx.db));
        return { request };
      });
      await request.request;
      expect(await recordOf(idempotencyKey)).toContain("erased");
      expect(await recordOf(idempotencyKey)).not.toContain(CONTACT);
    },
  );
});

test("a record has no token", async () => {
  const { id, token } = await hold();
  const request = { id, token, idempotencyKey: randomUUID() };
  await cancelBooking(ctx, request);
  expect(await recordOf(request.idempotencyKey)).not.toContain(token);
});

test("a replay of a move is not counted, wherever the hold is by now", async () => {
  const limited = createServices({
    db: ctx.db,
    jobs: ctx.jobs,
    ...SECONDS,
    holdLimits: {
      maxHoldsPerContact: 100,
      maxHoldsPerAddress: 100,
      maxSlotSharePerContactPercent: 1,
      maxSlotSharePerAddressPercent: 100,
    },
  });
  const slot = await makeSlot(ctx, 100);
  const [next, last] = [await beside(slot.resourceId, 26), await beside(slot.resourceId, 27)];
  const contact = `${randomUUID()}@example.org`;
  const place = (slotId: string) => {
    const input = { slotId, quantity: 15, customer: { name: "Ann", contact } };
    return createBooking(limited, input, { from: "192.0.2.1" });
  };
  const { id } = await place(slot.id);
  const request = { id, slotId: next.id, idempotencyKey: randomUUID() };
  const first = await rescheduleBooking(limited, request);
  await rescheduleBooking(limited, { id, slotId: last.id });
  await place(next.id);
  // 30 places of the contact on one slot would be too many, if the replay moved the hold there.
  expect(await rescheduleBooking(limited, request)).toEqual(first);
  expect(await codeOf(rescheduleBooking(limited, { ...request, idempotencyKey: randomUUID() }))).toBe(
    "RATE_LIMITED",
  );
  expect(await getBooking(ctx, { id })).toMatchObject({ slotId: last.id });
});
