import { bookingReference } from "@holdfast/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestApp } from "../harness.ts";
import { createPagesApp, inHours, pagesOf, textOf, Visitor, valuesOf } from "./harness.ts";
import { createWorld, expire, hold, type World } from "./world.ts";

/* Every state of a booking's page, and what its forms change. */

let api: TestApp;
let world: World;

beforeAll(async () => {
  api = await createPagesApp();
  world = await createWorld(api);
});

afterAll(() => api.close());

/** A visitor whose booking is confirmed. */
async function confirm(slotId: string) {
  const made = await hold(world, slotId);
  const ticket = await made.visitor.submit(made.held, `/b/${made.id}/confirm`);
  return { ...made, ticket };
}

describe("a booking that is", () => {
  test("held says until when, and stays so in a second tab and after a reload", async () => {
    const { visitor, held, id } = await hold(world, await world.makeSlot());
    expect(valuesOf(held.html, "data-status")).toEqual(["PENDING"]);
    const [until] = valuesOf(held.html, "data-hold");
    expect(Date.parse(until ?? "")).toBeGreaterThan(Date.now());
    const again = await visitor.open(`/b/${id}`);
    expect(valuesOf(again.html, "data-hold")).toEqual([until]);
  });

  test("extended has more time, once there is any to win", async () => {
    const { visitor, held, id } = await hold(world, await world.makeSlot());
    await api.db
      .updateTable("bookings")
      .set({ expires_at: new Date(Date.now() + 20_000) })
      .where("id", "=", id)
      .execute();
    const extended = await visitor.submit(held, `/b/${id}/extend`);
    expect(textOf(extended)).toContain("You have more time.");
    const left = Date.parse(valuesOf(extended.html, "data-hold")[0] ?? "") - Date.now();
    expect(left).toBeGreaterThan(60_000);
    const later = new Date(Date.now() + 600_000);
    await api.db.updateTable("bookings").set({ expires_at: later }).where("id", "=", id).execute();
    const full = await visitor.open(`/b/${id}`);
    const unextended = await visitor.submit(full, `/b/${id}/extend`);
    expect(unextended.path).toContain("note=");
  });

  test("held or confirmed has more places while there are any, and gives some back", async () => {
    const slotId = await world.makeSlot({ capacity: 3 });
    const { visitor, held, id } = await hold(world, slotId);
    const change = (quantity: string) => visitor.send(`/b/${id}/quantity`, { quantity });
    expect(held.html).toContain(`action="/b/${id}/quantity"`);
    expect(textOf(await change("3"))).toContain("The number of places has been changed.");
    const full = await change("4");
    expect(full.status).toBe(409);
    expect(textOf(full)).toContain("That is more than can be had");
    for (const unfit of ["0", "", "two", "1.5", "101"]) {
      const page = await change(unfit);
      expect([page.status, textOf(page)]).toEqual([
        400,
        expect.stringContaining("Please enter a number from 1 to 100."),
      ]);
    }
    await visitor.send(`/b/${id}/confirm`);
    expect(textOf(await change("1"))).toContain("1 place");
    expect(valuesOf((await visitor.open(`/s/${slotId}`)).html, "data-available")).toEqual(["2"]);
  });

  test("of which only some have come keeps its ticket for the others", async () => {
    const { visitor, id } = await confirm(await world.makeSlot({ capacity: 3 }));
    await visitor.send(`/b/${id}/quantity`, { quantity: "3" });
    await api.call("POST", `/api/bookings/${id}/check-in`, { persons: 2 });
    const some = textOf(await visitor.open(`/b/${id}`));
    expect(some).toContain("2 of 3 checked in");
    expect(some).not.toContain("Cancel booking");
    await api.call("POST", `/api/bookings/${id}/check-in`);
    expect(textOf(await visitor.open(`/b/${id}`))).toContain("Welcome, you are checked in");
  });

  test("released is nobody's", async () => {
    const slotId = await world.makeSlot();
    const { visitor, held, id } = await hold(world, slotId);
    const page = await visitor.submit(held, `/b/${id}/cancel`);
    expect(valuesOf(page.html, "data-status")).toEqual(["CANCELLED"]);
    expect(valuesOf((await visitor.open(`/s/${slotId}`)).html, "data-available")).toEqual(["1"]);
  });

  test("expired can be taken again while it is free", async () => {
    const { visitor, id } = await hold(world, await world.makeSlot());
    await expire(world, id);
    const page = await visitor.open(`/b/${id}`);
    expect(valuesOf(page.html, "data-status")).toEqual(["FAILED"]);
    expect(textOf(page)).toContain("it is still free");
    const ticket = await visitor.submit(page, `/b/${id}/confirm`);
    expect(valuesOf(ticket.html, "data-status")).toEqual(["CONFIRMED"]);
  });

  test("expired and taken by somebody else leads to what is free near it", async () => {
    const slotId = await world.makeSlot({ start_time: inHours(100), end_time: inHours(101) });
    const near = await world.makeSlot({ start_time: inHours(101), end_time: inHours(102) });
    const { visitor, held, id } = await hold(world, slotId);
    await expire(world, id);
    await world.book(slotId);
    const page = await visitor.open(`/b/${id}`);
    expect(textOf(page)).toContain("it has been taken meanwhile");
    expect(valuesOf(page.html, "href")).toContain(`/s/${near}`);
    const late = await visitor.submit(held, `/b/${id}/confirm`);
    expect(late.status).toBe(409);
    expect(textOf(late)).toContain("It was too late");
    expect(valuesOf(late.html, "data-status")).toEqual(["FAILED"]);
  });

  test("confirmed twice is confirmed", async () => {
    const { visitor, held, id } = await hold(world, await world.makeSlot());
    const both = await Promise.all([1, 2].map(() => visitor.submit(held, `/b/${id}/confirm`)));
    expect(both.map(({ html }) => valuesOf(html, "data-status"))).toEqual([["CONFIRMED"], ["CONFIRMED"]]);
  });

  test("confirmed is a ticket with a reference and a code", async () => {
    const { ticket, id } = await confirm(await world.makeSlot());
    const text = textOf(ticket);
    expect(text).toContain("You are booked");
    expect(text).toContain(`Reference ${bookingReference(id)}`);
    expect(ticket.html).toMatch(/<svg class="qr"[^>]* role="img" aria-label="QR code with the reference /);
    expect(valuesOf(ticket.html, "href")).toContain(`/b/${id}/booking.ics`);
  });

  test("cancelled says so, and cannot be confirmed any more", async () => {
    const { visitor, held, ticket, id } = await confirm(await world.makeSlot());
    const page = await visitor.submit(ticket, `/b/${id}/cancel`);
    expect(textOf(page)).toContain("This booking was cancelled");
    const refused = await visitor.submit(held, `/b/${id}/confirm`);
    expect(refused.status).toBe(409);
    expect(textOf(refused)).toContain("That is not possible any more");
  });

  test.each([
    [{ cancel_until: 2 }, "You can cancel or move it until", true],
    [{ cancel_until: 48 }, "It could be cancelled or moved until", false],
    [{}, "Cancel booking", true],
  ])("confirmed on a slot with %o says how long it can be changed", async (fields, text, isPossible) => {
    const { visitor, ticket, id } = await confirm(await world.makeSlot(fields));
    expect(textOf(ticket)).toContain(text);
    expect(ticket.html.includes(`action="/b/${id}/cancel"`)).toBe(isPossible);
    const answer = await visitor.send(`/b/${id}/cancel`);
    expect(answer.status).toBe(isPossible ? 200 : 409);
  });

  test("checked in, or missed, says so", async () => {
    const come = await confirm(await world.makeSlot());
    await api.call("POST", `/api/bookings/${come.id}/check-in`);
    const checkedIn = await come.visitor.open(`/b/${come.id}`);
    expect(textOf(checkedIn)).toContain("you are checked in");
    expect((await come.visitor.send(`/b/${come.id}/cancel`)).status).toBe(409);
    const missed = await confirm(await world.makeSlot());
    await api.call("POST", `/api/bookings/${missed.id}/no-show`);
    expect(textOf(await missed.visitor.open(`/b/${missed.id}`))).toContain("We missed you");
  });

  test("over says so", async () => {
    const { visitor, id } = await confirm(await world.makeSlot({ capacity: 2 }));
    const { slot_id } = (await api.call("GET", `/api/bookings/${id}`)).body;
    await api.call("PATCH", `/api/admin/slots/${slot_id}`, {
      start_time: inHours(-2),
      end_time: inHours(-1),
    });
    expect(textOf(await visitor.open(`/b/${id}`))).toContain("This was your booking");
  });
});

describe("moving", () => {
  test("offers the free slots of the resource, and moves the booking", async () => {
    const [from, to, full] = [await world.makeSlot(), await world.makeSlot(), await world.makeSlot()];
    await world.book(full);
    const { visitor, id } = await confirm(from);
    const page = await visitor.open(`/b/${id}/move`);
    const offered = [...page.html.matchAll(/name="slot_id" value="([^"]+)"/g)].map((match) => match[1]);
    expect(offered).toContain(to);
    expect(offered).not.toContain(full);
    expect(offered).not.toContain(from);
    const moved = await visitor.send(`/b/${id}/reschedule`, { slot_id: to });
    expect(textOf(moved)).toContain("Your booking has been moved.");
    expect((await api.call("GET", `/api/bookings/${id}`)).body.slot_id).toBe(to);
  });

  test("to a slot that was taken meanwhile offers the others", async () => {
    const { visitor, id } = await confirm(await world.makeSlot());
    const taken = await world.makeSlot();
    await world.book(taken);
    const page = await visitor.send(`/b/${id}/reschedule`, { slot_id: taken });
    expect(page.status).toBe(409);
    expect(textOf(page)).toContain("That time was taken a moment ago.");
    expect((await visitor.send(`/b/${id}/reschedule`, { slot_id: "x" })).status).toBe(400);
  });
});

describe("name and contact", () => {
  test("are corrected, and a fault is told beside what was typed", async () => {
    const { visitor, id } = await confirm(await world.makeSlot());
    const form = await visitor.open(`/b/${id}/customer`);
    const bad = await visitor.submit(form, `/b/${id}/customer`, {
      customer_name: " ",
      customer_contact: "+49",
    });
    expect(bad.status).toBe(400);
    expect(textOf(bad)).toContain("Please enter your name.");
    expect(valuesOf(bad.html, "value")).toContain("+49");
    const typed = { customer_name: "Anna Right", customer_contact: "anna@example.org" };
    const page = await visitor.submit(form, `/b/${id}/customer`, typed);
    expect(page.path).toBe(`/b/${id}?note=corrected`);
    expect(textOf(page)).toContain("Anna Right");
    expect(textOf(page)).toContain("Name and contact are as you wrote them.");
  });

  test("of somebody else come with a link of their own, and the same form twice with the same", async () => {
    const { visitor, id } = await confirm(await world.makeSlot());
    const form = await visitor.open(`/b/${id}/hand-over`);
    const given = await visitor.submit(form, `/b/${id}/hand-over`, { customer_name: "Bea" });
    expect(textOf(given)).toContain("The booking is Bea’s now.");
    const [link = ""] = valuesOf(given.html, "href").filter((href) => href.startsWith(`/b/${id}#`));
    const again = await visitor.submit(form, `/b/${id}/hand-over`, { customer_name: "Bea" });
    expect(valuesOf(again.html, "href")).toContain(link);
    const bea = new Visitor(api);
    const page = await bea.send(`/b/${id}/token`, { token: link });
    expect(textOf(page)).toContain("Bea");
  });

  test("of a booking that was cancelled meanwhile stay", async () => {
    const { visitor, id } = await confirm(await world.makeSlot());
    const form = await visitor.open(`/b/${id}/hand-over`);
    await visitor.send(`/b/${id}/cancel`);
    const page = await visitor.submit(form, `/b/${id}/hand-over`, { customer_name: "Bea" });
    expect(page.status).toBe(409);
    expect(valuesOf(page.html, "data-status")).toEqual(["CANCELLED"]);
  });
});

describe("whoever may confirm", () => {
  test("is staff alone with CONFIRM_BY=staff, and the page does not offer it", async () => {
    const { visitor, id } = await hold(world, await world.makeSlot());
    const staffs = pagesOf({ ...api, access: { isRequired: false, confirmBy: "staff" } });
    const other = new Visitor(staffs);
    other.cookies.push(...visitor.cookies);
    const page = await other.open(`/b/${id}`);
    expect(textOf(page)).toContain("We confirm it as soon as everything is settled.");
    expect(page.html).not.toContain(`/b/${id}/confirm`);
    expect((await other.send(`/b/${id}/confirm`)).status).toBe(401);
  });
});

test("the address of a change leads to the booking, for who reloads it", async () => {
  const { visitor, id } = await hold(world, await world.makeSlot());
  for (const change of ["confirm", "extend", "cancel", "reschedule", "quantity", "token"]) {
    expect((await visitor.open(`/b/${id}/${change}`)).path).toBe(`/b/${id}`);
  }
});
