import type { WaitlistEntry } from "@holdfast/client";

type Waiting = Pick<WaitlistEntry, "status" | "quantity">;

/** Who gets a place when one comes free: the first who wants no more than that; if nobody is so modest, the first of all. */
export function nextOf<Entry extends Waiting>(
  entries: readonly Entry[],
  capacity: number,
): Entry | undefined {
  const waiting = entries.filter(({ status, quantity }) => status === "WAITING" && quantity <= capacity);
  return waiting.find(({ quantity }) => quantity === 1) ?? waiting[0];
}
