export { hasUsableKey, listKeys } from "./api-key.ts";
export { ApiKeyCache, KEY_CACHED_SECONDS } from "./api-key-cache.ts";
export { createKey } from "./create-key.ts";
export { revokeKey } from "./revoke-key.ts";
export { requireBookingToken, requireEntryToken } from "./token.ts";
