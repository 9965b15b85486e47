import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { calendarText } from "../src/calendars/calendar-text.ts";
import { sequenceOf } from "../src/calendars/revisions.ts";
import {
  bookingCalendar,
  brokenInvariants,
  cancelBooking,
  changeQuantity,
  confirmBooking,
  confirmOrReacquireBooking,
  createBooking,
  createCalendar,
  createResource,
  createSlot,
  eraseCustomer,
  expireHolds,
  getCalendar,
  listAudit,
  listEvents,
  readCalendar,
  rescheduleBooking,
  revokeCalendar,
  updateResource,
  updateSlot,
} from "../src/index.ts";
import { onlyEvent, parseCalendar } from "./calendar-harness.ts";
import {
  codeOf,
  createTestContext,
  HOLD_SECONDS,
  passTime,
  type TestContext,
  UNKNOWN_ID,
} from "./harness.ts";
import { settle } from "./history-harness.ts";

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const BERLIN = "Europe/Berlin";
const customer = { name: "Ann, \"the\" Miller;\\ 'x'", contact: "ann@example.org" };

async function makeShow(times: readonly [string, string], timeZone: string | null = BERLIN, capacity = 3) {
  const resource = await createResource(ctx, { kind: "show", name: "Hamlet, Part 1; \\n", timeZone });
  const slot = await addSlot(resource.id, times, capacity);
  return { resourceId: resource.id, slotId: slot.id };
}

const addSlot = (resourceId: string, [start, end]: readonly [string, string], capacity = 3) =>
  createSlot(ctx, { resourceId, startsAt: new Date(start), endsAt: new Date(end), capacity });

const EVENING = ["2031-12-25T18:30:00.000Z", "2031-12-25T21:00:00.000Z"] as const;
const NEXT_EVENING = ["2031-12-26T18:30:00.000Z", "2031-12-26T21:00:00.000Z"] as const;

const book = (slotId: string, quantity = 1) => createBooking(ctx, { slotId, quantity, customer });
const eventOf = async (id: string) => onlyEvent(await bookingCalendar(ctx, { id }));

