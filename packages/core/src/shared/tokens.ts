import { createHmac, hash, randomFillSync, randomUUIDv7, timingSafeEqual } from "node:crypto";

/**
 * Makes a UUID of version 7: 48 bits of milliseconds, then 74 random bits that nobody can guess. Ids of the same
 * moment share a page of an index.
 */
export const newId = (): string => randomUUIDv7();

/* Secrets are stored as a plain SHA-256, because nobody finds 128 random bits by trying. */

/** Random bytes of a token, and of a salt. */
const SECRET_BYTES = 16;
const POOL_BYTES = 8 * 1024;

/** A pool of random bytes, because a system call for every token would be slow. */
const pool = Buffer.alloc(POOL_BYTES);
let poolUsedBytes = POOL_BYTES;

/** Makes a secret of 128 random bits: 22 characters of base64url. */
export function randomText(): string {
  if (poolUsedBytes === POOL_BYTES) {
    randomFillSync(pool);
    poolUsedBytes = 0;
  }
  const begin = poolUsedBytes;
  poolUsedBytes += SECRET_BYTES;
  return pool.toString("base64url", begin, poolUsedBytes);
}

/** The hash of a secret, as the database stores it. */
export const hashOf = (secret: string): Buffer => hash("sha256", secret, "buffer");

/** Whether a stored hash is that of a secret, in constant time. */
export const isSecretOf = (stored: Buffer, secret: string): boolean =>
  timingSafeEqual(stored, hashOf(secret));

/** A new token and its stored form. */
export interface NewToken {
  /** For the customer alone: never stored, never logged. */
  token: string;
  /** Its SHA-256, as PostgreSQL reads a `bytea` from JSON. */
  hash: string;
  /** The salt that derives the token from an idempotency key, where there is one. */
  salt?: string;
}

/**
 * Makes the token of a booking or an entry; under an idempotency key, one that a repeated request gets again.
 * @param id the id of the booking or the entry
 * @param salt the request's salt, which its idempotency record keeps; a new one where it has none yet
 */
export function newToken(id: string, idempotencyKey?: string, salt?: string): NewToken {
  if (idempotencyKey === undefined) return withHash(randomText());
  const used = salt ?? randomText();
  return { ...withHash(derivedToken(idempotencyKey, id, used)), salt: used };
}

const withHash = (token: string) => ({ token, hash: `\\x${hash("sha256", token, "hex")}` });

/**
 * Derives a token from an idempotency key and the request's salt. The key alone does not give it away, nor does the
 * database, which has only the salt.
 */
export const derivedToken = (idempotencyKey: string, id: string, salt: string): string =>
  createHmac("sha256", salt)
    .update(`${idempotencyKey}\0${id}`)
    .digest()
    .toString("base64url", 0, SECRET_BYTES);
