/* What the addresses of the sections say, beside their paths. A value that cannot be one is left out. */

type Given = Record<string, unknown>;

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const oneOf = <Value extends string>(value: unknown, values: readonly Value[]): Value | undefined =>
  values.find((item) => item === value);

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const idOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && UUID.test(text) ? text : undefined;
};

const dayOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
};

/** The fields that are given, so that an address says nothing of the others. */
type Some<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

function defined<Fields extends object>(fields: Fields): Some<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Some<Fields>;
}

export const BOOKING_STATUSES = ["PENDING", "CONFIRMED", "FAILED", "CANCELLED"] as const;

/** `day`: of the grid; `zone`: in which it is a day; `slot`: which slot is open. */
export const readTodaySearch = ({ day, zone, slot }: Given) =>
  defined({ day: dayOf(day), zone: textOf(zone), slot: idOf(slot) });

/** The filters of the list, and which booking is open. */
export const readBookingsSearch = ({ contact, status, resource, from, to, booking }: Given) =>
  defined({
    contact: textOf(contact),
    status: oneOf(status, BOOKING_STATUSES),
    resource: idOf(resource),
    from: dayOf(from),
    to: dayOf(to),
    booking: idOf(booking),
  });

/** Whose waitlists are shown, and which slot's is open. */
export const readWaitlistsSearch = ({ resource, slot }: Given) =>
  defined({ resource: idOf(resource), slot: idOf(slot) });

/** Which doctor or show is open, and which of its days. */
export const readResourcesSearch = ({ resource, day }: Given) =>
  defined({ resource: idOf(resource), day: dayOf(day) });
