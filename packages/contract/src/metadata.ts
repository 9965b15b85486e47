import { z } from "zod";
import { text, textPattern, timestamp } from "./common.ts";
import { invalidInput } from "./errors.ts";
import { PROTOTYPE_KEY, refusingPrototypeKey } from "./prototype-key.ts";

/* What other systems note on a resource, a slot or a booking: `metadata`, texts by key, and `externalId`, the id there. */

export const METADATA_MAX_KEYS = 20;
export const METADATA_KEY_MAX_CHARACTERS = 40;
export const METADATA_VALUE_MAX_CHARACTERS = 500;
/** Of all keys and values as JSON. Emoji of many code points alone come near. */
export const METADATA_MAX_BYTES = 32 * 1024;
/** One change may replace all keys. */
export const METADATA_CHANGE_MAX_KEYS = 2 * METADATA_MAX_KEYS;
export const EXTERNAL_ID_MAX_CHARACTERS = 255;

const KEY_PATTERN = `[A-Za-z0-9_.\\-]{1,${METADATA_KEY_MAX_CHARACTERS}}`;
const NO_KEY = `must be 1 to ${METADATA_KEY_MAX_CHARACTERS} of the characters A-Z a-z 0-9 _ . -`;

const metadataKey = z
  .string()
  .regex(new RegExp(`^${KEY_PATTERN}$`), { error: NO_KEY })
  .refine((key) => key !== PROTOTYPE_KEY, { error: NO_KEY })
  .meta({ not: { const: PROTOTYPE_KEY } });

/** What the OpenAPI document says of keys; its generator knows no records with a schema for these. */
const propertyNames = { pattern: `^${KEY_PATTERN}$`, not: { const: PROTOTYPE_KEY } };

const VALUE_BOUNDS = { min: 0, max: METADATA_VALUE_MAX_CHARACTERS } as const;
const metadataValue = text(VALUE_BOUNDS);

/** Texts by key. The keys of a response are in no order that means something. */
export const metadata = z.record(z.string(), z.string());

export type Metadata = z.output<typeof metadata>;

/**
 * The same texts with their keys in PostgreSQL's order, by length first: so a map is the same request in whatever order
 * its keys come, and its response is the same whether or not it was read from the database.
 */
export const orderedMetadata = <Value>(texts: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(texts).sort(([one], [other]) => one.length - other.length || (one < other ? -1 : 1)),
  );

/** The fault of a map that is to be stored, or undefined. */
export function metadataFault(texts: Readonly<Metadata>): string | undefined {
  if (Object.keys(texts).length > METADATA_MAX_KEYS) return `must have at most ${METADATA_MAX_KEYS} keys`;
  const bytes = new TextEncoder().encode(JSON.stringify(texts)).length;
  return bytes > METADATA_MAX_BYTES ? `must have at most ${METADATA_MAX_BYTES} bytes as JSON` : undefined;
}

/** A map whose keys are checked. */
const textsByKey = <Value extends z.ZodType<string | null>>(value: Value) =>
  refusingPrototypeKey(recordOf(value), NO_KEY);

const recordOf = <Value extends z.ZodType<string | null>>(value: Value) =>
  z
    .record(metadataKey, value, { error: ({ code }) => (code === "invalid_key" ? NO_KEY : undefined) })
    .overwrite(orderedMetadata);

/** The metadata of something new. An empty map becomes undefined, so that it is the same request as none. */
export const newMetadata = textsByKey(metadataValue)
  .superRefine((texts, context) => {
    const message = metadataFault(texts);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .meta({ propertyNames, maxProperties: METADATA_MAX_KEYS })
  .transform((texts): Metadata | undefined => (Object.keys(texts).length > 0 ? texts : undefined))
  .optional()
  .describe("Texts by key, for your own systems");

/** A change, key by key: a key with null is removed, one that is left out stays. Null instead of the map removes all. */
export const metadataChanges = textsByKey(metadataValue.nullable())
  .refine((texts) => Object.keys(texts).length <= METADATA_CHANGE_MAX_KEYS, {
    error: `must name at most ${METADATA_CHANGE_MAX_KEYS} keys`,
  })
  .meta({ propertyNames, maxProperties: METADATA_CHANGE_MAX_KEYS })
  .nullable()
  .optional()
  .describe("Keys to set, and with null to remove; others stay. Null instead of a map removes all");

export type MetadataChanges = NonNullable<z.output<typeof metadataChanges>>;

/**
 * Metadata after a change.
 * @throws INVALID_INPUT where it would be too much
 */
export function mergeMetadata(before: Readonly<Metadata>, changes: MetadataChanges | null): Metadata {
  if (changes === null) return {};
  const merged = Object.entries({ ...before, ...changes }).filter((entry) => entry[1] !== null);
  const after = orderedMetadata(Object.fromEntries(merged as [string, string][]));
  const message = metadataFault(after);
  if (message !== undefined) throw invalidInput("metadata", `${message}, with those that it has`);
  return after;
}

/** The id of a noun in another system: 1 to 255 visible ASCII characters, in capitals or not. */
export const externalId = z
  .string()
  .regex(new RegExp(`^[\\x21-\\x7e]{1,${EXTERNAL_ID_MAX_CHARACTERS}}$`), {
    error: `must be 1 to ${EXTERNAL_ID_MAX_CHARACTERS} visible ASCII characters`,
  })
  .describe("Its id in another system, which no other of its kind has");

/** The fields of a noun's responses. */
export const metadataFields = {
  metadata: metadata.describe(
    "Texts by key, for your own systems; callers without an API key see none where `AUTH=required`",
  ),
  externalId: z
    .string()
    .nullable()
    .describe(
      "Its id in another system; null: none. Callers without an API key see none where `AUTH=required`",
    ),
};

/** The fields of an input that creates a noun. */
export const newMetadataFields = { metadata: newMetadata, externalId: externalId.optional() };

/** The fields of an input that changes a noun; null removes. */
export const metadataChangeFields = {
  metadata: metadataChanges,
  externalId: externalId.nullable().optional(),
};

/** A list's filter by one key. */
export const metadataFilter = z
  .strictObject({
    key: metadataKey.describe("The key that is looked at"),
    value: metadataValue.describe("The whole value under it"),
  })
  .describe("Only those whose metadata has this value under this key");

export type MetadataFilter = z.output<typeof metadataFilter>;

/** A list's filter by the time of the last change. */
export const updatedSince = timestamp
  .optional()
  .describe("Only those that have changed at this time or later");

/** The filters of lists of nouns with metadata. */
export const metadataFilters = {
  updatedSince,
  externalId: externalId
    .optional()
    .describe("Only the one with this id in another system")
    .meta({ examples: ["E-1042"] }),
  metadata: metadataFilter.optional(),
};

/** `metadataFilter` in a query: `metadata=key:value`. No key has a colon. */
export const metadataQuery = z
  .string()
  .regex(new RegExp(`^${KEY_PATTERN}:`), { error: "must be a key, a colon and its value: order:1234" })
  .transform((pair) => {
    const colon = pair.indexOf(":");
    return { key: pair.slice(0, colon), value: pair.slice(colon + 1) };
  })
  .pipe(metadataFilter)
  .optional()
  .meta({
    pattern: `^${KEY_PATTERN}:${textPattern(VALUE_BOUNDS).slice(1)}`,
    maxLength: METADATA_KEY_MAX_CHARACTERS + 1 + METADATA_VALUE_MAX_CHARACTERS,
    examples: ["order:1234"],
  })
  .describe("`key:value`: only those whose metadata has this value under this key");
