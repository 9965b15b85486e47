import { openDatabase } from "@holdfast/db";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../apps/api/src/pages/texts/en.ts";
import {
  made,
  makeDoctor,
  newVisitor,
  reserve,
  startWorld,
  typeCustomer,
  type World,
  waitForStatus,
} from "./harness.ts";

/* What happens at the worst moment: somebody is faster, the time runs out, staff change something. */

const MINUTE_MILLISECONDS = 60_000;
let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world?.close());

/** Lets a hold's time run out on the server, as if it had been placed long ago. */
async function letExpire(id: string): Promise<void> {
  const db = openDatabase({ url: world.databaseUrl, maxConnections: 1 });
  try {
    const expired = { expires_at: new Date(Date.now() - 1_000) };
    await db.updateTable("bookings").set(expired).where("id", "=", id).execute();
  } finally {
    await db.destroy();
  }
}

/** Somebody comes back to the tab. */
const comeBack = (page: Page) => page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');

test("of two who want the last place one gets it; the other takes another time with what was typed", async () => {
  const { slotIds } = await makeDoctor(world, 2);
  const visitors = await Promise.all([newVisitor(world), newVisitor(world)]);
  for (const [index, { page }] of visitors.entries()) {
    await page.goto(`${world.url}/s/${slotIds[0]}`);
    await typeCustomer(page, `Visitor ${index}`);
  }
  const outcome = async (page: Page) => {
    await page.getByRole("button", { name: en.slot.reserve }).click();
    const lost = page
      .getByText(en.slot.lost)
      .waitFor()
      .then(() => "lost");
    const won = page.waitForURL("**/b/*").then(() => "won");
    // The other one never comes.
    for (const never of [lost, won]) never.catch(() => {});
    return Promise.race([lost, won]);
  };
  const outcomes = await Promise.all(visitors.map(({ page }) => outcome(page)));
  expect(outcomes.toSorted()).toEqual(["lost", "won"]);
  const loser = visitors[outcomes.indexOf("lost")];
  const name = `Visitor ${outcomes.indexOf("lost")}`;
  expect(await loser?.page.getByLabel(en.fields.name).inputValue()).toBe(name);
  await loser?.page.locator(".others button").click();
  await loser?.page.waitForURL("**/b/*");
  await loser?.page.getByText(name).waitFor();
  expect(visitors.flatMap(({ troubles }) => troubles)).toEqual([]);
  await Promise.all(visitors.map(({ context }) => context.close()));
});

test("a hold that expires while the tab sleeps is shown as expired on waking, and can be taken again", async () => {
  const { slotIds } = await makeDoctor(world, 1);
  const { page, context, troubles } = await newVisitor(world);
  await page.clock.install();
  const id = await reserve(page, world.url, slotIds[0] as string);
  await page
    .locator("[data-left]")
    .filter({ hasText: /^[12]:\d\d/ })
    .waitFor();
  await letExpire(id);
  // The lid is closed for ten minutes: timers are late, and fire once.
  await page.clock.fastForward(10 * MINUTE_MILLISECONDS);
  await page.clock.runFor(2_000);
  await page.getByRole("heading", { name: en.booking.expiredTitle }).waitFor();
  await page.getByRole("button", { name: en.booking.takeAgain }).click();
  await waitForStatus(page, "CONFIRMED");
  expect(troubles).toEqual([]);
  await context.close();
});

test("what was being typed when a hold expired is there when it is taken again", async () => {
  const { id: doctorId, slotIds } = await makeDoctor(world, 1);
  const properties = { reason: { type: "string", title: "Why do you come?" } };
  const questions = { type: "object", properties, required: ["reason"] };
  await world.staff("PATCH", `/api/admin/doctors/${doctorId}`, { questions });
  const { page, context, troubles } = await newVisitor(world);
  await page.clock.install();
  const id = await reserve(page, world.url, slotIds[0] as string);
  await page.getByLabel("Why do you come?").fill("My knee");
  await letExpire(id);
  await page.clock.fastForward(10 * MINUTE_MILLISECONDS);
  await page.clock.runFor(2_000);
  await page.getByRole("heading", { name: en.booking.expiredTitle }).waitFor();
  expect(await page.getByLabel("Why do you come?").inputValue()).toBe("My knee");
  await page.getByRole("button", { name: en.booking.takeAgain }).click();
  await waitForStatus(page, "CONFIRMED");
  await page.getByText("My knee").waitFor();
  expect(troubles).toEqual([]);
  await context.close();
});

