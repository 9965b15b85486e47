import { randomUUID } from "node:crypto";
import type { AnyProcedure } from "@trpc/server";
import { appRouter } from "../src/trpc/router.ts";
import {
  bearer,
  book,
  type CallerName,
  order,
  type Request,
  SCHEDULE,
  SLOT,
  WEBHOOK,
  type World,
  wait,
} from "./access-matrix.ts";
import type { Answer, Call } from "./harness.ts";

/* What every route and procedure is called with, so that whoever may gets what is asked for. */

type Requests = Record<string, () => Request | Promise<Request>>;

const customer = { name: "Ann" };
const DAY = "2031-12-25";
const CALENDAR = [
  ...["BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20251225"],
  ...["RRULE:FREQ=YEARLY", "SUMMARY:Christmas Day", "END:VEVENT", "END:VCALENDAR"],
].join("\r\n");
const made = async (world: World, path: string, body: object): Promise<{ id: string }> => ({
  id: (await world.staff("POST", path, body)).body.id,
});
const newSlot = (world: World) => made(world, `/api/admin/doctors/${world.doctorId}/slots`, SLOT);
const newSchedule = (world: World) => made(world, `/api/admin/doctors/${world.doctorId}/schedules`, SCHEDULE);
const newWebhook = (world: World) => made(world, "/api/admin/webhooks", WEBHOOK);
const ABSENCE = { from: "2032-06-01T00:00:00Z", until: "2032-06-02T00:00:00Z" };
export const newAbsence = (world: World) =>
  made(world, `/api/admin/doctors/${world.doctorId}/absences`, ABSENCE);
const NEXT_DAY = { ...ABSENCE, shift_days: 1 };
/** A time of a doctor or show, and a cancelled booking, which need not be moved. */
async function movedBooking(world: World, kind: "doctors" | "shows" = "doctors") {
  const { id } = await book(world);
  await world.staff("POST", `/api/bookings/${id}/cancel`);
  const moves = [{ booking_id: id, slot_id: world.nextSlotId }];
  return { id: kind === "doctors" ? world.doctorId : world.showId, input: { ...ABSENCE, moves } };
}
const RANGE = { from: "2020-01-01T00:00:00Z" };
const newKey = (world: World) => made(world, "/api/admin/keys", { name: "k", role: "desk" });
/** A calendar of a doctor or show of its own: another one of the same would take its address. */
async function newCalendar(world: World, kind: "doctors" | "shows") {
  const { id } = await made(world, `/api/admin/${kind}`, { name: "Own" });
  const { body } = await world.staff("POST", `/api/admin/${kind}/${id}/calendar`, {});
  return { id, secret: body.secret as string };
}

/** A booking of which somebody is inside. */
async function checkedIn(world: World): Promise<Request> {
  const { id } = await book(world, { confirmed: true });
  await world.staff("POST", `/api/bookings/${id}/check-in`);
  return { id };
}

