import { CONTRACT_LIMITS, type Limit } from "@holdfast/contract";
import {
  ANSWER_KEPT_BYTES,
  ATTEMPTS_MAX_KEPT,
  AUDIT_READ_MILLISECONDS,
  BATCH_MAX_REQUESTS,
  BULKHEAD_MAX_TRANSACTIONS,
  COUNTED_MAX_HOLDS,
  DELIVERIES_KEPT_DAYS,
  DELIVERY_MAX_DAYS,
  ERASE_BATCH_BOOKINGS,
  FAN_OUT_MAX_DELIVERIES,
  GROUP_MAX_REQUESTS,
  KEY_CACHED_SECONDS,
  LEASE_SECONDS,
  LOCK_MAX_WAIT_MILLISECONDS,
  MESSAGE_MAX_BYTES,
  MESSAGES_MAX_PER_SECOND,
  PREVIOUS_SECRET_HOURS,
  QUEUED_MAX_MILLISECONDS,
  QUEUED_MAX_REQUESTS,
  READS_MAX,
  RECORD_KEPT_HOURS,
  REMEMBERED_MAX_PAGES,
  REMEMBERED_MAX_SLOTS,
  RUSH_FAN_OUT_MAX_DELIVERIES,
  RUSH_MIN_ENTRIES_PER_SECOND,
  RUSH_SENDS_MAX_PER_SECOND,
  SEND_MAX_MILLISECONDS,
  SENDS_MAX_AT_A_TIME,
  SENDS_MAX_PER_SECOND,
  SHARE_MIN_PLACES_PER_ADDRESS,
  SHARE_MIN_PLACES_PER_CONTACT,
  SHARED_MAX_QUESTIONS,
  SLOT_TOLD_MILLISECONDS,
  STATE_MAX_SLOTS,
  STREAMS_MAX,
  TOGETHER_MAX_PAGES,
  UNSENT_MAX_SLOTS,
} from "@holdfast/core";
import {
  ANSWER_TIMEOUT_MILLISECONDS,
  IDLE_IN_TRANSACTION_TIMEOUT_MILLISECONDS,
  LOCK_TIMEOUT_MILLISECONDS,
  POOL_MAX_CONNECTIONS,
  STATEMENT_TIMEOUT_MILLISECONDS,
} from "@holdfast/db";
import { PUBLIC_IDEMPOTENCY_KEY_MIN_CHARACTERS } from "./auth/index.ts";
import { ADMIN_KEY_MAX_CHARACTERS, ADMIN_KEY_MIN_CHARACTERS } from "./config.ts";
import {
  BODY_MAX_BYTES,
  COMPRESSED_MIN_BYTES,
  CONNECTIONS_MAX,
  CONNECTIONS_PER_ADDRESS_MAX,
  HEADERS_MAX_BYTES,
  HEADERS_TIMEOUT_MILLISECONDS,
  HEARTBEAT_MILLISECONDS,
  ISSUES_MAX,
  PIPELINED_MAX_REQUESTS,
  REQUEST_TIMEOUT_MILLISECONDS,
  RESERVED_CONNECTIONS,
  STALLED_MAX_MILLISECONDS,
  UNTAKEN_MAX_BYTES,
} from "./http/index.ts";
import {
  CLIENTS_MAX,
  JSON_MAX_DEPTH,
  JSON_MAX_KEYS,
  JSON_UNCHECKED_MAX_BYTES,
  LOCAL_MAX_REQUESTS_PER_MINUTE,
  ROWS_PER_REQUEST,
  STREAMS_PER_ADDRESS_MAX,
} from "./limits/index.ts";
import { BATCH_MAX_CALLS } from "./trpc/index.ts";

/* A root of imports, as `main.ts` is: nothing but the generator of the reference imports it. */

