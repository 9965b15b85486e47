export { parseTrustedProxies } from "./address.ts";
export { consume, rateLimitHeaders, type Usage } from "./fixed-windows.ts";
export { checkJson, JSON_UNCHECKED_MAX_BYTES, limitJson } from "./json-limits.ts";
export { type Client, type RequestLimitSettings, RequestLimits, tooMany } from "./request-limits.ts";
