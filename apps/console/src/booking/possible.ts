import type { Booking } from "@holdfast/client";

/** What the desk can do with a booking, the likeliest first. */
export type ActionName = "confirm" | "checkIn" | "markNoShow" | "move" | "correct" | "handOver" | "cancel";

const CHANGES = ["move", "correct", "handOver", "cancel"] as const;

type State = Pick<Booking, "status" | "checkedInAt" | "noShowAt">;

/** What the server would not refuse for the state that a booking is in. */
export function actionsFor({ status, checkedInAt, noShowAt }: State): ActionName[] {
  if (status === "PENDING") return ["confirm", ...CHANGES];
  if (status !== "CONFIRMED") return [];
  if (checkedInAt !== null) return ["markNoShow", "correct"];
  return noShowAt === null ? ["checkIn", "markNoShow", ...CHANGES] : ["checkIn", ...CHANGES];
}
