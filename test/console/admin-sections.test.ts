import { mkdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWorld, type World } from "../pages/harness.ts";
import { faultsIn, openPage, sidewaysPixels } from "./support.ts";

/* The sections of the console for whoever runs the place. CONSOLE_PICTURES names a directory for pictures of each page. */

const TIMEOUT_MILLISECONDS = 120_000;
const ZONE = "Europe/Berlin";
const PICTURES = process.env["CONSOLE_PICTURES"];
const DAY_MILLISECONDS = 86_400_000;

let world: World;
let deskKey: string;
let doctorId: string;
let bookingId: string;
let webhookId: string;

const call = async (method: string, path: string, body?: unknown) =>
  (await world.staff(method, path, body)).body;

beforeAll(async () => {
  world = await startWorld({ WEBHOOK_ALLOW_PRIVATE: "on" });
  deskKey = (await call("POST", "/api/admin/keys", { name: "Front desk", role: "desk" })).key;
  await makeBookings();
  const webhook = { url: `${world.url}/health`, topics: ["booking.*"], description: "Invoices" };
  webhookId = (await call("POST", "/api/admin/webhooks", webhook)).id;
}, TIMEOUT_MILLISECONDS);

afterAll(async () => {
  await world?.close();
});

/** A doctor with a schedule, and times on the coming days of which some are booked. */
async function makeBookings() {
  doctorId = (await call("POST", "/api/admin/doctors", { name: "Dr. Weber", time_zone: ZONE })).id;
  for (let day = 1; day <= 8; day++) {
    const start = new Date(Date.now() + day * DAY_MILLISECONDS);
    const end = new Date(start.getTime() + 3_600_000);
    const times = { start_time: start.toISOString(), end_time: end.toISOString(), capacity: 4 };
    const slot = await call("POST", `/api/admin/doctors/${doctorId}/slots`, times);
    for (let count = 0; count < day % 5; count++) {
      const booking = await call("POST", `/api/slots/${slot.id}/book`, { customer_name: `Ada ${count}` });
      await call("POST", `/api/bookings/${booking.id}/confirm`);
      bookingId = booking.id;
    }
  }
  await call("POST", `/api/bookings/${bookingId}/cancel`);
  await call("POST", `/api/admin/doctors/${doctorId}/schedules`, {
    rrule: "FREQ=WEEKLY;BYDAY=MO,WE",
    time_zone: ZONE,
    starts_on: "2031-03-01",
    opens_at: "01:00",
    closes_at: "04:00",
    slot_minutes: 30,
    capacity: 2,
  });
}

/** Keeps a picture of a page as it stands, where pictures are wanted. */
async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}

const open = (path: string, options: Parameters<typeof openPage>[3] = {}) =>
  openPage(world.browser, world.url, path, { key: world.key, ...options });

describe("a webhook", () => {
  test(
    "is added with a secret that is shown once, is tried out, and what it answered is there to be sent again",
    async () => {
      const { page, troubles } = await open("/webhooks");
      await page.getByRole("button", { name: "New webhook" }).click();
      await page.getByLabel("Address").fill(`${world.url}/ready`);
      await page.getByLabel("What it is for").fill("Books");
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await page.getByText(/^whsec_/).waitFor();
      await picture(page, "secret");
      await page.getByRole("button", { name: "Done" }).click();
      await page.getByRole("button", { name: "Send a test" }).click();
      await page.getByText("webhook.ping").waitFor();
      // The address refuses a POST, so there is another attempt every few seconds.
      await page.getByText(/^\d+ attempts?$/).click();
      await page
        .getByText(/· 405 ·/)
        .first()
        .waitFor();
      await picture(page, "attempts");
      // React Aria takes back what it has announced a moment later.
      await page.locator("[data-live-announcer] [role=img]").first().waitFor({ state: "detached" });
      expect(await faultsIn(page)).toEqual([]);
      expect(await page.getByText(/^whsec_/).count()).toBe(0);
      await page.getByRole("button", { name: "Pause" }).click();
      await page.getByRole("button", { name: "Resume" }).waitFor();
      await page.getByRole("button", { name: "More for this webhook" }).click();
      await page.getByRole("menuitem", { name: "New secret" }).click();
      await page.getByRole("button", { name: "New secret" }).click();
      await page.getByText(/^whsec_/).waitFor();
      expect(troubles).toEqual([]);
      await page.context().close();
    },
    TIMEOUT_MILLISECONDS,
  );
});

