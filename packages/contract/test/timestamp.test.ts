import { expect, test } from "vitest";
import { timestamp } from "../src/index.ts";

const MESSAGE = "must be an ISO 8601 time with offset, such as 2031-12-25T10:00:00Z";

test.each([
  "2031-12-25T10:00:00Z",
  "2031-12-25T10:00Z",
  "2031-12-25t10:00:00.000z",
  "2031-12-25T12:00+02:00",
  "2031-12-25T12:00:00+0200",
  "2031-12-25T12:00+02",
  "2031-12-25t04:30-0530",
  "2031-12-25T10:00:00.0000009Z",
])("%s is ten o'clock in UTC", (text) => {
  expect(timestamp.parse(text)).toEqual(new Date("2031-12-25T10:00:00Z"));
});

test.each([
  "2031-12-25T10:00",
  "2031-12-25T10:00:00",
  "2031-12-25",
  "2031-02-31T10:00Z",
  "2031-02-29t10:00:00z",
  "2031-12-25T24:00Z",
  "2031-12-25T10:60Z",
  "2031-12-25T10Z",
  "2031-12-25T1000Z",
  "2031-12-25T10:00+24:00",
  "2031-12-25T10:00+02:",
  "2031-12-25T10:00+020",
  "2031-12-25T10:00Z00",
  "2031-12-25 10:00Z",
  "2031-12-25T10:00Z\n",
  "",
  1_956_000_000_000,
])("%j is no time", (value) => {
  const { success, error } = timestamp.safeParse(value);
  expect({ success, messages: error?.issues.map(({ message }) => message) }).toEqual({
    success: false,
    messages: [MESSAGE],
  });
});

test.each(["1969-12-31T23:59Z", "3000-01-01t00:00z", "1970-01-01T00:00+0001"])(
  "%s is too far away",
  (text) => {
    expect(timestamp.safeParse(text).error?.issues[0]?.message).toBe(
      "must be between the years 1970 and 2999",
    );
  },
);
