export {
  expiredPlaces,
  hasFreePlace,
  isBookableAt,
  isExpired,
  isLive,
  isNotDeleted,
  soldOutSlots,
  usesExpiryIndex,
} from "./availability.ts";
export { addBooked, countWaiting, releasePlaces, TAKE_PLACES } from "./counters.ts";
export { expireHolds } from "./expire-holds.ts";
export { expiryOf, type HoldToWrite, holdRows, slotIdsOf, writeHoldRows, writtenHolds } from "./hold-rows.ts";
export {
  CLOCK,
  LOCKED_AT,
  type LockedSlot,
  lockSlot,
  lockSlots,
  lockSlotsOfOwner,
  otherExistingSlots,
  placesFor,
  requireSlot,
} from "./locks.ts";
export { withLockedSlot, withLockedSlots } from "./promotion.ts";
export { releaseAllExpiredHolds, releaseDownTo, releaseExpiredHolds } from "./release-expired.ts";
