import type { Booking } from "@holdfast/client";

/** What a booking means to the desk, in the order in which the desk looks for it. */
export const GROUPS = ["reserved", "expected", "here", "left", "missed", "gone"] as const;
export type GroupName = (typeof GROUPS)[number];

type State = Pick<Booking, "status" | "checkedIn" | "checkedOut" | "checkedInAt" | "noShowAt">;

/** `gone`: cancelled or expired, so that it takes no place. */
export function groupOf({ status, checkedIn, checkedOut, checkedInAt, noShowAt }: State): GroupName {
  if (status === "PENDING") return "reserved";
  if (status !== "CONFIRMED") return "gone";
  if (checkedInAt !== null) return checkedOut < checkedIn ? "here" : "left";
  return noShowAt === null ? "expected" : "missed";
}

/** The bookings by group, without groups that have none; within a group by name. */
export function groupBookings(bookings: readonly Booking[], locale: string): [GroupName, Booking[]][] {
  const groups = Map.groupBy(bookings, groupOf);
  const byName = new Intl.Collator(locale).compare;
  return GROUPS.flatMap((name): [GroupName, Booking[]][] => {
    const members = groups.get(name);
    return members
      ? [[name, members.sort((first, second) => byName(first.customerName, second.customerName))]]
      : [];
  });
}
