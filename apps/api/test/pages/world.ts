import { sql } from "kysely";
import type { Call, TestApp } from "../harness.ts";
import { inHours, textOf, Visitor } from "./harness.ts";

/* What the tests of the pages look at. */

export interface World {
  api: TestApp;
  doctorId: string;
  /** Creates a slot of the doctor, unless the fields say otherwise a day from now and of one place. */
  makeSlot(fields?: Record<string, unknown>): Promise<string>;
  /** Holds places over the API. */
  book(slotId: string, quantity?: number): Promise<{ id: string; token: string }>;
}

/** A doctor in Berlin. */
export async function createWorld(api: TestApp, call: Call = api.call): Promise<World> {
  const doctor = await call("POST", "/api/admin/doctors", {
    name: "Dr. Smith",
    specialization: "Cardiology",
    time_zone: "Europe/Berlin",
  });
  const doctorId: string = doctor.body.id;
  return {
    api,
    doctorId,
    async makeSlot(fields = {}) {
      const { start_time = inHours(24), end_time = inHours(25), ...more } = fields;
      const slot = { start_time, end_time, capacity: 1, ...more };
      const { body } = await call("POST", `/api/admin/doctors/${doctorId}/slots`, slot);
      return body.id;
    },
    async book(slotId, quantity = 1) {
      const { body } = await call("POST", `/api/slots/${slotId}/book`, { customer_name: "Other", quantity });
      return body;
    },
  };
}

/** A visitor who holds a place, and the page of the booking. */
export async function hold({ api }: World, slotId: string, typed: Record<string, string> = {}) {
  const visitor = new Visitor(api);
  const page = await visitor.open(`/s/${slotId}`);
  const held = await visitor.submit(page, `/s/${slotId}`, { customer_name: "Ann", ...typed });
  if (!held.path.startsWith("/b/")) throw new Error(`nothing was held: ${textOf(held)}`);
  return { visitor, held, id: held.path.slice("/b/".length) };
}

/** Lets a hold expire now. */
export const expire = ({ api: { db } }: World, id: string) =>
  sql`UPDATE bookings SET expires_at = clock_timestamp() - interval '1 second' WHERE id = ${id}`.execute(db);
