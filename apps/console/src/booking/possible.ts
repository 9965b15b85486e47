import type { Booking } from "@holdfast/client";

/** What the desk can do with a booking, the likeliest first. */
export type ActionName = "confirm" | "checkIn" | "markNoShow" | "move" | "cancel";

type State = Pick<Booking, "status" | "checkedInAt" | "noShowAt">;

/** What the server would not refuse for the state that a booking is in. */
export function actionsFor({ status, checkedInAt, noShowAt }: State): ActionName[] {
  if (status === "PENDING") return ["confirm", "move", "cancel"];
  if (status !== "CONFIRMED") return [];
  if (checkedInAt !== null) return ["markNoShow"];
  return noShowAt === null ? ["checkIn", "markNoShow", "move", "cancel"] : ["checkIn", "move", "cancel"];
}
