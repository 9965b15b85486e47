import { bookings } from "./bookings.ts";
import { customers } from "./customers.ts";
import { router } from "./init.ts";
import { resources } from "./resources.ts";
import { schedules } from "./schedules.ts";
import { slots } from "./slots.ts";

/** What /trpc serves. */
export const appRouter = router({ resources, schedules, slots, bookings, customers });
