export {
  type Abortable,
  type ClientAddress,
  type CreateOptions,
  type ReplayOptions,
  SHARED_ADDRESS,
} from "./call-options.ts";
export {
  contactBegins,
  contactKeyColumn,
  contactKeyOf,
  hasContact,
  hasContactKey,
  storedContactKey,
} from "./contact-key.ts";
export {
  type Actor,
  type Db,
  type DbContext,
  isStaff,
  isStaffSql,
  type JobContext,
  type Jobs,
  type PromotionContext,
  type ReleaseContext,
  type SiteContext,
  type Trx,
  type WriteContext,
} from "./contexts.ts";
export {
  asSeenBy,
  byExternalId,
  type Caller,
  givingExternalIds,
  maySeeMetadata,
  metadataColumns,
  metadataConditions,
  metadataOf,
  NO_METADATA,
  requireMaySee,
} from "./metadata.ts";
export { decodeCursor, encodeCursor, readPage, rowNumber, toPage } from "./pagination.ts";
export {
  isDatabaseUnreachable,
  isLockTimeout,
  isServerSilent,
  isUniqueViolation,
  retryOnceIfLost,
  throwOverlap,
  toBusy,
} from "./postgres-errors.ts";
export { remembered } from "./remembered.ts";
export { readFromReplica } from "./replica.ts";
export {
  clockOf,
  LOCK_MAX_WAIT_MILLISECONDS,
  limitLockWait,
  type OnLocked,
  skipIf,
  wireTime,
} from "./sql.ts";
export {
  derivedToken,
  hashOf,
  isSecretOf,
  type NewToken,
  newId,
  newToken,
  randomText,
} from "./tokens.ts";
export { nextVersion, requireVersion } from "./versions.ts";
