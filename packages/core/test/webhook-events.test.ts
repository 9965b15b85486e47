import { EVENT_TYPES, WEBHOOK_EVENTS } from "@holdfast/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import {
  addException,
  cancelBooking,
  changeQuantity,
  checkInBooking,
  checkOutBooking,
  confirmBooking,
  confirmOrReacquireBooking,
  createAbsence,
  createBooking,
  createSchedule,
  createSlot,
  deleteSchedule,
  deleteSlot,
  endAbsence,
  eraseCustomer,
  expireHolds,
  extendHold,
  handOverBooking,
  joinWaitlist,
  leaveWaitlist,
  markNoShow,
  pingWebhook,
  rescheduleBooking,
  updateBooking,
  updateResource,
  updateSlot,
} from "../src/index.ts";
import { createTestContext, makeSlot, passTime, type TestContext } from "./harness.ts";
import { MARKED_CUSTOMER } from "./history-harness.ts";
import { hook, Receiver, startTestWorker, type TestWorker } from "./webhook-harness.ts";

let ctx: TestContext;
let receiver: Receiver;
let worker: TestWorker;

beforeAll(async () => {
  ctx = await createTestContext();
  receiver = await Receiver.listen();
  worker = startTestWorker(ctx);
});

afterAll(async () => {
  await worker.end();
  await receiver.close();
  await ctx.close();
});

const customer = MARKED_CUSTOMER;

/** Makes nearly everything happen that webhooks hear of. */
async function makeHistory(): Promise<void> {
  const staff = { ...ctx, actor: "key:01a205ee-6449-7bfd-903f-a39cc9f3469f" } as const;
  const book = (slotId: string) => createBooking(ctx, { slotId, quantity: 1, customer });
  const slot = await makeSlot(ctx, 2);
  const { resourceId } = slot;
  const time = { startsAt: new Date("2031-12-26T10:00:00Z"), endsAt: new Date("2031-12-26T11:00:00Z") };
  const other = await createSlot(ctx, { resourceId, ...time, capacity: 2, bookableFrom: new Date(0) });
  const hold = await book(slot.id);
  await passTime(ctx.db, 30);
  await extendHold(ctx, hold);
  await confirmBooking(ctx, { id: hold.id });
  await changeQuantity(staff, { id: hold.id, quantity: 2 });
  await markNoShow(staff, hold);
  await checkInBooking(staff, hold);
  await checkOutBooking(staff, { id: hold.id, persons: 1 });
  await markNoShow(staff, hold);
  await updateBooking(staff, { id: hold.id, metadata: { order: "7" } });
  await handOverBooking(staff, { id: hold.id, customer: MARKED_CUSTOMER });
  await updateSlot(staff, { id: slot.id, startsAt: new Date("2031-12-25T09:00:00Z") });
  await rescheduleBooking(staff, { id: hold.id, slotId: other.id });
  const [full, late] = [await makeSlot(ctx, 1), await makeSlot(ctx, 1)];
  const first = await book(full.id);
  const entries = [
    await joinWaitlist(ctx, { slotId: full.id, quantity: 1, customer }),
    await joinWaitlist(ctx, { slotId: full.id, quantity: 1, customer }),
    await joinWaitlist(ctx, { slotId: full.id, quantity: 1, customer }),
  ] as const;
  await leaveWaitlist(ctx, entries[1]);
  await cancelBooking(ctx, first);
  await updateSlot(staff, { id: full.id, closed: true });
  await updateSlot(staff, { id: full.id, closed: false, capacity: 2 });
  await updateResource(staff, { id: resourceId, name: "Dr. Other", externalId: "d-1" });
  const [from, until] = [new Date("2031-12-25T00:00:00Z"), new Date("2031-12-26T00:00:00Z")];
  await endAbsence(
    staff,
    await createAbsence(staff, { resourceId, from, until, reason: MARKED_CUSTOMER.name }),
  );
  const missed = await book(late.id);
  await passTime(ctx.db, 1_000);
  await expireHolds(ctx);
  await confirmBooking(ctx, { id: (await book(late.id)).id });
  await confirmOrReacquireBooking(ctx, { id: missed.id, reacquire: true }).catch(() => {});
  const schedule = await createSchedule(staff, {
    resourceId,
    rrule: "FREQ=DAILY;COUNT=3",
    timeZone: "Europe/Berlin",
    startsOn: "2031-01-01",
    opensAt: "09:00",
    closesAt: "10:00",
    slotMinutes: 60,
    gapMinutes: 0,
    capacity: 3,
    leadMinutes: 0,
    horizonDays: 10,
    exceptions: [],
  });
  await addException(staff, { id: schedule.id, day: "2031-01-02" });
  await deleteSchedule(staff, { id: schedule.id });
  await cancelBooking(staff, hold);
  await deleteSlot(staff, { id: other.id });
  await eraseCustomer(staff, { contact: customer.contact });
}

/** What no history here has: it takes a defect of a receiver, or the end of a slot's waitlist. */
const ELSEWHERE = new Set(["webhook.disabled", "waitlist.closed", "booking.shortened"]);

test("each type has the data that its schema says, and no more", async () => {
  const { id } = await hook(ctx, receiver.url);
  await makeHistory();
  await pingWebhook(ctx, { id });
  await worker.work();
  const wrong = receiver.received.flatMap(({ body }) => {
    const { type, timestamp, data } = JSON.parse(body);
    const schema = WEBHOOK_EVENTS[type]?.data;
    const { error } = schema
      ? z.strictObject(schema.shape).safeParse(data)
      : { error: "is of no known type" };
    return error || !Date.parse(timestamp) ? [{ type, data, error }] : [];
  });
  expect(wrong).toEqual([]);
  const expected = Object.keys(EVENT_TYPES).filter((type) => !ELSEWHERE.has(type));
  expect([...new Set(receiver.types)].toSorted()).toEqual([...expected, "webhook.ping"].toSorted());
  const { rows } = await sql`SELECT FROM webhook_messages WHERE body ~ 'arked'`.execute(ctx.db);
  expect(rows).toEqual([]);
});
