import { createTestDatabase } from "@holdfast/db/testing";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { en } from "../../apps/api/src/pages/texts/en.ts";
import { type Call, startServer } from "../../apps/api/test/harness.ts";
import { startBrowser } from "../browser.ts";

/* Visitors of the pages in a real browser. */

/** Staff's key: pages are tried as in production, where visitors have none. */
const ADMIN_API_KEY = "the-key-of-the-tests-of-pages";
const HOUR_MILLISECONDS = 60 * 60 * 1000;

/** A server with pages, a browser, and what visitors find. */
export interface World {
  url: string;
  databaseUrl: string;
  /** Staff's key. */
  key: string;
  browser: Browser;
  /** Calls as staff. */
  staff: Call;
  close: () => Promise<void>;
}

export async function startWorld(environment: Record<string, string> = {}): Promise<World> {
  const database = await createTestDatabase();
  const [server, browser] = await Promise.all([
    startServer({ DATABASE_URL: database.url, AUTH: "required", ADMIN_API_KEY, ...environment }),
    startBrowser(),
  ]);
  const staff: Call = (method, path, body, headers = {}) =>
    server.call(method, path, body, { Authorization: `Bearer ${ADMIN_API_KEY}`, ...headers });
  return {
    url: server.url,
    databaseUrl: database.url,
    key: ADMIN_API_KEY,
    browser,
    staff,
    close: async () => {
      await browser.close();
      await server.end();
      await database.drop();
    },
  };
}

/** A doctor, and slots of an hour each on one day. */
export interface Doctor {
  id: string;
  name: string;
  /** Such as `2031-05-12`, in UTC. */
  day: string;
  slotIds: string[];
}

/** Makes a doctor with so many slots, from nine o'clock on, three days from now. */
export async function makeDoctor(
  { staff }: Pick<World, "staff">,
  slots: number,
  capacity = 1,
): Promise<Doctor> {
  const name = "Dr. Ada Reyes";
  const input = { name, specialization: "Cardiology", time_zone: "UTC" };
  const { id } = made(await staff("POST", "/api/admin/doctors", input));
  const day = new Date(Date.now() + 72 * HOUR_MILLISECONDS).toISOString().slice(0, 10);
  const slotIds: string[] = [];
  for (let index = 0; index < slots; index += 1) {
    const start = Date.parse(`${day}T09:00:00Z`) + index * HOUR_MILLISECONDS;
    const [start_time, end_time] = [start, start + HOUR_MILLISECONDS].map((at) => new Date(at).toISOString());
    const slot = await staff("POST", `/api/admin/doctors/${id}/slots`, { start_time, end_time, capacity });
    slotIds.push(made(slot).id);
  }
  return { id, name, day, slotIds };
}

/** What a call has made. */
export function made({ status, body }: { status: number; body: { id: string; token?: string } }) {
  if (status !== 201) throw new Error(`nothing was made: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** A visitor with a browser of their own. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** All that must not happen: errors, refused loads, requests to others. */
  troubles: string[];
}

/** Runs in every page: text, because the tests have no types of a page. */
const TELL_VIOLATIONS = `
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    tellTrouble("policy: " + violatedDirective + " " + blockedURI));`;

/** Opens a browser of its own, and listens to what must not happen in it. */
export async function newVisitor(
  { browser, url }: Pick<World, "browser" | "url">,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC", ...options });
  const troubles: string[] = [];
  context.on("weberror", (error) => troubles.push(`error: ${error.error().message}`));
  context.on("console", (message) => {
    // A refused form is an answer like any other.
    const isAnswer = /^Failed to load resource: the server responded with a status of 4\d\d/.test(
      message.text(),
    );
    if (message.type() === "error" && !isAnswer) troubles.push(`console: ${message.text()}`);
  });
  context.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^https?:$/.test(protocol) && origin !== url) troubles.push(`request to ${origin}`);
  });
  await context.exposeFunction("tellTrouble", (text: string) => troubles.push(text));
  await context.addInitScript({ content: TELL_VIOLATIONS });
  return { context, page: await context.newPage(), troubles };
}

/** Fills in the form of a slot's page. */
export async function typeCustomer(page: Page, name: string): Promise<void> {
  await page.getByLabel(en.fields.name).fill(name);
  await page.getByLabel(en.fields.contact).fill("+44 20 7946 0000");
}

/** Reserves a place of a slot, and waits for the booking's page. */
export async function reserve(
  page: Page,
  url: string,
  slotId: string,
  name = "Noor Haddad",
): Promise<string> {
  await page.goto(`${url}/s/${slotId}`);
  await typeCustomer(page, name);
  await page.getByRole("button", { name: en.slot.reserve }).click();
  await page.waitForURL(/\/b\/[\da-f-]+$/);
  return page.url().split("/b/")[1] as string;
}

/** Waits until the page shows a booking in a state. */
export const waitForStatus = (page: Page, status: string) =>
  page.locator(`[data-status="${status}"]`).waitFor();
