import { absences } from "./absences.ts";
import { audit } from "./audit.ts";
import { bookings } from "./bookings.ts";
import { calendars } from "./calendars.ts";
import { customers } from "./customers.ts";
import { events } from "./events.ts";
import { router } from "./init.ts";
import { keys } from "./keys.ts";
import { orders } from "./orders.ts";
import { overview } from "./overview.ts";
import { resources } from "./resources.ts";
import { schedules } from "./schedules.ts";
import { slots } from "./slots.ts";
import { waitlist } from "./waitlist.ts";
import { webhooks } from "./webhooks.ts";

/** The router that /trpc serves. */
export const appRouter = router({
  resources,
  absences,
  schedules,
  slots,
  bookings,
  orders,
  waitlist,
  calendars,
  customers,
  audit,
  events,
  webhooks,
  overview,
  keys,
});
