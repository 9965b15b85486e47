import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { makeSlot, startServer, type TestServer } from "../apps/api/test/harness.ts";
import { startBrowser } from "./browser.ts";

/* The examples with a framework, built and used in a browser. */

const EXAMPLES = fileURLToPath(new URL("../examples", import.meta.url));
const TIMEOUT_MILLISECONDS = 180_000;

let database: TestDatabase;
let server: TestServer;
let browser: Browser;
let website: ChildProcess | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServer({ DATABASE_URL: database.url });
  browser = await startBrowser();
});

afterEach(async () => {
  if (website && website.exitCode === null) {
    website.kill("SIGTERM");
    await once(website, "exit");
  }
  website = undefined;
});

afterAll(async () => {
  await browser?.close();
  await server?.end();
  await database?.drop();
});

/** An answer that no client asks for again. */
const REFUSAL = {
  status: 500,
  json: [
    {
      error: {
        code: -32603,
        message: "The server is out of order.",
        data: { appCode: "INTERNAL", httpStatus: 500 },
      },
    },
  ],
};

/** How an example's own program is started: without a package manager between, so that a signal reaches it. */
function program(example: string, name: string, args: readonly string[]) {
  const cwd = `${EXAMPLES}/${example}`;
  const { NODE_ENV: _, ...env } = process.env;
  const more = { HOLDFAST_URL: server.url, NEXT_TELEMETRY_DISABLED: "1" };
  return { file: `${cwd}/node_modules/.bin/${name}`, args, options: { cwd, env: { ...env, ...more } } };
}

function build(example: string, name: string): void {
  const { file, args, options } = program(example, name, ["build"]);
  const { status, stdout, stderr } = spawnSync(file, args, { ...options, encoding: "utf8" });
  expect(status, `${stdout}${stderr}`).toBe(0);
}

/** Starts the built pages; returns their address. */
async function serve(example: string, name: string, args: readonly string[]): Promise<string> {
  const { file, options } = program(example, name, args);
  const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  website = child;
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: unknown) => {
      output += chunk;
      // With CI set, Vite colours the port.
      const text = stripVTControlCharacters(output);
      const [url] = /http:\/\/(localhost|127\.0\.0\.1):\d+(?=[/\s])/.exec(text) ?? [];
      if (url) resolve(url);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", () => reject(new Error(`${example} ended: ${output}`)));
  });
}

/** A page that fails the test if a script of it does. */
async function openPage(url: string): Promise<{ page: Page; troubles: string[] }> {
  const page = await browser.newPage();
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  await page.goto(url);
  return { page, troubles };
}

test(
  "React: slots come in pages, a place is held, confirmed, given back, or lost to somebody else",
  async () => {
    const { slotId, doctorId } = await makeSlot(server.call, 1);
    for (let day = 1; day <= 11; day++) {
      const date = `2032-01-${String(day).padStart(2, "0")}`;
      await server.call("POST", `/api/admin/doctors/${doctorId}/slots`, {
        start_time: `${date}T10:00:00Z`,
        end_time: `${date}T11:00:00Z`,
        capacity: 1,
      });
    }
    build("react", "vite");
    const { page, troubles } = await openPage(await serve("react", "vite", ["preview", "--port", "0"]));
    const holds = page.getByRole("button", { name: "Hold" });
    await expect.poll(() => holds.count()).toBe(10);

    // The next page fails once: what is there stays, and can be gone on with.
    await page.route("**/trpc/slots.list*", (route) => route.fulfill(REFUSAL), { times: 1 });
    await page.getByRole("button", { name: "More" }).click();
    expect(await page.getByRole("alert").textContent()).toBe("The server is out of order.");
    expect(await holds.count()).toBe(10);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => holds.count()).toBe(12);
    expect(await page.getByRole("alert").count()).toBe(0);

    expect(await holds.first().isDisabled()).toBe(true);
    await page.getByLabel("Your name").fill("Noor Haddad");
    await holds.first().click();
    await page.getByRole("button", { name: "Give it back" }).click();
    await expect.poll(() => holds.count()).toBe(12);

    await holds.first().click();
    await page.getByRole("button", { name: "Confirm" }).click();
    const [, id] =
      /your booking is ([0-9a-f-]{36})/.exec((await page.getByRole("status").textContent()) ?? "") ?? [];
    const { body } = await server.call("GET", `/api/bookings/${id}`);
    expect(body).toMatchObject({ status: "CONFIRMED", slot_id: slotId, customer_name: "Noor Haddad" });

    await page.getByRole("button", { name: "Book another place" }).click();
    await expect.poll(() => holds.count()).toBe(11);
    const { body: slots } = await server.call("GET", "/api/slots?available=true");
    expect(
      (await server.call("POST", `/api/slots/${slots[0].id}/book`, { patient_name: "Ann" })).status,
    ).toBe(201);
    await holds.first().click();
    expect(await page.getByRole("alert").textContent()).toBe("Somebody else was faster. Choose another one.");
    await expect.poll(() => holds.count()).toBe(10);
    expect(await page.getByLabel("Your name").inputValue()).toBe("Noor Haddad");
    expect(troubles).toEqual([]);
    await page.close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "Next.js: a server action holds a place and another one confirms it, with and without scripts",
  async () => {
    await makeSlot(server.call, 2);
    build("next", "next");
    const url = await serve("next", "next", ["start", "--port", "0"]);
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(url);
      await page.getByLabel("Your name").fill("Ada");
      await page.getByRole("button", { name: "Hold" }).first().click();
      await page.waitForURL(/\/bookings\//);
      expect(await page.getByRole("status").textContent()).toContain("PENDING");
      await page.getByRole("button", { name: "Confirm" }).click();
      await page.getByText("CONFIRMED").waitFor();
      const id = new URL(page.url()).pathname.split("/").at(-1);
      const { body } = await server.call("GET", `/api/bookings/${id}`);
      expect(body).toMatchObject({ status: "CONFIRMED", customer_name: "Ada" });
      await context.close();
    }
  },
  TIMEOUT_MILLISECONDS,
);
