import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../apps/api/src/pages/texts/en.ts";
import { type Doctor, makeDoctor, startWorld, typeCustomer, type World, waitForStatus } from "./harness.ts";

/* The element in a page of another site: the page of docs/pages.md, served from another host. */

const DOCUMENTED = { origin: "https://tickets.example.org", resource: /01a205ee-[\da-f-]+/g };
/** Other than that of the server, 127.0.0.1, so that cookies of one are none of the other's. */
const SITE_HOST = "localhost";

let world: World;
let doctor: Doctor;
let site: Server;
let siteUrl: string;
/** What the site serves at present. */
let html = "";

beforeAll(async () => {
  site = createServer((_request, response) =>
    response.setHeader("Content-Type", "text/html; charset=utf-8").end(html),
  );
  await new Promise<void>((resolve) => site.listen(0, resolve));
  siteUrl = `http://${SITE_HOST}:${(site.address() as AddressInfo).port}`;
  world = await startWorld({ EMBED_ORIGINS: `https://clinic.example.org,${siteUrl}` });
  doctor = await makeDoctor(world, 4);
});

afterAll(async () => {
  await world?.close();
  site?.close();
});

/** The page that the documentation shows, with this server and this doctor. */
function documentedPage(): string {
  const docs = readFileSync(new URL("../../docs/pages.md", import.meta.url), "utf8");
  const page = /```html\n(<!doctype html>[\s\S]*?)```/.exec(docs)?.[1] ?? "";
  return page.replaceAll(DOCUMENTED.origin, world.url).replaceAll(DOCUMENTED.resource, doctor.id);
}

async function openSite(page: Page): Promise<Frame> {
  await page.goto(siteUrl);
  const frame = await (await page.waitForSelector("holdfast-booking iframe")).contentFrame();
  if (!frame) throw new Error("the element has no frame");
  return frame;
}

