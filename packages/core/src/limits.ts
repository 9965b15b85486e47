import type { Limit } from "@holdfast/contract";
import { KEY_CACHED_SECONDS } from "./access/index.ts";
import { ERASE_BATCH_BOOKINGS } from "./bookings/index.ts";
import {
  BULKHEAD_MAX_TRANSACTIONS,
  GROUP_MAX_REQUESTS,
  QUEUED_MAX_MILLISECONDS,
  QUEUED_MAX_REQUESTS,
} from "./concurrency/index.ts";
import { EVENTS_KEPT_DAYS } from "./events/index.ts";
import {
  BATCH_MAX_REQUESTS,
  COUNTED_MAX_HOLDS,
  SHARE_MIN_PLACES_PER_ADDRESS,
  SHARE_MIN_PLACES_PER_CONTACT,
} from "./holds/index.ts";
import { RECORD_KEPT_HOURS } from "./idempotency/index.ts";
import { LOCK_MAX_WAIT_MILLISECONDS } from "./shared/index.ts";

/** The limits of the domain: queues, locks, and how long things are kept. */
export const CORE_LIMITS: readonly Limit[] = [
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
    what: "Bookings that one transaction erases",
    constant: { ERASE_BATCH_BOOKINGS },
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
  { subject: "Lists", what: "Time for which events are kept", constant: { EVENTS_KEPT_DAYS } },
];
