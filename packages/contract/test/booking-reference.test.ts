import { randomUUIDv7 } from "node:crypto";
import { expect, test } from "vitest";
import { bookingReference, idsOfReference } from "../src/index.ts";

/* The reference of a booking: derived from its id, and leading back to it. */

/** Whether a reference leads to an id. */
function leadsTo(text: string, id: string): boolean {
  const found = idsOfReference(text);
  return !!found && id.endsWith(found.end) && found.ranges.some(({ from, to }) => from <= id && id <= to);
}

test("is the same for ever", () => {
  expect(bookingReference("0198c5e2-7a10-7c31-9f42-0a1b2c3d4e5f")).toBe("K32Y4-YTKJZ");
  expect(bookingReference("0198C5E2-7A10-7C31-9F42-0A1B2C3D4E5F")).toBe("K32Y4-YTKJZ");
});

test("leads back to its id, and to no other of that time", () => {
  for (let count = 0; count < 1_000; count++) {
    const [id, other] = [randomUUIDv7(), randomUUIDv7()];
    const reference = bookingReference(id);
    expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(leadsTo(reference, id)).toBe(true);
    expect(leadsTo(reference, other)).toBe(bookingReference(other) === reference);
  }
});

test("leads back from the first millisecond of a step to the last, from 2004 to 2074", () => {
  for (const digits of [
    "010000000000",
    "0100000003ff",
    "01fffffffc00",
    "01ffffffffff",
    "020000000000",
    "02ffffffffff",
  ]) {
    const id = `${digits.slice(0, 8)}-${digits.slice(8)}-7fff-bfff-ffffffffffff`;
    expect(leadsTo(bookingReference(id), id), digits).toBe(true);
  }
});

test("is understood as people say and type it", () => {
  const id = "0198c5e2-7a10-7c31-9f42-0a1b2c300001";
  const reference = bookingReference(id);
  expect(reference).toBe("K32Y4-Y0001");
  for (const text of [
    reference,
    "k32y4-y0001",
    "K32Y4Y0001",
    " k32 y4 y0 001",
    "K32Y4-Y0OOI",
    "K32Y4-Y0ool",
  ]) {
    expect(leadsTo(text, id), text).toBe(true);
  }
});

test.each(["", "K32Y4-Y000", "K32Y4-Y00011", "K32Y4-Y000U", "ann@example.org", "K32Y4_Y0001"])(
  "%j is none",
  (text) => {
    expect(idsOfReference(text)).toBeUndefined();
  },
);

test("what is no id has none", () => {
  expect(() => bookingReference("1")).toThrow(TypeError);
});
