import type { Booking } from "@holdfast/client";

/** What the desk can do with a booking, the likeliest first. */
export type ActionName =
  | "confirm"
  | "checkIn"
  | "checkInSome"
  | "checkOut"
  | "markNoShow"
  | "move"
  | "changePlaces"
  | "correct"
  | "handOver"
  | "cancel";

const CHANGES = ["move", "changePlaces", "correct", "handOver", "cancel"] as const;

type State = Pick<Booking, "status" | "quantity" | "checkedIn" | "checkedOut" | "checkedInAt" | "noShowAt">;

/** What the server would not refuse for the state that a booking is in. */
export function actionsFor(booking: State): ActionName[] {
  const { status, quantity, checkedIn, checkedOut, checkedInAt, noShowAt } = booking;
  if (status === "PENDING") return ["confirm", ...CHANGES];
  if (status !== "CONFIRMED") return [];
  const inside = checkedIn - checkedOut;
  const missing = quantity - inside;
  const comes: ActionName[] = missing === 0 ? [] : missing === 1 ? ["checkIn"] : ["checkIn", "checkInSome"];
  const leaves: ActionName[] = inside > 0 ? ["checkOut"] : [];
  if (checkedInAt !== null) return [...comes, ...leaves, "markNoShow", "changePlaces", "correct"];
  return noShowAt === null ? [...comes, "markNoShow", ...CHANGES] : [...comes, ...CHANGES];
}