/** The limits of the domain: queues, locks, and how long things are kept. */
const CORE_LIMITS: readonly Limit[] = [
  {
    subject: "Queues and locks",
    what: "Requests queued in one process: bookings, and changes apart from them",
    constant: { QUEUED_MAX_REQUESTS },
    error: "BUSY",
  },
  {
    subject: "Queues and locks",
    what: "Time that a request is queued",
    constant: { QUEUED_MAX_MILLISECONDS },
    error: "BUSY",
  },
  {
    subject: "Queues and locks",
    what: "Wait for a slot that another transaction has locked",
    constant: { LOCK_MAX_WAIT_MILLISECONDS },
    error: "BUSY",
  },
  {
    subject: "Queues and locks",
    what: "Bookings in one transaction",
    constant: { BATCH_MAX_REQUESTS },
    unit: "bookings",
  },
  {
    subject: "Queues and locks",
    what: "Confirmations, or cancellations, in one transaction",
    constant: { GROUP_MAX_REQUESTS },
  },
  {
    subject: "Queues and locks",
    what: "Transactions of one process that may wait for locks at a time, beside the bookings",
    constant: { BULKHEAD_MAX_TRANSACTIONS },
    unit: "transactions",
  },
  {
    subject: "Queues and locks",
    what: "Lists, and queries of tRPC, that one process reads at a time; further ones are queued",
    constant: { READS_MAX },
    unit: "reads",
  },
  {
    subject: "Queues and locks",
    what: "Different slots, bookings, doctors or shows that are read in one statement; further ones are in the next",
    constant: { SHARED_MAX_QUESTIONS },
    unit: "ids",
  },
  {
    subject: "Queues and locks",
    what: "Different lists of slots that are read on one connection, one after another",
    constant: { TOGETHER_MAX_PAGES },
    unit: "lists",
  },
  {
    subject: "Queues and locks",
    what: "Slots whose JSON one process keeps for as long as they do not change",
    constant: { REMEMBERED_MAX_SLOTS },
    unit: "slots",
  },
  {
    subject: "Queues and locks",
    what: "Pages of slots whose JSON one process keeps for as long as they do not change",
    constant: { REMEMBERED_MAX_PAGES },
    unit: "pages",
  },
  {
    subject: "Queues and locks",
    what: "Bookings that one transaction erases",
    constant: { ERASE_BATCH_BOOKINGS },
  },
  { subject: "Webhooks", what: "Time of one attempt to deliver", constant: { SEND_MAX_MILLISECONDS } },
  { subject: "Webhooks", what: "Time for which a delivery is tried", constant: { DELIVERY_MAX_DAYS } },
  {
    subject: "Webhooks",
    what: "Time for which deliveries are kept, those that wait for a paused webhook included",
    constant: { DELIVERIES_KEPT_DAYS },
  },
  { subject: "Webhooks", what: "Begin of an answer that is kept", constant: { ANSWER_KEPT_BYTES } },
  {
    subject: "Webhooks",
    what: "Latest attempts of a delivery that are kept",
    constant: { ATTEMPTS_MAX_KEPT },
    unit: "attempts",
  },
  {
    subject: "Webhooks",
    what: "Size beyond which a delivery has the ids of its event alone",
    constant: { MESSAGE_MAX_BYTES },
  },
  {
    subject: "Webhooks",
    what: "Time for which the secret before counts after a rotation",
    constant: { PREVIOUS_SECRET_HOURS },
  },
  {
    subject: "Webhooks",
    what: "Attempts to one webhook at a time",
    constant: { SENDS_MAX_AT_A_TIME },
    unit: "attempts",
  },
  {
    subject: "Webhooks",
    what: "Attempts of one process in a second",
    constant: { SENDS_MAX_PER_SECOND },
    unit: "attempts",
  },
  {
    subject: "Webhooks",
    what: "The same in a rush",
    constant: { RUSH_SENDS_MAX_PER_SECOND },
    unit: "attempts",
  },
  {
    subject: "Webhooks",
    what: "Changes in a second from which on it is a rush; bookings that are made together count as one",
    constant: { RUSH_MIN_ENTRIES_PER_SECOND },
    unit: "changes",
  },
  {
    subject: "Webhooks",
    what: "Deliveries that are written down at a time, every 100 milliseconds at most, unless one event has more",
    constant: { FAN_OUT_MAX_DELIVERIES },
    unit: "deliveries",
  },
  {
    subject: "Webhooks",
    what: "The same in a rush, every second at most",
    constant: { RUSH_FAN_OUT_MAX_DELIVERIES },
    unit: "deliveries",
  },
  {
    subject: "Webhooks",
    what: "Time after which another process goes on for one that was killed",
    constant: { LEASE_SECONDS },
  },
  {
    subject: "API keys and idempotency keys",
    what: "Characters of an idempotency key without an API key, where `AUTH=required`, at least",
    constant: { PUBLIC_IDEMPOTENCY_KEY_MIN_CHARACTERS },
    error: "INVALID_INPUT",
  },
  {
    subject: "API keys and idempotency keys",
    what: "Time for which an idempotency key counts",
    constant: { RECORD_KEPT_HOURS },
  },
  {
    subject: "API keys and idempotency keys",
    what: "Time for which a process may accept a key that was revoked",
    constant: { KEY_CACHED_SECONDS },
  },
  {
    subject: "Counting",
    what: "Places of a slot that one contact may hold, however small its share",
    constant: { SHARE_MIN_PLACES_PER_CONTACT },
    unit: "places",
    error: "RATE_LIMITED",
  },
  {
    subject: "Counting",
    what: "Places of a slot that one address may hold, however small its share",
    constant: { SHARE_MIN_PLACES_PER_ADDRESS },
    unit: "places",
    error: "RATE_LIMITED",
  },
  {
    subject: "Counting",
    what: "Live holds that one process counts",
    constant: { COUNTED_MAX_HOLDS },
    unit: "holds",
  },
];