test(
  "a key is made, shown once, signs somebody in, and is revoked",
  async () => {
    const { page, troubles } = await open("/keys");
    await page.getByRole("button", { name: "New key" }).click();
    await page.getByLabel("Name").fill("Ruth");
    await page.getByRole("button", { name: "Make key" }).click();
    const key = (await page.getByText(/^hf_live_/).textContent()) as string;
    await page.getByRole("button", { name: "Done" }).click();
    const hers = await open("/today", { key });
    await hers.page.getByRole("heading", { name: "Today" }).waitFor();
    await page.getByRole("button", { name: "Revoke Ruth" }).click();
    await page.getByRole("button", { name: "Revoke", exact: true }).last().click();
    await page.getByText("Revoked", { exact: true }).waitFor();
    await hers.page.reload();
    await hers.page.getByLabel("Your key").waitFor();
    expect(troubles).toEqual([]);
    await Promise.all([page.context().close(), hers.page.context().close()]);
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "a new schedule shows what it would make, the change of clocks included, and then makes it",
  async () => {
    const { page, troubles } = await open("/schedules");
    await page.getByRole("button", { name: "New schedule" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/times in the first four weeks/).waitFor();
    for (const day of ["Mon", "Tue", "Wed", "Thu", "Fri"]) {
      await dialog.getByRole("button", { name: day }).click();
    }
    await dialog.getByText("Choose a day.").waitFor();
    await dialog.getByRole("button", { name: "Sun" }).click();
    await dialog.getByText("24 times in the first four weeks").waitFor();
    await picture(page, "new-schedule");
    expect(await faultsIn(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Make it" }).click();
    await page.getByText(/^Sun, 09:00/).waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "a schedule may be for a weekday of the month, with several hours a day",
  async () => {
    const { page, troubles } = await open("/schedules");
    await page.getByRole("button", { name: "New schedule" }).click();
    const dialog = page.getByRole("dialog", { name: "New schedule" });
    await dialog.getByRole("button", { name: /Repeats/ }).click();
    await page.getByRole("option", { name: "Every month, on a weekday" }).click();
    await dialog.getByRole("button", { name: /Which one/ }).click();
    await page.getByRole("option", { name: "Second" }).click();
    await dialog.getByText("6 times in the first four weeks").waitFor();
    await dialog.getByRole("button", { name: "More hours" }).click();
    await dialog.getByText("8 times in the first four weeks").waitFor();
    expect(await faultsIn(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Make it" }).click();
    await page.getByText("Second Monday of the month, 09:00 – 12:00, 13:00 – 14:00").first().waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

/** A calendar with the first of May of every year. */
const HOLIDAYS = [
  ...["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20200501"],
  ...["RRULE:FREQ=YEARLY", "SUMMARY:Tag der Arbeit", "END:VEVENT", "END:VCALENDAR"],
].join("\r\n");

test(
  "a schedule takes public holidays from a file, shows its days, and forgets them",
  async () => {
    const { page, troubles } = await open("/schedules");
    await page
      .getByRole("link", { name: /Dr. Weber/ })
      .last()
      .click();
    await page.getByText("No file is imported").waitFor();
    const file = { name: "Feiertage Bayern.ics", mimeType: "text/calendar", buffer: Buffer.from(HOLIDAYS) };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByText("6 days are without times now").waitFor();
    await page.getByText("feiertage-bayern").first().click();
    await page.getByText("Tag der Arbeit").first().waitFor();
    expect(await faultsIn(page)).toEqual([]);
    await page.getByRole("button", { name: "Remove feiertage-bayern" }).click();
    await page.getByText("No file is imported").waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "the changes of a doctor and of a booking are found, and lead to the booking",
  async () => {
    const { page, troubles } = await open("/audit");
    await page.getByRole("button", { name: "Which one" }).click();
    await page.getByRole("option", { name: "Dr. Weber" }).click();
    await page.getByText("Created").waitFor();
    await page.goto(`${world.url}/admin/audit?subject=bookingId&id=${bookingId}`);
    await page.getByText("Places reserved").waitFor();
    await picture(page, "audit");
    await page
      .getByRole("link", { name: /^[0-9A-Z]{5}-[0-9A-Z]{5}$/ })
      .first()
      .click();
    await page.waitForURL((url) => url.pathname === "/admin/bookings");
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "the overview draws its plots under the policy of the pages, and has their numbers as text",
  async () => {
    const { page, troubles } = await open("/overview");
    await page.locator(".plot canvas").nth(1).waitFor();
    await page.getByText("All numbers").first().click();
    expect(await page.getByRole("row").count()).toBe(31);
    expect(troubles).toEqual([]);
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "a key of the desk is shown neither webhooks nor keys, nor how to make a schedule",
  async () => {
    const { page } = await open("/schedules", { key: deskKey });
    await page.getByText("Dr. Weber").first().waitFor();
    expect(await page.getByRole("button", { name: "New schedule" }).count()).toBe(0);
    for (const [name, count] of [
      ["Overview", 1],
      ["Changes", 1],
      ["Webhooks", 0],
      ["Keys", 0],
    ] as const) {
      expect(await page.getByRole("link", { name }).count(), name).toBe(count);
    }
    await page.context().close();
  },
  TIMEOUT_MILLISECONDS,
);

/** Waits until a page shows what it was opened for. */
const SECTIONS: Record<string, (page: Page) => Promise<void>> = {
  "/schedules": (page) => page.getByText("Dr. Weber").first().waitFor(),
  "/overview": (page) => page.locator(".plot canvas").nth(1).waitFor(),
  "/audit?subject=slotId": (page) => page.getByText("Whose changes?").waitFor(),
  "/webhooks": (page) => page.getByText("Invoices").first().waitFor(),
  "/keys": (page) => page.getByText("Front desk").first().waitFor(),
};

describe.each([
  { width: 1280, colorScheme: "light" as const },
  { width: 1280, colorScheme: "dark" as const },
  { width: 375, colorScheme: "light" as const },
  { width: 375, colorScheme: "dark" as const },
])("at $width pixels, $colorScheme", (look) => {
  test.each(Object.entries(SECTIONS))(
    "%s is without faults, and no wider than the screen",
    async (path, isThere) => {
      const opened = path === "/webhooks" ? `${path}?webhook=${webhookId}` : path;
      const { page, troubles } = await open(opened, look);
      await isThere(page);
      await page.evaluate("document.fonts.ready");
      await picture(page, `${path.replaceAll(/\W+/g, "-")}-${look.width}-${look.colorScheme}`);
      expect(await faultsIn(page)).toEqual([]);
      expect(await sidewaysPixels(page)).toBeLessThanOrEqual(0);
      expect(troubles).toEqual([]);
      await page.context().close();
    },
    TIMEOUT_MILLISECONDS,
  );
});
