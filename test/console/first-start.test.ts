import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type TestServer } from "../../apps/api/test/harness.ts";
import { startBrowser } from "../browser.ts";
import { faultsIn, openPage } from "./support.ts";

/* The console of a server that has nothing yet. */

const TIMEOUT_MILLISECONDS = 120_000;
const ADMIN_KEY = "an-admin-key-of-this-test-alone-0123456789";
const OFFER = "Look around in demo data";

let database: TestDatabase;
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServer({ DATABASE_URL: database.url, AUTH: "required", ADMIN_API_KEY: ADMIN_KEY });
  browser = await startBrowser();
}, TIMEOUT_MILLISECONDS);

afterAll(async () => {
  await browser?.close();
  await server?.end();
  await database?.drop();
});

test(
  "an administrator is offered demo data, once, and the desk is not",
  async () => {
    const headers = { Authorization: `Bearer ${ADMIN_KEY}` };
    const { body } = await server.call("POST", "/api/admin/keys", { name: "Desk", role: "desk" }, headers);
    const desk = await openPage(browser, server.url, "/resources", { key: body.key });
    await desk.page.getByText("No doctors or shows yet").waitFor();
    expect(await desk.page.getByRole("button", { name: OFFER }).count()).toBe(0);

    const { page, troubles } = await openPage(browser, server.url, "/resources", { key: ADMIN_KEY });
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
