import { z } from "zod";

/* The part of RFC 5545's RRULE that a schedule may use: the days with slots. */

export const RRULE_MAX_CHARACTERS = 200;
export const INTERVAL_MAX_PERIODS = 366;
export const COUNT_MAX_DAYS = 1_000;
/** The farthest that BYSETPOS reaches: the days of a year. */
const SET_POSITION_MAX = 366;
const ORDINAL_MAX_IN_MONTH = 5;
const ORDINAL_MAX_IN_YEAR = 53;
const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

/** The values of a part of a rule. */
interface Part {
  accepts: (value: string) => boolean;
  expected: string;
}

/** The parts in the order of a normalized rule. */
const PARTS = new Map<string, Part>([
  ["FREQ", { accepts: (value) => FREQUENCIES.includes(value), expected: "DAILY, WEEKLY, MONTHLY or YEARLY" }],
  ["INTERVAL", wholeNumberUpTo(INTERVAL_MAX_PERIODS)],
  ["BYMONTH", { accepts: listOf(isMonth), expected: "months such as 1,12, each once" }],
  [
    "BYMONTHDAY",
    { accepts: listOf(isPositionUpTo(31)), expected: "days of a month such as 1,15,-1, each once" },
  ],
  ["BYDAY", { accepts: listOf(isWeekday), expected: "weekdays such as MO,WE,FR, or 1MO,-1FR, each once" }],
  [
    "BYSETPOS",
    { accepts: listOf(isPositionUpTo(SET_POSITION_MAX)), expected: "positions such as 1,-1, each once" },
  ],
  ["UNTIL", { accepts: isDay, expected: "the last day, such as 20311231, without a time" }],
  ["COUNT", wholeNumberUpTo(COUNT_MAX_DAYS)],
]);

/** Parts that must fit together; each says what is wrong, or undefined. */
const FITS: ((parts: ReadonlyMap<string, string>) => string | undefined)[] = [
  (parts) => (parts.has("FREQ") ? undefined : "FREQ is missing"),
  (parts) => (parts.has("UNTIL") && parts.has("COUNT") ? "UNTIL and COUNT exclude each other" : undefined),
  monthDayProblem,
  ordinalProblem,
  setPositionProblem,
];

const WEEKDAY = "(?:MO|TU|WE|TH|FR|SA|SU)";
const list = (item: string) => `${item}(?:,${item})*`;
const VALUES = {
  FREQ: `(?:${FREQUENCIES.join("|")})`,
  INTERVAL: "(?:[1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])",
  BYMONTH: list("(?:[1-9]|1[0-2])"),
  BYMONTHDAY: list("-?(?:[1-9]|[12]\\d|3[01])"),
  BYDAY: list(`(?:-?(?:[1-9]|[1-4]\\d|5[0-3]))?${WEEKDAY}`),
  BYSETPOS: list("-?(?:[1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])"),
  UNTIL:
    "\\d{4}(?:(?:0[13578]|1[02])(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)(?:0[1-9]|[12]\\d|30)|02(?:0[1-9]|[12]\\d))",
  COUNT: "(?:[1-9]\\d{0,2}|1000)",
};
const PART = `(?:${Object.entries(VALUES)
  .map(([name, value]) => `${name}=${value}`)
  .join("|")})`;
/** What a rule must not have, each as the inside of a negative lookahead. */
const REFUSED = [
  ".*\\b([A-Z]+)=.*\\b\\1=", // a part twice
  ".*[=,]([^,;=]+),(?:[^;]*,)?\\2(?:[,;]|$)", // a value twice in a list
  ".*(?:UNTIL=.*COUNT=|COUNT=.*UNTIL=)",
  "(?=.*FREQ=(?:DAILY|WEEKLY)).*BYMONTHDAY=",
  "(?=.*FREQ=(?:DAILY|WEEKLY)).*(?:BYDAY=[^;]*\\d|BYSETPOS=)",
  "(?=.*(?:FREQ=MONTHLY|BYMONTH=)).*BYDAY=[^;]*(?:[6-9]|\\d\\d)[A-Z]",
  ".*BYDAY=(?=[^;]*\\d)(?=(?:[^;]*,)?[A-Z])",
  "(?=.*BYMONTHDAY=).*BYDAY=[^;]*\\d",
  "(?!.*BY(?:MONTH|MONTHDAY|DAY)=).*BYSETPOS=",
];
/** What a schema can say of a rule. The server also takes small letters. */
const RRULE = `^(?:RRULE:)?(?=(?:.*;)?FREQ=)${REFUSED.map((inside) => `(?!${inside})`).join("")}${PART}(?:;${PART})*$`;

/** An RRULE of the parts above; once parsed, in capitals and in their order. An issue names the faulty part. */
export const recurrenceRule = z
  .string()
  .max(RRULE_MAX_CHARACTERS)
  .transform((text, context) => {
    const { parts, problem } = parse(text);
    if (problem !== undefined) {
      context.addIssue({ code: "custom", message: problem });
      return z.NEVER;
    }
    const names = [...PARTS.keys()].filter((name) => parts.has(name));
    return names.map((name) => `${name}=${parts.get(name)}`).join(";");
  })
  .describe(
    "The days that have slots: an RRULE with `FREQ` and, if wanted, `INTERVAL`, `BYMONTH`, `BYMONTHDAY`, `BYDAY`, `BYSETPOS` and either `UNTIL` or `COUNT`",
  )
  .meta({ pattern: RRULE, examples: ["FREQ=WEEKLY;BYDAY=MO,WE,FR"] });