describe("the calendar of a booking", () => {
  test("follows it: one UID, a SEQUENCE that rises with each change, and its status", async () => {
    const { resourceId, slotId } = await makeShow(EVENING);
    const other = await addSlot(resourceId, NEXT_EVENING);
    const { id } = await book(slotId, 2);
    const seen = [await eventOf(id)];
    const then = async (change: Promise<unknown>) => {
      await change;
      seen.push(await eventOf(id));
    };
    expect(seen[0]).toMatchObject({
      uid: `${id}@holdfast`,
      sequence: 0,
      status: "TENTATIVE",
      summary: "Hamlet, Part 1; \\n",
      description: "2 places",
      startsAt: EVENING[0],
      endsAt: EVENING[1],
      zone: BERLIN,
    });
    await then(confirmBooking(ctx, { id }));
    await then(updateSlot(ctx, { id: slotId, endsAt: new Date("2031-12-25T21:30:00Z") }));
    await then(rescheduleBooking(ctx, { id, slotId: other.id }));
    await then(changeQuantity(ctx, { id, quantity: 1 }));
    expect(seen.at(-1)?.description).toBe("1 place");
    await then(cancelBooking(ctx, { id }));
    expect(seen.map(({ status }) => status)).toEqual([
      "TENTATIVE",
      "CONFIRMED",
      "CONFIRMED",
      "CONFIRMED",
      "CONFIRMED",
      "CANCELLED",
    ]);
    expect(seen.map(({ endsAt }) => endsAt.slice(0, 16))).toEqual([
      "2031-12-25T21:00",
      "2031-12-25T21:00",
      "2031-12-25T21:30",
      "2031-12-26T21:00",
      "2031-12-26T21:00",
      "2031-12-26T21:00",
    ]);
    for (const [index, { uid, sequence }] of seen.entries()) {
      expect(uid).toBe(seen[0]?.uid);
      if (index > 0) expect(sequence).toBeGreaterThan(seen[index - 1]?.sequence as number);
    }
    // What changes neither its times, its places nor its status is no revision.
    const before = await bookingCalendar(ctx, { id });
    await updateSlot(ctx, { id: other.id, capacity: 9 });
    expect(await bookingCalendar(ctx, { id })).toBe(before);
  });

  test("an expired hold is CANCELLED, written down or not, and late confirmation revives it", async () => {
    const { slotId } = await makeShow(EVENING);
    const { id } = await book(slotId);
    const held = await eventOf(id);
    await passTime(ctx.db, HOLD_SECONDS);
    const expired = await eventOf(id);
    await expireHolds({ ...ctx });
    const written = await eventOf(id);
    await confirmOrReacquireBooking(ctx, { id, reacquire: true });
    const revived = await eventOf(id);
    expect([held, expired, written, revived].map(({ status }) => status)).toEqual([
      "TENTATIVE",
      "CANCELLED",
      "CANCELLED",
      "CONFIRMED",
    ]);
    expect(expired.sequence).toBeGreaterThan(held.sequence);
    expect(written).toEqual(expired);
    expect(revived.sequence).toBeGreaterThan(expired.sequence);
  });

  test("of a random history never has a SEQUENCE that falls", async () => {
    const step = fc.constantFrom("confirm", "cancel", "move", "back", "shift", "later", "reacquire");
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const { resourceId, slotId } = await makeShow(EVENING, BERLIN, 9);
        const other = await addSlot(resourceId, NEXT_EVENING, 9);
        const { id } = await book(slotId);
        let last = await eventOf(id);
        for (const [index, name] of steps.entries()) {
          const end = (day: number) => new Date(Date.UTC(2031, 11, day, 22, index));
          const changes: Record<typeof name, () => Promise<unknown>> = {
            confirm: () => confirmBooking(ctx, { id }),
            cancel: () => cancelBooking(ctx, { id }),
            move: () => rescheduleBooking(ctx, { id, slotId: other.id }),
            back: () => rescheduleBooking(ctx, { id, slotId }),
            shift: () => updateSlot(ctx, { id: slotId, endsAt: end(25) }),
            later: () => updateSlot(ctx, { id: other.id, endsAt: end(26) }),
            reacquire: () => confirmOrReacquireBooking(ctx, { id, reacquire: true }),
          };
          await codeOf(changes[name]());
          const now = await eventOf(id);
          const { startsAt, endsAt, status } = now;
          const isSame = startsAt === last.startsAt && endsAt === last.endsAt && status === last.status;
          if (isSame) expect(now.sequence).toBeGreaterThanOrEqual(last.sequence);
          else expect(now.sequence).toBeGreaterThan(last.sequence);
          last = now;
        }
      }),
      { numRuns: 25 },
    );
  });

  test("of no booking is refused, and a resource without a zone is told in UTC", async () => {
    expect(await codeOf(bookingCalendar(ctx, { id: UNKNOWN_ID }))).toBe("BOOKING_NOT_FOUND");
    const { slotId } = await makeShow(EVENING, null);
    const { id } = await createBooking(ctx, { slotId, quantity: 1, customer, language: "de" });
    const text = await bookingCalendar({ ...ctx, publicUrl: "https://t.example.org" }, { id });
    expect(text).toContain(`URL;VALUE=URI:https://t.example.org/b/${id}`.slice(0, 40));
    expect(onlyEvent(text)).toMatchObject({ startsAt: EVENING[0], description: "1 Platz" });
  });
});

test("a SEQUENCE fits into 31 bits, and bookings older than the audit have one", () => {
  expect(sequenceOf("9223372036854775807", "1")).toBe(2 ** 31 - 1);
  expect(sequenceOf(null, null, true)).toBe(1);
  expect(sequenceOf("5", null)).toBe(10);
});

