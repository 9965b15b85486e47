/** Takes the pictures of README.md: a doctor's calendar, and a booking on a telephone in the dark. */

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { en } from "../apps/api/src/pages/texts/en.ts";
import { reserve, waitForStatus } from "../test/pages/harness.ts";
import { asVisitor, inDemoWorld } from "./pages-world.ts";

const OUTPUT = fileURLToPath(new URL("../docs/screenshots/", import.meta.url));
const DESK = { viewport: { width: 960, height: 620 } };
const TELEPHONE = { viewport: { width: 390, height: 760 }, colorScheme: "dark" } as const;

await mkdir(OUTPUT, { recursive: true });
await inDemoWorld(async (world) => {
  const { url, doctorPath, showSlotPath } = world;
  await asVisitor(world, DESK, async ({ page }) => {
    await page.goto(url + doctorPath);
    await page.screenshot({ path: `${OUTPUT}calendar.png` });
  });
  await asVisitor(world, TELEPHONE, async ({ page }) => {
    await reserve(page, url, showSlotPath.slice("/s/".length));
    await page.getByRole("button", { name: en.booking.confirm }).click();
    await waitForStatus(page, "CONFIRMED");
    await page.getByText(en.live.sending).waitFor({ state: "hidden" });
    await page.screenshot({ path: `${OUTPUT}booking.png` });
  });
  console.log(`written to ${OUTPUT}`);
});
