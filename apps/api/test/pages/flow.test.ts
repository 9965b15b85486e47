import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSlot, type TestApp } from "../harness.ts";
import { createPagesApp, textOf, Visitor, valuesOf } from "./harness.ts";

/* The way of a visitor from the first page to a ticket, with forms alone. */

let api: TestApp;

beforeAll(async () => {
  api = await createPagesApp();
});

afterAll(() => api.close());

test("forms lead from / to a confirmed booking, a ticket and a calendar file", async () => {
  const { doctorId, slotId } = await makeSlot(api.call, 3);
  const visitor = new Visitor(api);
  const home = await visitor.open("/");
  expect(valuesOf(home.html, "href")).toContain(`/r/${doctorId}`);
  const resource = await visitor.open(`/r/${doctorId}`);
  expect(valuesOf(resource.html, "href")).toContain(`/s/${slotId}`);
  const slot = await visitor.open(`/s/${slotId}`);
  expect(valuesOf(slot.html, "data-available")).toEqual(["3"]);
  const typed = { customer_name: "Ann Miller", customer_contact: "ann@example.org", quantity: "2" };
  const held = await visitor.submit(slot, `/s/${slotId}`, typed);
  expect(held.path).toMatch(/^\/b\/[\da-f-]{36}$/);
  expect(valuesOf(held.html, "data-status")).toEqual(["PENDING"]);
  const ticket = await visitor.submit(held, `${held.path}/confirm`);
  expect(valuesOf(ticket.html, "data-status")).toEqual(["CONFIRMED"]);
  expect(textOf(ticket)).toContain("Ann Miller");
  const calendar = await visitor.open(`${held.path}/booking.ics`);
  expect(calendar.headers.get("Content-Type")).toMatch(/^text\/calendar/);
  expect(calendar.html).toContain("STATUS:CONFIRMED");
});
