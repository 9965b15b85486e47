export { hasUsableKey } from "./api-key.ts";
export { KEY_CACHED_SECONDS, KeyRing } from "./api-key-cache.ts";
export { createKey } from "./create-key.ts";
export { listKeys } from "./list-keys.ts";
export { revokeKey } from "./revoke-key.ts";
export { requireHolder, requireWaiting } from "./token.ts";
