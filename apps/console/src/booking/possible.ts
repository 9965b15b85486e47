import type { Booking } from "@holdfast/client";

/** What the desk can do with a booking, the likeliest first. */
export type ActionName =
  | "confirm"
  | "checkIn"
  | "checkInSome"
  | "markNoShow"
  | "move"
  | "changePlaces"
  | "correct"
  | "handOver"
  | "cancel";

const CHANGES = ["move", "changePlaces", "correct", "handOver", "cancel"] as const;

type State = Pick<Booking, "status" | "quantity" | "checkedIn" | "checkedInAt" | "noShowAt">;

/** What the server would not refuse for the state that a booking is in. */
export function actionsFor(booking: State): ActionName[] {
  const { status, quantity, checkedIn, checkedInAt, noShowAt } = booking;
  if (status === "PENDING") return ["confirm", ...CHANGES];
  if (status !== "CONFIRMED") return [];
  const missing = quantity - checkedIn;
  const comes: ActionName[] = missing === 0 ? [] : missing === 1 ? ["checkIn"] : ["checkIn", "checkInSome"];
  if (checkedInAt !== null) return [...comes, "markNoShow", "changePlaces", "correct"];
  return noShowAt === null ? [...comes, "markNoShow", ...CHANGES] : [...comes, ...CHANGES];
}
