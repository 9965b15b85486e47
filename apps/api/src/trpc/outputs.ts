import type {
  AuditPage,
  Booking,
  BookingPage,
  CheckedInBooking,
  DeletedSchedule,
  DeletedSlot,
  Erasure,
  EventPage,
  GeneratedSlots,
  Hold,
  Holds,
  JoinedWaitlistEntry,
  Key,
  KeyPage,
  NewKey,
  Resource,
  ResourcePage,
  Schedule,
  SchedulePage,
  Slot,
  SlotPage,
  WaitlistEntry,
  WaitlistPage,
} from "@holdfast/contract";
import type { inferRouterOutputs } from "@trpc/server";
import type { appRouter } from "./router.ts";

/** What outputs are, by the name under which docs/reference/endpoints.md prints them. */
interface Shapes {
  Resource: Resource;
  Slot: Slot;
  DeletedSlot: DeletedSlot;
  Schedule: Schedule;
  DeletedSchedule: DeletedSchedule;
  Booking: Booking;
  CheckedInBooking: CheckedInBooking;
  Hold: Hold;
  WaitlistEntry: WaitlistEntry;
  JoinedWaitlistEntry: JoinedWaitlistEntry;
  Erasure: Erasure;
  Key: Key;
  NewKey: NewKey;
  "{ slotsCreated, slotsDeleted }": GeneratedSlots;
  "{ items: Hold[] }": Holds;
  "{ items: Resource[], nextCursor }": ResourcePage;
  "{ items: Slot[], nextCursor }": SlotPage;
  "{ items: Schedule[], nextCursor }": SchedulePage;
  "{ items: Booking[], nextCursor }": BookingPage;
  "{ items: WaitlistEntry[], nextCursor }": WaitlistPage;
  "{ items: AuditEntry[], nextCursor }": AuditPage;
  "{ items: Event[], nextCursor }": EventPage;
  "{ items: Key[], nextCursor }": KeyPage;
}

/** The names of the shapes that are exactly this output. */
type NameOf<Output> = {
  [Name in keyof Shapes]: [Shapes[Name], Output] extends [Output, Shapes[Name]] ? Name : never;
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
  schedules: {
    create: "Schedule",
    list: "{ items: Schedule[], nextCursor }",
    get: "Schedule",
    update: "Schedule",
    addException: "Schedule",
    removeException: "Schedule",
    delete: "DeletedSchedule",
    generate: "{ slotsCreated, slotsDeleted }",
  },
  slots: {
    create: "Slot",
    list: "{ items: Slot[], nextCursor }",
    get: "Slot",
    update: "Slot",
    delete: "DeletedSlot",
  },
  bookings: {
    create: "Hold",
    createMany: "{ items: Hold[] }",
    get: "Booking",
    extend: "Booking",
    confirm: "Booking",
    reschedule: "Booking",
    cancel: "Booking",
    checkIn: "CheckedInBooking",
    markNoShow: "Booking",
    list: "{ items: Booking[], nextCursor }",
  },
  waitlist: {
    join: "JoinedWaitlistEntry",
    get: "WaitlistEntry",
    leave: "WaitlistEntry",
    list: "{ items: WaitlistEntry[], nextCursor }",
  },
  customers: { erase: "Erasure" },
  audit: { list: "{ items: AuditEntry[], nextCursor }" },
  events: { list: "{ items: Event[], nextCursor }" },
  keys: { create: "NewKey", list: "{ items: Key[], nextCursor }", revoke: "Key" },
} as const satisfies {
  [Noun in keyof Outputs]: { [Verb in keyof Outputs[Noun]]: NameOf<Outputs[Noun][Verb]> };
};
