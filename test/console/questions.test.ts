import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld, type World } from "../pages/harness.ts";
import { faultsIn, openPage, sidewaysPixels } from "./support.ts";

/* The console asks customers, and shows and changes what they answer. */

const TIMEOUT_MILLISECONDS = 120_000;
const DAY_MILLISECONDS = 86_400_000;

let world: World;

beforeAll(async () => {
  world = await startWorld();
}, TIMEOUT_MILLISECONDS);

afterAll(async () => {
  await world?.close();
});

const call = async (method: string, path: string, body?: unknown) =>
  (await world.staff(method, path, body)).body;

test(
  "a show gets questions, and a booking of it answers, at the desk",
  async () => {
    const show = await call("POST", "/api/admin/shows", { name: "Hamlet" });
    const { page, troubles } = await openPage(world.browser, world.url, "/resources", { key: world.key });
    await page.getByRole("link", { name: /Hamlet/ }).click();
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await page.getByText("Each place has a name").click();
    await page.getByRole("button", { name: "Add a question" }).click();
    await page.getByRole("textbox", { name: "Question 1" }).fill("What do you eat?");
    await page.getByRole("button", { name: /Answer/ }).click();
    await page.getByRole("option", { name: "Choice" }).click();
    await page.getByLabel("Choices").fill("Meat\nVegan");
    await page.getByText("Required before a customer confirms").click();
    await page.getByRole("button", { name: "Add a question" }).click();
    await page.getByRole("textbox", { name: "Question 2" }).fill("Anything else?");
    await page.getByRole("button", { name: "Move question 2 up" }).click();
    expect(await page.getByRole("textbox", { name: "Question 1" }).inputValue()).toBe("Anything else?");
    expect(await faultsIn(page)).toEqual([]);
    expect(await sidewaysPixels(page)).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const saved = await call("GET", `/api/admin/shows/${show.id}`);
    expect(saved.asks_attendees).toBe(true);
    expect(saved.questions).toEqual({
      type: "object",
      properties: {
        anything_else: { type: "string", title: "Anything else?" },
        what_do_you_eat: { type: "string", title: "What do you eat?", enum: ["Meat", "Vegan"] },
      },
      required: ["what_do_you_eat"],
    });

    const start = Date.now() + DAY_MILLISECONDS;
    const [start_time, end_time] = [start, start + 3_600_000].map((at) => new Date(at).toISOString());
    const slot = await call("POST", `/api/admin/shows/${show.id}/slots`, {
      start_time,
      end_time,
      capacity: 4,
    });
    const given = { customer_name: "Ada", attendees: ["Ada"], answers: { anything_else: "Quiet" } };
    const booking = await call("POST", `/api/slots/${slot.id}/book`, given);
    await page.goto(`${world.url}/admin/bookings?booking=${booking.id}`);
    await page.getByText("Quiet").waitFor();
    await page.getByRole("button", { name: "Change…" }).click();
    await page.getByLabel("Person 1").fill("Ada Lovelace");
    await page.getByRole("button", { name: /What do you eat/ }).click();
    await page.getByRole("option", { name: "Vegan" }).click();
    expect(await faultsIn(page)).toEqual([]);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Ada Lovelace").waitFor();
    expect(await call("GET", `/api/bookings/${booking.id}`)).toMatchObject({
      attendees: ["Ada Lovelace"],
      answers: { anything_else: "Quiet", what_do_you_eat: "Vegan" },
    });
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);