test("a hold is kept over a reload and in a second tab, and belongs to this browser alone", async () => {
  const { slotIds } = await makeDoctor(world, 1);
  const { page, context, troubles } = await newVisitor(world);
  const id = await reserve(page, world.url, slotIds[0] as string);
  const until = await page.locator("[data-hold]").getAttribute("data-hold");
  const second = await context.newPage();
  await Promise.all([page.reload(), second.goto(`${world.url}/b/${id}`)]);
  for (const tab of [page, second]) {
    expect(await tab.locator("[data-hold]").getAttribute("data-hold")).toBe(until);
  }
  await second.getByRole("button", { name: en.booking.confirm }).click();
  await waitForStatus(second, "CONFIRMED");
  await page.getByRole("button", { name: en.booking.confirm }).click();
  await waitForStatus(page, "CONFIRMED");
  const other = await newVisitor(world);
  await other.page.goto(`${world.url}/b/${id}`);
  await other.page.getByRole("heading", { name: en.booking.doorTitle }).waitFor();
  expect([...troubles, ...other.troubles]).toEqual([]);
  await Promise.all([context.close(), other.context.close()]);
});

test("when staff move a booking, its page tells the new time, and the page of its former slot that it is free", async () => {
  const { slotIds } = await makeDoctor(world, 2);
  const [owner, watcher] = [await newVisitor(world), await newVisitor(world)];
  await owner.page.clock.install();
  const id = await reserve(owner.page, world.url, slotIds[0] as string);
  await owner.page.getByRole("button", { name: en.booking.confirm }).click();
  await waitForStatus(owner.page, "CONFIRMED");
  await watcher.page.goto(`${world.url}/s/${slotIds[0]}`);
  await watcher.page.getByRole("button", { name: en.slot.join }).waitFor();
  await watcher.page.getByLabel(en.fields.name).fill("Ines Costa");
  const moved = await world.staff("POST", `/api/bookings/${id}/reschedule`, { slot_id: slotIds[1] });
  expect(moved.status).toBe(200);
  await watcher.page.getByRole("button", { name: en.slot.reserve }).waitFor();
  expect(await watcher.page.getByLabel(en.fields.name).inputValue()).toBe("Ines Costa");
  await owner.page.clock.fastForward(MINUTE_MILLISECONDS);
  await comeBack(owner.page);
  await owner.page.getByText(/10:00/).first().waitFor();
  expect([...owner.troubles, ...watcher.troubles]).toEqual([]);
  await Promise.all([owner.context.close(), watcher.context.close()]);
});

test("who waits is told the position, and gets the place that somebody gives back", async () => {
  const { slotIds } = await makeDoctor(world, 1);
  const taken = made(await world.staff("POST", `/api/slots/${slotIds[0]}/book`, { customer_name: "Ann" }));
  const { page, context, troubles } = await newVisitor(world);
  await page.goto(`${world.url}/s/${slotIds[0]}`);
  await typeCustomer(page, "Noor Haddad");
  await page.getByRole("button", { name: en.slot.join }).click();
  await page.getByRole("heading", { name: en.waiting.waitingTitle }).waitFor();
  const { status } = await world.staff("POST", `/api/bookings/${taken.id}/cancel`);
  expect(status).toBe(200);
  await page.reload();
  await page.getByRole("link", { name: en.waiting.promotedGo }).click();
  await waitForStatus(page, "PENDING");
  expect(troubles).toEqual([]);
  await context.close();
});
