import type { Booking, BookingExpansion, ExpandedBooking } from "@holdfast/contract";
import { asSeenBy, type Caller, type DbContext } from "../shared/index.ts";
import { readSlotsWithResources } from "../slots/index.ts";

/**
 * Brings along what a caller asks for of each booking: its slot, its resource, or both, as the caller may see them. One
 * statement reads them for all of the bookings; none does where nothing is asked for.
 */
export async function expandBookings(
  ctx: DbContext & Caller,
  bookings: readonly Booking[],
  expand: readonly BookingExpansion[] = [],
): Promise<ExpandedBooking[]> {
  if (expand.length === 0 || bookings.length === 0) return [...bookings];
  const bySlot = await readSlotsWithResources(
    ctx.db,
    bookings.map(({ slotId }) => slotId),
  );
  return bookings.map((booking) => {
    const found = bySlot.get(booking.slotId);
    if (!found) throw new Error(`the slot of booking ${booking.id} has no row`);
    const { slot, resource } = found;
    return {
      ...booking,
      ...(expand.includes("slot") && { slot: slot && asSeenBy(ctx, slot) }),
      ...(expand.includes("resource") && { resource: asSeenBy(ctx, resource) }),
    };
  });
}
