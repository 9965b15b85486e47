export { addressGroup, parseTrustedProxies, plainAddress } from "./address.ts";
export {
  chargeRows,
  consume,
  type Lend,
  type Loan,
  ROWS_PER_REQUEST,
  rateLimitHeaders,
  type Usage,
} from "./fixed-windows.ts";
export { checkJson, JSON_MAX_DEPTH, JSON_MAX_KEYS, JSON_UNCHECKED_MAX_BYTES } from "./json-limits.ts";
export { STREAMS_PER_ADDRESS_MAX } from "./open-streams.ts";
export {
  CLIENTS_MAX,
  type Client,
  GUESSES,
  LOCAL_MAX_REQUESTS_PER_MINUTE,
  QuotaLender,
  type RequestLimitSettings,
  RequestLimits,
  tooMany,
} from "./request-limits.ts";