/** By route; one that is not here needs nothing. */
export const restRequests = (world: World): Requests => ({
  "POST /admin/session": () => ({ input: { key: world.keys.desk } }),
  "GET /api/doctors/:id": () => ({ id: world.doctorId }),
  "GET /api/shows/:id": () => ({ id: world.showId }),
  "GET /api/slots/stream": () => ({ query: `?slot_id=${world.slotId}` }),
  "GET /api/slots/:id": () => ({ id: world.slotId }),
  "POST /api/slots/:id/book": () => ({ id: world.slotId, input: { patient_name: "Ann" } }),
  "POST /api/bookings": () => ({ input: { patient_name: "Ann", lines: [{ slot_id: world.slotId }] } }),
  "GET /api/bookings/:id": () => book(world),
  "PATCH /api/bookings/:id": async () => ({
    ...(await book(world)),
    input: { customer_name: "Anna" },
  }),
  "POST /api/bookings/:id/extend": () => book(world),
  "POST /api/bookings/:id/confirm": () => book(world),
  "POST /api/bookings/:id/reschedule": async () => ({
    ...(await book(world)),
    input: { slot_id: world.nextSlotId },
  }),
  "POST /api/bookings/:id/hand-over": async () => ({
    ...(await book(world)),
    input: { customer_name: "Bea" },
  }),
  "POST /api/bookings/:id/quantity": async () => ({ ...(await book(world)), input: { quantity: 2 } }),
  "POST /api/bookings/:id/cancel": () => book(world),
  "GET /api/orders/:id": () => order(world),
  "POST /api/orders/:id/confirm": () => order(world),
  "POST /api/orders/:id/extend": () => order(world),
  "POST /api/orders/:id/cancel": () => order(world),
  "POST /api/slots/:id/waitlist": () => ({ id: world.fullSlotId, input: { patient_name: "Ann" } }),
  "GET /api/waitlist/:id": () => wait(world),
  "POST /api/waitlist/:id/leave": () => wait(world),
  "GET /api/admin/slots/:id/waitlist": () => ({ id: world.fullSlotId }),
  "GET /api/admin/waitlist": () => ({ query: "?contact=ann%40example.org" }),
  "POST /api/bookings/:id/check-in": () => book(world, { confirmed: true }),
  "POST /api/bookings/:id/check-out": () => checkedIn(world),
  "GET /api/admin/slots/:id/attendance": () => ({ id: world.slotId }),
  "GET /api/admin/slots/:id/inside": () => ({ id: world.slotId }),
  "GET /api/admin/slots/:id/door-list": () => ({ id: world.slotId }),
  "GET /api/admin/slots/:id/door-list.csv": () => ({ id: world.slotId }),
  "POST /api/admin/slots/:id/scans": () => ({
    id: world.slotId,
    input: { scans: [{ scan_id: randomUUID(), code: "K32Y4-YTKJZ", scanned_at: new Date() }] },
  }),
  "GET /api/admin/slots/:id/scans": () => ({ id: world.slotId }),
  "POST /api/bookings/:id/no-show": () => book(world, { confirmed: true }),
  "GET /api/admin/audit": () => ({ query: `?slot_id=${world.slotId}` }),
  "GET /api/admin/overview": () => ({ query: "?from=2031-12-01T00:00:00Z&to=2032-01-01T00:00:00Z" }),
  "GET /api/admin/doctors/:id": () => ({ id: world.doctorId }),
  "GET /api/admin/shows/:id": () => ({ id: world.showId }),
  "POST /api/admin/doctors/:id/absences": () => ({ id: world.doctorId, input: ABSENCE }),
  "POST /api/admin/shows/:id/absences": () => ({ id: world.showId, input: ABSENCE }),
  "GET /api/admin/doctors/:id/absences": () => ({ id: world.doctorId }),
  "GET /api/admin/shows/:id/absences": () => ({ id: world.showId }),
  "GET /api/admin/absences/:id": () => newAbsence(world),
  "GET /api/admin/absences/:id/bookings": () => newAbsence(world),
  "GET /api/admin/absences/:id/entries": () => newAbsence(world),
  "POST /api/admin/absences/:id/end": () => newAbsence(world),
  "POST /api/admin/doctors/:id/move-bookings": () => movedBooking(world),
  "POST /api/admin/shows/:id/move-bookings": () => movedBooking(world, "shows"),
  "POST /api/admin/doctors/:id/move-bookings/preview": () => ({ id: world.doctorId, input: NEXT_DAY }),
  "POST /api/admin/shows/:id/move-bookings/preview": () => ({ id: world.showId, input: NEXT_DAY }),
  "GET /api/admin/doctors/:id/schedules": () => ({ id: world.doctorId }),
  "GET /api/admin/shows/:id/schedules": () => ({ id: world.showId }),
  "GET /api/admin/schedules/:id": () => ({ id: world.scheduleId }),
  "POST /api/admin/doctors": () => ({ input: { name: "Dr. New" } }),
  "PATCH /api/admin/doctors/:id": () => ({ id: world.doctorId, input: { name: "Dr. Smith" } }),
  "POST /api/admin/shows": () => ({ input: { name: "Macbeth" } }),
  "PATCH /api/admin/shows/:id": () => ({ id: world.showId, input: { name: "Hamlet" } }),
  "POST /api/admin/doctors/:id/slots": () => ({ id: world.doctorId, input: SLOT }),
  "POST /api/admin/shows/:id/slots": () => ({ id: world.showId, input: SLOT }),
  "POST /api/admin/doctors/:id/slots/bulk": () => ({ id: world.doctorId, input: { slots: [SLOT, SLOT] } }),
  "POST /api/admin/shows/:id/slots/bulk": () => ({ id: world.showId, input: { slots: [SLOT, SLOT] } }),
  "PATCH /api/admin/slots/:id": () => ({ id: world.slotId, input: { closed: false } }),
  "DELETE /api/admin/slots/:id": () => newSlot(world),
  "POST /api/admin/doctors/:id/schedules": () => ({ id: world.doctorId, input: SCHEDULE }),
  "POST /api/admin/shows/:id/schedules": () => ({ id: world.showId, input: SCHEDULE }),
  "POST /api/admin/schedules/preview": () => ({
    input: {
      resource_id: world.doctorId,
      ...SCHEDULE,
      from: "2031-01-01T00:00:00Z",
      to: "2031-02-01T00:00:00Z",
    },
  }),
  "PATCH /api/admin/schedules/:id": () => ({ id: world.scheduleId, input: { capacity: 4 } }),
  "DELETE /api/admin/schedules/:id": () => newSchedule(world),
  "POST /api/admin/schedules/:id/generate": () => ({ id: world.scheduleId }),
  "PUT /api/admin/schedules/:id/exceptions/:day": () => ({ id: world.scheduleId }),
  "DELETE /api/admin/schedules/:id/exceptions/:day": () => ({ id: world.scheduleId }),
  "PUT /api/admin/schedules/:id/holidays/:file": () => ({
    id: world.scheduleId,
    input: { calendar: CALENDAR },
  }),
  "DELETE /api/admin/schedules/:id/holidays/:file": () => ({ id: world.scheduleId }),
  "GET /api/bookings/:id.ics": () => book(world),
  "GET /calendars/:secret.ics": async () => ({ id: (await newCalendar(world, "shows")).secret }),
  "GET /api/admin/doctors/:id/calendar": () => newCalendar(world, "doctors"),
  "POST /api/admin/doctors/:id/calendar": () => ({ id: world.doctorId, input: {} }),
  "POST /api/admin/doctors/:id/calendar/revoke": () => ({ id: world.doctorId }),
  "GET /api/admin/shows/:id/calendar": () => newCalendar(world, "shows"),
  "POST /api/admin/shows/:id/calendar": () => ({ id: world.showId, input: {} }),
  "POST /api/admin/shows/:id/calendar/revoke": () => ({ id: world.showId }),
  "POST /api/admin/customers/erase": () => ({ input: { contact: "nobody@example.org" } }),
  "POST /api/admin/webhooks": () => ({ input: WEBHOOK }),
  "GET /api/admin/webhooks/:id": () => ({ id: world.webhookId }),
  "PATCH /api/admin/webhooks/:id": () => ({ id: world.webhookId, input: { description: "Invoices" } }),
  "DELETE /api/admin/webhooks/:id": () => newWebhook(world),
  "POST /api/admin/webhooks/:id/ping": () => ({ id: world.webhookId }),
  "POST /api/admin/webhooks/:id/rotate": () => ({ id: world.webhookId }),
  "GET /api/admin/webhooks/:id/deliveries": () => ({ id: world.webhookId }),
  "POST /api/admin/webhooks/:id/replay": () => ({ id: world.webhookId, input: RANGE }),
  "POST /api/admin/deliveries/:id/replay": () => ({ id: world.deliveryId }),
  "POST /api/admin/keys": () => ({ input: { name: "k", role: "desk" } }),
  "POST /api/admin/keys/:id/revoke": () => newKey(world),
});

