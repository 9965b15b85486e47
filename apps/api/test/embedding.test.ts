import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../src/app.ts";
import { THEME_PROPERTIES } from "../src/pages/browser/frame.ts";
import { createPages } from "../src/pages/index.ts";
import { createTestApp, type TestApp } from "./harness.ts";

const SITE = "https://clinic.example.org";
let api: TestApp;

beforeAll(async () => {
  api = await createTestApp();
});

afterAll(() => api.close());

const appFor = (embedOrigins: string[]) => createApp(api, createPages({ language: "en", embedOrigins }));

test.each([
  [[], "frame-ancestors 'self'"],
  [[SITE, "http://localhost:3000"], `frame-ancestors 'self' ${SITE} http://localhost:3000`],
])(
  "the sites on the list, %j, may show pages in a frame, and so may the own one",
  async (origins, ancestors) => {
    const { headers } = await appFor(origins).request("/");
    expect(headers.get("Content-Security-Policy")?.split("; ")).toContain(ancestors);
  },
);

test("a page in a frame knows who may show it, and has a script that takes the theme before anything is painted", async () => {
  const read = async (headers: Record<string, string>) =>
    (await appFor([SITE]).request("/", { headers })).text();
  for (const headers of [{ "Sec-Fetch-Dest": "iframe" }, { "Holdfast-Embedded": "1" }] as const) {
    const framed = await read(headers);
    expect(framed).toContain(`data-embed-origins="${SITE}"`);
    expect(framed).toMatch(/<script src="\/assets\/framed-[^"]+\.js"><\/script>/);
  }
  expect(await read({ "Sec-Fetch-Dest": "document" })).not.toContain("framed");
});

test("other sites may load the script of the element, which is asked for again each time", async () => {
  const app = appFor([]);
  const response = await app.request("/embed.js");
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "no-cache",
  });
  const again = await app.request("/embed.js", {
    headers: { "If-None-Match": response.headers.get("ETag") ?? "" },
  });
  expect(again.status).toBe(304);
  expect((await app.request("/assets/embed.js")).status).toBe(404);
});

test("each property that a site may set is one of the pages' looks", () => {
  const brand = readFileSync(new URL("../src/pages/style/brand.css", import.meta.url), "utf8");
  const known = new Set([...brand.matchAll(/(--holdfast-[\w-]+):/g)].map((match) => match[1]));
  expect(THEME_PROPERTIES.filter((name) => !known.has(name))).toEqual([]);
});
