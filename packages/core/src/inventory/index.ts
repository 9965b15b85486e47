export {
  expiredPlaces,
  hasFreePlace,
  isBookableAt,
  isExpired,
  isLive,
  isNotDeleted,
  isOfAnySlot,
  soldOutSlots,
} from "./availability.ts";
export { addBooked, countWaiting, releasePlaces, TAKE_PLACES } from "./counters.ts";
export { expireHolds } from "./expire-holds.ts";
export { releaseDownTo, releaseExpiredHolds } from "./expiry.ts";
export { expiryOf, type HoldToWrite, holdRows, slotIdsOf, writeHoldRows, writtenHolds } from "./hold-rows.ts";
export {
  CLOCK,
  LOCKED_AT,
  type LockedSlot,
  lockSlot,
  lockSlots,
  lockSlotsOfOwner,
  placesFor,
  requireSlot,
  slotsThatExist,
} from "./locks.ts";
export { withLockedSlot, withLockedSlots } from "./promotion.ts";
