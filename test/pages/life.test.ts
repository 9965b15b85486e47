import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../apps/api/src/pages/texts/en.ts";
import { type Doctor, makeDoctor, newVisitor, startWorld, type World, waitForStatus } from "./harness.ts";

/* The whole life of a booking: found, reserved, confirmed, moved, cancelled. */

const TABS_MAX = 80;
let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world?.close());

/** How a visitor uses a page. */
interface Hands {
  press: (target: Locator) => Promise<void>;
  type: (target: Locator, text: string) => Promise<void>;
}

const mouse: Hands = {
  press: (target) => target.click(),
  type: (target, text) => target.fill(text),
};

/** Moves the focus on to an element, as often as the key for that has to be pressed. */
async function tabTo(target: Locator): Promise<Page> {
  await target.waitFor();
  const page = target.page();
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    if ((await target.and(page.locator(":focus")).count()) > 0) return page;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the key Tab does not lead to ${target}`);
}

const keyboard: Hands = {
  press: async (target) => {
    const page = await tabTo(target);
    const style = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
    expect(style).toBe("solid");
    await page.keyboard.press("Enter");
  },
  type: async (target, text) => {
    const page = await tabTo(target);
    await page.keyboard.type(text);
  },
};

async function live(page: Page, { id, name, day }: Doctor, { press, type }: Hands): Promise<void> {
  await page.goto(world.url);
  await press(page.locator(`a[href="/r/${id}"]`));
  await page.waitForURL(`**/r/${id}`);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(name);
  await page.goto(`${world.url}/r/${id}?day=${day}`);
  await press(page.locator("a.slot").first());
  await page.waitForURL("**/s/*");
  await type(page.getByLabel(en.fields.name), "Noor Haddad");
  await type(page.getByLabel(en.fields.contact), "+44 20 7946 0000");
  await press(page.getByRole("button", { name: en.slot.reserve }));
  await page.waitForURL("**/b/*");
  await waitForStatus(page, "PENDING");
  await press(page.getByRole("button", { name: en.booking.confirm }));
  await waitForStatus(page, "CONFIRMED");
  await press(page.getByRole("link", { name: en.booking.move }));
  await press(page.getByRole("button", { name: en.booking.moveButton }).first());
  await page.getByText(en.booking.moved).waitFor();
  await press(page.locator("summary"));
  await press(page.getByRole("button", { name: en.booking.cancelYes }));
  await waitForStatus(page, "CANCELLED");
}

test.each([
  ["with scripts", true, mouse],
  ["without scripts", false, mouse],
  ["by the keyboard alone", true, keyboard],
])("a visitor books, moves and cancels: %s", async (_how, javaScriptEnabled, hands) => {
  const doctor = await makeDoctor(world, 3);
  const { page, context, troubles } = await newVisitor(world, { javaScriptEnabled });
  await live(page, doctor, hands);
  const { body } = await world.staff("GET", `/api/slots?resource_id=${doctor.id}`);
  expect(body.map(({ available }: { available: number }) => available)).toEqual([1, 1, 1]);
  expect(troubles).toEqual([]);
  await context.close();
});