async function inContext<Result>(
  work: (page: Page, context: BrowserContext) => Promise<Result>,
): Promise<Result> {
  const context = await world.browser.newContext({ locale: "en-GB", timezoneId: "UTC" });
  try {
    return await work(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

const styleOf = (frame: Frame, selector: string, property: string) =>
  frame.evaluate(`getComputedStyle(document.querySelector("${selector}")).${property}`);

/** Leads the frame to a free slot, and reserves it. */
async function reserveIn(frame: Frame): Promise<void> {
  await frame.goto(`${world.url}/r/${doctor.id}?day=${doctor.day}`);
  await frame.locator("a.slot.free").first().click();
  await frame.waitForURL("**/s/*");
  await typeCustomer(frame as unknown as Page, "Noor Haddad");
  await frame.getByRole("button", { name: en.slot.reserve }).click();
  await frame.waitForURL("**/b/*");
}

test("a visitor of another site books in its page: with its looks, at its height, with cookies for that site alone", async () => {
  html = documentedPage();
  await inContext(async (page, context) => {
    const frame = await openSite(page);
    await frame.getByRole("heading", { name: doctor.name }).waitFor();
    expect(await styleOf(frame, "html", "fontFamily")).toBe("Georgia, serif");
    expect(await frame.locator(".skip").isVisible()).toBe(false);
    await expectFit(page, frame);
    await reserveIn(frame);
    expect(await styleOf(frame, ".button", "backgroundColor")).toBe("rgb(11, 107, 83)");
    await frame.getByRole("button", { name: en.booking.confirm }).click();
    await frame.locator('[data-status="CONFIRMED"]').waitFor();
    await expectFit(page, frame);
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ sameSite: "None", secure: true, httpOnly: true });
    expect(cookie?.partitionKey).toContain(SITE_HOST);
    const direct = await context.newPage();
    await direct.goto(frame.url());
    await direct.getByRole("heading", { name: en.booking.doorTitle }).waitFor();
  });
});

/** Waits until the frame is as high as its page. */
const expectFit = (page: Page, frame: Frame) =>
  expect
    .poll(async () => {
      const box = await page.locator("holdfast-booking iframe").boundingBox();
      const needed = "Math.ceil(document.documentElement.getBoundingClientRect().height)";
      const scrolls = await frame.evaluate("document.documentElement.scrollHeight > innerHeight");
      return { scrolls, spare: (box?.height ?? 0) - (await frame.evaluate<number>(needed)) };
    })
    .toEqual({ scrolls: false, spare: 0 });

test("the looks follow a change on the site, and values that refer to something else are left out", async () => {
  html = documentedPage();
  await inContext(async (page) => {
    const frame = await openSite(page);
    await frame.getByRole("heading", { name: doctor.name }).waitFor();
    await page.evaluate(
      `document.querySelector("holdfast-booking").style.setProperty("--holdfast-background", "rgb(1, 2, 3)")`,
    );
    await expect.poll(() => styleOf(frame, "html", "backgroundColor")).toBe("rgb(1, 2, 3)");
    await page.evaluate(`{
      const { style } = document.querySelector("holdfast-booking");
      style.setProperty("--holdfast-font", "url(https://example.org/font)");
      style.setProperty("--holdfast-background", "rgb(4, 5, 6)");
    }`);
    await expect.poll(() => styleOf(frame, "html", "backgroundColor")).toBe("rgb(4, 5, 6)");
    expect(await styleOf(frame, "html", "fontFamily")).toContain("system-ui");
  });
});

test("values that refer to something else are left out whoever sends them, and however they are written", async () => {
  html = documentedPage();
  await inContext(async (page) => {
    const frame = await openSite(page);
    await frame.getByRole("heading", { name: doctor.name }).waitFor();
    // What is set on the element arrives resolved; a site may also write to the frame itself.
    const theme = {
      "--holdfast-background": "rgb(7, 8, 9)",
      "--holdfast-accent": String.raw`env(none, u\72l(https://example.org/image))`,
      "--holdfast-surface": "env(none, red)",
      "--holdfast-text": String.raw`v\61r(--holdfast-accent)`,
    };
    await page.evaluate(
      `document.querySelector("holdfast-booking").shadowRoot.querySelector("iframe").contentWindow
        .postMessage({ type: "holdfast:theme", theme: ${JSON.stringify(theme)} }, "*")`,
    );
    await expect.poll(() => styleOf(frame, "html", "backgroundColor")).toBe("rgb(7, 8, 9)");
    const set = await frame.evaluate("[...document.documentElement.style]");
    expect(set).not.toContain("--holdfast-accent");
    expect(set).not.toContain("--holdfast-surface");
    expect(set).not.toContain("--holdfast-text");
  });
});

test("a site that is not on the list shows nothing", async () => {
  html = documentedPage();
  const refused = siteUrl.replace(SITE_HOST, "127.0.0.1");
  await inContext(async (page) => {
    const blocked = page.waitForEvent("console", (message) =>
      message.text().includes("frame-ancestors 'self'"),
    );
    await page.goto(refused);
    await blocked;
    const frame = await (await page.waitForSelector("holdfast-booking iframe")).contentFrame();
    expect(await frame?.locator("h1").count()).toBe(0);
  });
});

test("a page of the server's own origin needs no list, and its frame opens the bookings of the server's pages", async () => {
  await inContext(async (page) => {
    const path = "/a-page-of-our-own";
    await page.route(`${world.url}${path}`, (route) =>
      route.fulfill({ contentType: "text/html", body: documentedPage() }),
    );
    await page.goto(world.url + path);
    const frame = await (await page.waitForSelector("holdfast-booking iframe")).contentFrame();
    if (!frame) throw new Error("the element has no frame");
    await reserveIn(frame);
    await frame.locator('[data-status="PENDING"]').waitFor();
    await page.goto(frame.url());
    await waitForStatus(page, "PENDING");
  });
});
