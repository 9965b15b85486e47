import { expect, test } from "vitest";
import { bookingReference } from "../src/index.ts";

test("the reference of a booking is the end of its id, in digits that nobody mistakes", () => {
  expect(bookingReference("018f4e2a-7c1b-7d3e-9a55-000000000000")).toBe("0000-0000");
  expect(bookingReference("018f4e2a-7c1b-7d3e-9a55-000000000001")).toBe("0000-0001");
  expect(bookingReference("018f4e2a-7c1b-7d3e-9a55-00ffffffffff")).toBe("ZZZZ-ZZZZ");
  expect(bookingReference("018f4e2a-7c1b-7d3e-9a55-33dd7c9a41b8")).toMatch(
    /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/,
  );
});
