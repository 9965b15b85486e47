import { type RawBuilder, sql } from "kysely";

/** The author of a change, as the audit names it: the public, the system (time, a job), or an API key by its id. */
export type Actor = "public" | "system" | `key:${string}`;

/** Whether an actor is staff: a caller with a valid API key. */
export const isStaff = (actor: Actor): boolean => actor.startsWith("key:");

/** `isStaff` as an SQL condition. */
export const isStaffSql = (actor: RawBuilder<unknown>) => sql<boolean>`${actor} LIKE 'key:%'`;
