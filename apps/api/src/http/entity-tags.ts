import { hash } from "node:crypto";
import { invalidInput } from "@holdfast/contract";
import type { Context } from "hono";
import type { Encoding } from "./encodings.ts";
import type { Env } from "./env.ts";

const DIGEST_CHARACTERS = 16;

/** A digest of a body, for its tag. */
export const digestOf = (body: string | Buffer): string =>
  hash("sha256", body, "base64url").slice(0, DIGEST_CHARACTERS);

/** A tag, a comma, blanks, or a character that belongs to none of them. */
const TOKENS = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"|,|[ \t]+|[\s\S]/g;

/**
 * Reads a header that names entity tags.
 * @returns the tags; `"*"` for any; undefined without the header
 * @throws INVALID_INPUT for anything else
 */
export function readTags(
  c: Context<Env>,
  name: "If-Match" | "If-None-Match",
): readonly string[] | "*" | undefined {
  const header = c.req.header(name);
  if (header === undefined) return undefined;
  if (header.trim() === "*") return "*";
  const tags: string[] = [];
  let mayFollow = true;
  for (const [token] of header.matchAll(TOKENS)) {
    if (token === ",") mayFollow = true;
    else if (token.trim() !== "") {
      if (!mayFollow || !token.endsWith('"') || token.length === 1) throw malformed(name);
      tags.push(token);
      mayFollow = false;
    }
  }
  if (tags.length === 0) throw malformed(name);
  return tags;
}

const malformed = (name: string) => invalidInput(name, 'must be *, or one or more tags in quotes: "a", "b"');

/** The ending of a compressed form's tag. */
const ENCODED = /-(?:br|gzip)"$/;
/** The tag of a compressed form: a strong one stands for bytes. */
export const tagOfForm = (tag: string, encoding: Encoding | undefined): string =>
  encoding === undefined || tag.startsWith("W/") ? tag : `${tag.slice(0, -1)}-${encoding}"`;

const opaque = (tag: string) => (tag.startsWith("W/") ? tag.slice(2) : tag);

/**
 * Whether a read names a tag, or that of a compressed form, in `If-None-Match`. There, weak tags are as good.
 * @throws INVALID_INPUT for a malformed header
 */
export function isKnown(c: Context<Env>, tag: string): boolean {
  const header = c.req.header("If-None-Match");
  if (header === undefined || !isRead(c)) return false;
  if (header === tag) return true;
  const tags = readTags(c, "If-None-Match");
  if (tags === "*") return true;
  const wanted = opaque(tag);
  return (
    tags?.some((known) => [opaque(known), opaque(known).replace(ENCODED, '"')].includes(wanted)) ?? false
  );
}

/** Whether a request only reads. */
export const isRead = (c: Context<Env>): boolean => c.req.method === "GET" || c.req.method === "HEAD";
