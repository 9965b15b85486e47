import { randomBytes } from "node:crypto";

/** The prefix by which people and secret scanners recognize a key. */
const KEY_PREFIX = "hf_live_";
const KEY_ID_BYTES = 16;
const KEY_SECRET_BYTES = 24;

/** Makes the text of a new key: its id, by which it is read again, and 192 random bits. */
export function newKeyText(keyId: string): string {
  const idBytes = Buffer.from(keyId.replaceAll("-", ""), "hex");
  return KEY_PREFIX + Buffer.concat([idBytes, randomBytes(KEY_SECRET_BYTES)]).toString("base64url");
}

/** The id in the text of a key; undefined for a text that has not the form of a key. */
export function keyIdIn(presented: string): string | undefined {
  if (!presented.startsWith(KEY_PREFIX)) return undefined;
  const bytes = Buffer.from(presented.slice(KEY_PREFIX.length), "base64url");
  if (bytes.length !== KEY_ID_BYTES + KEY_SECRET_BYTES) return undefined;
  return bytes
    .toString("hex", 0, KEY_ID_BYTES)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
