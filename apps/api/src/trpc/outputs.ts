import type { OUTPUT_SCHEMAS } from "@holdfast/contract";
import type { inferRouterOutputs } from "@trpc/server";
import type { z } from "zod";
import type { appRouter } from "./router.ts";

/** What outputs are, by name. */
type Shapes = { [Name in keyof typeof OUTPUT_SCHEMAS]: z.output<(typeof OUTPUT_SCHEMAS)[Name]> };

/** What a subscription sends, one after the other; the output of any other procedure itself. */
type Sent<Output> = Output extends AsyncIterable<infer Item> ? Item : Output;

/** The names of the shapes that are exactly this output. */
type NameOf<Output> = {
  [Name in keyof Shapes]: [Shapes[Name], Sent<Output>] extends [Sent<Output>, Shapes[Name]] ? Name : never;
}[keyof Shapes];

type Outputs = inferRouterOutputs<typeof appRouter>;

/** What each procedure returns. TypeScript refuses a name that is not its verb's. */
export const OUTPUTS = {
  resources: {
    create: "Resource",
    list: "{ items: Resource[], nextCursor }",
    get: "Resource",
    update: "Resource",
  },
  absences: {
    create: "Absence",
    list: "{ items: Absence[], nextCursor }",
    get: "Absence",
    bookings: "{ items: Booking[], nextCursor }",
    entries: "{ items: WaitlistEntry[], nextCursor }",
    end: "Absence",
  },
  schedules: {
    create: "Schedule",
    list: "{ items: Schedule[], nextCursor }",
    get: "Schedule",
    update: "Schedule",
    addException: "Schedule",
    removeException: "Schedule",
    importHolidays: "ImportedHolidays",
    removeHolidays: "Schedule",
    delete: "DeletedSchedule",
    preview: "SchedulePreview",
    generate: "{ slotsCreated, slotsDeleted }",
  },
  slots: {
    create: "Slot",
    createMany: "{ items: Slot[] }",
    list: "{ items: Slot[], nextCursor }",
    get: "Slot",
    watch: "stream of { id, data }",
    update: "Slot",
    delete: "DeletedSlot",
    attendance: "Attendance",
    inside: "{ items: Presence[], nextCursor }",
    doorList: "{ items: DoorEntry[], nextCursor }",
    mergeScans: "MergedScans",
    scans: "{ items: Scan[], nextCursor }",
  },
  bookings: {
    create: "Hold",
    createMany: "{ orderId, token, items: Hold[] }",
    get: "Booking",
    update: "Booking",
    extend: "Booking",
    confirm: "Booking",
    reschedule: "Booking",
    previewMoves: "MovePreview",
    moveMany: "MovedBookings",
    handOver: "HandedOverBooking",
    changeQuantity: "Booking",
    cancel: "CancelledBooking",
    checkIn: "CheckedInBooking",
    checkOut: "CheckedOutBooking",
    markNoShow: "Booking",
    list: "{ items: Booking[], nextCursor }",
  },
  orders: { get: "Order", confirm: "Order", extend: "Order", cancel: "Order" },
  waitlist: {
    join: "JoinedWaitlistEntry",
    get: "WaitlistEntry",
    leave: "WaitlistEntry",
    list: "{ items: WaitlistEntry[], nextCursor }",
  },
  calendars: { get: "Calendar", create: "NewCalendar", revoke: "RevokedCalendar" },
  customers: { erase: "Erasure" },
  audit: { list: "{ items: AuditEntry[], nextCursor }" },
  events: { list: "{ items: Event[], nextCursor }" },
  webhooks: {
    create: "NewWebhook",
    list: "{ items: Webhook[], nextCursor }",
    get: "Webhook",
    update: "Webhook",
    delete: "DeletedWebhook",
    ping: "Delivery",
    rotate: "NewWebhook",
    deliveries: "{ items: Delivery[], nextCursor }",
    replay: "{ replayed, continueFrom }",
    replayDelivery: "Delivery",
  },
  overview: { get: "Overview" },
  keys: { create: "NewKey", list: "{ items: Key[], nextCursor }", revoke: "Key" },
} as const satisfies {
  [Noun in keyof Outputs]: { [Verb in keyof Outputs[Noun]]: NameOf<Outputs[Noun][Verb]> };
};
