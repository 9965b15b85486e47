export {
  expiredPlaces,
  hasFreePlace,
  holdsEndBy,
  isBookableAt,
  isExpired,
  isLive,
  isNotDeleted,
  isStaffOnlyAt,
  placesForCustomers,
  placesForStaff,
  promisedPlaces,
  soldOutSlots,
  usesExpiryIndex,
} from "./availability.ts";
export {
  type ContactClaim,
  type ContactShares,
  contactRefusal,
  readContactShares,
  requireContactShare,
} from "./contact-limits.ts";
export {
  addBooked,
  addBookedToAll,
  countWaiting,
  isAvailableAgain,
  isFirstOfSlot,
  isSoldOut,
  releasePlaces,
  soldOutBy,
  TAKE_PLACES,
} from "./counters.ts";
export { expireHolds } from "./expire-holds.ts";
export { findSlotsExpiredSince } from "./expired-since.ts";
export { expiryOf, type HoldToWrite, holdRows, slotIdsOf, writeHoldRows, writtenHolds } from "./hold-rows.ts";
export {
  CLOCK,
  isStaffOnly,
  LOCKED_AT,
  type LockedSlot,
  lockSlot,
  lockSlots,
  lockSlotsOfOwner,
  mayBook,
  otherExistingSlots,
  requireSlot,
} from "./locks.ts";
export { withLockedSlot, withLockedSlots } from "./promotion.ts";
export {
  freePlaces,
  hasRoom,
  releaseAllExpiredHolds,
  releaseDownTo,
  releaseExpiredHolds,
} from "./release-expired.ts";
export { closeWaitlist, endWaiting } from "./waiting-entries.ts";