/** The limits of the server. */
const SERVER_LIMITS: readonly Limit[] = [
  { subject: "Requests", what: "Body", constant: { BODY_MAX_BYTES }, error: "PAYLOAD_TOO_LARGE" },
  {
    subject: "Requests",
    what: "Body of a read's answer that is compressed, at least",
    constant: { COMPRESSED_MIN_BYTES },
  },
  { subject: "Requests", what: "Headers", constant: { HEADERS_MAX_BYTES }, error: "INVALID_INPUT" },
  {
    subject: "Requests",
    what: "Time for the headers to arrive",
    constant: { HEADERS_TIMEOUT_MILLISECONDS },
    error: "INVALID_INPUT",
  },
  {
    subject: "Requests",
    what: "Time for a whole request to arrive",
    constant: { REQUEST_TIMEOUT_MILLISECONDS },
    error: "INVALID_INPUT",
  },
  {
    subject: "Requests",
    what: "Connections of one process",
    constant: { CONNECTIONS_MAX },
    unit: "connections",
  },
  {
    subject: "Requests",
    what: "Of these, kept for `/health` and `/ready`",
    constant: { RESERVED_CONNECTIONS },
    unit: "connections",
    error: "BUSY",
  },
  {
    subject: "Requests",
    what: "Connections of one address that is not a trusted proxy; one more is closed at once",
    constant: { CONNECTIONS_PER_ADDRESS_MAX },
    unit: "connections",
  },
  {
    subject: "Requests",
    what: "Requests of one connection that are worked on at a time; further ones are queued",
    constant: { PIPELINED_MAX_REQUESTS },
    unit: "requests",
  },
  {
    subject: "Requests",
    what: "Time for which a connection may take no byte of a response; then it is destroyed",
    constant: { STALLED_MAX_MILLISECONDS },
  },
  {
    subject: "Requests",
    what: "Responses of one process that are not taken yet; beyond that the connections destroyed are those stalled for longest",
    constant: { UNTAKEN_MAX_BYTES },
  },
  {
    subject: "Requests",
    what: "Rows of a list that count as one request",
    constant: { ROWS_PER_REQUEST },
    unit: "rows",
  },
  {
    subject: "Requests",
    what: "Calls in one tRPC batch",
    constant: { BATCH_MAX_CALLS },
    error: "INVALID_INPUT",
  },
  {
    subject: "Requests",
    what: "Size from which the JSON of a body is checked; a body of undeclared length and the input of a tRPC query always are",
    constant: { JSON_UNCHECKED_MAX_BYTES },
  },
  {
    subject: "Requests",
    what: "Depth of checked JSON",
    constant: { JSON_MAX_DEPTH },
    unit: "levels",
    error: "INVALID_INPUT",
  },
  {
    subject: "Requests",
    what: "Keys and list items of checked JSON",
    constant: { JSON_MAX_KEYS },
    error: "INVALID_INPUT",
  },
  { subject: "Requests", what: "Issues listed in one error", constant: { ISSUES_MAX }, unit: "issues" },
  {
    subject: "API keys and idempotency keys",
    what: "`ADMIN_API_KEY`",
    least: ADMIN_KEY_MIN_CHARACTERS,
    constant: { ADMIN_KEY_MAX_CHARACTERS },
  },
  {
    subject: "Counting",
    what: "Requests that this machine sends to itself, in a minute",
    constant: { LOCAL_MAX_REQUESTS_PER_MINUTE },
    unit: "requests",
    error: "RATE_LIMITED",
  },
  {
    subject: "Counting",
    what: "Clients that each limit on requests remembers",
    constant: { CLIENTS_MAX },
    unit: "clients",
  },
  {
    subject: "Database",
    what: "Connections of one process for requests",
    constant: { POOL_MAX_CONNECTIONS },
  },
  {
    subject: "Database",
    what: "Time for a statement",
    constant: { STATEMENT_TIMEOUT_MILLISECONDS },
    error: "BUSY",
  },
  {
    subject: "Database",
    what: "Wait for a lock other than a slot's",
    constant: { LOCK_TIMEOUT_MILLISECONDS },
    error: "BUSY",
  },
  {
    subject: "Database",
    what: "Time that a transaction may be idle",
    constant: { IDLE_IN_TRANSACTION_TIMEOUT_MILLISECONDS },
    error: "BUSY",
  },
  {
    subject: "Database",
    what: "Time for PostgreSQL to answer at all",
    constant: { ANSWER_TIMEOUT_MILLISECONDS },
    error: "BUSY",
  },
];

