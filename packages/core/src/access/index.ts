export { hasUsableKey, listKeys } from "./api-key.ts";
export { ApiKeyCache } from "./api-key-cache.ts";
export { KEY_CACHED_SECONDS } from "./cached-reads.ts";
export { createKey } from "./create-key.ts";
export { deleteEndedSessions } from "./delete-ended-sessions.ts";
export { revokeKey } from "./revoke-key.ts";
export {
  SESSION_IDLE_MINUTES,
  SESSION_MAX_HOURS,
  SESSIONS_PER_KEY_MAX,
  type SessionCaller,
} from "./session.ts";
export { SessionCache } from "./session-cache.ts";
export { type NewSession, signIn } from "./sign-in.ts";
export { signOut } from "./sign-out.ts";
export { requireBookingToken, requireEntryToken, requireHandOverToken, requireOrderToken } from "./token.ts";
