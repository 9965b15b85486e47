import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { OpenAPIHono } from "@hono/zod-openapi";
import { beforeAll, expect, test } from "vitest";
import { mountFiles } from "../src/console/files.ts";
import type { Env } from "../src/http/index.ts";
import { readAssets } from "../src/pages/assets.ts";

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

test("what was built is served also after another build has replaced it, and is refused where it is not whole", async () => {
  const directory = await mkdtemp(join(tmpdir(), "holdfast-built-"));
  const copy = (from: string, name: string) =>
    cp(fileURLToPath(new URL(from, import.meta.url)), join(directory, name), { recursive: true });
  await Promise.all([copy("../../console/dist", "console"), copy("../dist/pages", "pages")]);
  const pages = pathToFileURL(`${directory}/pages/`);
  const running = new OpenAPIHono<Env>();
  mountFiles(running, join(directory, "console"));
  const { mount, script } = readAssets(pages);
  mount(running);
  await rm(join(directory, "console/index.html"));
  await rm(join(directory, script.replace("/assets/", "pages/")));
  for (const path of ["/admin", script])
    expect([path, (await running.request(path)).status]).toEqual([path, 200]);
  const another = new OpenAPIHono<Env>();
  expect(() => mountFiles(another, join(directory, "console"))).toThrow("the console is not built");
  expect(() => readAssets(pages)).toThrow("the pages' scripts are not built");
  await rm(directory, { recursive: true });
});
