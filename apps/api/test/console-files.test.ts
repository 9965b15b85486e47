import { OpenAPIHono } from "@hono/zod-openapi";
import { beforeAll, expect, test } from "vitest";
import { mountFiles } from "../src/console/files.ts";
import type { Env } from "../src/http/index.ts";

const app = new OpenAPIHono<Env>();
beforeAll(() => mountFiles(app));

test("every path of the console is its document, under a policy that lets nothing else run", async () => {
  const document = await (await app.request("/admin")).text();
  expect(document).toContain('<div id="root">');
  for (const path of ["/admin/", "/admin/today", "/admin/bookings?q=ada"]) {
    const response = await app.request(path);
    expect(response.headers.get("Content-Type")).toContain("text/html");
    expect(response.headers.get("Content-Security-Policy")).toContain("script-src 'self';");
    expect(response.headers.get("Content-Security-Policy")).not.toContain("unsafe");
    expect(await response.text()).toBe(document);
  }
});

test("its files are served by their names: those with a digest are kept, the others asked for again", async () => {
  const icon = await app.request("/admin/favicon.svg");
  expect(icon.headers.get("Content-Type")).toContain("image/svg+xml");
  expect(icon.headers.get("Cache-Control")).toBe("no-cache");
  const document = await (await app.request("/admin")).text();
  const script = /src="(\/admin\/assets\/[^"]+\.js)"/.exec(document)?.[1] ?? "";
  const response = await app.request(script);
  expect(response.status).toBe(200);
  expect(response.headers.get("Content-Type")).toContain("text/javascript");
  expect(response.headers.get("Cache-Control")).toContain("immutable");
});

test("a file of another build is not found, and not taken for a page", async () => {
  expect((await app.request("/admin/assets/index-of-before.js")).status).not.toBe(200);
});
