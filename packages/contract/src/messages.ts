import { z } from "zod";

/* What is wrong with a field, in plain words: the one place for every message that a schema has not of its own. */

/** What is sought, by zod's name of its type. Objects, records and maps are the same in JSON. */
const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  bigint: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  set: "a list",
  object: "an object",
  record: "an object",
  map: "an object",
  date: "a time",
  file: "a file",
  function: "a function",
  null: "null",
  nan: "NaN",
  undefined: "left out",
  void: "left out",
  never: "left out",
};

/** What a text of a format is, by zod's name of the format. */
const FORMATS: Readonly<Record<string, string>> = {
  email: "an e-mail address",
  url: "a URL",
  guid: "a UUID",
  uuid: "a UUID",
  datetime: "a time of ISO 8601",
  date: "a day of ISO 8601",
  time: "a time of day of ISO 8601",
  duration: "a duration of ISO 8601",
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
  json_string: "JSON",
};

/** What is counted, by zod's name of what has a size: one of it, and several. */
const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  string: ["character", "characters"],
  array: ["item", "items"],
  set: ["item", "items"],
  map: ["entry", "entries"],
  file: ["byte", "bytes"],
};

type RawIssue = z.core.$ZodRawIssue;
type Size = Pick<z.core.$ZodIssueTooBig, "origin" | "inclusive" | "exact">;

/** The message for an issue of zod: a sentence without its subject, which is the field. */
function messageOf(issue: RawIssue): string {
  const isMissing = issue.input === undefined;
  switch (issue.code) {
    case "invalid_type":
      if (isMissing) return "is required";
      return `must be ${TYPES[issue.expected] ?? `a value of the type ${issue.expected}`}`;
    case "invalid_value":
      return isMissing ? "is required" : `must be ${inWords(issue.values)}`;
    case "too_small":
      if (issue.origin === "string" && Number(issue.minimum) === 1) return "must not be empty";
      return sized(issue, issue.minimum, "at least", "more than");
    case "too_big":
      return sized(issue, issue.maximum, "at most", "less than");
    case "invalid_format":
      return formatted(issue);
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "unrecognized_keys":
      return `must not have ${issue.keys.join(", ")}: not a known field`;
    case "invalid_key":
      return `must not have this key: it ${messageIn(issue.issues)}`;
    case "invalid_element":
      return `must not have this item: it ${messageIn(issue.issues)}`;
    case "invalid_union":
      return ofUnion(issue);
    default:
      return "is not as it must be";
  }
}

/** Values in a sentence: `a, b or c`. */
function inWords(values: readonly unknown[]): string {
  const words = values.map(String);
  const last = words.pop() ?? "";
  return words.length > 0 ? `${words.join(", ")} or ${last}` : last;
}

/** The message for what is too small or too big; times are as JSON has them. */
function sized(
  { origin, inclusive, exact }: Size,
  bound: number | bigint,
  within: string,
  beyond: string,
): string {
  const relation = exact ? "exactly" : inclusive ? within : beyond;
  const [one, several] = UNITS[origin] ?? [];
  if (one !== undefined) return `must have ${relation} ${bound} ${Number(bound) === 1 ? one : several}`;
  return `must be ${relation} ${origin === "date" ? new Date(Number(bound)).toISOString() : bound}`;
}

function formatted(issue: RawIssue & { code: "invalid_format" }): string {
  const { format, prefix, suffix, includes, pattern } = issue as typeof issue & Record<string, unknown>;
  if (format === "starts_with") return `must begin with ${prefix}`;
  if (format === "ends_with") return `must end with ${suffix}`;
  if (format === "includes") return `must contain ${includes}`;
  if (format === "regex") return `must match ${pattern}`;
  return `must be ${FORMATS[format] ?? `of the format ${format}`}`;
}

/** What an inner value is refused for. */
const messageIn = (issues: readonly { message?: string | undefined }[]): string =>
  issues[0]?.message ?? "is not as it must be";

/** The message for a value that fits none of several schemas, or more than one of those that exclude each other. */
function ofUnion(issue: RawIssue & { code: "invalid_union" }): string {
  const { options = [] } = issue as { options?: readonly unknown[] };
  if (options.length > 0) return `must be ${inWords(options)}`;
  if (issue.errors.length === 0) return "must be of one kind only";
  const whole = issue.errors.flat().filter(({ path }) => path.length === 0);
  return [...new Set(whole.map(({ message }) => message))].join(", or ") || "is of no known kind";
}

// For every schema of this process; one with an `error` of its own has said it already.
z.config({ customError: messageOf });
