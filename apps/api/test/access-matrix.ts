import { createKey, revokeKey } from "@holdfast/core";
import { sql } from "kysely";
import type { Answer, TestApp } from "./harness.ts";

/* What the tests of who may do what share: callers of every kind, and something to call everything on. */

export const ADMIN_API_KEY = "an-admin-key-for-tests-0123456789";
export const CALLERS = ["nobody", "holder", "other", "desk", "admin", "revoked", "expired"] as const;
export type CallerName = (typeof CALLERS)[number];

/** Which status each caller gets, by route or procedure. */
export type Expected = Map<string, Record<CallerName, number>>;

/** Reads a table as a person does: a name, two blanks or more, and a status for each caller. */
export function readTable(text: string): Expected {
  const rows = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return new Map(
    rows.map((row) => {
      const [name = "", ...statuses] = row.split(/ {2,}/);
      const entries = CALLERS.map((caller, index) => [caller, Number(statuses[index])]);
      return [name, Object.fromEntries(entries) as Record<CallerName, number>];
    }),
  );
}

/** A call: what takes the place of `{id}` in the path, the query and the body; `token`: of the booking in question. */
export interface Request {
  id?: string;
  query?: string;
  input?: object;
  token?: string;
}

/** Keys of every kind, and what they are used on. */
export interface World {
  keys: Record<Exclude<CallerName, "nobody" | "holder" | "other">, string>;
  otherToken: string;
  doctorId: string;
  showId: string;
  slotId: string;
  nextSlotId: string;
  /** All its places are taken. */
  fullSlotId: string;
  scheduleId: string;
  webhookId: string;
  deliveryId: string;
  staff: (method: string, path: string, body?: unknown) => Promise<Answer>;
}

const START = { start_time: "2031-12-25T10:00:00Z", end_time: "2031-12-25T11:00:00Z" };
export const SLOT = { ...START, capacity: 1_000 };
export const SCHEDULE = {
  rrule: "FREQ=DAILY;COUNT=1",
  time_zone: "Europe/Berlin",
  starts_on: "2031-01-01",
  opens_at: "09:00",
  closes_at: "10:00",
  slot_minutes: 60,
  capacity: 3,
};

export const WEBHOOK = { url: "https://example.org/hook", topics: ["booking.*"] };

export const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

/** Makes keys of every kind, a doctor and a show with slots and schedules, and somebody else's booking. */
export async function createWorld(api: TestApp): Promise<World> {
  const staff = (method: string, path: string, body?: unknown) =>
    api.call(method, path, body, bearer(ADMIN_API_KEY));
  const make = async (path: string, body: object): Promise<string> =>
    (await staff("POST", path, body)).body.id;
  const ctx = { ...api, actor: "system" } as const;
  const [desk, admin, revoked, expired] = await Promise.all(
    (["desk", "admin", "admin", "admin"] as const).map((role) => createKey(ctx, { name: role, role })),
  );
  if (!desk || !admin || !revoked || !expired) throw new Error("there are too few keys");
  await revokeKey(ctx, { id: revoked.id });
  await sql`UPDATE api_keys SET expires_at = clock_timestamp() WHERE id = ${expired.id}`.execute(api.db);

  const doctorId = await make("/api/admin/doctors", { name: "Dr. Smith" });
  const showId = await make("/api/admin/shows", { name: "Hamlet" });
  const slotId = await make(`/api/admin/doctors/${doctorId}/slots`, SLOT);
  const nextSlotId = await make(`/api/admin/doctors/${doctorId}/slots`, SLOT);
  const scheduleId = await make(`/api/admin/doctors/${doctorId}/schedules`, SCHEDULE);
  const webhookId = await make("/api/admin/webhooks", WEBHOOK);
  const deliveryId = await make(`/api/admin/webhooks/${webhookId}/ping`, {});
  const fullSlotId = await make(`/api/admin/doctors/${doctorId}/slots`, { ...SLOT, capacity: 1 });
  await api.call("POST", `/api/slots/${fullSlotId}/book`, { patient_name: "Cy" });
  const other = await api.call("POST", `/api/slots/${slotId}/book`, { patient_name: "Bo" });
  return {
    keys: { desk: desk.key, admin: admin.key, revoked: revoked.key, expired: expired.key },
    otherToken: other.body.token,
    doctorId,
    showId,
    slotId,
    nextSlotId,
    fullSlotId,
    scheduleId,
    webhookId,
    deliveryId,
    staff,
  };
}

/** A booking just made, and its token. */
export async function book(world: World, { confirmed = false } = {}): Promise<{ id: string; token: string }> {
  const { body } = await world.staff("POST", `/api/slots/${world.slotId}/book`, { patient_name: "Ann" });
  if (confirmed) await world.staff("POST", `/api/bookings/${body.id}/confirm`);
  return { id: body.id, token: body.token };
}

/** An order just made, and its token. */
export async function order(world: World): Promise<{ id: string; token: string }> {
  const lines = [{ slot_id: world.slotId }, { slot_id: world.nextSlotId }];
  const { body } = await world.staff("POST", "/api/bookings", { patient_name: "Ann", lines });
  return { id: body.order_id, token: body.token };
}

/** Somebody who has just begun to wait for a full slot, and the token. */
export async function wait(world: World): Promise<{ id: string; token: string }> {
  const path = `/api/slots/${world.fullSlotId}/waitlist`;
  const { id, token } = (await world.staff("POST", path, { patient_name: "Ann" })).body;
  return { id, token };
}
