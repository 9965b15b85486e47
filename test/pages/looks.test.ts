import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { de } from "../../apps/api/src/pages/texts/de.ts";
import { en } from "../../apps/api/src/pages/texts/en.ts";
import {
  type Doctor,
  made,
  makeDoctor,
  newVisitor,
  reserve,
  startWorld,
  type Visitor,
  type World,
  waitForStatus,
} from "./harness.ts";

/* Every page in every state: nothing that axe-core finds, light and dark; nothing that has to be scrolled sideways. */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** WCAG's narrowest window, and one of 1,280 pixels at a zoom of 200%. */
const WIDTHS = { "320 pixels": 320, "a zoom of 200%": 640 } as const;
const HEIGHT = 800;
/** Holds of these pages are not to expire before they are looked at. */
const LONG_HOLD_SECONDS = "3600";

let world: World;
let visitor: Visitor;
let doctor: Doctor;

beforeAll(async () => {
  world = await startWorld({
    BOOKING_EXPIRY_SECONDS: LONG_HOLD_SECONDS,
    MAX_HOLD_SECONDS: LONG_HOLD_SECONDS,
  });
  visitor = await newVisitor(world);
  doctor = await makeDoctor(world, 12, 3);
});

afterAll(() => world?.close());

const slotOf = (index: number) => doctor.slotIds[index] as string;
const open = (path: string) => visitor.page.goto(world.url + path);

async function hold(index: number): Promise<string> {
  const id = await reserve(visitor.page, world.url, slotOf(index));
  await waitForStatus(visitor.page, "PENDING");
  return id;
}

async function confirmed(index: number): Promise<string> {
  const id = await hold(index);
  await visitor.page.getByRole("button", { name: en.booking.confirm }).click();
  await waitForStatus(visitor.page, "CONFIRMED");
  return id;
}

/** Takes all places of a slot. */
const fill = async (index: number) =>
  made(await world.staff("POST", `/api/slots/${slotOf(index)}/book`, { customer_name: "Ann", quantity: 3 }));

/** What leads to each state; each ends with the page open. */
const STATES: Record<string, () => Promise<unknown>> = {
  "the first page": () => open("/"),
  "a search that finds nothing": () => open("/?q=nobody"),
  "a month": () => open(`/r/${doctor.id}?day=${doctor.day}`),
  "a week": () => open(`/r/${doctor.id}?week=${doctor.day}`),
  "a doctor without dates": async () => open(`/r/${(await makeDoctor(world, 0)).id}`),
  "a free slot": () => open(`/s/${slotOf(0)}`),
  "a form with faults": async () => {
    await open(`/s/${slotOf(0)}`);
    await visitor.page.getByLabel(en.fields.name).fill(" ");
    await visitor.page.getByRole("button", { name: en.slot.reserve }).click();
    await visitor.page.getByRole("alert").waitFor();
  },
  "a full slot": async () => {
    await fill(1);
    await open(`/s/${slotOf(1)}`);
  },
  "a closed slot": async () => {
    await world.staff("PATCH", `/api/admin/slots/${slotOf(2)}`, { closed: true });
    await open(`/s/${slotOf(2)}`);
  },
  "a lost race": async () => {
    await open(`/s/${slotOf(3)}`);
    await visitor.page.getByLabel(en.fields.name).fill("Noor Haddad");
    await visitor.context.setOffline(true);
    await fill(3);
    await visitor.context.setOffline(false);
    await visitor.page.getByRole("button", { name: en.slot.reserve }).click();
    await visitor.page.getByText(en.slot.lost).waitFor();
  },
  "a hold": () => hold(4),
  "a confirmed booking": () => confirmed(5),
  "a choice of other times": async () => open(`/b/${await confirmed(6)}/move`),
  "a cancelled booking": async () => {
    await hold(7);
    await visitor.page.getByRole("button", { name: en.booking.release }).click();
    await waitForStatus(visitor.page, "CANCELLED");
  },
  "a place on a waitlist": async () => {
    await fill(8);
    await open(`/s/${slotOf(8)}`);
    await visitor.page.getByLabel(en.fields.name).fill("Noor Haddad");
    await visitor.page.getByRole("button", { name: en.slot.join }).click();
    await visitor.page.getByRole("heading", { name: en.waiting.waitingTitle }).waitFor();
  },
  "somebody else's booking": async () => open(`/b/${(await fill(9)).id}`),
  "a page that there is not": () => open(`/s/${doctor.id}`),
};

/** What axe-core finds in the page, with the element that it finds it in. */
async function findings(page: Page): Promise<string[]> {
  const run = `axe.run(document, { runOnly: ${JSON.stringify(TAGS)} })`;
  await page.evaluate(AXE);
  const { violations, passes } = (await page.evaluate(run)) as AxeResults;
  expect(passes.map(({ id }) => id)).toContain("color-contrast");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** The elements that stick out of the window; empty where nothing has to be scrolled sideways. */
const STICKING_OUT = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const isOut = (element) => element.getBoundingClientRect().right > clientWidth + 0.5;
  return [...document.querySelectorAll("body *")].filter(isOut).map(({ outerHTML }) => outerHTML.slice(0, 120));
})()`;

/** What moves, or takes its time, although the visitor asked for less of that. */
const MOVING = `[...document.querySelectorAll("*")].filter((element) => {
  const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(element);
  const takesTime = (text) => text.split(", ").some((one) => parseFloat(one) > 0.01);
  return (animationName !== "none" && takesTime(animationDuration)) || takesTime(transitionDuration)
    || scrollBehavior === "smooth";
}).map(({ outerHTML }) => outerHTML.slice(0, 120))`;

describe("every state", () => {
  test.each(Object.entries(STATES))("%s", async (_name, show) => {
    const { page, troubles } = visitor;
    await page.setViewportSize({ width: 1280, height: HEIGHT });
    await show();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect([colorScheme, await findings(page)]).toEqual([colorScheme, []]);
    }
    expect(await page.evaluate(MOVING)).toEqual([]);
    for (const [name, width] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width, height: HEIGHT });
      expect([name, await page.evaluate(STICKING_OUT)]).toEqual([name, []]);
    }
    expect(troubles.splice(0)).toEqual([]);
  });
});

test("in German all of it is German, and fits as well", async () => {
  const { page, context, troubles } = await newVisitor(world, {
    locale: "de-DE",
    viewport: { width: WIDTHS["320 pixels"], height: HEIGHT },
  });
  const paths = [
    "/",
    `/r/${doctor.id}?day=${doctor.day}`,
    `/r/${doctor.id}?week=${doctor.day}`,
    `/s/${slotOf(0)}`,
  ];
  for (const path of paths) {
    await page.goto(world.url + path);
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    expect([path, await page.evaluate(STICKING_OUT)]).toEqual([path, []]);
  }
  await page.getByLabel(de.fields.name).fill("Noor Haddad");
  await page.getByRole("button", { name: de.slot.reserve }).click();
  await waitForStatus(page, "PENDING");
  expect(await findings(page)).toEqual([]);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: en.booking.heldTitle }).waitFor();
  expect(troubles).toEqual([]);
  await context.close();
});
