/* Which changes take an idempotency key, once: core, both adapters, the OpenAPI document, the reference and
   the client's retries read it here. */

/** What a change does with an idempotency key. */
export type KeyUse = {
  /**
   * Whether the change may be repeated without a key: it leads to a state that stays, so that a repetition
   * has the same effect, whatever happened in between. The client sends a key of its own with the others
   * alone.
   */
  readonly isRepeatable: boolean;
} & (
  | { readonly takesKey: true }
  | {
      readonly takesKey: false;
      /** The reason, behind "It takes no idempotency key:". */
      readonly why: string;
    }
);

const KEYED = { takesKey: true, isRepeatable: false } as const;
const KEYED_OR_REPEATED = { takesKey: true, isRepeatable: true } as const;

/** Every change, by the name of its operation. A test insists that none is missing, and that each does as it says. */
export const KEY_USE = {
  "slots.create": KEYED,
  "slots.createMany": KEYED,
  "slots.update": KEYED,
  "slots.delete": KEYED,
  "slots.mergeScans": {
    takesKey: false,
    isRepeatable: true,
    why: "each scan has an id of its own, by which a repetition is known",
  },
  "bookings.create": KEYED,
  "bookings.createMany": KEYED,
  "bookings.update": KEYED,
  "bookings.confirm": KEYED_OR_REPEATED,
  "bookings.extend": KEYED,
  "bookings.reschedule": KEYED,
  "bookings.moveMany": KEYED,
  "bookings.handOver": KEYED,
  "bookings.changeQuantity": KEYED,
  "bookings.cancel": KEYED_OR_REPEATED,
  "bookings.checkIn": KEYED,
  "bookings.checkOut": KEYED,
  "bookings.markNoShow": KEYED,
  "orders.confirm": KEYED_OR_REPEATED,
  "orders.extend": KEYED,
  "orders.cancel": KEYED_OR_REPEATED,
  "waitlist.join": KEYED,
  "waitlist.leave": KEYED_OR_REPEATED,
  "resources.create": KEYED,
  "resources.update": KEYED,
  "absences.create": KEYED,
  "absences.end": KEYED_OR_REPEATED,
  "schedules.create": KEYED,
  "schedules.update": KEYED,
  "schedules.addException": KEYED,
  "schedules.removeException": KEYED,
  "schedules.importHolidays": KEYED,
  "schedules.removeHolidays": KEYED,
  "schedules.delete": KEYED,
  "schedules.generate": KEYED,
  "calendars.create": {
    takesKey: false,
    isRepeatable: false,
    why: "the response has the secret address, which a record would keep",
  },
  "calendars.revoke": KEYED_OR_REPEATED,
  "customers.erase": {
    takesKey: false,
    isRepeatable: true,
    why: "a repetition looks for what is left, and a record would keep a trace of the contact",
  },
  "webhooks.create": {
    takesKey: false,
    isRepeatable: false,
    why: "the response has the secret, which a record would keep",
  },
  "webhooks.update": KEYED,
  "webhooks.delete": KEYED,
  "webhooks.ping": {
    takesKey: false,
    isRepeatable: false,
    why: "each ping is a delivery of its own",
  },
  "webhooks.rotate": {
    takesKey: false,
    isRepeatable: false,
    why: "the response has the secret, which a record would keep",
  },
  "webhooks.replay": KEYED,
  "webhooks.replayDelivery": KEYED,
  "keys.create": {
    takesKey: false,
    isRepeatable: false,
    why: "the response has the API key itself, which a record would keep",
  },
  "keys.revoke": KEYED_OR_REPEATED,
} as const satisfies Readonly<Record<string, KeyUse>>;

type Uses = typeof KEY_USE;

/** The name of a change that takes an idempotency key. */
export type KeyedOperation = {
  [Name in keyof Uses]: Uses[Name] extends { takesKey: true } ? Name : never;
}[keyof Uses];
