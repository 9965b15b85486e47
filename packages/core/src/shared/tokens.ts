import { createHmac, hash, randomFillSync, timingSafeEqual } from "node:crypto";

/* Secret texts, and what is stored of them: a plain SHA-256, because 128 random bits cannot be found by trying. */

/** Random bits of a token, and of a salt. */
const SECRET_BYTES = 16;

const POOL_BYTES = 8 * 1024;

/** Random bytes are asked for in large pieces: one call of the operating system for each would be dear. */
const pool = Buffer.alloc(POOL_BYTES);

let poolUsedBytes = POOL_BYTES;

/** A text of 128 random bits: 22 characters of base64url. */
export function randomText(): string {
  if (poolUsedBytes === POOL_BYTES) {
    randomFillSync(pool);
    poolUsedBytes = 0;
  }
  const begin = poolUsedBytes;
  poolUsedBytes += SECRET_BYTES;
  return pool.toString("base64url", begin, poolUsedBytes);
}

/** What is stored of a secret. */
export const hashOf = (secret: string): Buffer => hash("sha256", secret, "buffer");

/** Whether a secret is the one of which this is stored; it takes the same time wherever they differ. */
export const isSecretOf = (stored: Buffer, secret: string): boolean =>
  timingSafeEqual(stored, hashOf(secret));

/** A token just made, and what is stored of it. */
export interface NewToken {
  /** For its holder alone: never stored, never logged. */
  token: string;
  /** Its SHA-256, as PostgreSQL reads a `bytea` from JSON. */
  hash: string;
  /** Where the token can be made again from an idempotency key: what else that takes. */
  salt?: string;
}

const storable = (token: string): string => `\\x${hash("sha256", token, "hex")}`;

/** A token for something new. */
export function newToken(): NewToken {
  const token = randomText();
  return { token, hash: storable(token) };
}

/**
 * A token for something new that is asked for under an idempotency key: a repeated request gets it again.
 * @param id of what it opens
 * @param salt one for all that the request makes; its receipt keeps it
 */
export function newDerivedToken(idempotencyKey: string, id: string, salt: string): NewToken {
  const token = derivedToken(idempotencyKey, id, salt);
  return { token, hash: storable(token), salt };
}

/**
 * The token of what a request under an idempotency key has made. Who has only the key lacks the salt, and who reads
 * the database lacks the key.
 */
export const derivedToken = (idempotencyKey: string, id: string, salt: string): string =>
  createHmac("sha256", salt)
    .update(`${idempotencyKey}\0${id}`)
    .digest()
    .toString("base64url", 0, SECRET_BYTES);