describe("time zones", () => {
  const event = (timeZone: string, startsAt: Date) => ({
    uid: "u@holdfast",
    sequence: 0,
    status: "CONFIRMED" as const,
    startsAt,
    endsAt: new Date(startsAt.getTime() + 45 * 60_000),
    timeZone,
    changedAt: new Date("2031-01-01T00:00:00Z"),
    summary: "x",
  });

  /** What clients read of entries that start at these times. */
  const readBack = (timeZone: string, starts: readonly Date[]) =>
    parseCalendar(
      calendarText(
        "PUBLISH",
        starts.map((start) => event(timeZone, start)),
      ),
    ).events;

  test("every half hour of the weeks in which clocks change is read as it was meant", () => {
    const days = ["2031-03-07", "2031-03-28", "2031-04-04", "2031-10-03", "2031-10-24", "2031-10-31"];
    const starts = days.flatMap((day) =>
      Array.from(
        { length: 4 * 48 },
        (_, step) => new Date(Date.parse(`${day}T00:00:00Z`) + step * 1_800_000),
      ),
    );
    for (const timeZone of [BERLIN, "America/New_York", "Australia/Lord_Howe", "Europe/Dublin"]) {
      const seen = readBack(timeZone, starts);
      expect(seen.map(({ startsAt }) => startsAt)).toEqual(starts.map((start) => start.toISOString()));
      expect(seen.filter(({ zone }) => zone === "UTC").length).toBeLessThan(8);
    }
  });

  test("an hour that comes twice is told in UTC, all others in the zone", () => {
    const zoneAt = (time: string) => onlyEvent(calendarText("PUBLISH", [event(BERLIN, new Date(time))])).zone;
    expect(zoneAt("2031-10-26T00:30:00Z")).toBe("UTC");
    expect(zoneAt("2031-10-26T01:30:00Z")).toBe("UTC");
    expect(zoneAt("2031-10-26T02:30:00Z")).toBe(BERLIN);
    expect(zoneAt("2031-03-30T00:30:00Z")).toBe(BERLIN);
    expect(zoneAt("2031-03-30T01:00:00Z")).toBe(BERLIN);
  });

  test("every zone of IANA tells the right time, odd rules and aliases too", () => {
    const zones = [...Intl.supportedValuesOf("timeZone"), "Asia/Calcutta", "US/Eastern", "UTC"];
    const days = Array.from({ length: 36 }, (_, index) => index);
    const starts = days.map((index) => new Date(Date.UTC(2029, 0, 1 + 10 * index, 11)));
    for (const timeZone of zones) {
      const seen = readBack(timeZone, starts);
      const times = starts.map((start) => start.toISOString());
      expect([timeZone, seen.map(({ startsAt }) => startsAt)]).toEqual([timeZone, times]);
    }
  });
});

