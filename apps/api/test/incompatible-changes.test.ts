import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { incompatibleChanges, REWRITTEN_PATTERNS } from "./incompatible-changes.ts";
import type { JsonSchema } from "./inventory.ts";

const read = (name: string): JsonSchema =>
  JSON.parse(readFileSync(new URL(`../../../docs/reference/${name}`, import.meta.url), "utf8"));
const present = read("openapi.json");

/** What the released document left unsaid: its server refused them just so. */
const SAID_LATE = /: If-(None-)?Match: has another pattern$/;

/** Events without a slot are of new types, which a reader leaves alone; those that it knows have one. */
const OF_NEW_TYPES = /^GET \/api\/admin\/events: .*\.slot_id: was string, is string or null$/;

/** A rule may say more than it could; what it could say it still can, as a test below finds. */
const WIDENED = /: body\.rrule: has another pattern$/;

const PARDONED = [SAID_LATE, OF_NEW_TYPES, WIDENED];

test("nothing of the last release's document is broken", () => {
  const changes = incompatibleChanges(read("openapi.released.json"), present);
  expect(changes.filter((change) => !PARDONED.some((pardoned) => pardoned.test(change)))).toEqual([]);
});

test("a rule that the last release took is still one", () => {
  const patternOf = (document: JsonSchema) =>
    new RegExp(document["components"].schemas.CreateSchedule.properties.rrule.pattern);
  const [before, now] = [patternOf(read("openapi.released.json")), patternOf(present)];
  const parts = fc.record({
    prefix: fc.constantFrom("", "RRULE:"),
    frequency: fc.constantFrom("FREQ=DAILY", "FREQ=WEEKLY"),
    interval: fc.option(fc.integer({ min: 1, max: 366 }).map((interval) => `INTERVAL=${interval}`)),
    weekdays: fc.option(
      fc
        .subarray(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], { minLength: 1 })
        .map((days) => `BYDAY=${days}`),
    ),
    end: fc.option(fc.constantFrom("UNTIL=20311231", "UNTIL=20320229", "COUNT=1", "COUNT=1000")),
    isReversed: fc.boolean(),
  });
  fc.assert(
    fc.property(parts, ({ prefix, isReversed, ...named }) => {
      const given = Object.values(named).filter((part) => part !== null);
      const rule = prefix + (isReversed ? given.toReversed() : given).join(";");
      expect(rule).toMatch(before);
      expect(rule).toMatch(now);
    }),
    { numRuns: 1_000 },
  );
});

test("a pattern that is written otherwise takes the same texts", () => {
  const letters = Array.from({ length: 0x1_00_00 }, (_, unit) => String.fromCharCode(unit));
  const texts = ["", " ", ...letters, ...letters.map((letter) => `a${letter}b`)];
  for (const [before, now] of REWRITTEN_PATTERNS) {
    const differing = texts.filter((text) => new RegExp(before).test(text) !== new RegExp(now).test(text));
    expect({ before, differing }).toEqual({ before, differing: [] });
  }
});

/** The present document with one thing changed. */
function changed(change: (document: JsonSchema) => void): JsonSchema {
  const copy = structuredClone(present);
  change(copy);
  return copy;
}
const schemas = (document: JsonSchema) => document["components"].schemas;
const book = (document: JsonSchema) => document["paths"]["/api/slots/{id}/book"].post;
const list = (document: JsonSchema) => document["paths"]["/api/slots"].get;

describe("found:", () => {
  test.each<[string, (document: JsonSchema) => void, RegExp]>([
    ["a path that is gone", (it) => delete it["paths"]["/api/slots"], /^GET \/api\/slots is gone$/],
    ["a method that is gone", (it) => delete it["paths"]["/api/slots/{id}"].get, /^GET .* is gone$/],
    ["another operationId", (it) => Object.assign(book(it), { operationId: "x" }), /another operationId/],
    [
      "a field of an answer that is gone",
      (it) => delete schemas(it).Slot.properties.booked,
      /booked: is gone/,
    ],
    [
      "a field of an answer that may be left out",
      (it) => schemas(it).Slot.required.pop(),
      /may be left out now/,
    ],
    [
      "an answer that may be null now",
      (it) => Object.assign(schemas(it).Slot.properties.booked, { type: ["integer", "null"] }),
      /was integer, is integer or null/,
    ],
    [
      "a value of an enum that is gone",
      (it) => schemas(it).BookingStatus.enum.pop(),
      /no longer has the value CANCELLED/,
    ],
    [
      "a newly required field of an input",
      (it) => schemas(it).BookByCustomer.required.push("customer_contact"),
      /customer_contact: is required now/,
    ],
    [
      "a field of an input that is gone",
      (it) => delete schemas(it).CreateSlot.properties.cancel_until,
      /cancel_until: is gone/,
    ],
    [
      "a narrowed type of an input",
      (it) => Object.assign(schemas(it).CreateSlot.properties.cancel_until, { type: "integer" }),
      /was integer or null, is integer$/,
    ],
    ["a smaller bound", (it) => Object.assign(schemas(it).Quantity, { maximum: 10 }), /smaller maximum/],
    [
      "another pattern",
      (it) => Object.assign(schemas(it).CreateSlot.properties.start_time, { pattern: "^2" }),
      /another pattern/,
    ],
    [
      "an alternative that is gone",
      (it) => book(it).requestBody.content["application/json"].schema.oneOf.pop(),
      /fewer alternatives/,
    ],
    ["a parameter that is gone", (it) => list(it).parameters.pop(), /is gone/],
    [
      "a newly required parameter",
      (it) => Object.assign(list(it).parameters[0], { required: true }),
      /is required now/,
    ],
    [
      "another status of success",
      (it) => {
        book(it).responses["202"] = book(it).responses["201"];
        delete book(it).responses["201"];
      },
      /201: is no longer answered/,
    ],
    ["a header that is gone", (it) => delete list(it).responses["200"].headers.Link, /Link: is gone/],
    [
      "credentials that are needed now",
      (it) => Object.assign(book(it), { security: [{ bearer: [] }] }),
      /needs credentials now/,
    ],
  ])("%s", (_what, change, expected) => {
    const found = incompatibleChanges(present, changed(change));
    expect(found.length).toBeGreaterThan(0);
    expect(found.join("\n")).toMatch(new RegExp(expected.source, "m"));
  });
});

test("what is only added breaks nothing", () => {
  const later = changed((it) => {
    it["paths"]["/api/new"] = { get: list(it) };
    schemas(it).Slot.properties.colour = { type: "string" };
    schemas(it).CreateSlot.properties.colour = { type: "string" };
    schemas(it).Quantity.maximum = 200;
    list(it).parameters.push({ in: "query", name: "colour", schema: { type: "string" } });
    book(it).responses["451"] = book(it).responses["409"];
  });
  expect(incompatibleChanges(present, later)).toEqual([]);
});
