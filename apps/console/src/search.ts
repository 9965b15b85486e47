/* What the addresses of the sections say, beside their paths. A value that cannot be one is left out. */

import { isDay } from "./time/index.ts";

type Given = Record<string, unknown>;

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const oneOf = <Value extends string>(value: unknown, values: readonly Value[]): Value | undefined =>
  values.find((item) => item === value);

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const idOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && UUID.test(text) ? text : undefined;
};

const dayOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && isDay(text) ? text : undefined;
};

/** Any of the fields; one that is undefined stands in no address. */
const someOf = <Fields extends object>(fields: Fields): Partial<Fields> => fields;

export const BOOKING_STATUSES = ["PENDING", "CONFIRMED", "FAILED", "CANCELLED"] as const;

/** `day`: of the grid; `zone`: in which it is a day; `slot`: which slot is open. */
export const readTodaySearch = ({ day, zone, slot }: Given) =>
  someOf({ day: dayOf(day), zone: textOf(zone), slot: idOf(slot) });

/** The filters of the list, and which booking is open. */
export const readBookingsSearch = ({ q, status, resource, from, to, booking }: Given) =>
  someOf({
    q: textOf(q),
    status: oneOf(status, BOOKING_STATUSES),
    resource: idOf(resource),
    from: dayOf(from),
    to: dayOf(to),
    booking: idOf(booking),
  });

/** Whose waitlists are shown, and which slot's is open. */
export const readWaitlistsSearch = ({ resource, slot }: Given) =>
  someOf({ resource: idOf(resource), slot: idOf(slot) });

/** Which doctor or show is open, and which of its days. */
export const readResourcesSearch = ({ resource, day }: Given) =>
  someOf({ resource: idOf(resource), day: dayOf(day) });

/** Which schedule is open. */
export const readSchedulesSearch = ({ schedule }: Given) => someOf({ schedule: idOf(schedule) });

export const PERIODS = ["day", "week", "month", "year"] as const;
export type Period = (typeof PERIODS)[number];

/** The time that is looked back on. */
export const readOverviewSearch = ({ period }: Given) => someOf({ period: oneOf(period, PERIODS) });

/** What an audit can be of, as `audit.list` names it. */
export const AUDIT_SUBJECTS = [
  "resourceId",
  "bookingId",
  "slotId",
  "absenceId",
  "scheduleId",
  "webhookId",
  "keyId",
] as const;
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number];

/** Whose history is shown. */
export const readAuditSearch = ({ subject, id }: Given) =>
  someOf({ subject: oneOf(subject, AUDIT_SUBJECTS), id: idOf(id) });

/** Which webhook is open. */
export const readWebhooksSearch = ({ webhook }: Given) => someOf({ webhook: idOf(webhook) });
