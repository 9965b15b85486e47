import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operationsOf, type Parameter, type Schema } from "../apps/api/src/rest/document/types.ts";
import { makeSlot, startServer, type TestServer } from "../apps/api/test/harness.ts";
import { startBrowser } from "./browser.ts";

/* /docs in a browser: what a visitor gets who opens an operation there and sends it as it is. */

const TIMEOUT_MILLISECONDS = 120_000;

let database: TestDatabase;
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServer({ DATABASE_URL: database.url });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.end();
  await database?.drop();
});

/** Opens the form of an operation, such as `get /api/slots`. */
async function openForm(heading: string, operation: string): Promise<Page> {
  const page = await browser.newPage();
  const [method = "", path = ""] = operation.split(" ");
  await page.goto(`${server.url}/docs#tag/${heading}/${method.toUpperCase()}${path}`);
  await page.getByRole("button", { name: `(${operation})` }).click();
  return page;
}

/** Sends the form as it stands; returns the request's address, its headers, and the status that it came to. */
async function send(page: Page) {
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname.startsWith("/api/"));
  await page.getByRole("button", { name: /^Send \w+ request to / }).click();
  const response = await answered;
  return {
    url: new URL(response.url()),
    headers: response.request().headers(),
    status: response.status(),
  };
}

test(
  "a list that is sent as it stands shows its first page",
  async () => {
    const { slotId } = await makeSlot(server.call, 1);
    const page = await openForm("slots", "get /api/slots");
    const { url, status } = await send(page);
    expect({ status, query: url.search }).toEqual({ status: 200, query: "?limit=50" });
    await page.getByText(slotId).waitFor();
    await page.close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "changes that are sent as they stand are made, each anew",
  async () => {
    const before = (await server.call("GET", "/api/admin/doctors")).body.length;
    const page = await openForm("resources", "post /api/admin/doctors");
    for (let count = 0; count < 2; count++) {
      const { status, headers } = await send(page);
      expect(status).toBe(201);
      expect(Object.keys(headers)).not.toContain("idempotency-key");
    }
    expect((await server.call("GET", "/api/admin/doctors")).body).toHaveLength(before + 2);
    await page.close();
  },
  TIMEOUT_MILLISECONDS,
);

test("of what may be left out nothing is sent unasked, but for what a request needs", async () => {
  const { body } = await server.call("GET", "/openapi.json");
  const sent = operationsOf(body).flatMap(({ path, operation }) =>
    (operation.parameters ?? [])
      .filter((parameter) => parameter.in !== "path" && isSent(parameter, body.components.schemas))
      .map(({ name }) => `${path} ${name}`),
  );
  expect(sent).toEqual([
    "/api/slots/stream slot_id",
    "/api/admin/waitlist slot_id",
    "/api/admin/audit booking_id",
    "/api/admin/overview from",
    "/api/admin/overview to",
  ]);
});

/** Whether /docs sends a parameter that nobody has touched; a default of the server changes nothing. */
function isSent({ example, examples, schema }: Parameter, schemas: Record<string, Schema>): boolean {
  const { enum: values, default: standard } = schemas[schema.$ref?.split("/").at(-1) ?? ""] ?? schema;
  if (standard !== undefined || schema.default !== undefined) return false;
  const shown = Object.entries(examples ?? {});
  if (shown.length > 0) return shown.some(([name, one]) => name !== "default" || !one["x-disabled"]);
  return (example ?? schema.examples ?? values) !== undefined;
}