const scheduleInput = (world: World) => ({
  resourceId: world.doctorId,
  rrule: SCHEDULE.rrule,
  timeZone: SCHEDULE.time_zone,
  startsOn: SCHEDULE.starts_on,
  opensAt: SCHEDULE.opens_at,
  closesAt: SCHEDULE.closes_at,
  slotMinutes: SCHEDULE.slot_minutes,
  capacity: SCHEDULE.capacity,
});

const slotInput = (world: World) => ({
  resourceId: world.doctorId,
  startsAt: SLOT.start_time,
  endsAt: SLOT.end_time,
  capacity: SLOT.capacity,
});

const held = async (world: World, more: object = {}): Promise<Request> => {
  const { id, token } = await book(world);
  return { input: { id, ...more }, token };
};
const ordered = async (world: World): Promise<Request> => {
  const { id, token } = await order(world);
  return { input: { id }, token };
};
const waiting = async (world: World): Promise<Request> => {
  const { id, token } = await wait(world);
  return { input: { id }, token };
};
const confirmed = async (world: World) => ({ input: { id: (await book(world, { confirmed: true })).id } });
/** By procedure. */
export const trpcRequests = (world: World): Requests => ({
  "slots.watch": () => ({ input: { slotId: world.slotId } }),
  "slots.get": () => ({ input: { id: world.slotId } }),
  "bookings.create": () => ({ input: { slotId: world.slotId, customer } }),
  "bookings.createMany": () => ({ input: { lines: [{ slotId: world.slotId }], customer } }),
  "bookings.get": () => held(world),
  "bookings.update": () => held(world, { customerName: "Anna" }),
  "bookings.extend": () => held(world),
  "bookings.confirm": () => held(world),
  "bookings.changeQuantity": () => held(world, { quantity: 2 }),
  "bookings.reschedule": () => held(world, { slotId: world.nextSlotId }),
  "bookings.previewMoves": () => ({ input: { resourceId: world.doctorId, ...ABSENCE, shiftDays: 1 } }),
  "bookings.moveMany": async () => {
    const { id, input } = await movedBooking(world);
    const moves = input.moves.map((move) => ({ bookingId: move.booking_id, slotId: move.slot_id }));
    return { input: { resourceId: id, ...ABSENCE, moves } };
  },
  "bookings.handOver": () => held(world, { customer }),
  "bookings.cancel": () => held(world),
  "orders.get": () => ordered(world),
  "orders.confirm": () => ordered(world),
  "orders.extend": () => ordered(world),
  "orders.cancel": () => ordered(world),
  "waitlist.join": () => ({ input: { slotId: world.fullSlotId, customer } }),
  "waitlist.get": () => waiting(world),
  "waitlist.leave": () => waiting(world),
  "waitlist.list": () => ({ input: { slotId: world.fullSlotId } }),
  "bookings.checkIn": () => confirmed(world),
  "bookings.checkOut": async () => ({ input: { id: (await checkedIn(world)).id } }),
  "bookings.markNoShow": () => confirmed(world),
  "slots.attendance": () => ({ input: { id: world.slotId } }),
  "slots.inside": () => ({ input: { id: world.slotId } }),
  "slots.doorList": () => ({ input: { id: world.slotId } }),
  "slots.mergeScans": () => ({
    input: {
      id: world.slotId,
      scans: [{ scanId: randomUUID(), code: "K32Y4-YTKJZ", scannedAt: new Date() }],
    },
  }),
  "slots.scans": () => ({ input: { id: world.slotId } }),
  "audit.list": () => ({ input: { slotId: world.slotId } }),
  "overview.get": () => ({ input: { from: "2031-12-01T00:00:00Z", to: "2032-01-01T00:00:00Z" } }),
  "resources.get": () => ({ input: { id: world.doctorId } }),
  "absences.create": () => ({ input: { resourceId: world.doctorId, ...ABSENCE } }),
  "absences.list": () => ({ input: { resourceId: world.doctorId } }),
  "absences.get": async () => ({ input: await newAbsence(world) }),
  "absences.bookings": async () => ({ input: await newAbsence(world) }),
  "absences.entries": async () => ({ input: await newAbsence(world) }),
  "absences.end": async () => ({ input: await newAbsence(world) }),
  "schedules.get": () => ({ input: { id: world.scheduleId } }),
  "resources.create": () => ({ input: { kind: "doctor", name: "Dr. New" } }),
  "resources.update": () => ({ input: { id: world.doctorId, name: "Dr. Smith" } }),
  "slots.create": () => ({ input: slotInput(world) }),
  "slots.createMany": () => {
    const { resourceId, ...slot } = slotInput(world);
    return { input: { resourceId, slots: [slot, slot] } };
  },
  "slots.update": () => ({ input: { id: world.slotId, closed: false } }),
  "slots.delete": async () => ({ input: await newSlot(world) }),
  "schedules.create": () => ({ input: scheduleInput(world) }),
  "schedules.preview": () => ({
    input: { ...scheduleInput(world), from: "2031-01-01T00:00:00Z", to: "2031-02-01T00:00:00Z" },
  }),
  "schedules.update": () => ({ input: { id: world.scheduleId, capacity: 4 } }),
  "schedules.addException": () => ({ input: { id: world.scheduleId, day: DAY } }),
  "schedules.removeException": () => ({ input: { id: world.scheduleId, day: DAY } }),
  "schedules.importHolidays": () => ({ input: { id: world.scheduleId, file: "be", calendar: CALENDAR } }),
  "schedules.removeHolidays": () => ({ input: { id: world.scheduleId, file: "be" } }),
  "schedules.delete": async () => ({ input: await newSchedule(world) }),
  "schedules.generate": () => ({ input: { id: world.scheduleId } }),
  "calendars.get": async () => ({ input: { id: (await newCalendar(world, "shows")).id } }),
  "calendars.create": () => ({ input: { id: world.doctorId } }),
  "calendars.revoke": () => ({ input: { id: world.doctorId } }),
  "customers.erase": () => ({ input: { contact: "nobody@example.org" } }),
  "webhooks.create": () => ({ input: WEBHOOK }),
  "webhooks.get": () => ({ input: { id: world.webhookId } }),
  "webhooks.update": () => ({ input: { id: world.webhookId, description: "Invoices" } }),
  "webhooks.delete": async () => ({ input: await newWebhook(world) }),
  "webhooks.ping": () => ({ input: { id: world.webhookId } }),
  "webhooks.rotate": () => ({ input: { id: world.webhookId } }),
  "webhooks.deliveries": () => ({ input: { id: world.webhookId } }),
  "webhooks.replay": () => ({ input: { id: world.webhookId, ...RANGE } }),
  "webhooks.replayDelivery": () => ({ input: { id: world.deliveryId } }),
  "keys.create": () => ({ input: { name: "k", role: "desk" } }),
  "keys.revoke": async () => ({ input: await newKey(world) }),
});

