import { HoldfastError } from "@holdfast/contract";
import { openDatabase } from "@holdfast/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestApp } from "../harness.ts";
import { createPagesApp, inHours, type Page, pagesOf, textOf, Visitor, valuesOf } from "./harness.ts";
import { createWorld, hold, type World } from "./world.ts";

/* Every state of a slot's page, and what becomes of its forms. */

let api: TestApp;
let world: World;

beforeAll(async () => {
  api = await createPagesApp();
  world = await createWorld(api);
});

afterAll(() => api.close());

const open = (slotId: string) => new Visitor(api).open(`/s/${slotId}`);
const ann = { customer_name: "Ann Miller", customer_contact: "ann@example.org" };

/** The actions of the forms and buttons of a page. */
const actionsOf = ({ html }: Page) =>
  [...valuesOf(html, "action"), ...valuesOf(html, "formaction")].filter((action) => action.startsWith("/s/"));

describe("a slot that is", () => {
  test("free says how many places are left, and takes a reservation", async () => {
    const id = await world.makeSlot({ capacity: 30 });
    const page = await open(id);
    expect(valuesOf(page.html, "data-available")).toEqual(["30"]);
    expect(textOf(page)).toContain("30 places left");
    expect(actionsOf(page)).toEqual([`/s/${id}`]);
    expect(page.html).toContain("Europe/Berlin");
  });

  test("of one place asks for no number", async () => {
    const page = await open(await world.makeSlot());
    expect(page.html).toContain('<input type="hidden" name="quantity" value="1"/>');
  });

  test("almost full says so", async () => {
    const id = await world.makeSlot({ capacity: 30 });
    await world.book(id, 29);
    const page = await open(id);
    expect(valuesOf(page.html, "data-offer")).toEqual(["few"]);
    expect(textOf(page)).toContain("1 place left");
  });

  test("full has a waitlist, and names what is free near it", async () => {
    const id = await world.makeSlot({ start_time: inHours(50), end_time: inHours(51) });
    const near = await world.makeSlot({ start_time: inHours(51), end_time: inHours(52) });
    await world.book(id);
    const page = await open(id);
    expect(valuesOf(page.html, "data-available")).toEqual(["0"]);
    expect(actionsOf(page)).toEqual([`/s/${id}/waitlist`]);
    expect(valuesOf(page.html, "href")).toContain(`/s/${near}`);
  });

  test("not open yet counts down to when it will be", async () => {
    const from = inHours(3);
    const page = await open(await world.makeSlot({ bookable_from: from }));
    expect(textOf(page)).toContain("Booking has not begun");
    expect(valuesOf(page.html, "data-countdown")).toEqual([from]);
    expect(actionsOf(page)).toEqual([]);
  });

  test("closed says so, and leads elsewhere", async () => {
    const id = await world.makeSlot();
    await api.call("PATCH", `/api/admin/slots/${id}`, { closed: true });
    const page = await open(id);
    expect(textOf(page)).toContain("This date takes no bookings");
    expect(actionsOf(page)).toEqual([]);
    expect(valuesOf(page.html, "href")).toContain(`/r/${world.doctorId}`);
  });

  test("too near says that it is too late", async () => {
    const page = await open(await world.makeSlot({ lead_minutes: 60 * 48 }));
    expect(textOf(page)).toContain("Booking is over");
    expect(actionsOf(page)).toEqual([]);
  });

  test("over says so", async () => {
    const page = await open(await world.makeSlot({ start_time: inHours(-2), end_time: inHours(-1) }));
    expect(textOf(page)).toContain("This date is over");
    expect(actionsOf(page)).toEqual([]);
  });

  test("not there is not found", async () => {
    const page = await open("00000000-0000-7000-8000-000000000000");
    expect(page.status).toBe(404);
    expect(textOf(page)).toContain("There is nothing at this address.");
  });
});

