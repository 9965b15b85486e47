export { type Actor, isStaff, isStaffSql } from "./actor.ts";
export { type Abortable, type ClientAddress, type CreateOptions, SHARED_ADDRESS } from "./call-options.ts";
export { contactKeyColumn, hasContact, storedContactKey } from "./contact-key.ts";
export type {
  DbContext,
  JobContext,
  Jobs,
  PromotionContext,
  ReleaseContext,
  WriteContext,
} from "./contexts.ts";
export { newId } from "./ids.ts";
export { decodeCursor, encodeCursor, readPage, rowNumber, toPage, transactionNumber } from "./pagination.ts";
export {
  isDatabaseUnreachable,
  isLockTimeout,
  isServerSilent,
  isUniqueViolation,
  retryOnceIfLost,
  throwOverlap,
  toBusy,
} from "./postgres-errors.ts";
export { LOCK_MAX_WAIT_MILLISECONDS, limitLockWait, type OnLocked, skipIf } from "./row-locks.ts";
export {
  derivedToken,
  hashOf,
  isSecretOf,
  type NewToken,
  newDerivedToken,
  newToken,
  randomText,
} from "./tokens.ts";
export { wireTime } from "./wire-time.ts";
