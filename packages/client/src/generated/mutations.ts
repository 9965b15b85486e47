/* Generated from the served router by `npm run generate`. Change the server, not this file. */

/** Mutations that happen once, however often they are sent, because the client gives each an idempotency key. @internal */
export const KEYED_MUTATIONS: ReadonlySet<string> = new Set([
  "slots.create",
  "slots.createMany",
  "slots.update",
  "slots.delete",
  "bookings.create",
  "bookings.createMany",
  "bookings.update",
  "bookings.extend",
  "bookings.reschedule",
  "bookings.handOver",
  "bookings.changeQuantity",
  "bookings.checkIn",
  "bookings.markNoShow",
  "orders.extend",
  "waitlist.join",
  "resources.create",
  "resources.update",
  "absences.create",
  "schedules.create",
  "schedules.update",
  "schedules.addException",
  "schedules.removeException",
  "schedules.delete",
  "schedules.generate",
  "webhooks.update",
  "webhooks.delete",
  "webhooks.replay",
  "webhooks.replayDelivery",
]);

/** Mutations that have the same effect once and twice without a key. @internal */
export const REPEATABLE_MUTATIONS: ReadonlySet<string> = new Set([
  "bookings.confirm",
  "bookings.cancel",
  "orders.confirm",
  "orders.cancel",
  "waitlist.leave",
  "absences.end",
  "calendars.revoke",
  "customers.erase",
  "keys.revoke",
]);
