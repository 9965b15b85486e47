import { CONTRACT_LIMITS, type Limit } from "@holdfast/contract";
import { CORE_LIMITS } from "@holdfast/core";
import {
  ANSWER_TIMEOUT_MILLISECONDS,
  IDLE_IN_TRANSACTION_TIMEOUT_MILLISECONDS,
  LOCK_TIMEOUT_MILLISECONDS,
  POOL_MAX_CONNECTIONS,
  STATEMENT_TIMEOUT_MILLISECONDS,
} from "@holdfast/db";
import { ADMIN_KEY_MAX_CHARACTERS, ADMIN_KEY_MIN_CHARACTERS } from "./config.ts";
import {
  BODY_MAX_BYTES,
  CONNECTIONS_MAX,
  HEADERS_MAX_BYTES,
  HEADERS_TIMEOUT_MILLISECONDS,
  ISSUES_MAX,
  REQUEST_TIMEOUT_MILLISECONDS,
} from "./http/index.ts";
import {
  CLIENTS_MAX,
  JSON_MAX_DEPTH,
  JSON_MAX_KEYS,
  JSON_UNCHECKED_MAX_BYTES,
  LOCAL_MAX_REQUESTS_PER_MINUTE,
} from "./limits/index.ts";
import { BATCH_MAX_CALLS } from "./trpc/index.ts";

/* A root of imports, as `main.ts` is: nothing but the generator of the reference imports it. */

const SERVER_LIMITS: readonly Limit[] = [
  { subject: "Requests", what: "Body", constant: { BODY_MAX_BYTES }, error: "PAYLOAD_TOO_LARGE" },
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

/** Every limit that a client or an operator may meet and that no variable sets. */
export const LIMITS: readonly Limit[] = [...CONTRACT_LIMITS, ...CORE_LIMITS, ...SERVER_LIMITS];
