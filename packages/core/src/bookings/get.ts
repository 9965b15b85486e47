import type { ExpandedBooking, GetBookingInput } from "@holdfast/contract";
import { asSeenBy, type Caller, type DbContext } from "../shared/index.ts";
import { readBooking } from "./booking.ts";
import { expandBookings } from "./expand.ts";

/**
 * Reads a booking as the caller may see it, with what `expand` asks for.
 * @throws BOOKING_NOT_FOUND
 */
export async function getBooking(
  ctx: DbContext & Caller,
  { id, expand }: Pick<GetBookingInput, "id" | "expand">,
): Promise<ExpandedBooking> {
  const booking = asSeenBy(ctx, await readBooking(ctx.db, id));
  const [expanded = booking] = await expandBookings(ctx, [booking], expand);
  return expanded;
}
