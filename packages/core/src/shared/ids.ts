import { randomUUIDv7 } from "node:crypto";

/**
 * Makes a UUID of version 7: 48 bits of milliseconds, then 74 random bits that nobody can guess. Ids of the same
 * moment share a page of an index.
 */
export const newId = (): string => randomUUIDv7();
