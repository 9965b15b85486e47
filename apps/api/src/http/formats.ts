import type { Context } from "hono";
import { routePath } from "hono/route";

/** The end of a path that asks for iCalendar, as in `/api/bookings/{id}.ics`. */
const CALENDAR = ".ics";

/** A parameter of the path without the format, where the route's path ends with one: to Hono it is part of the parameter. */
export const withoutFormat = (c: Context, value: string): string =>
  routePath(c).endsWith(`\\${CALENDAR}}`) && value.endsWith(CALENDAR)
    ? value.slice(0, -CALENDAR.length)
    : value;
