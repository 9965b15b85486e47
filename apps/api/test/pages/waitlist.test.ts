import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN_API_KEY } from "../access-matrix.ts";
import type { TestApp } from "../harness.ts";
import { createPagesApp, textOf, Visitor, valuesOf } from "./harness.ts";
import { createWorld, type World } from "./world.ts";

/* Every state of a place on a waitlist. The server asks for tokens, so the visitor has nothing but cookies. */

let api: TestApp;
let world: World;

beforeAll(async () => {
  const required = await createPagesApp({ isRequired: true, adminApiKey: ADMIN_API_KEY });
  const headers = { Authorization: `Bearer ${ADMIN_API_KEY}` };
  const { call } = required;
  api = { ...required, call: (method, path, body) => call(method, path, body, headers) };
  world = await createWorld(api);
});

afterAll(() => api.close());

/** A visitor who waits for a place of a slot that somebody else holds. */
async function wait(name = "Ann") {
  const slotId = await world.makeSlot();
  const other = await world.book(slotId);
  const visitor = new Visitor(api);
  const page = await visitor.open(`/s/${slotId}`);
  const waiting = await visitor.submit(page, `/s/${slotId}/waitlist`, { customer_name: name });
  return { slotId, other, visitor, waiting, id: waiting.path.slice("/w/".length) };
}

test("a visitor who waits is told the position, and what happens next", async () => {
  const { slotId, visitor, waiting, id } = await wait("<i>Ann</i>");
  expect(waiting.path).toBe(`/w/${id}`);
  expect(valuesOf(waiting.html, "data-entry")).toEqual(["waiting"]);
  expect(textOf(waiting)).toContain("You are next.");
  expect(textOf(waiting)).toContain("<i>Ann</i>");
  expect(visitor.cookies[0]).toMatchObject({ name: `holdfast_entry_${id}`, path: `/w/${id}` });
  const second = new Visitor(api);
  const page = await second.open(`/s/${slotId}`);
  const behind = await second.submit(page, `/s/${slotId}/waitlist`, { customer_name: "Bo" });
  expect(textOf(behind)).toContain("You are number 2.");
});

test("a form that is sent twice waits once", async () => {
  const slotId = await world.makeSlot();
  await world.book(slotId);
  const visitor = new Visitor(api);
  const page = await visitor.open(`/s/${slotId}`);
  const both = await Promise.all(
    [1, 2].map(() => visitor.submit(page, `/s/${slotId}/waitlist`, { customer_name: "Ann" })),
  );
  expect(both[0]?.path).toBe(both[1]?.path);
  expect((await api.call("GET", `/api/admin/slots/${slotId}/waitlist`)).body).toHaveLength(1);
});

test("who is promoted goes to the booking with one click", async () => {
  const { other, visitor, id } = await wait();
  await api.call("POST", `/api/bookings/${other.id}/cancel`);
  const page = await visitor.open(`/w/${id}`);
  expect(valuesOf(page.html, "data-entry")).toEqual(["promoted"]);
  expect(textOf(page)).toContain("A place is free for you");
  const link = valuesOf(page.html, "href").find((href) => href.startsWith("/b/")) ?? "";
  expect(visitor.cookies.map(({ path }) => path)).toContain(link);
  const booking = await visitor.open(link);
  expect(valuesOf(booking.html, "data-status")).toEqual(["PENDING"]);
  const ticket = await visitor.submit(booking, `${link}/confirm`);
  expect(valuesOf(ticket.html, "data-status")).toEqual(["CONFIRMED"]);
  expect(textOf(await visitor.open(`/w/${id}`))).toContain("You came off the waitlist");
});

test("who leaves has left, also twice, and may join again", async () => {
  const { slotId, visitor, waiting, id } = await wait();
  const left = await visitor.submit(waiting, `/w/${id}/leave`);
  expect(valuesOf(left.html, "data-entry")).toEqual(["left"]);
  expect((await visitor.submit(waiting, `/w/${id}/leave`)).status).toBe(200);
  expect(valuesOf(left.html, "href")).toContain(`/s/${slotId}`);
});

test("who leaves a moment after being promoted is shown the booking", async () => {
  const { other, visitor, waiting, id } = await wait();
  await api.call("POST", `/api/bookings/${other.id}/cancel`);
  const page = await visitor.submit(waiting, `/w/${id}/leave`);
  expect(valuesOf(page.html, "data-entry")).toEqual(["promoted"]);
});

test("a waitlist whose slot is gone has ended", async () => {
  const { slotId, other, visitor, waiting, id } = await wait();
  await visitor.submit(waiting, `/w/${id}/leave`);
  await api.call("POST", `/api/bookings/${other.id}/cancel`);
  expect((await api.call("DELETE", `/api/admin/slots/${slotId}`)).status).toBe(200);
  const page = await visitor.open(`/w/${id}`);
  expect(valuesOf(page.html, "data-entry")).toEqual(["closed"]);
  expect(textOf(page)).toContain("The waitlist has ended");
});

test("who finds places again is told to book them, with what was typed", async () => {
  const slotId = await world.makeSlot();
  const other = await world.book(slotId);
  const visitor = new Visitor(api);
  const page = await visitor.open(`/s/${slotId}`);
  await api.call("POST", `/api/bookings/${other.id}/cancel`);
  const answer = await visitor.submit(page, `/s/${slotId}/waitlist`, { customer_name: "Ann" });
  expect(answer.status).toBe(409);
  expect(textOf(answer)).toContain("Good news: there are places again");
  expect(answer.html).toContain('value="Ann"');
  const held = await visitor.submit(answer, `/s/${slotId}`, { customer_name: "Ann" });
  expect(held.path).toMatch(/^\/b\//);
});

test("more places than the slot has are refused at their field", async () => {
  const slotId = await world.makeSlot({ capacity: 2 });
  await world.book(slotId, 2);
  const visitor = new Visitor(api);
  const page = await visitor.open(`/s/${slotId}`);
  const typed = { customer_name: "Ann", quantity: "3" };
  const answer = await visitor.submit(page, `/s/${slotId}/waitlist`, typed);
  expect(answer.status).toBe(400);
  expect(textOf(answer)).toContain("Please enter a number from 1 to 2.");
});