describe("a reservation", () => {
  test("stores the name, the contact and the language of the page", async () => {
    const slotId = await world.makeSlot({ capacity: 5 });
    const visitor = new Visitor(api, { "Accept-Language": "de-AT,de;q=0.9" });
    const held = await visitor.submit(await visitor.open(`/s/${slotId}`), `/s/${slotId}`, {
      ...ann,
      quantity: "2",
    });
    expect(textOf(held)).toContain("Noch ein Schritt");
    const { body } = await api.call("GET", `/api/bookings/${held.path.slice("/b/".length)}`);
    expect(body).toMatchObject({ ...ann, quantity: 2, language: "de", status: "PENDING" });
  });

  test("that is sent twice is made once", async () => {
    const slotId = await world.makeSlot({ capacity: 5 });
    const visitor = new Visitor(api);
    const page = await visitor.open(`/s/${slotId}`);
    const [first, second] = await Promise.all([
      visitor.submit(page, `/s/${slotId}`, ann),
      visitor.submit(page, `/s/${slotId}`, ann),
    ]);
    const third = await visitor.submit(page, `/s/${slotId}`, ann);
    expect([second.path, third.path]).toEqual([first.path, first.path]);
    expect(valuesOf((await open(slotId)).html, "data-available")).toEqual(["4"]);
  });

  test("that is sent again with other details says so, and is made when it is sent once more", async () => {
    const slotId = await world.makeSlot({ capacity: 5 });
    const visitor = new Visitor(api);
    const page = await visitor.open(`/s/${slotId}`);
    await visitor.submit(page, `/s/${slotId}`, ann);
    const again = await visitor.submit(page, `/s/${slotId}`, { ...ann, quantity: "2" });
    expect(again.status).toBe(422);
    expect(textOf(again)).toContain("This form was sent before");
    const made = await visitor.submit(again, `/s/${slotId}`, { ...ann, quantity: "2" });
    expect(made.path).toMatch(/^\/b\//);
  });

  test("of the last place is one visitor's; the other is told, keeps what was typed, and may take another", async () => {
    const slotId = await world.makeSlot({ start_time: inHours(70), end_time: inHours(71) });
    const near = await Promise.all(
      [66, 69, 72, 73].map((hour) =>
        world.makeSlot({ start_time: inHours(hour), end_time: inHours(hour + 1) }),
      ),
    );
    const [one, other] = [new Visitor(api), new Visitor(api)];
    const [first, second] = await Promise.all([one.open(`/s/${slotId}`), other.open(`/s/${slotId}`)]);
    const answers = await Promise.all([
      one.submit(first, `/s/${slotId}`, ann),
      other.submit(second, `/s/${slotId}`, ann),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409) as Page;
    expect(textOf(lost)).toContain("Somebody was faster");
    expect(lost.html).toContain('value="Ann Miller"');
    expect(valuesOf(lost.html, "formaction")).toEqual([near[1], near[2], near[3]].map((id) => `/s/${id}`));
    const taken = await other.submit(lost, `/s/${near[1]}`, ann);
    expect(taken.path).toMatch(/^\/b\//);
  });

  test("of more places than are left says how many are, and offers the waitlist", async () => {
    const slotId = await world.makeSlot({ capacity: 4 });
    await world.book(slotId, 3);
    const visitor = new Visitor(api);
    const page = await visitor.submit(await visitor.open(`/s/${slotId}`), `/s/${slotId}`, {
      ...ann,
      quantity: "3",
    });
    expect(page.status).toBe(409);
    expect(textOf(page)).toContain("Only 1 place is left");
    expect(page.html).toContain('value="3"');
    const waiting = await visitor.submit(page, `/s/${slotId}/waitlist`, { ...ann, quantity: "3" });
    expect(valuesOf(waiting.html, "data-entry")).toEqual(["waiting"]);
  });

  test("of a slot that was closed meanwhile is refused with what is free", async () => {
    const slotId = await world.makeSlot();
    const visitor = new Visitor(api);
    const page = await visitor.open(`/s/${slotId}`);
    await api.call("PATCH", `/api/admin/slots/${slotId}`, { closed: true });
    const refused = await visitor.submit(page, `/s/${slotId}`, ann);
    expect(refused.status).toBe(409);
    expect(textOf(refused)).toContain("This date takes no bookings");
  });
});

describe("fields that cannot be", () => {
  test.each([
    ["no name", { customer_name: "  " }, "customer_name", "Please enter your name."],
    ["a name with a line break", { customer_name: "Ann\nMiller" }, "customer_name", "A name has at most 200"],
    ["a long name", { customer_name: "x".repeat(201) }, "customer_name", "A name has at most 200"],
    [
      "a long contact",
      { ...ann, customer_contact: "x".repeat(321) },
      "customer_contact",
      "A contact has at most",
    ],
    ["no place", { ...ann, quantity: "0" }, "quantity", "Please enter a number from 1 to 5."],
    ["a thousand places", { ...ann, quantity: "1000" }, "quantity", "Please enter a number from 1 to 5."],
    ["half a place", { ...ann, quantity: "0.5" }, "quantity", "Please enter a number from 1 to 5."],
    [
      "a number in hexadecimal",
      { ...ann, quantity: "0x2" },
      "quantity",
      "Please enter a number from 1 to 5.",
    ],
  ])("as %s are marked, and shown again", async (_what, typed, field, message) => {
    const slotId = await world.makeSlot({ capacity: 5 });
    const visitor = new Visitor(api);
    const page = await visitor.submit(await visitor.open(`/s/${slotId}`), `/s/${slotId}`, typed);
    expect(page.status).toBe(400);
    expect(page.html).toMatch(
      new RegExp(`id="${field}"[^>]* aria-describedby="[^"]*${field}-fault"[^>]* aria-invalid="true"`),
    );
    expect(page.html).toContain(`<a href="#${field}">${message}`);
    expect(valuesOf(page.html, "data-focus")).toHaveLength(1);
    const named = { customer_contact: "", ...typed } as Record<string, string>;
    if (named["customer_contact"]) expect(page.html).toContain(`value="${named["customer_contact"]}"`);
    expect(valuesOf((await open(slotId)).html, "data-available")).toEqual(["5"]);
  });

  test("as a name of markup, right-to-left text and 200 emoji are shown as text", async () => {
    const slotId = await world.makeSlot({ capacity: 5 });
    for (const name of ['<script>alert("x")</script>&amp;', "مثال\u200f ab", "👩‍👩‍👧‍👦".repeat(200)]) {
      const { held } = await hold(world, slotId, { customer_name: name });
      expect(textOf(held)).toContain(name);
      expect(held.html).not.toContain("<script>alert");
      expect(held.html).toContain('<bdi dir="auto">');
    }
  });
});

describe("a server that", () => {
  /** An application like the others whose holds are refused. */
  async function refusing(error: HoldfastError) {
    const other = await createPagesApp();
    const slotId = await (await createWorld(other)).makeSlot({ capacity: 5 });
    other.holds.place = () => Promise.reject(error);
    return { other, slotId };
  }

  test("limits holds says for how long", async () => {
    const { other, slotId } = await refusing(
      new HoldfastError("RATE_LIMITED", undefined, { retryAfterSeconds: 7 }),
    );
    const visitor = new Visitor(other);
    const page = await visitor.submit(await visitor.open(`/s/${slotId}`), `/s/${slotId}`, ann);
    expect([page.status, page.headers.get("Retry-After")]).toEqual([429, "7"]);
    expect(textOf(page)).toContain("or wait 7 seconds");
    expect(page.html).toContain('value="Ann Miller"');
    await other.close();
  });

  test("is busy keeps what was typed, also where its database is away", async () => {
    const { other, slotId } = await refusing(new HoldfastError("BUSY"));
    const visitor = new Visitor(other);
    const form = await visitor.open(`/s/${slotId}`);
    const page = await visitor.submit(form, `/s/${slotId}`, ann);
    expect([page.status, page.headers.get("Retry-After")]).toEqual([503, "1"]);
    expect(page.html).toContain('value="Ann Miller"');
    const nowhere = openDatabase({ url: "postgresql://127.0.0.1:1/none" });
    const away = pagesOf({ ...other, db: nowhere });
    const retry = await new Visitor(away).submit(form, `/s/${slotId}`, ann);
    expect([retry.status, retry.headers.get("Retry-After")]).toEqual([503, "1"]);
    expect(retry.html).toContain('name="customer_name" value="Ann Miller"');
    expect(valuesOf(retry.html, "action")).toContain(`/s/${slotId}`);
    const read = await new Visitor(away).open(`/s/${slotId}`);
    expect(read.status).toBe(503);
    expect(valuesOf(read.html, "data-retry")).toHaveLength(1);
    await nowhere.destroy();
    await other.close();
  });
});

describe("a slot with a limit per contact", () => {
  const limited = (fields: object = {}) => world.makeSlot({ capacity: 10, max_per_contact: 2, ...fields });
  const fieldOf = ({ html }: Page, name: string) =>
    new RegExp(`<input[^>]* name="${name}"[^>]*>`).exec(html)?.[0];

  test("says so beside the number of places, offers no more, and asks for a contact", async () => {
    const page = await open(await limited());
    expect(textOf(page)).toContain("At most 2 places are for each mail address or phone number.");
    expect(fieldOf(page, "quantity")).toContain('max="2"');
    expect(fieldOf(page, "customer_contact")).toContain("required");
    const one = await open(await limited({ max_per_contact: 1 }));
    expect(textOf(one)).toContain("One place is for each mail address or phone number.");
    expect(fieldOf(one, "quantity")).toContain('type="hidden"');
    const german = await new Visitor(api, { "Accept-Language": "de" }).open(`/s/${await limited()}`);
    expect(textOf(german)).toContain("Je Mailadresse oder Telefonnummer gibt es höchstens 2 Plätze.");
    const without = await open(await limited({ max_per_contact: null }));
    expect(fieldOf(without, "customer_contact")).not.toContain("required");
    expect(textOf(without)).not.toContain("for each mail address");
  });

  test("refuses more with what was typed, and a reservation without a contact at its field", async () => {
    const slotId = await limited();
    const visitor = new Visitor(api);
    const send = async (typed: Record<string, string>) =>
      visitor.submit(await visitor.open(`/s/${slotId}`), `/s/${slotId}`, { ...ann, ...typed });
    const unnamed = await send({ customer_contact: "" });
    expect(unnamed.status).toBe(400);
    expect(textOf(unnamed)).toContain("Please enter a mail address or phone number");
    expect(unnamed.html).toContain('value="Ann Miller"');
    expect((await send({ quantity: "2" })).path).toMatch(/^\/b\//);
    const refused = await send({ customer_contact: "ANN@example.org" });
    expect(refused.status).toBe(409);
    expect(textOf(refused)).toContain("That is more than one person may have");
    expect(textOf(refused)).toContain(
      "At most 2 places are for each mail address or phone number. What is booked",
    );
    expect(refused.html).toContain('value="Ann Miller"');
    const tooMuch = await send({ customer_contact: "bea@example.org", quantity: "3" });
    expect(tooMuch.status).toBe(409);
    expect(actionsOf(tooMuch)).toEqual([`/s/${slotId}`]);
  });

  test("refuses on its waitlist, too", async () => {
    const slotId = await limited({ capacity: 2 });
    await hold(world, slotId, { customer_contact: "ann@example.org", quantity: "2" });
    const visitor = new Visitor(api);
    const page = await visitor.open(`/s/${slotId}`);
    const refused = await visitor.submit(page, `/s/${slotId}/waitlist`, ann);
    expect(refused.status).toBe(409);
    expect(textOf(refused)).toContain("That is more than one person may have");
  });

  test("is not offered in place of another to whom wants more", async () => {
    const slotId = await world.makeSlot({ capacity: 3, start_time: inHours(90), end_time: inHours(91) });
    const small = await limited({ start_time: inHours(91), end_time: inHours(92) });
    const near = await world.makeSlot({ capacity: 3, start_time: inHours(92), end_time: inHours(93) });
    await world.book(slotId, 1);
    const visitor = new Visitor(api);
    const page = await visitor.submit(await visitor.open(`/s/${slotId}`), `/s/${slotId}`, {
      ...ann,
      quantity: "3",
    });
    const offered = valuesOf(page.html, "formaction");
    expect(offered).toContain(`/s/${near}`);
    expect(offered).not.toContain(`/s/${small}`);
  });

  test("tells its holder why a booking gets no more places, and takes no contact away", async () => {
    const slotId = await limited();
    const { visitor, held, id } = await hold(world, slotId, { customer_contact: "ann@example.org" });
    await hold(world, slotId, { customer_contact: "ann@example.org" });
    const page = await visitor.submit(held, `/b/${id}/quantity`, { quantity: "2" });
    expect(page.status).toBe(409);
    expect(textOf(page)).toContain("That is more than one person may have");
    const form = await visitor.open(`/b/${id}/customer`);
    const empty = await visitor.submit(form, `/b/${id}/customer`, {
      customer_name: "Ann",
      customer_contact: "",
    });
    expect(empty.status).toBe(400);
    expect(textOf(empty)).toContain("Please enter a mail address or phone number");
  });
});
