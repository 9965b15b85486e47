import { ERRORS, type ErrorCode } from "./errors.ts";
import { KEY_USE, type KeyUse } from "./key-use.ts";

/* The texts of all operations, once: the OpenAPI document, the reference and what editors show of the client read them
   here. A procedure has its path as a name; what REST alone has is named in the same way. */

/** What an operation is for, in words. */
interface OperationText {
  /** A command without a full stop. `{resource}`: "doctor", "show", or both, by what the caller names. */
  summary: string;
  /** What it does and returns beyond the summary, in sentences. Fields have tRPC's names, in backticks. */
  description: string;
  /**
   * The errors of its verb alone: `ownErrors` adds those of idempotency keys, and REST those that follow from
   * a rule and a method. `RESOURCE_NOT_FOUND` is `DOCTOR_NOT_FOUND` or `SHOW_NOT_FOUND` where the path names
   * the kind.
   */
  errors: readonly ErrorCode[];
}

const STALE = "PRECONDITION_FAILED";
const TAKEN = "EXTERNAL_ID_TAKEN";
const PER_CONTACT = ["CONTACT_LIMIT", "CONTACT_REQUIRED"] as const;

/** The operations in a reader's order: by tag, and within it as a booking goes. */
export const OPERATIONS = {
  "slots.list": {
    summary: "List slots",
    description:
      "Upcoming slots come first by their start, then past ones, the latest first. Returns a page of slots with their free places.",
    errors: [],
  },
  "slots.get": {
    summary: "Get a slot",
    description: "Returns the slot with its free places as of now.",
    errors: ["SLOT_NOT_FOUND"],
  },
  "slots.watch": {
    summary: "Watch a slot, or the slots of a doctor or show",
    description:
      "A stream of server-sent events: first the present state, of a resource its first 500 slots in the order of the list, then every slot that is new, changed or deleted, at most four times a second each, the newest state. A stream that was cut begins with the present state again, so that nothing is missed.",
    errors: ["SLOT_NOT_FOUND", "RESOURCE_NOT_FOUND"],
  },
  "slots.create": {
    summary: "Create a slot of a {resource}",
    description:
      "Makes a bookable time of one {resource}. Slots of an exclusive {resource} must not overlap. Returns the slot.",
    errors: ["RESOURCE_NOT_FOUND", "RESOURCE_ARCHIVED", "SLOT_OVERLAP", TAKEN],
  },
  "slots.createMany": {
    summary: "Create several slots of a {resource}, all or none",
    description:
      "Makes up to 500 slots in one transaction. Where some are refused, none is made, and `issues` has each of them with its place in the list and its `code`. Returns the slots, in the order of the request. Safe to repeat with an idempotency key.",
    errors: ["RESOURCE_NOT_FOUND", "RESOURCE_ARCHIVED", "SLOT_OVERLAP", TAKEN],
  },
  "slots.update": {
    summary: "Change a slot",
    description:
      "Changes its times, its capacity or its booking window, closes it for booking or opens it again. Fields that are left out stay as they are. Returns the slot.",
    errors: [
      "SLOT_NOT_FOUND",
      "CAPACITY_BELOW_BOOKED",
      "BOOKING_CHECKED_IN",
      "RESOURCE_ARCHIVED",
      "SLOT_OVERLAP",
      TAKEN,
      STALE,
    ],
  },
  "slots.delete": {
    summary: "Delete a slot",
    description:
      "The slot must have no live holds and no confirmed bookings; its waitlist ends with it. Returns its id.",
    errors: ["SLOT_NOT_FOUND", "SLOT_HAS_BOOKINGS", STALE],
  },
  "slots.attendance": {
    summary: "Count who is at a slot",
    description: "How many persons are expected, have come, and are inside now. Returns the numbers.",
    errors: ["SLOT_NOT_FOUND"],
  },
  "slots.inside": {
    summary: "List who is inside",
    description:
      "The bookings of which somebody is inside, by name, for whoever has to call them. Returns a page of them.",
    errors: ["SLOT_NOT_FOUND"],
  },
  "slots.doorList": {
    summary: "List what a door needs while the network is away",
    description:
      "The confirmed bookings and live holds of a slot without contacts, in the order in which they were placed.",
    errors: ["SLOT_NOT_FOUND"],
  },
  "slots.doorFile": {
    summary: "Export what a door needs as CSV",
    description: "The list of a slot's door as one file, with a line per booking.",
    errors: ["SLOT_NOT_FOUND"],
  },
  "slots.mergeScans": {
    summary: "Merge scans of a door",
    description:
      "Takes scans that were made while the network was away, at most 200 in a call and 30 days old. The first scan of a ticket counts, whichever device uploads first; the others are told as duplicates. Returns what became of each, and of earlier scans whose outcome changed. Safe to repeat: a scan is known by its id.",
    errors: ["SLOT_NOT_FOUND"],
  },
  "slots.scans": {
    summary: "List scans at a slot's door",
    description:
      "In the order in which they were scanned, check-ins and check-outs of staff among them; with `conflicts` those alone that did not go as they should. Returns a page of scans.",
    errors: ["SLOT_NOT_FOUND"],
  },
  "bookings.create": {
    summary: "Hold places of a slot",
    description:
      "Takes the places at once and holds them until the booking is confirmed or the hold expires. Returns the hold with its `token`, which no later response has. Safe to repeat with an idempotency key.",
    errors: ["SLOT_NOT_FOUND", "NO_SEAT", "NOT_BOOKABLE", ...PER_CONTACT, TAKEN],
  },
  "bookings.createMany": {
    summary: "Hold places of several slots, all or none",
    description:
      "Books up to 20 slots for one customer in one transaction: where one slot refuses, none is booked, and `detail` names it. Returns an order: a hold for each slot, and one `token` for all. Safe to repeat with an idempotency key.",
    errors: ["SLOT_NOT_FOUND", "NO_SEAT", "NOT_BOOKABLE", ...PER_CONTACT, TAKEN],
  },
  "bookings.get": {
    summary: "Get a booking",
    description:
      "Returns the booking with its status as of now: a hold that has expired is `FAILED`. With `expand` it brings along its slot and resource. It needs the booking's token or an API key.",
    errors: ["BOOKING_NOT_FOUND"],
  },
  "bookings.update": {
    summary: "Change a booking's customer, attendees, answers, language, metadata and external id",
    description:
      "Corrects the customer's name and contact, and changes who comes, the answers to the questions of the doctor or show, the language of later mails and what your own systems note on the booking, whatever its status; `answers` and `metadata` go key by key. Fields that are left out stay as they are. It needs the booking's token or an API key; metadata and the external id need the key. A booking whose customer was erased takes no name, no contact, no answers and no metadata any more. A customer takes nothing away from a confirmed booking that is required. Returns the booking.",
    errors: ["BOOKING_NOT_FOUND", "BOOKING_ERASED", "ANSWERS_MISSING", ...PER_CONTACT, TAKEN, STALE],
  },
  "bookings.confirm": {
    summary: "Confirm a live hold",
    description:
      "Makes the hold a confirmed booking. A customer's must have the names and the answers that the doctor or show requires. With `reacquire` an expired hold takes its places again if they are still free. Safe to repeat without an idempotency key, which makes it slower: a confirmed booking is returned as it is.",
    errors: ["BOOKING_NOT_FOUND", "HOLD_EXPIRED", "BOOKING_NOT_PENDING", "ANSWERS_MISSING"],
  },
  "bookings.extend": {
    summary: "Give a live hold its full time again",
    description:
      "The hold lives as long as a new one would, at most `MAX_HOLD_SECONDS` from its creation. Returns the booking with its new `expiresAt`.",
    errors: ["BOOKING_NOT_FOUND", "HOLD_EXPIRED", "BOOKING_NOT_PENDING"],
  },
  "bookings.reschedule": {
    summary: "Move a booking to another slot",
    description:
      "Takes the places in another slot and frees the old ones, in one transaction. Customers choose a slot of the same doctor or show; staff may choose any. Returns the booking; moving it to the slot that it has changes nothing.",
    errors: [
      "BOOKING_NOT_FOUND",
      "SLOT_NOT_FOUND",
      "NO_SEAT",
      "NOT_BOOKABLE",
      ...PER_CONTACT,
      "OTHER_RESOURCE",
      "HOLD_EXPIRED",
      "BOOKING_NOT_PENDING",
      "BOOKING_CHECKED_IN",
      "CANCELLATION_CLOSED",
    ],
  },
  "bookings.previewMoves": {
    summary: "Show where the bookings of a {resource}'s time could go",
    description:
      "A dry run: it changes nothing. For each live booking of the {resource}'s slots in that time it looks for a slot of the same length, of a colleague or on another day: at the same time of day where there are places, else the nearest on these days. A booking is never split. Returns what could be moved, and for whom there is no slot.",
    errors: ["RESOURCE_NOT_FOUND", "RESOURCE_ARCHIVED"],
  },
  "bookings.moveMany": {
    summary: "Move several bookings of a {resource}'s time, all or none",
    description:
      "Moves up to 500 bookings, each to the slot that is named for it, in one transaction: what `bookings.previewMoves` has shown, or some of it. Where one does not fit any more, none is moved, and `issues` has each of them with its place in the list and its `code`. Bookings that were cancelled or have expired meanwhile are left alone. Everybody who is moved is told as of any move. Safe to repeat with an idempotency key.",
    errors: ["RESOURCE_NOT_FOUND", "MOVES_REFUSED"],
  },
  "bookings.handOver": {
    summary: "Hand a booking over to somebody else",
    description:
      "The live hold or confirmed booking gets a new name, a new contact and a new `token`, which no later response has. Every earlier token has ended then, those in mails among them. Safe to repeat with an idempotency key, also with the token that has ended by it.",
    errors: [
      "BOOKING_NOT_FOUND",
      "HOLD_EXPIRED",
      "BOOKING_NOT_PENDING",
      "BOOKING_CHECKED_IN",
      "CANCELLATION_CLOSED",
      ...PER_CONTACT,
    ],
  },
  "bookings.changeQuantity": {
    summary: "Change how many places a booking has",
    description:
      "Gives places of a live hold or of a confirmed booking back, or takes more of the same slot; where they are not free, nothing changes. Returns the booking, which keeps its id and its token; asking for the quantity that it has changes nothing.",
    errors: [
      "BOOKING_NOT_FOUND",
      "NO_SEAT",
      "NOT_BOOKABLE",
      ...PER_CONTACT,
      "HOLD_EXPIRED",
      "BOOKING_NOT_PENDING",
      "BOOKING_CHECKED_IN",
      "CANCELLATION_CLOSED",
      STALE,
    ],
  },
  "bookings.cancel": {
    summary: "Cancel a booking",
    description:
      "Frees the places of a live hold or of a confirmed booking, and says how many. Safe to repeat without an idempotency key, which makes it slower: a cancelled booking is returned as it is.",
    errors: ["BOOKING_NOT_FOUND", "HOLD_EXPIRED", "BOOKING_CHECKED_IN", "CANCELLATION_CLOSED"],
  },
  "bookings.checkIn": {
    summary: "Check a customer in",
    description:
      "Notes that the customer of a confirmed booking came, and clears a no-show. Where only some of the persons have come, `persons` says how many are here by now; with `slotId` a ticket of another slot is refused. Safe to repeat: of several check-ins one is the first, and `firstCheckIn` says whether this one was; `newlyCheckedIn` says how many persons it checked in.",
    errors: ["BOOKING_NOT_FOUND", "BOOKING_NOT_CONFIRMED", "WRONG_SLOT"],
  },
  "bookings.checkOut": {
    summary: "Check a customer out",
    description:
      "Notes that persons of a booking who were checked in have left. Where only some have, `persons` says how many are out by now; whoever comes back is checked in again. Safe to repeat; `newlyCheckedOut` says how many persons this request checked out.",
    errors: ["BOOKING_NOT_FOUND", "BOOKING_NOT_CONFIRMED", "BOOKING_NOT_CHECKED_IN"],
  },
  "bookings.markNoShow": {
    summary: "Mark a booking as a no-show",
    description:
      "Notes that the customer of a confirmed booking did not come, and clears a check-in. Returns the booking. Safe to repeat.",
    errors: ["BOOKING_NOT_FOUND", "BOOKING_NOT_CONFIRMED"],
  },
  "bookings.list": {
    summary: "List bookings",
    description:
      "Newest first, by the filters that are given. Returns a page of bookings; with `expand` each brings along its slot and resource.",
    errors: [],
  },
  "bookings.calendar": {
    summary: "Get a booking as a calendar",
    description:
      "One entry of iCalendar, `TENTATIVE` while it is a hold, `CANCELLED` once it is over. It needs the booking's token or an API key.",
    errors: ["BOOKING_NOT_FOUND"],
  },
  "bookings.export": {
    summary: "Export bookings as CSV",
    description:
      "All bookings that fit, as one file with a line per booking. Newest first; by the start of the slot where `resourceId`, `from` or `to` is given, but neither `slotId` nor `contact`.",
    errors: [],
  },
  "orders.get": {
    summary: "Get an order",
    description:
      "Returns the bookings of one call with their status as of now. It needs the order's token or an API key.",
    errors: ["ORDER_NOT_FOUND"],
  },
  "orders.confirm": {
    summary: "Confirm an order, all or none",
    description:
      "Confirms all live holds of the order in one transaction; bookings that are confirmed or cancelled stay as they are. Where one cannot be confirmed, nothing changes, and `detail` names it. With `reacquire` expired holds take their places again if all of them are still free. Returns the order. Safe to repeat without an idempotency key.",
    errors: ["ORDER_NOT_FOUND", "HOLD_EXPIRED", "BOOKING_NOT_PENDING", "ANSWERS_MISSING"],
  },
  "orders.extend": {
    summary: "Give an order's live holds their full time again, all or none",
    description:
      "Each hold lives as long as a new one would, at most `MAX_HOLD_SECONDS` from its creation; bookings that are confirmed or cancelled stay as they are. Where one has expired, nothing changes, and `detail` names it. Returns the order.",
    errors: ["ORDER_NOT_FOUND", "HOLD_EXPIRED", "BOOKING_NOT_PENDING"],
  },
  "orders.cancel": {
    summary: "Cancel an order, all or none",
    description:
      "Frees the places of all live holds and confirmed bookings of the order in one transaction; bookings that have expired or are cancelled stay as they are. Where one may not be cancelled, nothing changes, and `detail` names it. Returns the order. Safe to repeat without an idempotency key.",
    errors: ["ORDER_NOT_FOUND", "HOLD_EXPIRED", "BOOKING_CHECKED_IN", "CANCELLATION_CLOSED"],
  },
  "waitlist.join": {
    summary: "Join a full slot's waitlist",
    description:
      "The entry becomes a hold as soon as places are free for it. Returns the entry with its `token`, which no later response has: it is also the token of that hold. Safe to repeat with an idempotency key.",
    errors: ["SLOT_NOT_FOUND", "NOT_BOOKABLE", "SLOT_NOT_FULL", "WAITLIST_FULL", ...PER_CONTACT],
  },
  "waitlist.get": {
    summary: "Get an entry of a waitlist",
    description: "Returns the entry with its position, or with the id of the booking that it became.",
    errors: ["WAITLIST_ENTRY_NOT_FOUND"],
  },
  "waitlist.leave": {
    summary: "Leave a waitlist",
    description: "Returns the entry, which waits no longer. Safe to repeat.",
    errors: ["WAITLIST_ENTRY_NOT_FOUND", "WAITLIST_ENTRY_PROMOTED"],
  },
  "waitlist.listOfSlot": {
    summary: "List a slot's waiting entries",
    description: "In order of arrival. Returns a page of entries.",
    errors: ["SLOT_NOT_FOUND"],
  },
  "waitlist.list": {
    summary: "List entries of waitlists",
    description:
      "Those of a slot that wait, or all of a contact whatever became of them, in order of arrival: give `slotId`, `contact` or both. Returns a page of entries.",
    errors: ["SLOT_NOT_FOUND"],
  },
  "resources.list": {
    summary: "List {resource}s",
    description:
      "Oldest first, archived ones left out unless `archived` asks for them. Returns a page of {resource}s; without an API key no metadata and no external ids of them.",
    errors: [],
  },
  "resources.get": {
    summary: "Get a {resource}",
    description: "Returns the {resource}; without an API key no metadata and no external id of it.",
    errors: ["RESOURCE_NOT_FOUND"],
  },
  "resources.create": {
    summary: "Create a {resource}",
    description: "Makes the owner of slots. Returns the {resource}. Safe to repeat with an idempotency key.",
    errors: [TAKEN],
  },
  "resources.update": {
    summary: "Change a {resource}",
    description:
      "Fields that are left out stay as they are. A {resource} whose slots overlap cannot become exclusive: `detail` lists them. For an archived one nothing new is booked or made: its open slots to come are closed, and opened again once it is archived no longer. Returns the {resource}.",
    errors: ["RESOURCE_NOT_FOUND", "SLOT_OVERLAP", TAKEN, STALE],
  },
  "absences.create": {
    summary: "Note that a {resource} is away",
    description:
      "Closes the {resource}'s open slots in that time, at most 5,000, and keeps its schedules from making others there, in one transaction. Bookings and entries stay as they are: `absences.bookings` and `absences.entries` list who has to be told. Returns the absence. Safe to repeat with an idempotency key.",
    errors: ["RESOURCE_NOT_FOUND"],
  },
  "absences.list": {
    summary: "List absences of a {resource}",
    description: "Oldest first, ended ones too. Returns a page of absences.",
    errors: ["RESOURCE_NOT_FOUND"],
  },
  "absences.get": {
    summary: "Get an absence",
    description: "Returns the absence, and how many bookings and entries its slots still have.",
    errors: ["ABSENCE_NOT_FOUND"],
  },
  "absences.bookings": {
    summary: "List bookings in the time of an absence",
    description:
      "The live bookings of the slots in that time, in the order in which they were placed: whoever was moved or has cancelled is no longer there. Returns a page of bookings.",
    errors: ["ABSENCE_NOT_FOUND"],
  },
  "absences.entries": {
    summary: "List entries that wait for slots in the time of an absence",
    description: "In order of arrival. Returns a page of entries.",
    errors: ["ABSENCE_NOT_FOUND"],
  },
  "absences.end": {
    summary: "End an absence",
    description:
      "Opens the slots that it has closed and nothing else, except where another absence or an archived {resource} keeps them closed; its schedules make what they left out. Returns the absence. Safe to repeat.",
    errors: ["ABSENCE_NOT_FOUND"],
  },
  "schedules.list": {
    summary: "List schedules of a {resource}",
    description: "Oldest first. Returns a page of schedules.",
    errors: ["RESOURCE_NOT_FOUND"],
  },
  "schedules.get": {
    summary: "Get a schedule",
    description: "Returns the schedule.",
    errors: ["SCHEDULE_NOT_FOUND"],
  },
  "schedules.create": {
    summary: "Create a schedule of a {resource}",
    description:
      "A schedule makes slots ahead, on the days of its rule. Returns the schedule; its first slots are made in the background. Safe to repeat with an idempotency key.",
    errors: ["RESOURCE_NOT_FOUND", "RESOURCE_ARCHIVED"],
  },
  "schedules.update": {
    summary: "Change a schedule",
    description:
      "Fields that are left out stay as they are. Its slots to come follow, as far as nobody has booked them. Returns the schedule.",
    errors: ["SCHEDULE_NOT_FOUND", STALE],
  },
  "schedules.addException": {
    summary: "Make a day an exception of a schedule",
    description:
      "The schedule makes no slots on that day; other exceptions stay as they are. Returns the schedule. Safe to repeat.",
    errors: ["SCHEDULE_NOT_FOUND", STALE],
  },
  "schedules.removeException": {
    summary: "Make a day an exception no longer",
    description:
      "The schedule makes slots on that day again, if its rule has it. Returns the schedule. Safe to repeat.",
    errors: ["SCHEDULE_NOT_FOUND", STALE],
  },
  "schedules.importHolidays": {
    summary: "Import holidays of a schedule",
    description:
      "Takes the all-day events of a calendar file, such as the public holidays of a state: the schedule makes no slots on these days. An earlier file of the same name is replaced. Returns the schedule, what was taken, and the slots on these days that are booked: they are closed, and nothing is cancelled. Safe to repeat.",
    errors: ["SCHEDULE_NOT_FOUND", STALE],
  },
  "schedules.removeHolidays": {
    summary: "Remove imported holidays of a schedule",
    description:
      "The schedule makes slots on the days of that file again, unless they are exceptions or days of another file. Returns the schedule. Safe to repeat.",
    errors: ["SCHEDULE_NOT_FOUND", STALE],
  },
  "schedules.delete": {
    summary: "Delete a schedule",
    description:
      "Deletes its slots to come that nobody has booked or waits for, too, and closes the others. Returns the numbers of slots deleted and kept.",
    errors: ["SCHEDULE_NOT_FOUND", STALE],
  },
  "schedules.generate": {
    summary: "Make a schedule's slots now",
    description:
      "Makes the slots that are missing and deletes those that the schedule no longer has, as the worker does by itself. Returns the numbers of both. Safe to repeat, with an idempotency key or without.",
    errors: ["SCHEDULE_NOT_FOUND"],
  },
  "schedules.preview": {
    summary: "Preview a schedule",
    description:
      "What a new schedule, or one with other fields, would make in a time, as it would be made: with every change of clocks, and without slots that would overlap others of an exclusive resource. It writes nothing. Returns the first 500 slots, and how many there are.",
    errors: ["RESOURCE_NOT_FOUND", "SCHEDULE_NOT_FOUND"],
  },
  "calendars.get": {
    summary: "Get the calendar of a {resource}",
    description: "Returns what was chosen when it was created, without its secret address.",
    errors: ["RESOURCE_NOT_FOUND", "CALENDAR_NOT_FOUND"],
  },
  "calendars.create": {
    summary: "Create the calendar of a {resource}",
    description:
      "Calendar programs subscribe to its secret address. An earlier address of the same {resource} leads nowhere from then on. Returns the address, which no later response has.",
    errors: ["RESOURCE_NOT_FOUND"],
  },
  "calendars.revoke": {
    summary: "Revoke the calendar of a {resource}",
    description: "Its address leads nowhere from then on. Returns the id of the {resource}. Safe to repeat.",
    errors: ["RESOURCE_NOT_FOUND"],
  },
  "calendars.subscribe": {
    summary: "Get a calendar by its secret address",
    description:
      "For calendar programs: an entry of iCalendar for each slot of the doctor or show that has bookings. It needs no key and no token.",
    errors: ["CALENDAR_NOT_FOUND"],
  },
  "customers.erase": {
    summary: "Erase a customer's data",
    description:
      "Erases name and contact from past bookings and entries, and attendees, answers and metadata of the bookings. Live ones keep all of it. Returns what was erased, what is kept, and why, in each store. Safe to repeat.",
    errors: [],
  },
  "audit.list": {
    summary: "List changes",
    description:
      "The changes of one booking, slot, doctor, show, schedule, webhook or API key, oldest first: give exactly one of their ids. Returns a page of changes. Those of a webhook or an API key need the role `admin`.",
    errors: ["FORBIDDEN"],
  },
  "overview.get": {
    summary: "Get an overview",
    description:
      "How many holds were placed, and how many bookings confirmed, expired or cancelled, in each hour or day of a time; how full its days are; and what is queued now: jobs, deliveries, mails.",
    errors: [],
  },
  "events.list": {
    summary: "List events",
    description:
      "Committed changes that others may act on, oldest first. Returns a page of events; read on with the `cursor` of the last one.",
    errors: [],
  },
  "webhooks.list": {
    summary: "List webhooks",
    description:
      "Oldest first, paused and disabled ones included. Returns a page of webhooks without their secrets.",
    errors: [],
  },
  "webhooks.get": {
    summary: "Get a webhook",
    description: "Returns the webhook without its secret.",
    errors: ["WEBHOOK_NOT_FOUND"],
  },
  "webhooks.create": {
    summary: "Create a webhook",
    description:
      "From now on the events of its topics are sent to `url`. Returns the webhook with its `secret`, which no later response has.",
    errors: ["WEBHOOKS_FULL"],
  },
  "webhooks.update": {
    summary: "Change, pause or resume a webhook",
    description:
      "Fields that are left out stay as they are. While it is paused, events wait for it, 30 days at most. Returns the webhook.",
    errors: ["WEBHOOK_NOT_FOUND", STALE],
  },
  "webhooks.delete": {
    summary: "Delete a webhook",
    description: "Its deliveries go with it, those that wait included. Returns its id.",
    errors: ["WEBHOOK_NOT_FOUND", STALE],
  },
  "webhooks.ping": {
    summary: "Ping a webhook",
    description:
      "Sends a `webhook.ping` as an event is sent. Returns its delivery, whose `attempts` say later what became of it.",
    errors: ["WEBHOOK_NOT_FOUND", "WEBHOOK_INACTIVE"],
  },
  "webhooks.rotate": {
    summary: "Give a webhook a new secret",
    description:
      "For 24 hours deliveries are signed with the secret before, too. Returns the webhook with its new `secret`, which no later response has.",
    errors: ["WEBHOOK_NOT_FOUND"],
  },
  "webhooks.deliveries": {
    summary: "List deliveries of a webhook",
    description:
      "Newest first, those of the last 30 days. Returns a page of deliveries, each with its attempts.",
    errors: ["WEBHOOK_NOT_FOUND"],
  },
  "webhooks.replay": {
    summary: "Send deliveries of a webhook again",
    description:
      "Sends what was delivered or has failed in a time again, oldest first, each under the id that it had. Returns how many.",
    errors: ["WEBHOOK_NOT_FOUND"],
  },
  "webhooks.replayDelivery": {
    summary: "Send a delivery again",
    description: "Under the id that it had, and at once. Returns the delivery. Safe to repeat.",
    errors: ["DELIVERY_NOT_FOUND"],
  },
  "keys.list": {
    summary: "List API keys",
    description: "Oldest first, revoked ones included. Returns a page of keys without their secrets.",
    errors: [],
  },
  "keys.create": {
    summary: "Create an API key",
    description: "Returns the key itself in `key`; no later response has it.",
    errors: [],
  },
  "keys.revoke": {
    summary: "Revoke an API key",
    description: "The key is refused from now on. Returns it. Safe to repeat.",
    errors: ["KEY_NOT_FOUND"],
  },
  health: {
    summary: "Ask whether the process lives",
    description: "Returns 200 while it does; it never asks the database.",
    errors: [],
  },
  ready: {
    summary: "Ask whether the server can serve",
    description: "Returns 200, or 503 that names what is not ready: `database`, `migrations`, `job queue`.",
    errors: [],
  },
} as const satisfies Record<string, OperationText>;

