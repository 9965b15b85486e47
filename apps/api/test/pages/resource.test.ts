import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestApp } from "../harness.ts";
import { createPagesApp, inHours, type Page, textOf, Visitor, valuesOf } from "./harness.ts";
import { createWorld, type World } from "./world.ts";

/* The page of a doctor or a show: its days, its weeks, and what there is where nothing is free. */

let api: TestApp;
let visitor: Visitor;

beforeAll(async () => {
  api = await createPagesApp();
  visitor = new Visitor(api);
});

afterAll(() => api.close());

/** A slot at a time of day in Berlin, in winter. */
const at = (day: string, hour: string) => ({
  start_time: `${day}T${hour}:00+01:00`,
  end_time: `${day}T${hour}:30+01:00`,
});

/** The days of the month that are free, by their addresses. */
const freeDaysOf = ({ html }: Page) =>
  [...html.matchAll(/<a class="day free" href="[^"]*\?day=([\d-]+)"/g)].map((match) => match[1]);
const slotsOf = ({ html }: Page) =>
  [...html.matchAll(/<a class="slot \w+" href="\/s\/([\da-f-]+)"/g)].map((match) => match[1]);

describe("a month", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(api);
  });

  test("begins where something is free next, and shows that day", async () => {
    const slotId = await world.makeSlot(at("2031-02-03", "09"));
    const evening = await world.makeSlot(at("2031-02-03", "23"));
    await world.makeSlot(at("2031-02-28", "23"));
    await world.makeSlot(at("2031-03-01", "00"));
    const page = await visitor.open(`/r/${world.doctorId}`);
    expect(textOf(page)).toContain("February 2031");
    expect(textOf(page)).toContain("All times in Europe/Berlin");
    expect(freeDaysOf(page)).toEqual(["2031-02-03", "2031-02-28"]);
    expect(slotsOf(page)).toEqual([slotId, evening]);
    expect(page.html).toContain(
      'datetime="2031-02-03T08:00:00.000Z" data-zone="Europe/Berlin" data-own="">09:00</time>',
    );
    expect(page.html).toContain('aria-current="date"');
  });

  test("is turned by its links, and a day is chosen by its own", async () => {
    const page = await visitor.open(`/r/${world.doctorId}`);
    const [next] = valuesOf(page.html, "href").filter((href) => href.includes("month=2031-03"));
    const march = await visitor.open(next ?? "");
    expect(freeDaysOf(march)).toEqual(["2031-03-01"]);
    expect(slotsOf(march)).toHaveLength(1);
    const day = await visitor.open(`/r/${world.doctorId}?day=2031-02-28`);
    expect(textOf(day)).toContain("Friday, 28 February 2031");
    expect(slotsOf(day)).toHaveLength(1);
  });

  test("without free slots leads to the next one", async () => {
    const page = await visitor.open(`/r/${world.doctorId}?month=2030-06`);
    expect(textOf(page)).toContain("Nothing is free in this month.");
    expect(textOf(page)).toContain("Next free time: Mon, 3 Feb 2031, 09:00");
    expect(valuesOf(page.html, "href")).toContain(`/r/${world.doctorId}?day=2031-02-03`);
    const later = await visitor.open(`/r/${world.doctorId}?month=2040-06`);
    expect(valuesOf(later.html, "href")).toContain(`/r/${world.doctorId}?day=2031-02-03`);
  });
});

test("a week shows its days with their slots, full ones too", async () => {
  const world = await createWorld(api);
  const first = await world.makeSlot(at("2031-02-03", "09"));
  const last = await world.makeSlot(at("2031-02-09", "09"));
  await world.makeSlot(at("2031-02-10", "09"));
  await world.book(last);
  const page = await visitor.open(`/r/${world.doctorId}?week=2031-02-05`);
  expect(textOf(page)).toContain("Week of Mon 3 Feb");
  expect(slotsOf(page)).toEqual([first, last]);
  expect(textOf(page)).toContain("Full · waitlist");
  expect(valuesOf(page.html, "href")).toContain(`/r/${world.doctorId}?week=2031-02-10`);
});

test("who has nothing free shows what is planned; who has nothing planned says so", async () => {
  const world = await createWorld(api);
  const empty = await visitor.open(`/r/${world.doctorId}`);
  expect(textOf(empty)).toContain("Nothing can be booked here at the moment.");
  const full = await world.makeSlot();
  await world.book(full);
  const early = await world.makeSlot({
    start_time: inHours(30),
    end_time: inHours(31),
    bookable_from: inHours(2),
  });
  const page = await visitor.open(`/r/${world.doctorId}`);
  expect(textOf(page)).toContain("Nothing is free at the moment");
  expect(slotsOf(page)).toEqual(expect.arrayContaining([full, early]));
});

test("a name is text, with a direction of its own", async () => {
  const name = '<img src=x onerror="x"> مثال';
  const { body } = await api.call("POST", "/api/admin/shows", { name, genre: "<b>Drama</b>" });
  const page = await visitor.open(`/r/${body.id}`);
  expect(textOf(page)).toContain(name);
  expect(textOf(page)).toContain("<b>Drama</b>");
  expect(page.html).not.toMatch(/<img|<b>/);
});

test.each([
  ["month=2031-13", 400],
  ["month=31-01", 400],
  ["day=2031-02-29", 400],
  ["day=2031-2-3", 400],
  ["week=x", 400],
  ["utm_source=mail", 200],
])("the address ?%s is answered %i", async (query, status) => {
  const world = await createWorld(api);
  const page = await visitor.open(`/r/${world.doctorId}?${query}`);
  expect(page.status).toBe(status);
});

test("an id that is none, or nobody's, leads back", async () => {
  for (const [id, status] of [
    ["x", 400],
    ["00000000-0000-7000-8000-000000000000", 404],
  ] as const) {
    const page = await visitor.open(`/r/${id}`);
    expect(page.status).toBe(status);
    expect(valuesOf(page.html, "href")).toContain("/");
  }
});
