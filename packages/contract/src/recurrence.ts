import { z } from "zod";

/* The part of RFC 5545's RRULE that a schedule may use: the days with slots. */

export const RRULE_MAX_CHARACTERS = 200;
export const INTERVAL_MAX_PERIODS = 366;
export const COUNT_MAX_DAYS = 1_000;
const WEEKDAYS = new Set(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);

/** The values of a part of a rule. */
interface Part {
  accepts: (value: string) => boolean;
  expected: string;
}

/** The parts in the order of a normalized rule. */
const PARTS = new Map<string, Part>([
  ["FREQ", { accepts: (value) => value === "DAILY" || value === "WEEKLY", expected: "DAILY or WEEKLY" }],
  ["INTERVAL", wholeNumberUpTo(INTERVAL_MAX_PERIODS)],
  ["BYDAY", { accepts: areWeekdays, expected: "weekdays such as MO,WE,FR, each once and without a number" }],
  ["UNTIL", { accepts: isDay, expected: "the last day, such as 20311231, without a time" }],
  ["COUNT", wholeNumberUpTo(COUNT_MAX_DAYS)],
]);

const WEEKDAY = "(?:MO|TU|WE|TH|FR|SA|SU)";
const UNTIL_DAY =
  "\\d{4}(?:(?:0[13578]|1[02])(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)(?:0[1-9]|[12]\\d|30)|02(?:0[1-9]|[12]\\d))";
const PART = `(?:FREQ=(?:DAILY|WEEKLY)|INTERVAL=(?:[1-9]\\d?|[12]\\d\\d|3[0-5]\\d|36[0-6])|BYDAY=${WEEKDAY}(?:,${WEEKDAY})*|UNTIL=${UNTIL_DAY}|COUNT=(?:[1-9]\\d{0,2}|1000))`;
/**
 * What a schema can say of a rule: FREQ, no part and no weekday twice, not both UNTIL and COUNT. The server
 * also takes small letters.
 */
const RRULE = `^(?:RRULE:)?(?=(?:.*;)?FREQ=)(?!.*\\b([A-Z]+)=.*\\b\\1=)(?!.*\\b(${WEEKDAY})\\b.*\\b\\2\\b)(?!.*(?:UNTIL=.*COUNT=|COUNT=.*UNTIL=))${PART}(?:;${PART})*$`;

/**
 * An RRULE with FREQ=DAILY or WEEKLY and, if wanted, INTERVAL, BYDAY and either UNTIL or COUNT; once parsed, in
 * capitals and in that order. An issue names the faulty part.
 */
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
    "The days that have slots: an RRULE with `FREQ` and, if wanted, `INTERVAL`, `BYDAY` and either `UNTIL` or `COUNT`",
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
  if (!parts.has("FREQ")) return { parts, problem: "FREQ is missing" };
  if (parts.has("UNTIL") && parts.has("COUNT")) {
    return { parts, problem: "UNTIL and COUNT exclude each other" };
  }
  return { parts };
}

function wholeNumberUpTo(max: number): Part {
  return {
    accepts: (value) => /^[1-9]\d{0,3}$/.test(value) && Number(value) <= max,
    expected: `a whole number from 1 to ${max}`,
  };
}

function areWeekdays(value: string): boolean {
  const days = value.split(",");
  return days.every((day) => WEEKDAYS.has(day)) && new Set(days).size === days.length;
}

function isDay(value: string): boolean {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(value) ?? [];
  return z.iso.date().safeParse(`${year}-${month}-${day}`).success;
}