describe("the calendar of a resource", () => {
  const subscribe = async (id: string, namesCustomers = false) => {
    const { url, secret, ...calendar } = await createCalendar(ctx, { id, namesCustomers });
    expect(url).toBe(`/calendars/${secret}.ics`);
    return { calendar, secret };
  };

  test("has an entry per slot with bookings: tentative, confirmed, cancelled", async () => {
    const { resourceId, slotId } = await makeShow(EVENING);
    await addSlot(resourceId, NEXT_EVENING);
    const { secret } = await subscribe(resourceId);
    const read = async () => parseCalendar(await readCalendar(ctx, { secret }));
    expect((await read()).events).toEqual([]);
    const { id } = await book(slotId, 2);
    const [held] = (await read()).events;
    expect(held).toMatchObject({
      uid: `${slotId}@holdfast`,
      status: "TENTATIVE",
      summary: "Hamlet, Part 1; \\n (2 of 3 places)",
      description: null,
      startsAt: EVENING[0],
      zone: BERLIN,
    });
    await confirmBooking(ctx, { id });
    const [confirmed] = (await read()).events;
    await cancelBooking(ctx, { id });
    const [cancelled] = (await read()).events;
    expect([confirmed?.status, cancelled?.status]).toEqual(["CONFIRMED", "CANCELLED"]);
    const sequences = [held, confirmed, cancelled].map((seen) => seen?.sequence ?? -1);
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
    const again = await readCalendar(ctx, { secret });
    expect(await readCalendar(ctx, { secret })).toBe(again);
  });

  test("names customers only where the admin asked for it, and an erased one no more", async () => {
    const past = [new Date(Date.now() - 7_200_000), new Date(Date.now() - 3_600_000)];
    const { resourceId, slotId } = await makeShow(EVENING);
    const staff = { ...ctx, actor: `key:${UNKNOWN_ID}` } as const;
    const { id } = await createBooking(staff, { slotId, quantity: 2, customer });
    await confirmBooking(ctx, { id });
    const quiet = await subscribe(resourceId);
    expect(await readCalendar(ctx, { secret: quiet.secret })).not.toContain("Miller");
    const open = await subscribe(resourceId, true);
    const described = async () =>
      parseCalendar(await readCalendar(ctx, { secret: open.secret })).events[0]?.description;
    expect(await described()).toBe(`${customer.name} (2)`);
    await updateSlot(ctx, { id: slotId, startsAt: past[0], endsAt: past[1] });
    await eraseCustomer(ctx, { contact: customer.contact });
    expect(await described()).toBe("erased (2)");
  });

  test("a new address replaces the old one, and a revoked one leads nowhere", async () => {
    const { resourceId, slotId } = await makeShow(EVENING);
    await book(slotId);
    expect(await codeOf(getCalendar(ctx, { id: resourceId }))).toBe("CALENDAR_NOT_FOUND");
    const first = await subscribe(resourceId);
    const second = await subscribe(resourceId, true);
    expect(await getCalendar(ctx, { id: resourceId })).toEqual(second.calendar);
    const read = (secret: string) => codeOf(readCalendar(ctx, { secret }));
    expect([await read(first.secret), await read(second.secret)]).toEqual(["CALENDAR_NOT_FOUND", "ok"]);
    expect(await revokeCalendar(ctx, { id: resourceId })).toEqual({ resourceId });
    expect(await revokeCalendar(ctx, { id: resourceId })).toEqual({ resourceId });
    expect(await read(second.secret)).toBe("CALENDAR_NOT_FOUND");
    const { rows } = await sql<{ text: string }>`SELECT calendars::text AS text FROM calendars`.execute(
      ctx.db,
    );
    expect(rows.map(({ text }) => text).join()).not.toContain(second.secret);
    const { items } = await listAudit(ctx, { resourceId, limit: 10 });
    expect(items.map(({ action }) => action)).toEqual([
      "resource.created",
      "calendar.created",
      "calendar.created",
      "calendar.revoked",
    ]);
    await updateResource(ctx, { id: resourceId, name: "Macbeth" });
    await settle(ctx);
    const events = (await listEvents(ctx, { resourceId, limit: 100 })).items;
    expect(events.map(({ type }) => type)).not.toContain("calendar.created");
    expect(events.at(-1)?.data).not.toHaveProperty("namesCustomers");
  });

  test.each([
    ["doctor", "DOCTOR_NOT_FOUND"],
    ["show", "SHOW_NOT_FOUND"],
    [undefined, "RESOURCE_NOT_FOUND"],
  ] as const)("of no %s is refused", async (kind, code) => {
    const input = { id: UNKNOWN_ID, ...(kind && { kind }) };
    expect(await codeOf(createCalendar(ctx, { ...input, namesCustomers: false }))).toBe(code);
    expect(await codeOf(revokeCalendar(ctx, input))).toBe(code);
    expect(await codeOf(getCalendar(ctx, input))).toBe(code);
  });
});