/** The name of an operation: a procedure's path, or REST's own. */
export type OperationName = keyof typeof OPERATIONS;

/** What an operation does with an idempotency key; undefined for a read. */
export const keyUseOf = (name: OperationName): KeyUse | undefined =>
  (KEY_USE satisfies Partial<Record<OperationName, KeyUse>> as Partial<Record<OperationName, KeyUse>>)[name];

/** The errors of an operation's verb, and those of its idempotency keys. */
export function ownErrors(name: OperationName): ErrorCode[] {
  const use = keyUseOf(name);
  const { errors }: OperationText = OPERATIONS[name];
  if (!use) return [...errors];
  if (!use.takesKey) return [...errors, "IDEMPOTENCY_KEY_NOT_ALLOWED"];
  return [...errors, "IDEMPOTENCY_KEY_IN_USE", "IDEMPOTENCY_MISMATCH"];
}

/** The headings of the operations, in a reader's order, with the nouns below each. */
export const OPERATION_TAGS = [
  { name: "Slots", nouns: ["slots"], description: "Bookable times of a doctor or a show." },
  { name: "Bookings", nouns: ["bookings"], description: "A booking from its hold to the check-in." },
  { name: "Orders", nouns: ["orders"], description: "The bookings of one call, as one." },
  { name: "Waitlist", nouns: ["waitlist"], description: "Entries that wait for places of a full slot." },
  { name: "Resources", nouns: ["resources"], description: "Doctors and shows: the owners of slots." },
  { name: "Absences", nouns: ["absences"], description: "Times in which a doctor or a show is away." },
  { name: "Schedules", nouns: ["schedules"], description: "Rules that make slots ahead." },
  { name: "Calendars", nouns: ["calendars"], description: "Booked slots, for calendar programs." },
  { name: "Customers", nouns: ["customers"], description: "The erasure of a customer's data." },
  { name: "Audit and events", nouns: ["audit", "events"], description: "What was changed, and by whom." },
  {
    name: "Webhooks",
    nouns: ["webhooks"],
    description: "Addresses that hear of events, and what was sent to them.",
  },
  {
    name: "Overview",
    nouns: ["overview"],
    description: "What happened in a time, how full its days are, and what is queued now.",
  },
  { name: "API keys", nouns: ["keys"], description: "The keys of members of staff." },
  { name: "Server", nouns: ["health", "ready"], description: "Whether the server lives and can serve." },
] as const;

/** The heading of an operation. */
export function tagOf(name: OperationName): (typeof OPERATION_TAGS)[number]["name"] {
  const noun = name.replace(/\..*/, "");
  const tag = OPERATION_TAGS.find(({ nouns }) => (nouns as readonly string[]).includes(noun));
  if (!tag) throw new Error(`OPERATION_TAGS has no heading for ${name}`);
  return tag.name;
}

/**
 * The texts of an operation.
 * @param resource the caller's word for the owner of slots
 */
export function operationText(
  name: OperationName,
  resource: "doctor" | "show" | "resource",
): { summary: string; description: string } {
  const { summary, description: does }: OperationText = OPERATIONS[name];
  const use = keyUseOf(name);
  const description = use?.takesKey === false ? `${does} It takes no idempotency key: ${use.why}.` : does;
  const inWords = (text: string) => text.replaceAll("{resource}", resource);
  return { summary: inWords(summary), description: inWords(description) };
}

/** The codes in the order of the closed list, each once. */
export function inOrderOfErrors(codes: Iterable<ErrorCode>): ErrorCode[] {
  const wanted = new Set(codes);
  return (Object.keys(ERRORS) as ErrorCode[]).filter((code) => wanted.has(code));
}
