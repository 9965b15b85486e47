import { PAGE_MAX_ITEMS } from "@holdfast/contract";

/** What a reader of the document has to know before the first request, in Markdown. */
export const GUIDE = `Holdfast books places and never sells one twice. Hold places of a slot, then confirm the booking before
the hold expires: \`GET /api/slots\`, \`POST /api/slots/{id}/book\`, \`POST /api/bookings/{id}/confirm\`.

### Keys and tokens
Members of staff send an API key: \`Authorization: Bearer hf_live_…\`. The answer that makes a booking, an order or a waitlist
entry has a \`token\`; its holder sends it as \`Booking-Token\` to read and change that one. No later answer has it. A server with
\`AUTH=open\` asks for neither; a key that is sent must be valid all the same.

### Requests and answers
JSON in UTF-8, names in snake_case. Unknown fields are refused. Times are ISO 8601 with an offset; answers are in UTC. Every
answer has \`X-Request-Id\`, under which the log has the request.

### Errors
\`application/problem+json\` (RFC 9457). Decide by \`code\`, which is from a closed list and never renamed: [what each means, and
what to do](/docs/errors). For 400, \`issues\` names every field that is wrong. An unknown path is 404 \`NOT_FOUND\`, a wrong
method 405 \`METHOD_NOT_ALLOWED\`: the header \`Allow\` has the right ones, as it has in the answer to \`OPTIONS\`.

### Lists
A list has \`limit\` items (50, at most ${PAGE_MAX_ITEMS}). The header \`Link\` leads to the next page. With \`envelope=true\` the answer is
\`{ items, next_cursor }\` instead of an array: send \`next_cursor\` as \`cursor\` until it is null.

### Repeating a request
Send an \`Idempotency-Key\` with a change, best a new UUID: the same request again gets the first answer, with
\`Idempotent-Replayed: true\`. A change that does not list the header refuses it. Confirming and cancelling are safe to repeat
without a key, and a key makes them slower. After a 503 or a lost answer send it again, not before \`Retry-After\`.

### Concurrent changes
Send the \`ETag\` of what you read as \`If-Match\` with a change: 412 where somebody changed it since.

### Limits
\`RateLimit\` has the requests that are left; over the limit the answer is 429 with \`Retry-After\`. A body has 64 KiB at most.

### Versions
Every answer has the server's version as \`Holdfast-Version\`. Within a major version fields, operations and codes are added, never
renamed or removed: ignore what you do not know.
`;
