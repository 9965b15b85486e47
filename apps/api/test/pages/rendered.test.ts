import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSlot, type TestApp } from "../harness.ts";
import { createPagesApp, textOf, Visitor } from "./harness.ts";

/* Months and slots are rendered once for all who see the same: nobody may see what was. */

let api: TestApp;

beforeAll(async () => {
  api = await createPagesApp();
});

afterAll(() => api.close());

test("what has changed is in the next page, and each language has its own", async () => {
  const { slotId, doctorId } = await makeSlot(api.call, 2);
  const { body: slot } = await api.call("GET", `/api/slots/${slotId}`);
  const path = `/r/${doctorId}?day=${slot.start_time.slice(0, 10)}`;
  const [visitor, german] = [new Visitor(api), new Visitor(api, { "Accept-Language": "de" })];
  const pages = async () => [textOf(await visitor.open(path)), textOf(await german.open(path))];
  const first = await pages();
  expect(first).toEqual([expect.stringContaining("2 places free"), expect.stringContaining("2 Plätze frei")]);
  expect(await pages()).toEqual(first);
  await api.call("POST", `/api/slots/${slotId}/book`, { customer_name: "Ann" });
  expect(await pages()).toEqual([
    expect.stringContaining("1 place free"),
    expect.stringContaining("1 Platz frei"),
  ]);
  await api.call("PATCH", `/api/admin/doctors/${doctorId}`, { name: "Dr. Renamed" });
  expect(await pages()).toEqual([
    expect.stringContaining("Dr. Renamed"),
    expect.stringContaining("Dr. Renamed"),
  ]);
});
