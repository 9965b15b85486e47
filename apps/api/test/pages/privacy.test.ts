import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN_API_KEY, bearer } from "../access-matrix.ts";
import type { TestApp } from "../harness.ts";
import { createPagesApp, inHours, type Page, Visitor } from "./harness.ts";

/* What staff know, and what other customers said, stands on no page of a visitor's. */

let api: TestApp;

beforeAll(async () => {
  api = await createPagesApp({ isRequired: true, adminApiKey: ADMIN_API_KEY });
});

afterAll(() => api.close());

/** Creates something with all that staff alone may see of it. */
async function create(path: string, name: string, fields: object) {
  const secret = { external_id: `secret-external-${name}`, metadata: { note: `secret-note-${name}` } };
  const { status, body } = await api.call("POST", path, { ...fields, ...secret }, bearer(ADMIN_API_KEY));
  expect(status).toBe(201);
  return body;
}

test("pages show neither metadata nor external ids, contacts or other customers", async () => {
  const doctor = await create("/api/admin/doctors", "doctor", { name: "Dr. Smith" });
  const time = { start_time: inHours(24), end_time: inHours(25) };
  const slot = await create(`/api/admin/doctors/${doctor.id}/slots`, "slot", { ...time, capacity: 1 });
  const customer = { customer_name: "secret-name", customer_contact: "secret@contact.example" };
  const booking = await create(`/api/slots/${slot.id}/book`, "booking", customer);
  const visitor = new Visitor(api);
  const typed = { customer_name: "Ann", customer_contact: "secret-ann@example.org" };
  const entry = await visitor.submit(await visitor.open(`/s/${slot.id}`), `/s/${slot.id}/waitlist`, typed);
  expect(entry.path).toMatch(/^\/w\//);
  const pages: Page[] = [entry];
  const day = slot.start_time.slice(0, 10);
  for (const path of [
    "/",
    `/r/${doctor.id}`,
    `/r/${doctor.id}?week=${day}`,
    `/s/${slot.id}`,
    `/b/${booking.id}`,
  ])
    pages.push(await visitor.open(path));
  for (const { path, html } of pages) expect([path, html.match(/secret[\w@.-]*/g)]).toEqual([path, null]);

  const own = new Visitor(api);
  const opened = await own.send(`/b/${booking.id}/token`, { token: booking.token });
  expect(opened.html.match(/secret[\w@.-]*/g)).toEqual(["secret-name"]);
  expect(opened.headers.get("Cache-Control")).toBe("no-store");
  const calendar = await own.open(`/b/${booking.id}/booking.ics`);
  expect(calendar.html).toContain("VCALENDAR");
  expect(calendar.html).not.toContain("secret");
  expect(calendar.headers.get("Cache-Control")).toContain("private");
});
