import { type RawBuilder, sql } from "kysely";

/** Who asks for a change: anybody, the system itself (time, a job), or the holder of an API key, by the key's id. */
export type Actor = "public" | "system" | `key:${string}`;

/** Whether an actor is staff: a caller that has shown a good API key. */
export const isStaff = (actor: Actor): boolean => actor.startsWith("key:");

/** The same of an actor in SQL. */
export const isStaffSql = (actor: RawBuilder<unknown>) => sql<boolean>`${actor} LIKE 'key:%'`;
