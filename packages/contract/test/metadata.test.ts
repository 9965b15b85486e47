import { describe, expect, test } from "vitest";
import {
  createBookingInput,
  listBookingsInput,
  restBookInput,
  restListBookingsQuery,
  restUpdateBookingInput,
  snakeCase,
  updateBookingInput,
} from "../src/index.ts";

const ID = "018f4e2a-7c1b-7d3e-9a55-3f6b1c2d4e5f";
const booking = { slotId: ID, customer: { name: "Ann" } };
const parse = (metadata: unknown) => createBookingInput.safeParse({ ...booking, metadata });
const issuesOf = (metadata: unknown) =>
  parse(metadata).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);

const keys = (count: number, value: string | null = "x") =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, value]));
const NO_KEY = "must be 1 to 40 of the characters A-Z a-z 0-9 _ . -";

describe("metadata", () => {
  test("is texts by key, cleaned as all texts are, in one order", () => {
    const given = { order_id: " 7 ", b: "u\u0308", A: "", "x.y-z": "0", constructor: "c" };
    const { data } = parse(given);
    expect(data?.metadata).toEqual({ order_id: "7", b: "ü", A: "", "x.y-z": "0", constructor: "c" });
    const reversed = parse(Object.fromEntries(Object.entries(given).reverse()));
    expect(JSON.stringify(reversed.data)).toBe(JSON.stringify(data));
  });

  test("that is empty is the same as none", () => {
    expect(JSON.stringify(parse({}).data)).toBe(JSON.stringify(createBookingInput.parse(booking)));
  });

  test.each([
    ["", NO_KEY],
    ["a b", NO_KEY],
    ["ä", NO_KEY],
    ["a:b", NO_KEY],
    ["k".repeat(41), NO_KEY],
    ["__proto__", NO_KEY],
  ])("refuses the key %j", (key, message) => {
    expect(issuesOf(JSON.parse(`{${JSON.stringify(key)}: "x"}`))).toEqual([`metadata.${key}: ${message}`]);
  });

  test("refuses values that are no texts, and too many or too large ones", () => {
    for (const value of [1, true, null, {}, ["x"]]) expect(parse({ a: value }).success).toBe(false);
    for (const metadata of [null, [], "a", 1]) expect(parse(metadata).success).toBe(false);
    expect(issuesOf({ a: "x".repeat(501) })).toEqual(["metadata.a: must have at most 500 characters"]);
    expect(parse({ a: "x".repeat(500) }).success).toBe(true);
    expect(issuesOf({ a: "two\nlines" })?.[0]).toMatch("must not contain control characters");
    expect(parse(keys(20)).success).toBe(true);
    expect(issuesOf(keys(21))).toEqual(["metadata: must have at most 20 keys"]);
    const families = "👨‍👩‍👧‍👦".repeat(400);
    expect(issuesOf({ a: families, b: families, c: families, d: families })).toEqual([
      "metadata: must have at most 32768 bytes as JSON",
    ]);
    expect(
      parse(Object.fromEntries(Object.keys(keys(20)).map((key) => [key, "語".repeat(500)]))).success,
    ).toBe(true);
  });

  test("is changed with null for what is removed", () => {
    const change = (metadata: unknown) => updateBookingInput.safeParse({ id: ID, metadata });
    expect(change({ a: null, b: "x" }).data?.metadata).toEqual({ a: null, b: "x" });
    expect(change({}).data?.metadata).toEqual({});
    expect(change(null).data?.metadata).toBeNull();
    expect(change(undefined).data).toEqual({ id: ID, metadata: undefined });
    expect(change(keys(40, null)).success).toBe(true);
    expect(change(keys(41, null)).success).toBe(false);
    expect(change({ "a b": null }).success).toBe(false);
  });

  test("keeps its keys over REST", () => {
    const metadata = { room_number: "1", roomNumber: "2", start_time: "3", startsAt: "4", slot_id: "5" };
    expect(restBookInput.parse({ patient_name: "Ann", metadata, external_id: "E-1" })).toEqual({
      quantity: 1,
      metadata,
      externalId: "E-1",
      customer: { name: "Ann", contact: undefined },
    });
    expect(restUpdateBookingInput.parse({ metadata, external_id: null })).toEqual({
      metadata,
      externalId: null,
    });
    expect(snakeCase({ slotId: ID, metadata, externalId: "E-1" })).toEqual({
      slot_id: ID,
      metadata,
      external_id: "E-1",
    });
  });
});

describe("an external id", () => {
  test.each(["1", "Order#12/3", "~".repeat(255)])("may be %j", (externalId) => {
    expect(createBookingInput.parse({ ...booking, externalId })).toMatchObject({ externalId });
  });

  test.each(["", "a b", " a", "ä", "a\n", "x".repeat(256), null, 7])("cannot be %j", (externalId) => {
    expect(createBookingInput.safeParse({ ...booking, externalId }).success).toBe(false);
  });
});

describe("a list's filter by metadata", () => {
  const find = (metadata: unknown) => restListBookingsQuery.safeParse({ metadata });

  test.each([
    ["order:7", { key: "order", value: "7" }],
    ["url:https://example.org/?a=b", { key: "url", value: "https://example.org/?a=b" }],
    ["empty:", { key: "empty", value: "" }],
    ["a: u\u0308 ", { key: "a", value: "ü" }],
  ])("is %j in a query", (query, metadata) => {
    expect(find(query).data).toEqual({ limit: 50, metadata });
    expect(listBookingsInput.parse({ metadata })).toEqual({ limit: 50, metadata });
  });

  test.each(["", "order", ":7", "a b:7", "__proto__:7", "a:two\nlines", ["a:b", "c:d"]])(
    "is not %j",
    (query) => {
      expect(find(query).success).toBe(false);
    },
  );
});
