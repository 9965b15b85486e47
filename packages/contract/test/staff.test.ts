import { expect, test } from "vitest";
import {
  eraseCustomerInput,
  listBookingsInput,
  restExportBookingsQuery,
  restListBookingsQuery,
} from "../src/index.ts";

const ID = "018f4e2a-7c1b-7d3e-9a55-3f6b1c2d4e5f";

test("REST's query is the input of the same verb", () => {
  const filters = { status: "CONFIRMED", contact: " +49 170 1 ", from: "2031-12-25T10:00:00+01:00" };
  const expected = listBookingsInput.parse({ ...filters, slotId: ID, resourceId: ID, limit: 7 });
  expect(expected).toEqual({
    slotId: ID,
    resourceId: ID,
    status: "CONFIRMED",
    contact: "+49 170 1",
    from: new Date("2031-12-25T09:00:00Z"),
    limit: 7,
  });
  const query = { ...filters, slot_id: ID.toUpperCase(), resource_id: ID };
  expect(restListBookingsQuery.parse({ ...query, limit: "7" })).toEqual(expected);
  const { limit, ...withoutPage } = expected;
  expect(restExportBookingsQuery.parse(query)).toEqual({
    filters: withoutPage,
    file: { hasByteOrderMark: false },
  });
});

test("without filters: the newest 50", () => {
  expect(listBookingsInput.parse({})).toEqual({ limit: 50 });
  expect(restListBookingsQuery.parse({})).toMatchObject({ limit: 50 });
});

test.each([
  { contact: "" },
  { contact: "x".repeat(321) },
  { status: "DONE" },
  { to: "2031" },
  { name: "Ann" },
])("%j is no filter", (filter) => {
  for (const schema of [listBookingsInput, restListBookingsQuery, restExportBookingsQuery]) {
    expect(schema.safeParse(filter).success).toBe(false);
  }
});

test("an erasure needs a contact", () => {
  expect(eraseCustomerInput.parse({ contact: " ann@example.org " })).toEqual({ contact: "ann@example.org" });
  for (const input of [{}, { contact: null }, { contact: " " }]) {
    expect(eraseCustomerInput.safeParse(input).success).toBe(false);
  }
});
