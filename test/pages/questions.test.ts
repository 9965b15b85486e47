import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../apps/api/src/pages/texts/en.ts";
import { faultsIn } from "../console/support.ts";
import { made, newVisitor, startWorld, type World, waitForStatus } from "./harness.ts";

/* Names and questions in a browser: with the pages' script, which sends forms without leaving the page, and without. */

let world: World;
let slotId: string;

const QUESTIONS = {
  type: "object",
  properties: {
    diet: { type: "string", title: "What do you eat?", enum: ["Meat", "Vegan"] },
    seat: { type: "string", title: "Where do you sit?", enum: ["Front", "Back"] },
    age: { type: "integer", title: "How old are you?", minimum: 0, maximum: 120 },
    terms: { type: "boolean", title: "I agree to the rules", const: true },
  },
  required: ["diet", "terms"],
};
const HOUR_MILLISECONDS = 3_600_000;

beforeAll(async () => {
  world = await startWorld();
  const fields = { name: "Hamlet", asks_attendees: true, questions: QUESTIONS };
  const { id } = made(await world.staff("POST", "/api/admin/shows", fields));
  const [start_time, end_time] = [24, 25].map((hours) =>
    new Date(Date.now() + hours * HOUR_MILLISECONDS).toISOString(),
  );
  const slot = await world.staff("POST", `/api/admin/shows/${id}/slots`, {
    start_time,
    end_time,
    capacity: 9,
  });
  slotId = made(slot).id;
});

afterAll(() => world?.close());

test.each([true, false])(
  "a reservation is answered and confirmed; with scripts: %s",
  async (javaScriptEnabled) => {
    const { page, context, troubles } = await newVisitor(world, { javaScriptEnabled });
    await page.goto(`${world.url}/s/${slotId}`);
    await page.getByLabel(en.fields.name).fill("Noor Haddad");
    await page.locator("[name=quantity]").fill("2");
    await page.getByRole("button", { name: en.slot.reserve }).click();
    await waitForStatus(page, "PENDING");
    if (javaScriptEnabled) expect(await faultsIn(page)).toEqual([]);
    await page.getByLabel(en.details.attendeeOf(1)).fill("Noor Haddad");
    await page.getByLabel(en.details.attendeeOf(2)).fill("Sam Okafor");
    await page.getByLabel("Vegan").check();
    await page.getByLabel("Where do you sit?").selectOption("Back");
    await page.getByLabel("How old are you?").fill("200");
    await page.getByLabel("I agree to the rules").check();
    await page.getByRole("button", { name: en.booking.confirm }).click();
    await page
      .getByText(en.details.numberUnfit(true, 0, 120))
      .first()
      .waitFor();
    if (javaScriptEnabled) expect(await faultsIn(page)).toEqual([]);
    // What was typed, chosen and ticked is there still.
    expect(await page.getByLabel(en.details.attendeeOf(2)).inputValue()).toBe("Sam Okafor");
    expect(await page.getByLabel("Vegan").isChecked()).toBe(true);
    expect(await page.getByLabel("Where do you sit?").inputValue()).toBe("Back");
    expect(await page.getByLabel("I agree to the rules").isChecked()).toBe(true);
    await page.getByLabel("How old are you?").fill("41");
    await page.getByRole("button", { name: en.booking.confirm }).click();
    await waitForStatus(page, "CONFIRMED");
    await page.getByText("Sam Okafor").waitFor();
    await page.getByText("Vegan").waitFor();
    await page.getByRole("link", { name: en.booking.changeDetails }).click();
    await page.getByLabel(en.details.attendeeOf(2)).fill("Kim Lee");
    await page.getByRole("button", { name: en.details.save }).click();
    await page.getByText(en.booking.answered).waitFor();
    await page.getByText("Kim Lee").waitFor();
    expect(troubles).toEqual([]);
    await context.close();
  },
);
