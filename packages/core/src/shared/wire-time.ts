import { type RawBuilder, sql } from "kysely";

/** A time inside of JSON, as answers write it: ISO 8601 in UTC, milliseconds. */
export const wireTime = (time: RawBuilder<Date>) =>
  sql<string>`to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
