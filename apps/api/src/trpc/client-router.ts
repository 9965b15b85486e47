import { initTRPC } from "@trpc/server";
import { toHoldfastError } from "../http/index.ts";
import { absences } from "./absences.ts";
import { audit } from "./audit.ts";
import { bookings } from "./bookings.ts";
import { calendars } from "./calendars.ts";
import { customers } from "./customers.ts";
import { events } from "./events.ts";
import { toErrorShape } from "./init.ts";
import { keys } from "./keys.ts";
import { orders } from "./orders.ts";
import { overview } from "./overview.ts";
import { resources } from "./resources.ts";
import { schedules } from "./schedules.ts";
import { slots } from "./slots.ts";
import { waitlist } from "./waitlist.ts";
import { webhooks } from "./webhooks.ts";

/* The served procedures under a root without a context. `npm run generate` makes the client package's types from it;
   nothing runs it, and a test compares it with the served router. */

const t = initTRPC.create({
  errorFormatter: ({ error, path }) => toErrorShape(toHoldfastError(error), undefined, path),
});

export const clientRouter = t.router({
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
