import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestApp } from "../harness.ts";
import { createPagesApp, inHours, type Page, pagesOf, textOf, Visitor, valuesOf } from "./harness.ts";
import { createWorld, expire, hold, type World } from "./world.ts";

/* A name for each place, and questions: the forms of a reservation and of a booking, without a script. */

let api: TestApp;
let world: World;

beforeAll(async () => {
  api = await createPagesApp();
  world = await createWorld(api);
});

afterAll(() => api.close());

const QUESTIONS = {
  type: "object",
  properties: {
    diet: { type: "string", title: "What do you eat?", enum: ["Meat", "Vegan & raw"] },
    seat: { type: "string", title: "Where do you sit?", enum: ["Front", "Back"] },
    note: { type: "string", title: "Anything <else>?", maxLength: 10 },
    height: { type: "number", title: "How tall are you?", minimum: 0.5, maximum: 2.5 },
    terms: { type: "boolean", title: "I agree to the rules", const: true },
  },
  required: ["diet", "terms"],
};

/** A slot of a show that asks. */
async function slotOf(asking: Record<string, unknown> = {}): Promise<{ slotId: string; showId: string }> {
  const fields = { name: "Hamlet", asks_attendees: true, questions: QUESTIONS, ...asking };
  const { body: show } = await api.call("POST", "/api/admin/shows", fields);
  const slot = { start_time: inHours(24), end_time: inHours(25), capacity: 5 };
  const { body } = await api.call("POST", `/api/admin/shows/${show.id}/slots`, slot);
  return { slotId: body.id, showId: show.id };
}

const held = async (quantity = "2", asking: Record<string, unknown> = {}) =>
  hold(world, (await slotOf(asking)).slotId, { quantity });

const RIGHT = { attendee_0: "Ann", attendee_1: "Bea", answer_diet: "Vegan & raw", answer_terms: "yes" };
const statusOf = ({ html }: Page) => valuesOf(html, "data-status")[0];
const faultsOf = ({ html }: Page) =>
  [...html.matchAll(/<p class="fault" id="(\w+)-fault">/g)].map(([, id]) => id);

describe("a reservation that is asked for something", () => {
  test("has a field for each, with labels and marks", async () => {
    const { held: page, id } = await held();
    const { html } = page;
    for (const name of ["attendee_0", "attendee_1", "answer_seat", "answer_note", "answer_height"]) {
      expect(html).toContain(`<label for="${name}"`);
      expect(html).toContain(`id="${name}"`);
    }
    expect(html).toMatch(/<input[^>]*id="attendee_0"[^>]*required/);
    expect(html).toMatch(/<input[^>]*name="answer_diet"[^>]*type="radio"[^>]*value="Vegan &amp; raw"/);
    expect(html).toMatch(/<select[^>]*name="answer_seat"/);
    expect(html).toMatch(/<input[^>]*name="answer_terms"[^>]*required[^>]*type="checkbox"/);
    expect(html).not.toMatch(/<input[^>]*id="answer_note"[^>]*required/);
    expect(html).toContain("Anything &lt;else&gt;?");
    expect(textOf(page)).toContain("What do you eat? *");
    expect(html).toContain(`action="/b/${id}/confirm"`);
  });

  test("is confirmed with the answers, which the ticket shows", async () => {
    const { visitor, held: page, id } = await held();
    const ticket = await visitor.submit(page, `/b/${id}/confirm`, {
      ...RIGHT,
      answer_height: "1,75",
      answer_seat: "",
    });
    expect([ticket.status, statusOf(ticket), ticket.path]).toEqual([200, "CONFIRMED", `/b/${id}`]);
    for (const text of [
      "Who comes Ann , Bea",
      "What do you eat? Vegan & raw",
      "How tall are you? 1.75",
      "I agree to the rules yes",
    ]) {
      expect(textOf(ticket)).toContain(text);
    }
    expect(textOf(ticket)).not.toContain("Where do you sit?");
  });

  test("is not confirmed without them, and what was typed stays", async () => {
    const { visitor, held: page, id } = await held();
    const typed = {
      attendee_1: "Bea <b>",
      answer_note: "far too long a note",
      answer_height: "tall",
      answer_diet: "Meat",
    };
    const again = await visitor.submit(page, `/b/${id}/confirm`, typed);
    expect([again.status, statusOf(again)]).toEqual([400, "PENDING"]);
    expect(faultsOf(again)).toEqual(["attendee_0", "answer_note", "answer_height", "answer_terms"]);
    expect(textOf(again)).toContain("Please mend 4 fields");
    expect(textOf(again)).toContain("An answer has at most 10 characters");
    expect(textOf(again)).toContain("Please enter a number from 0.5 to 2.5.");
    expect(valuesOf(again.html, "value")).toEqual(
      expect.arrayContaining(["Bea &lt;b&gt;", "far too long a note", "tall"]),
    );
    expect(again.html).toMatch(/<input[^>]*value="Meat" checked/);
    expect(again.html).not.toMatch(/value="Vegan &amp; raw" checked/);
    const booking = await api.call("GET", `/api/bookings/${id}`);
    expect(booking.body).toMatchObject({ attendees: null, answers: null });
    const ticket = await visitor.submit(again, `/b/${id}/confirm`, RIGHT);
    expect(statusOf(ticket)).toBe("CONFIRMED");
  });

  test("is not confirmed past the form either", async () => {
    const { visitor, id } = await held();
    const refused = await visitor.send(`/b/${id}/confirm`);
    expect([refused.status, statusOf(refused)]).toEqual([409, "PENDING"]);
    expect(faultsOf(refused)).toEqual(["attendee_0", "attendee_1", "answer_diet", "answer_terms"]);
    const forged = await visitor.send(`/b/${id}/confirm`, {
      details: "1",
      ...RIGHT,
      answer_diet: "Fish",
      answer_terms: "on",
    });
    expect([forged.status, faultsOf(forged)]).toEqual([400, ["answer_diet", "answer_terms"]]);
    const unfit = await visitor.send(`/b/${id}/confirm`, {
      details: "1",
      ...RIGHT,
      attendee_1: "x".repeat(201),
    });
    expect(faultsOf(unfit)).toEqual(["attendee_1"]);
    expect(textOf(unfit)).toContain("A name has at most 200 characters");
  });

  test("that has expired asks before it is taken again", async () => {
    const { visitor, id } = await held("1");
    await expire(world, id);
    const page = await visitor.open(`/b/${id}`);
    const asked = await visitor.submit(page, `/b/${id}/confirm`);
    expect([asked.status, faultsOf(asked)]).toEqual([400, ["attendee_0", "answer_diet", "answer_terms"]]);
    const unasked = await visitor.send(`/b/${id}/confirm`, {});
    expect([unasked.status, faultsOf(unasked)]).toEqual([409, ["attendee_0", "answer_diet", "answer_terms"]]);
    const ticket = await visitor.submit(page, `/b/${id}/confirm`, RIGHT);
    expect(statusOf(ticket)).toBe("CONFIRMED");
  });

  test("of a hundred places has a hundred names", async () => {
    const { body: show } = await api.call("POST", "/api/admin/shows", { name: "Mass", asks_attendees: true });
    const slot = { start_time: inHours(24), end_time: inHours(25), capacity: 100 };
    const { body } = await api.call("POST", `/api/admin/shows/${show.id}/slots`, slot);
    const { visitor, held: page, id } = await hold(world, body.id, { quantity: "100" });
    const names = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`attendee_${n}`, `Person ${n}`]));
    expect(statusOf(await visitor.submit(page, `/b/${id}/confirm`, names))).toBe("CONFIRMED");
  });
});