/** What shows who calls. */
export interface Shown {
  key?: string;
  token?: string;
}

/** What a caller shows; `own`: the token of the booking in question, or any where there is none. */
export function shows(world: World, caller: CallerName, own = world.otherToken): Shown {
  if (caller === "nobody") return {};
  if (caller === "holder") return { token: own };
  if (caller === "other") return { token: world.otherToken };
  return { key: world.keys[caller] };
}

const REQUEST_ID = { "X-Request-Id": "the-same" };
const keyHeader = (key: string | undefined) => (key === undefined ? {} : bearer(key));

export function callRest(
  app: { call: Call },
  route: string,
  request: Request,
  shown: Shown,
): Promise<Answer> {
  const [method = "", path = ""] = route.split(" ");
  const token = shown.token === undefined ? {} : { "Booking-Token": shown.token };
  const headers = { ...REQUEST_ID, ...keyHeader(shown.key), ...token };
  const { id = "", query = "", input } = request;
  return app.call(
    method,
    path
      .replace(/:id|:secret/, id)
      .replace(":day", DAY)
      .replace(":file", "be") + query,
    input,
    headers,
  );
}

/** A token travels in the input where the procedure takes one. */
export function callTrpc(app: { call: Call }, path: string, request: Request, shown: Shown): Promise<Answer> {
  const procedures: Record<string, AnyProcedure> = appRouter._def.procedures as never;
  const isQuery = procedures[path]?._def.type === "query";
  const takesToken = request.token !== undefined && shown.token !== undefined;
  const input = { ...request.input, ...(takesToken ? { token: shown.token } : {}) };
  const headers = { ...REQUEST_ID, ...keyHeader(shown.key) };
  if (!isQuery) return app.call("POST", `/trpc/${path}`, input, headers);
  return app.call(
    "GET",
    `/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`,
    undefined,
    headers,
  );
}
