import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld, type World } from "../pages/harness.ts";
import { faultsIn, openPage } from "./support.ts";

/* The console of a server that has nothing yet. */

const TIMEOUT_MILLISECONDS = 120_000;
const OFFER = "Look around in demo data";

let world: World;

beforeAll(async () => {
  world = await startWorld();
}, TIMEOUT_MILLISECONDS);

afterAll(async () => {
  await world?.close();
});

test(
  "an administrator is offered demo data, once, and the desk is not",
  async () => {
    const { body } = await world.staff("POST", "/api/admin/keys", { name: "Desk", role: "desk" });
    const desk = await openPage(world.browser, world.url, "/resources", { key: body.key });
    await desk.page.getByText("No doctors or shows yet").waitFor();
    expect(await desk.page.getByRole("button", { name: OFFER }).count()).toBe(0);

    const { page, troubles } = await openPage(world.browser, world.url, "/resources", { key: world.key });
    const offer = page.getByRole("button", { name: OFFER });
    await offer.waitFor();
    expect(await faultsIn(page)).toEqual([]);
    await offer.click();
    await page.getByText("The Tempest").first().waitFor();
    expect(await offer.count()).toBe(0);
    expect(troubles).toEqual([]);
  },
  TIMEOUT_MILLISECONDS,
);
