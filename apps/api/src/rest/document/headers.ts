import { VERSION } from "../../http/index.ts";
import type { Operation, Response } from "./types.ts";

/* The headers of responses: what each is, and which responses have it. Those that every response of any
   server has, and those that only tell browsers what not to do, are left out: `Content-Type`,
   `Content-Encoding`, `Cache-Control`, `Content-Security-Policy` and so on. */

const text = (description: string, example: string) => ({
  description,
  schema: { type: "string", examples: [example] },
});
const seconds = (description: string) => ({
  description,
  schema: { type: "integer", minimum: 1, examples: [1] },
});

/** Every header by its name. */
export const HEADERS = {
  "X-Request-Id": {
    ...text(
      "The request's id in the log: the one that was sent, or a new one",
      "a662fe03-5530-44a0-bdf3-ec4e8e96dceb",
    ),
    required: true,
  },
  "Holdfast-Version": { ...text("The version of the server", VERSION), required: true },
  RateLimit: text("Requests left (`r`), and the seconds until there are more (`t`)", '"address";r=299;t=60'),
  "RateLimit-Policy": text("Requests (`q`) in so many seconds (`w`)", '"address";q=300;w=60'),
  "Retry-After": seconds("The seconds after which a retry may succeed"),
  "WWW-Authenticate": text("How to show an API key", "Bearer"),
  ETag: text("For `If-Match` of a change, and for `If-None-Match` of a read", '"mx38tx6p-zmRtdKzV_vtyPCl0"'),
  Location: {
    ...text(
      "The address at which what was made can be read",
      "/api/bookings/018f4e2a-7c1b-7d3e-9a55-444444444444",
    ),
    required: true,
  },
  "Idempotent-Replayed": text(
    "`true` where the request was a repetition, and this is the first answer again",
    "true",
  ),
  Link: text(
    'The address of the next page: `<…>; rel="next"`; none on the last page',
    '</api/slots?cursor=WzEwMjRd>; rel="next"',
  ),
  "Content-Disposition": text("The name of the file", 'attachment; filename="bookings.csv"'),
} as const;

type HeaderName = keyof typeof HEADERS;

/** The types of responses that are files. */
const FILE_TYPES = ["text/csv", "text/calendar"];

const isFile = (response: Response | undefined) =>
  FILE_TYPES.some((type) => response?.content?.[type] !== undefined);

const RETRIED = /^(429|503)$/;

/** The references to a response's headers. */
export function headersOf(operation: Operation, status: string, response: Response): Record<string, object> {
  const { parameters = [] } = operation;
  const isCounted = operation["x-rule"] !== "probe";
  const isSuccess = status.startsWith("2");
  const takes = (name: string) => parameters.some((parameter) => parameter.name === name);
  const isRetried = isCounted && (RETRIED.test(status) || JSON.stringify(response).includes("_IN_USE"));
  const wanted: Partial<Record<HeaderName, boolean>> = {
    "X-Request-Id": true,
    "Holdfast-Version": true,
    RateLimit: isCounted,
    "RateLimit-Policy": isCounted,
    "Retry-After": isRetried,
    "WWW-Authenticate": status === "401",
    ETag: response.headers?.["ETag"] !== undefined,
    Location: response.headers?.["Location"] !== undefined,
    "Idempotent-Replayed": isSuccess && takes("Idempotency-Key"),
    Link: (isSuccess || status === "304") && takes("cursor"),
    "Content-Disposition":
      response.headers?.["Content-Disposition"] !== undefined ||
      ((isSuccess || status === "304") && isFile(operation.responses[200])),
  };
  const names = (Object.keys(wanted) as HeaderName[]).filter((name) => wanted[name]);
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
