export { respondCalendar } from "./calendar-text.ts";
export { ClientConnection, holdsCountedUnder } from "./caller.ts";
export { ConfigError } from "./config-error.ts";
export {
  CONNECTIONS_MAX,
  CONNECTIONS_PER_ADDRESS_MAX,
  PIPELINED_MAX_REQUESTS,
  RESERVED_CONNECTIONS,
  STALLED_MAX_MILLISECONDS,
  UNTAKEN_MAX_BYTES,
} from "./connections.ts";
export { COMPRESSED_MIN_BYTES, EncodedBody } from "./encodings.ts";
export { digestOf, isKnown, isRead, readTags } from "./entity-tags.ts";
export type { AccessSettings, Deps, Env } from "./env.ts";
export { batchErrorHeaders, errorHeaders, ISSUES_MAX, toHoldfastError } from "./error-mapping.ts";
export {
  eventBytes,
  HEARTBEAT_MILLISECONDS,
  respondEvents,
  respondEventsAtOnce,
  SILENT_HEARTBEAT,
} from "./event-stream.ts";
export { withoutFormat } from "./formats.ts";
export { notJsonType, readJson, requireJsonType } from "./json-body.ts";
export { createLog, type Logger, type LogSettings, logError } from "./log.ts";
export { HEADERS_MAX_BYTES } from "./malformed-requests.ts";
export {
  allowOrigins,
  BODY_MAX_BYTES,
  beginRequest,
  CALENDAR_BODY_MAX_BYTES,
  logRequests,
  refuseUnreadable,
} from "./middleware.ts";
export { ERRORS_PATH, problem, problemBody, throwRenamed } from "./problem.ts";
export { callsIn, countRequests, refuseGuessing } from "./rate-limiting.ts";
export { createReadiness } from "./readiness.ts";
export {
  commonHeaders,
  PRIVATE_READ,
  PUBLIC_READ,
  respond,
  respondAllowed,
  respondJson,
  respondRead,
  streamResponse,
  type TaggedBody,
} from "./responses.ts";
export {
  checkAddress,
  drain,
  HEADERS_TIMEOUT_MILLISECONDS,
  listen,
  REQUEST_TIMEOUT_MILLISECONDS,
} from "./server.ts";
export { StaticText, servingFile } from "./static-text.ts";
export { VERSION } from "./version.ts";
