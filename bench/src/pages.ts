import type { Database } from "@holdfast/db";
import { type Kysely, sql } from "kysely";
import { makeResource } from "./data.ts";
import type { Target } from "./load.ts";
import type { Row } from "./row.ts";

const CONNECTIONS = 16;
/** A day of a doctor with short appointments. */
const DAY_SLOTS = 50;
const [LIST, PAGE] = ["GET /api/slots", "GET /r/{id}"];
/** A page may cost so many lists of the same slots. */
const PAGE_MAX_LISTS = 3;

/** The page of a doctor's day, and the list of the same slots. */
export function pageReads(): Row {
  let resourceId = "";
  // A whole day, some days ahead: it stays that day, however long the row takes.
  const day = new Date(Date.now() + 72 * 3_600_000).toISOString().slice(0, 10);
  const next = new Date(Date.parse(day) + 24 * 3_600_000).toISOString().slice(0, 10);
  const list = () =>
    `/api/slots?resource_id=${resourceId}&from=${day}T00:00:00Z&to=${next}T00:00:00Z&limit=${DAY_SLOTS}`;
  const reads = (path: string, contains: string): Target => ({
    method: "GET",
    paths: [path],
    expected: [{ status: 200, contains }],
  });
  return {
    id: "pages",
    title: `A day of ${DAY_SLOTS} slots, as a page and as a list, ${CONNECTIONS} connections`,
    practice: true,
    setUp: async ({ db }) => {
      resourceId = await makeDay(db, day);
    },
    variants: [
      { name: LIST, path: list, contains: '"start_time"' },
      { name: PAGE, path: () => `/r/${resourceId}?day=${day}`, contains: 'href="/s/' },
    ].map(({ name, path, contains }) => ({
      name,
      subject: "holdfast",
      connections: CONNECTIONS,
      prepare: async () => reads(path(), contains),
    })),
    ratios: [
      {
        name: `requests/s: ${LIST} ÷ ${PAGE}`,
        of: LIST,
        over: PAGE,
        figure: "perSecond",
        goal: { atMost: PAGE_MAX_LISTS },
      },
    ],
  };
}

/** Makes a resource with slots on a day, one after another; returns its id. */
async function makeDay(db: Kysely<Database>, day: string): Promise<string> {
  const resourceId = await makeResource(db);
  await sql`
    INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity)
    SELECT uuidv7(), ${resourceId}, at, at + interval '15 min', 1
    FROM generate_series(0, ${DAY_SLOTS - 1}::integer) AS n,
      LATERAL (SELECT ${`${day}T06:00:00Z`}::timestamptz + n * interval '15 min' AS at) AS times`.execute(db);
  return resourceId;
}
