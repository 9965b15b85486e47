import { randomBytes } from "node:crypto";

/* Keys and sessions are shown as a text: an id, by which the row is read again, and random bits, of which the row has a hash. */

const ID_BYTES = 16;
const SECRET_BYTES = 24;

/** Makes a new text: a prefix, the id, and 192 random bits. */
export function newSecretText(prefix: string, id: string): string {
  const idBytes = Buffer.from(id.replaceAll("-", ""), "hex");
  return prefix + Buffer.concat([idBytes, randomBytes(SECRET_BYTES)]).toString("base64url");
}

/** The id in such a text; undefined for one that has another form. */
export function idInSecretText(prefix: string, text: string): string | undefined {
  if (!text.startsWith(prefix)) return undefined;
  const bytes = Buffer.from(text.slice(prefix.length), "base64url");
  if (bytes.length !== ID_BYTES + SECRET_BYTES) return undefined;
  return bytes.toString("hex", 0, ID_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
