import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";

const fromConsole = createRequire(new URL("../../apps/console/package.json", import.meta.url));

/** The rules that every page keeps. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A page of the console and what went wrong in it. */
export interface OpenPage {
  page: Page;
  /** What the browser reported: errors of scripts, and what the policy refused. */
  troubles: string[];
}

interface PageOptions {
  /** Signs in with this key first. */
  key?: string;
  width?: number;
  colorScheme?: "light" | "dark";
}

/** An answer that a page asks for on purpose, which Chromium reports all the same. */
const EXPECTED = /status of 40[019]/;

/** Opens a page of the console in a browser session of its own. */
export async function openPage(
  browser: Browser,
  url: string,
  path: string,
  { key, width = 1280, colorScheme = "light" }: PageOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !EXPECTED.test(message.text())) troubles.push(message.text());
  });
  if (key !== undefined) {
    const headers = { Origin: url };
    const answer = await context.request.post(`${url}/admin/session`, { data: { key }, headers });
    expect(answer.status()).toBe(200);
  }
  await page.goto(`${url}/admin${path}`);
  return { page, troubles };
}

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** The faults that axe finds in a page as it stands, each with the elements that have it. */
export async function faultsIn(page: Page): Promise<string[]> {
  const source = await readFile(fromConsole.resolve("axe-core/axe.min.js"), "utf8");
  // The page's policy admits no script of ours; the debugger's are not bound by it.
  const debug = await page.context().newCDPSession(page);
  await debug.send("Runtime.evaluate", { expression: source });
  const { result } = await debug.send("Runtime.evaluate", {
    expression: `axe.run({ runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) => violations)`,
    awaitPromise: true,
    returnByValue: true,
  });
  await debug.detach();
  return (result.value as Violation[]).flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
  );
}

/** By how many pixels the page is wider than the screen. */
export const sidewaysPixels = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - innerWidth");