describe("a booking that was asked for something", () => {
  const confirmed = async () => {
    const made = await held();
    const ticket = await made.visitor.submit(made.held, `/b/${made.id}/confirm`, {
      ...RIGHT,
      answer_note: "quiet",
    });
    return { ...made, ticket };
  };

  test("has a form to change it, with what is known", async () => {
    const { visitor, ticket, id } = await confirmed();
    expect(ticket.html).toContain(`href="/b/${id}/details"`);
    const form = await visitor.open(`/b/${id}/details`);
    expect(valuesOf(form.html, "value")).toEqual(expect.arrayContaining(["Ann", "Bea", "quiet"]));
    const changed = await visitor.submit(form, `/b/${id}/details`, { ...RIGHT, attendee_1: "Cid" });
    expect(textOf(changed)).toContain("Names and answers are as you wrote them.");
    expect(textOf(changed)).toContain("Ann , Cid");
    expect(textOf(changed)).not.toContain("quiet");
  });

  test("keeps what is required", async () => {
    const { visitor, id } = await confirmed();
    const form = await visitor.open(`/b/${id}/details`);
    const refused = await visitor.submit(form, `/b/${id}/details`, {
      ...RIGHT,
      attendee_0: "",
      answer_terms: "",
    });
    expect([refused.status, faultsOf(refused)]).toEqual([409, ["attendee_1", "answer_terms"]]);
    expect(valuesOf(refused.html, "value")).toContain("Bea");
  });

  test("that is asked for more later says so", async () => {
    const { slotId, showId } = await slotOf({ asks_attendees: false, questions: null });
    const { visitor, id } = await hold(world, slotId);
    await visitor.send(`/b/${id}/confirm`);
    expect((await visitor.open(`/b/${id}/details`)).path).toBe(`/b/${id}`);
    await api.call("PATCH", `/api/admin/shows/${showId}`, { questions: QUESTIONS });
    expect(textOf(await visitor.open(`/b/${id}`))).toContain("Something we ask for is still missing.");
  });
});

test("the forms are there in German", async () => {
  const { slotId } = await slotOf();
  const visitor = new Visitor(api, { "Accept-Language": "de" });
  const page = await visitor.open(`/s/${slotId}`);
  const reserved = await visitor.submit(page, `/s/${slotId}`, { customer_name: "Ann", answer_x: "1" });
  expect(textOf(reserved)).toContain("Wer kommt? *");
  const id = reserved.path.slice("/b/".length);
  const again = await visitor.submit(reserved, `/b/${id}/confirm`, { answer_height: "9" });
  expect(textOf(again)).toContain("Bitte geben Sie eine Zahl ein von 0.5 bis 2.5.");
});

test("where staff confirm, a visitor fills in all the same", async () => {
  const byStaff = pagesOf({ ...api, access: { isRequired: false, confirmBy: "staff" } });
  const { slotId } = await slotOf({ asks_attendees: false });
  const { visitor, held: page, id } = await hold({ ...world, api: byStaff }, slotId);
  const saved = await visitor.submit(page, `/b/${id}/details`, RIGHT);
  expect([statusOf(saved), saved.path]).toEqual(["PENDING", `/b/${id}?note=answered`]);
  const { body } = await api.call("GET", `/api/bookings/${id}`);
  expect(body.answers).toEqual({ diet: "Vegan & raw", terms: true });
});