/** The limits on streams of slots. */
const STREAM_LIMITS: readonly Limit[] = [
  {
    subject: "Streams",
    what: "Streams of one process",
    constant: { STREAMS_MAX },
    unit: "streams",
    error: "BUSY",
  },
  {
    subject: "Streams",
    what: "Streams of one address, this machine's own aside",
    constant: { STREAMS_PER_ADDRESS_MAX },
    unit: "streams",
    error: "RATE_LIMITED",
  },
  {
    subject: "Streams",
    what: "Slots of a resource that a stream begins with",
    constant: { STATE_MAX_SLOTS },
    unit: "slots",
  },
  {
    subject: "Streams",
    what: "Time from one message of a slot to the next, at least",
    constant: { SLOT_TOLD_MILLISECONDS },
  },
  {
    subject: "Streams",
    what: "Messages that one process sends; beyond that those of a slot are further apart",
    constant: { MESSAGES_MAX_PER_SECOND },
    unit: "in a second",
  },
  {
    subject: "Streams",
    what: "Slots whose newest state is kept for a client that reads slowly; beyond that it gets the state of all",
    constant: { UNSENT_MAX_SLOTS },
    unit: "slots",
  },
  {
    subject: "Streams",
    what: "Time without a message after which there is a comment",
    constant: { HEARTBEAT_MILLISECONDS },
  },
  {
    subject: "Streams",
    what: "Time from one read of the audit to the next",
    constant: { AUDIT_READ_MILLISECONDS },
  },
];

/** Every limit that a client or an operator may meet and that no variable sets. */
export const LIMITS: readonly Limit[] = [
  ...CONTRACT_LIMITS,
  ...CORE_LIMITS,
  ...SERVER_LIMITS,
  ...STREAM_LIMITS,
];
