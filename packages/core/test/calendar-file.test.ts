/// <reference lib="esnext.temporal" />
import { readFileSync } from "node:fs";
import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { readCalendar } from "../src/schedules/calendar-file.ts";
import { daysOfEvents, importedSpan } from "../src/schedules/holiday-days.ts";

/* What is read from a calendar file, and the days that it has. */

const NOW = new Date("2027-02-03T10:00:00Z");
const ZONE = "Europe/Berlin";

const daysOf = async (text: string, now = NOW) =>
  daysOfEvents(readCalendar(text, ZONE).events, importedSpan(now), "a-file");

const fileOf = (name: string) => readFileSync(new URL(`calendar-files/${name}`, import.meta.url), "utf8");

/** A calendar of events, each of some lines. */
const calendarOf = (...events: string[][]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN"]
    .concat(
      events.flatMap((lines) => ["BEGIN:VEVENT", "UID:1", ...lines, "END:VEVENT"]),
      "END:VCALENDAR",
    )
    .join("\r\n");

/** The days of one event, without their names. */
const daysOfEvent = async (...lines: string[]) => (await daysOf(calendarOf(lines))).map(({ day }) => day);

/** What a text is refused with. */
async function faultOf(text: string): Promise<string> {
  try {
    await daysOf(text);
  } catch (error) {
    const { code, issues } = error as { code: string; issues: { path: string; message: string }[] };
    expect([code, issues[0]?.path]).toEqual(["INVALID_INPUT", "calendar"]);
    return issues[0]?.message ?? "";
  }
  return "none";
}

describe("files as publishers write them", () => {
  test("a provider's, with an event for each year", async () => {
    const text = fileOf("provider.ics");
    expect(readCalendar(text, ZONE)).toMatchObject({ timedEvents: 0, cancelledEvents: 1 });
    expect(await daysOf(text)).toEqual([
      { day: "2027-01-01", name: "New Year's Day" },
      { day: "2027-03-26", name: "Good Friday" },
      { day: "2027-05-09", name: "Mother's Day" },
      { day: "2027-12-25", name: "Christmas Day, Boxing Day" },
      { day: "2027-12-26", name: "Christmas Day, Boxing Day" },
    ]);
  });

  test("a program's, with rules, an exception and a moved occurrence", async () => {
    const text = fileOf("program.ics");
    expect(readCalendar(text, ZONE)).toMatchObject({ timedEvents: 1, cancelledEvents: 0 });
    expect((await daysOf(text)).map(({ day, name }) => `${day} ${name}`)).toEqual([
      "2027-05-01 Tag der Arbeit",
      "2027-11-28 Gemeindetag",
      "2028-12-03 Gemeindetag (verlegt)",
      "2029-05-01 Tag der Arbeit",
      "2029-11-25 Gemeindetag",
      "2030-05-01 Tag der Arbeit",
      "2031-05-01 Tag der Arbeit",
      "2032-05-01 Tag der Arbeit",
    ]);
  });

  test("a site's, with a byte order mark and line feeds", async () => {
    const days = await daysOf(fileOf("site.ics"));
    expect(days.slice(0, 3)).toEqual([
      { day: "2027-01-01", name: "Neujahr" },
      { day: "2027-01-06", name: "Heilige Drei Könige" },
      { day: "2027-12-24", name: "Weihnachtsferien" },
    ]);
    expect([days.length, days.at(-1)?.day]).toEqual([16, "2028-01-06"]);
  });

  test.each(["\r\n", "\n", "\r"])("any line ends: %j", async (end) => {
    const text = fileOf("program.ics");
    expect(await daysOf(text.replaceAll("\r\n", end))).toEqual(await daysOf(text));
  });
});

describe("an event", () => {
  test.each([
    ["without an end", ["DTSTART;VALUE=DATE:20270501"], ["2027-05-01"]],
    [
      "that ends on the day after",
      ["DTSTART;VALUE=DATE:20270501", "DTEND;VALUE=DATE:20270502"],
      ["2027-05-01"],
    ],
    ["that ends on its day", ["DTSTART;VALUE=DATE:20270501", "DTEND;VALUE=DATE:20270501"], ["2027-05-01"]],
    [
      "of two days",
      ["DTSTART;VALUE=DATE:20271225", "DTEND;VALUE=DATE:20271227"],
      ["2027-12-25", "2027-12-26"],
    ],
    ["with a duration", ["DTSTART;VALUE=DATE:20271225", "DURATION:P2D"], ["2027-12-25", "2027-12-26"]],
    ["not declared a day", ["DTSTART:20271225", "DTEND:20271226"], ["2027-12-25"]],
    [
      "from last year into this one",
      ["DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20270103"],
      ["2027-01-01", "2027-01-02"],
    ],
    [
      "on further days",
      ["DTSTART;VALUE=DATE:20270501", "RDATE;VALUE=DATE:20270601,20270701"],
      ["2027-05-01", "2027-06-01", "2027-07-01"],
    ],
    [
      "of an old yearly rule",
      ["DTSTART;VALUE=DATE:16010501", "RRULE:FREQ=YEARLY;UNTIL=20280501;BYMONTHDAY=1;BYMONTH=05"],
      ["2027-05-01", "2028-05-01"],
    ],
    [
      "until midnight in its zone",
      ["DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=YEARLY;UNTIL=20281224T230000Z"],
      ["2027-12-25", "2028-12-25"],
    ],
    [
      "of a rule of several days a year",
      ["DTSTART;VALUE=DATE:20261230", "RRULE:FREQ=YEARLY;COUNT=2", "DURATION:P4D"],
      ["2027-01-01", "2027-01-02", "2027-12-30", "2027-12-31", "2028-01-01", "2028-01-02"],
    ],
  ])("%s", async (_name, lines, days) => {
    expect(await daysOfEvent(...lines)).toEqual(days);
  });

  test("of a cancelled or a moved occurrence is left out there", async () => {
    const rule = ["DTSTART;VALUE=DATE:20270501", "RRULE:FREQ=YEARLY;COUNT=3"];
    const cancelled = [
      "RECURRENCE-ID;VALUE=DATE:20280501",
      "DTSTART;VALUE=DATE:20280501",
      "STATUS:CANCELLED",
    ];
    const text = calendarOf(rule, cancelled);
    expect((await daysOf(text)).map(({ day }) => day)).toEqual(["2027-05-01", "2029-05-01"]);
    expect(readCalendar(text, ZONE).cancelledEvents).toBe(1);
  });

  test("without a name has that of the file, and those of one day are named together", async () => {
    const day = "DTSTART;VALUE=DATE:20270501";
    expect(await daysOf(calendarOf([day]))).toEqual([{ day: "2027-05-01", name: "a-file" }]);
    expect(
      await daysOf(calendarOf([day, "SUMMARY:One"], [day, "SUMMARY: Two\\nlines"], [day, "SUMMARY:One"])),
    ).toEqual([{ day: "2027-05-01", name: "One, Two lines" }]);
  });
});

describe("refused are", () => {
  const day = "DTSTART;VALUE=DATE:20270501";
  const manyDays = Array.from({ length: 1_001 }, (_, index) => [
    `DTSTART;VALUE=DATE:${Temporal.PlainDate.from("2027-01-01").add({ days: index }).toString().replaceAll("-", "")}`,
  ]);
  test.each<[string, string, string]>([
    ["a page", "<!doctype html><title>404</title>", "must be iCalendar"],
    ["a blank text", " ", "must be iCalendar"],
    ["contacts", "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\r\nEND:VCARD", "must be iCalendar"],
    [
      "contacts behind a calendar",
      `${calendarOf([day])}\nBEGIN:VCARD\nVERSION:4.0\nEND:VCARD`,
      "VCALENDAR around",
    ],
    ["half a file", calendarOf([day]).slice(0, -20), "the end is missing"],
    ["one end too many", `${calendarOf([day])}\r\nEND:VCALENDAR\r\nEND:VCALENDAR\r\nX:1`, "cannot be read"],
    ["a line of another format", calendarOf([day, "no property"]), "a line is none of it"],
    ["a lost encoding", calendarOf([day, "SUMMARY:K\uFFFDnig"]), "must be read as UTF-8"],
    ["a long line", calendarOf([day, `X-A:${"x".repeat(10_000)}`]), "10000 characters in its line 7"],
    [
      "a long line in parts",
      calendarOf([day, `X-A:${"x\r\n ".repeat(10_000)}`]),
      "10000 characters in its line 7",
    ],
    ["no event", calendarOf(), "has no all-day event from 2027-01-01 to 2032-12-31"],
    ["days of the past alone", calendarOf(["DTSTART;VALUE=DATE:20260501"]), "has no all-day event"],
    ["times alone", calendarOf(["DTSTART:20270501T100000Z"]), "has no all-day event"],
    ["no start", calendarOf(["SUMMARY:May"]), 'has the event "May" without DTSTART'],
    ["no day", calendarOf(["DTSTART;VALUE=DATE:20270532"]), "whose DTSTART is no day"],
    ["an end by the clock", calendarOf([day, "DTEND:20270501T180000Z"]), "whose DTEND is no day"],
    ["an early end", calendarOf([day, "DTEND;VALUE=DATE:20270430"]), "ends before it starts"],
    ["a long event", calendarOf([day, "DTEND;VALUE=DATE:20290501"]), "which lasts 731 days: 366"],
    ["hours", calendarOf([day, "DURATION:PT12H"]), "whose DURATION is none of whole days"],
    ["an exception by the clock", calendarOf([day, "EXDATE:20270501T000000Z"]), "whose EXDATE is no day"],
    ["a period", calendarOf([day, "RDATE;VALUE=PERIOD:20270501T000000Z/PT1H"]), "whose RDATE is no day"],
    ["two rules", calendarOf([day, "RRULE:FREQ=YEARLY", "RRULE:FREQ=YEARLY"]), "more than one rule"],
    ["weeks of the year", calendarOf([day, "RRULE:FREQ=YEARLY;BYWEEKNO=1"]), "BYWEEKNO is not supported"],
    [
      "old counted rules",
      calendarOf(["DTSTART;VALUE=DATE:20161231", "RRULE:FREQ=YEARLY;COUNT=99"]),
      "COUNT that starts more than 10 years",
    ],
    [
      "too many rules",
      calendarOf(...Array(101).fill([day, "RRULE:FREQ=YEARLY"])),
      "has 101 events that repeat",
    ],
    ["hourly rules", calendarOf([day, "RRULE:FREQ=HOURLY"]), "FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY"],
    ["endless days", calendarOf([day, "RRULE:FREQ=DAILY"]), "has more than 1000 days"],
    [
      "too many days",
      calendarOf(...manyDays.slice(0, 400)).replace(
        "20270101",
        "20270101\nRRULE:FREQ=DAILY;COUNT=1000\nDURATION:P99D",
      ),
      "has more than 1000 days",
    ],
    ["too many events", calendarOf(...manyDays.slice(0, 401)), "has 401 events"],
    [
      "a long name",
      calendarOf([day, `SUMMARY:${"n".repeat(201)}`]),
      "whose SUMMARY must have at most 200 characters",
    ],
    ["a name that turns round", calendarOf([day, "SUMMARY:x\u202Eyad"]), "whose SUMMARY must not contain"],
    [
      "a change of all that follows",
      calendarOf([day, "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270501"]),
      "with a RANGE",
    ],
  ])("%s", async (_name, text, message) => {
    expect(await faultOf(text)).toContain(message);
  });
});

test("no text takes long, or leads to another error", async () => {
  const piece = fc.constantFrom(
    ...["BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "DTSTART;VALUE=DATE:20270501"],
    ...[
      "DTEND:20270502",
      "RRULE:FREQ=YEARLY",
      "RRULE:;=;",
      "EXDATE:",
      "RDATE:,,",
      "SUMMARY",
      "DTSTART:",
      "UID",
    ],
    ...[
      " x",
      ";",
      ":",
      '"',
      'X;A="',
      "X;A=1,2:",
      "__proto__:1",
      "BEGIN:",
      "END:",
      "DURATION:P1W",
      "RRULE:UNTIL=1",
    ],
  );
  const text = fc
    .array(fc.oneof({ weight: 5, arbitrary: piece }, fc.string()), { maxLength: 20 })
    .map((lines) => ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR"].join("\n"));
  await fc.assert(
    fc.asyncProperty(text, async (any) => {
      await faultOf(any);
    }),
    { numRuns: 2_000 },
  );
});

test("files that take the longest are read in some seconds", async () => {
  const rules = (start: string, rule: string) =>
    calendarOf(...Array.from({ length: 100 }, () => [`DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`]));
  for (const text of [
    rules("19000101", "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA;BYSETPOS=1,-1"),
    rules("20170101", "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA;BYSETPOS=1,-1;COUNT=1000"),
    rules("20170101", "FREQ=WEEKLY;BYMONTH=2;COUNT=1000"),
    calendarOf(["DTSTART;VALUE=DATE:20270501", ...Array(20).fill(`X-A${";B=1".repeat(2_490)}:1`)]),
  ]) {
    const start = performance.now();
    await faultOf(text);
    expect(performance.now() - start).toBeLessThan(30_000);
  }
}, 120_000);

/** The days that ical.js finds itself, up to the end of the span. */
function otherDaysOf(text: string): string[] {
  const { first, last } = importedSpan(NOW);
  const days = new Set<string>();
  const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    const length = event.duration.weeks * 7 + event.duration.days;
    const iterator = event.iterator();
    for (let next = iterator.next(); next && next.toString() <= last.toString(); next = iterator.next()) {
      const start = Temporal.PlainDate.from(next.toString());
      for (let index = 0; index < length; index += 1) {
        const day = start.add({ days: index }).toString();
        if (day >= first.toString() && day <= last.toString()) days.add(day);
      }
    }
  }
  return [...days].sort();
}

test("ical.js finds the same days of any calendar", async () => {
  const date = (max: number) =>
    fc.integer({ min: 0, max }).map((days) => Temporal.PlainDate.from("2025-01-01").add({ days }));
  const compact = (day: Temporal.PlainDate) => day.toString().replaceAll("-", "");
  const end = fc.constantFrom("", "", ";COUNT=3", ";UNTIL=20290630", ";INTERVAL=2", ";WKST=SU");
  const anyEvent = fc
    .record({
      start: date(1_500),
      days: fc.integer({ min: 1, max: 5 }),
      rule: fc.constantFrom("none", "yearly", "month day", "weekday", "monthly"),
      end,
      without: fc.array(fc.nat(6), { maxLength: 2 }),
      added: fc.array(fc.integer({ min: 1, max: 1_500 }), { maxLength: 2 }),
    })
    .map(({ start, days, rule, end: ending, without, added }) => {
      const ordinal = Math.min(Math.ceil(start.day / 7), 4);
      const weekday = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][start.dayOfWeek - 1];
      // A rule that has its own start: of another one the standard does not say what it means.
      const [first, ruled] = {
        none: [start, undefined],
        yearly: [start, "FREQ=YEARLY"],
        "month day": [start, `FREQ=YEARLY;BYMONTH=${start.month};BYMONTHDAY=${start.day}`],
        weekday: [
          start.subtract({ days: start.day > 28 ? 7 : 0 }),
          `FREQ=YEARLY;BYMONTH=${start.month};BYDAY=${ordinal}${weekday}`,
        ],
        monthly: [start, `FREQ=MONTHLY;BYMONTHDAY=${start.day}`],
      }[rule] as [Temporal.PlainDate, string | undefined];
      // A day that the rule does not have leads ical.js to overlook the next ones that it has.
      const isOften = rule !== "weekday" && ending !== ";INTERVAL=2";
      const excluded = [...new Set(isOften ? without : [])]
        .sort()
        .map((years) => first.add({ years }))
        .filter((day) => day.day === first.day);
      const further = (ruled ? added : [])
        .map((after) => first.add({ days: after }))
        .filter((day) => !excluded.some((other) => other.equals(day)));
      return [
        `DTSTART;VALUE=DATE:${compact(first)}`,
        `DTEND;VALUE=DATE:${compact(first.add({ days }))}`,
        ...(ruled ? [`RRULE:${ruled}${ending}`] : []),
        ...(ruled ? excluded : []).map((day) => `EXDATE;VALUE=DATE:${compact(day)}`),
        ...further.map((day) => `RDATE;VALUE=DATE:${compact(day)}`),
      ];
    });
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 4 }), async (events) => {
      const text = calendarOf(...events);
      const others = otherDaysOf(text);
      found += others.length === 0 ? 0 : 1;
      if (others.length === 0) expect(await faultOf(text)).toContain("has no all-day event");
      else expect((await daysOf(text)).map(({ day }) => day)).toEqual(others);
    }),
    { numRuns: 300 },
  );
  expect(found).toBeGreaterThan(150);
}, 120_000);
