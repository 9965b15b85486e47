/* The order in which the collection's requests run from top to bottom, each with what an earlier one made. Operations that
   are not in it run after those of their heading. */

/** A request of the collection. */
export interface Step {
  /** The operation by its id. */
  operation: string;
  /** What this request is for, where the operation occurs more than once. */
  title?: string;
  /** Fields of the body instead of those in the example; `{{slot_id}}` is a variable. */
  body?: Record<string, unknown>;
  /** Query parameters that are sent; the others are there to be switched on. */
  query?: Record<string, string>;
  /** The variables of the path's parameters, where they are not the id of the noun before. */
  path?: Record<string, string>;
  /** The variables that the answer sets, with where in it the value stands. */
  save?: Record<string, string>;
}

/** A folder of the collection. */
export interface Chapter {
  name: string;
  steps: readonly Step[];
}

const step = (operation: string, more: Omit<Step, "operation"> = {}): Step => ({ operation, ...more });

/** The headings of the document, in the order of a run. */
export const STORY: readonly Chapter[] = [
  { name: "Server", steps: [step("health"), step("ready")] },
  {
    name: "API keys",
    steps: [step("keys.create", { body: { role: "desk" }, save: { key_id: "id" } }), step("keys.list")],
  },
  {
    name: "Resources",
    steps: [
      step("resources.createDoctor", { save: { doctor_id: "id", resource_id: "id" } }),
      step("resources.listDoctors"),
      step("resources.getDoctor"),
      step("resources.updateDoctor"),
      step("resources.createShow", { save: { show_id: "id" } }),
      step("resources.listShows"),
      step("resources.getShow"),
      step("resources.updateShow"),
    ],
  },
  {
    name: "Slots",
    steps: [
      step("slots.createForDoctor", { save: { slot_id: "id" } }),
      step("slots.createForDoctor", {
        title: "another hour",
        body: { start_time: "2031-12-25T12:00:00Z", end_time: "2031-12-25T13:00:00Z" },
        save: { other_slot_id: "id" },
      }),
      step("slots.createForDoctor", {
        title: "with one place",
        body: { start_time: "2031-12-25T14:00:00Z", end_time: "2031-12-25T15:00:00Z", capacity: 1 },
        save: { full_slot_id: "id" },
      }),
      step("slots.createForShow", { save: { show_slot_id: "id" } }),
      step("slots.list"),
      step("slots.get"),
      step("slots.update"),
    ],
  },
  {
    name: "Bookings",
    steps: [
      step("bookings.create", { save: { booking_id: "id", booking_token: "token" } }),
      step("bookings.get"),
      step("bookings.extend"),
      step("bookings.confirm"),
      step("bookings.changeQuantity", { body: { quantity: 2 } }),
      step("bookings.reschedule", { body: { slot_id: "{{other_slot_id}}" } }),
      step("bookings.update"),
      step("bookings.handOver", { save: { booking_token: "token" } }),
      step("bookings.checkIn"),
      step("slots.attendance"),
      step("slots.inside"),
      step("slots.doorList"),
      step("slots.doorFile"),
      step("slots.mergeScans", {
        body: {
          scans: [{ scan_id: "{{$guid}}", code: "{{booking_id}}", scanned_at: "{{$isoTimestamp}}" }],
        },
      }),
      step("slots.scans"),
      step("bookings.checkOut"),
      step("bookings.markNoShow"),
      step("bookings.createMany", {
        save: { cancelled_booking_id: "bookings.0.id", cancelled_booking_token: "token" },
      }),
      step("bookings.cancel", { path: { id: "cancelled_booking_id" } }),
      step("bookings.previewMovesOfDoctor"),
      step("bookings.moveManyOfDoctor", {
        body: { moves: [{ booking_id: "{{cancelled_booking_id}}", slot_id: "{{show_slot_id}}" }] },
      }),
      step("bookings.previewMovesOfShow"),
      step("bookings.moveManyOfShow", {
        body: { moves: [{ booking_id: "{{cancelled_booking_id}}", slot_id: "{{slot_id}}" }] },
      }),
      step("bookings.list"),
      step("bookings.export"),
    ],
  },
  {
    name: "Orders",
    steps: [
      step("bookings.createMany", {
        title: "as an order",
        save: { order_id: "order_id", order_token: "token" },
      }),
      step("orders.get"),
      step("orders.extend"),
      step("orders.confirm"),
      step("orders.cancel"),
    ],
  },
  {
    name: "Waitlist",
    steps: [
      step("bookings.create", { title: "the only place", path: { id: "full_slot_id" } }),
      step("waitlist.join", {
        path: { id: "full_slot_id" },
        save: { waitlist_id: "id", waitlist_token: "token" },
      }),
      step("waitlist.get"),
      step("waitlist.listOfSlot", { path: { id: "full_slot_id" } }),
      step("waitlist.list", { query: { slot_id: "{{full_slot_id}}" } }),
      step("waitlist.leave"),
    ],
  },
  {
    name: "Schedules",
    steps: [
      step("schedules.createForDoctor", { save: { schedule_id: "id" } }),
      step("schedules.createForShow"),
      step("schedules.listOfDoctor"),
      step("schedules.listOfShow"),
      step("schedules.get"),
      step("schedules.preview", { body: { resource_id: "{{resource_id}}", schedule_id: "{{schedule_id}}" } }),
      step("schedules.update"),
      step("schedules.generate"),
      step("schedules.addException"),
      step("schedules.removeException"),
      step("schedules.importHolidays"),
      step("schedules.removeHolidays"),
    ],
  },
  {
    name: "Absences",
    steps: [
      step("absences.createForDoctor", { save: { absence_id: "id" } }),
      step("absences.createForShow"),
      step("absences.listOfDoctor"),
      step("absences.listOfShow"),
      step("absences.get"),
      step("absences.bookings"),
      step("absences.entries"),
      step("absences.end"),
    ],
  },
  {
    name: "Audit and events",
    steps: [step("audit.list", { query: { booking_id: "{{booking_id}}" } }), step("events.list")],
  },
  {
    name: "Calendars",
    steps: [
      step("bookings.calendar"),
      step("calendars.createOfDoctor", { save: { secret: "secret" } }),
      step("calendars.subscribe", { path: { secret: "secret" } }),
      step("calendars.getOfDoctor"),
      step("calendars.revokeOfDoctor"),
      step("calendars.createOfShow"),
      step("calendars.getOfShow"),
      step("calendars.revokeOfShow"),
    ],
  },
  {
    name: "Webhooks",
    steps: [
      step("webhooks.create", { save: { webhook_id: "id" } }),
      step("webhooks.list"),
      step("webhooks.get"),
      step("webhooks.update", { body: { active: true } }),
      step("webhooks.ping", { save: { delivery_id: "id" } }),
      step("webhooks.rotate"),
      step("webhooks.deliveries"),
      step("webhooks.replayDelivery", { path: { id: "delivery_id" } }),
      step("webhooks.replay"),
    ],
  },
  {
    name: "Overview",
    steps: [step("overview.get", { query: { from: "2031-12-01T00:00:00Z", to: "2032-01-01T00:00:00Z" } })],
  },
  { name: "Customers", steps: [step("customers.erase")] },
];

/** What removes what the others need. */
export const END: Chapter = {
  name: "Clean up",
  steps: [
    step("schedules.delete"),
    step("webhooks.delete"),
    step("slots.delete", { path: { id: "show_slot_id" } }),
    step("keys.revoke"),
  ],
};
