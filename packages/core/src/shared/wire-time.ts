import { type RawBuilder, sql } from "kysely";

/** A time as responses write it, for JSON that SQL builds: ISO 8601 in UTC, to the millisecond. */
export const wireTime = (time: RawBuilder<Date>) =>
  sql<string>`to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
