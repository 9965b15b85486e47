import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestApp } from "../harness.ts";
import { createPagesApp, textOf, Visitor, valuesOf } from "./harness.ts";
import { createWorld } from "./world.ts";

/* The first page, and what all pages have in common. */

let api: TestApp;
let visitor: Visitor;

beforeAll(async () => {
  api = await createPagesApp();
  visitor = new Visitor(api);
});

afterAll(() => api.close());

test("what can be booked is listed with its next free time", async () => {
  const empty = await visitor.open("/");
  expect(textOf(empty)).toContain("There is nothing to book yet.");
  const world = await createWorld(api);
  expect(textOf(await visitor.open("/"))).toContain("Dr. Smith Cardiology Nothing is free at the moment");
  await world.makeSlot({ start_time: "2031-02-03T08:00:00Z", end_time: "2031-02-03T09:00:00Z" });
  expect(textOf(await visitor.open("/"))).toContain("Next: Mon, 3 Feb 2031, 09:00");
});

test("a list is searched by name and kind, and goes on for more", async () => {
  for (let number = 1; number <= 25; number += 1) {
    await api.call("POST", "/api/admin/shows", { name: `Evening ${number}` });
  }
  const found = await visitor.open("/?q=evening+25");
  expect(valuesOf(found.html, "class").filter((name) => name === "resource")).toHaveLength(1);
  const shows = await visitor.open("/?kind=show");
  expect(valuesOf(shows.html, "class").filter((name) => name === "resource")).toHaveLength(24);
  const more = valuesOf(shows.html, "href").find((href) => href.includes("cursor=")) ?? "";
  const rest = await visitor.open(more.replaceAll("&amp;", "&"));
  expect(valuesOf(rest.html, "class").filter((name) => name === "resource")).toHaveLength(1);
  const none = await visitor.open(`/?q=${encodeURIComponent('<b>"nobody"</b>')}`);
  expect(textOf(none)).toContain('Nothing is called “<b>"nobody"</b>”.');
  expect((await visitor.open("/?kind=none")).status).toBe(400);
  expect((await visitor.open("/?cursor=none")).status).toBe(400);
});

test("the language is the browser's, until a visitor chooses another", async () => {
  const german = new Visitor(api, { "Accept-Language": "fr, de;q=0.8, en;q=0.5" });
  const page = await german.open("/?kind=show");
  expect(page.headers.get("Content-Language")).toBe("de");
  expect(page.html).toContain('<html lang="de">');
  expect(textOf(page)).toContain("Platz buchen");
  const chosen = await german.submit(page, "/language", { language: "en" });
  expect(chosen.path).toBe("/?kind=show");
  expect(textOf(chosen)).toContain("Book a place");
  expect(textOf(await german.open("/"))).toContain("Book a place");
  expect((await german.send("/language", { language: "xx" })).status).toBe(400);
});

test.each([
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "/a\r\nX: y",
  "",
])("the switch of languages leads nowhere else: %j", async (back) => {
  const page = await new Visitor(api).send("/language", { language: "de", back });
  expect(page.path).toBe("/");
});

test("pages load what this server has alone, and have no script or style in them", async () => {
  const page = await visitor.open("/");
  const policy = page.headers.get("Content-Security-Policy") ?? "";
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).not.toContain("unsafe");
  expect(page.html).not.toMatch(/ style="| on\w+="|<style|<script>/);
  const loaded = [...valuesOf(page.html, "src"), ...valuesOf(page.html, "href")];
  expect(loaded.filter((address) => /^(?:https?:)?\/\//.test(address))).toEqual([]);
  for (const address of loaded.filter((each) => each.startsWith("/assets/"))) {
    expect((await visitor.open(address)).status).toBe(200);
  }
});

test("an address that is none, and an error, are pages", async () => {
  for (const path of ["/s/x", "/r/", "/b/x/y", "/w/1/2"]) {
    const page = await visitor.open(path);
    expect([path, page.headers.get("Content-Type")]).toEqual([path, "text/html; charset=UTF-8"]);
    expect(page.status).toBeGreaterThanOrEqual(400);
  }
  expect((await api.call("GET", "/nothing")).body.code).toBe("NOT_FOUND");
});
