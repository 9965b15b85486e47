import type { writeAudit } from "../audit/index.ts";
import type { LockedSlot } from "../inventory/index.ts";
import type { LockedBooking } from "./booking.ts";

type Change = Parameters<typeof writeAudit>[2][number];

/** What a move makes of a booking. */
interface Moved {
  /** Changed columns. A no-show is a fact about the old date; a hold that the new slot makes shorter expires earlier. */
  columns: { slot_id: string; no_show_at: null; expires_at?: Date };
  /** One entry per slot, for its history; the booking's history shows that of the new slot. */
  entries: (Change & { slotId: string })[];
}

/** What moving a live, locked booking to a locked slot writes. */
export function movedTo(id: string, booking: LockedBooking, slot: LockedSlot): Moved {
  const { slot_id: fromId, status, no_show_at: noShowAt, expires_at: expiresAt } = booking;
  const isShorter = status === "PENDING" && slot.holdsEndBy !== null && slot.holdsEndBy < expiresAt;
  const expires = (time: Date) => isShorter && { expiresAt: time.toISOString() };
  const before = {
    slotId: fromId,
    ...(noShowAt && { noShowAt: noShowAt.toISOString() }),
    ...expires(expiresAt),
  };
  const after = {
    slotId: slot.id,
    ...(noShowAt && { noShowAt: null }),
    ...expires(slot.holdsEndBy ?? expiresAt),
  };
  const entry = { action: "booking.rescheduled", subjectId: id, before, after } as const;
  return {
    columns: {
      slot_id: slot.id,
      no_show_at: null,
      ...(isShorter && { expires_at: slot.holdsEndBy as Date }),
    },
    entries: [fromId, slot.id].map((slotId) => ({ ...entry, slotId })),
  };
}
