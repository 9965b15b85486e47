import { randomBytes } from "node:crypto";

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
