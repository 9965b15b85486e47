import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AccessSettings, Env } from "../http/index.ts";
import { absenceRoutes } from "./absences.ts";
import { auditRoutes } from "./audit.ts";
import { bookingRoutes } from "./bookings.ts";
import { calendarRoutes } from "./calendars.ts";
import { customerRoutes } from "./customers.ts";
import { mountDocs } from "./docs.ts";
import { doorRoutes } from "./door.ts";
import { eventRoutes } from "./events.ts";
import { healthRoutes } from "./health.ts";
import { keyRoutes } from "./keys.ts";
import { moveRoutes } from "./moves.ts";
import { orderRoutes } from "./orders.ts";
import { overviewRoutes } from "./overview.ts";
import { resourceRoutes } from "./resources.ts";
import { scheduleRoutes } from "./schedules.ts";
import { slotRoutes } from "./slots.ts";
import { waitlistRoutes } from "./waitlist.ts";
import { webhookRoutes } from "./webhooks.ts";

/** Mounts the routes of every noun, and the documents that describe them. */
export function mountRest(app: OpenAPIHono<Env>, access?: AccessSettings): void {
  app.route("/", healthRoutes());
  app.route("/", resourceRoutes());
  app.route("/", absenceRoutes());
  app.route("/", scheduleRoutes());
  app.route("/", slotRoutes());
  app.route("/", doorRoutes());
  app.route("/", calendarRoutes()); // before bookings, whose paths take any id
  app.route("/", bookingRoutes());
  app.route("/", moveRoutes());
  app.route("/", orderRoutes());
  app.route("/", waitlistRoutes());
  app.route("/", customerRoutes());
  app.route("/", auditRoutes());
  app.route("/", eventRoutes());
  app.route("/", webhookRoutes());
  app.route("/", overviewRoutes());
  app.route("/", keyRoutes());
  mountDocs(app, access);
}
