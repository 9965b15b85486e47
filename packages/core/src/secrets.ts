import { createHmac, hash, randomBytes, randomFillSync, timingSafeEqual } from "node:crypto";

/* Random texts that open something, and what is stored of them. A plain SHA-256 does: what has 128 random bits
   cannot be found by trying. */

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
export function newRepeatableToken(idempotencyKey: string, id: string, salt: string): NewToken {
  const token = repeatableToken(idempotencyKey, id, salt);
  return { token, hash: storable(token), salt };
}

/**
 * The token of what a request under an idempotency key has made. Who has only the key lacks the salt, and who reads
 * the database lacks the key.
 */
export const repeatableToken = (idempotencyKey: string, id: string, salt: string): string =>
  createHmac("sha256", salt)
    .update(`${idempotencyKey}\0${id}`)
    .digest()
    .toString("base64url", 0, SECRET_BYTES);

/** By this everybody sees what it is, also who looks for secrets in a repository. */
const KEY_PREFIX = "hf_live_";
const KEY_ID_BYTES = 16;
const KEY_SECRET_BYTES = 24;

/** A new key: its id, so that it can be looked up by it, and 192 random bits. */
export function newKeyText(keyId: string): string {
  const idBytes = Buffer.from(keyId.replaceAll("-", ""), "hex");
  return KEY_PREFIX + Buffer.concat([idBytes, randomBytes(KEY_SECRET_BYTES)]).toString("base64url");
}

/** The id in what should be a key; undefined where it has not the form of one. */
export function keyIdIn(presented: string): string | undefined {
  if (!presented.startsWith(KEY_PREFIX)) return undefined;
  const bytes = Buffer.from(presented.slice(KEY_PREFIX.length), "base64url");
  if (bytes.length !== KEY_ID_BYTES + KEY_SECRET_BYTES) return undefined;
  return bytes
    .toString("hex", 0, KEY_ID_BYTES)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
