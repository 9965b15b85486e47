import { randomUUIDv7 } from "node:crypto";

/**
 * A new UUID of version 7: 48 bits of milliseconds, then 74 random bits. Ids made one after the other
 * land on the same page of an index; nobody can guess one.
 */
export const newId = (): string => randomUUIDv7();