/** The parts of a rule, or its first fault. */
function parse(text: string): { parts: Map<string, string>; problem?: string } {
  const parts = new Map<string, string>();
  const rule = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, "");
  for (const piece of rule.split(";")) {
    const [name = "", value = "", ...rest] = piece.split("=");
    const part = PARTS.get(name);
    if (!part) {
      const known = [...PARTS.keys()].join(", ");
      return { parts, problem: `${name || "an empty part"} is not supported: the parts are ${known}` };
    }
    if (parts.has(name)) return { parts, problem: `${name} is given twice` };
    if (rest.length > 0 || !part.accepts(value))
      return { parts, problem: `${name} must be ${part.expected}` };
    parts.set(name, value);
  }
  for (const problemOf of FITS) {
    const problem = problemOf(parts);
    if (problem !== undefined) return { parts, problem };
  }
  return { parts };
}

function wholeNumberUpTo(max: number): Part {
  return {
    accepts: (value) => /^[1-9]\d{0,3}$/.test(value) && Number(value) <= max,
    expected: `a whole number from 1 to ${max}`,
  };
}

/** Whether a value is a list, of items that `accepts` accepts, each once. */
function listOf(accepts: (item: string) => boolean) {
  return (value: string) => {
    const items = value.split(",");
    return items.every(accepts) && new Set(items).size === items.length;
  };
}

function isMonth(item: string): boolean {
  return /^(?:[1-9]|1[0-2])$/.test(item);
}

/** Whether an item is a position counted from the beginning or, with a minus, from the end. */
function isPositionUpTo(max: number) {
  return (item: string) => /^-?[1-9]\d{0,2}$/.test(item) && Math.abs(Number(item)) <= max;
}

const ORDINAL_WEEKDAY = /^(-?[1-9]\d?)?(?:MO|TU|WE|TH|FR|SA|SU)$/;

function isWeekday(item: string): boolean {
  const match = ORDINAL_WEEKDAY.exec(item);
  return match !== null && Math.abs(Number(match[1] ?? 1)) <= ORDINAL_MAX_IN_YEAR;
}

/** The fault in BYMONTHDAY: a daily rule for days of the month is a monthly one, which takes fewer steps to work out. */
function monthDayProblem(parts: ReadonlyMap<string, string>): string | undefined {
  const frequency = parts.get("FREQ");
  const isOften = frequency === "DAILY" || frequency === "WEEKLY";
  return isOften && parts.has("BYMONTHDAY") ? `BYMONTHDAY does not go with FREQ=${frequency}` : undefined;
}

/** The fault in the ordinals of weekdays: they count in a month or, in a yearly rule without months, in a year. */
function ordinalProblem(parts: ReadonlyMap<string, string>): string | undefined {
  const items = parts.get("BYDAY")?.split(",") ?? [];
  const ordinals = items.flatMap((item) => ORDINAL_WEEKDAY.exec(item)?.[1] ?? []);
  if (ordinals.length === 0) return undefined;
  if (ordinals.length < items.length) return "BYDAY must have weekdays all with a number or all without";
  if (parts.has("BYMONTHDAY")) return "BYDAY must be weekdays without a number beside BYMONTHDAY";
  const frequency = parts.get("FREQ");
  if (frequency === "DAILY" || frequency === "WEEKLY") {
    return `BYDAY must be weekdays without a number, such as MO,WE,FR, with FREQ=${frequency}`;
  }
  const isInMonth = frequency === "MONTHLY" || parts.has("BYMONTH");
  if (!isInMonth || ordinals.every((ordinal) => Math.abs(Number(ordinal)) <= ORDINAL_MAX_IN_MONTH)) {
    return undefined;
  }
  return `BYDAY must have numbers from 1 to ${ORDINAL_MAX_IN_MONTH}, or -1 to -${ORDINAL_MAX_IN_MONTH}: they count in a month`;
}

/** The fault in BYSETPOS: it chooses from the days that other parts make in a month or a year. */
function setPositionProblem(parts: ReadonlyMap<string, string>): string | undefined {
  if (!parts.has("BYSETPOS")) return undefined;
  const frequency = parts.get("FREQ");
  if (frequency === "DAILY" || frequency === "WEEKLY") {
    return `BYSETPOS does not go with FREQ=${frequency}`;
  }
  const isChoosing = ["BYMONTH", "BYMONTHDAY", "BYDAY"].some((name) => parts.has(name));
  return isChoosing ? undefined : "BYSETPOS needs BYMONTH, BYMONTHDAY or BYDAY beside it";
}

function isDay(value: string): boolean {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(value) ?? [];
  return z.iso.date().safeParse(`${year}-${month}-${day}`).success;
}
