import { openDatabase } from "@holdfast/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RequestLimits } from "../../src/limits/index.ts";
import { type TestApp, UNKNOWN_ID } from "../harness.ts";
import { createPagesApp, inHours, pagesOf, textOf, Visitor, valuesOf } from "./harness.ts";
import { createWorld } from "./world.ts";

/* What is refused on the path of a page is refused by a page, and counted as requests of the API are. */

let api: TestApp;

beforeAll(async () => {
  api = await createPagesApp();
});

afterAll(() => api.close());

test.each([
  ["PUT", "/"],
  ["DELETE", `/s/${UNKNOWN_ID}`],
  ["POST", `/r/${UNKNOWN_ID}`],
  ["POST", `/b/${UNKNOWN_ID}`],
  ["PATCH", "/demo"],
])("%s %s has a page that says so, and which methods there are", async (method, path) => {
  const response = await api.app.request(path, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get("Content-Type")).toContain("text/html");
  expect(response.headers.get("Allow")).toContain("OPTIONS");
  expect(await response.text()).toContain("There is nothing at this address.");
});

test("a path of the API has problem details all the same", async () => {
  const response = await api.app.request("/api/slots", { method: "DELETE" });
  expect([response.status, response.headers.get("Content-Type")]).toEqual([405, "application/problem+json"]);
});

test("what was sent wrongly is not said to be the server's fault", async () => {
  const slotId = await (await createWorld(api)).makeSlot();
  const refused = await new Visitor(api).send(`/s/${slotId}`, {}, { "Content-Type": "text/plain" });
  expect(refused.status).toBe(415);
  expect(textOf(refused)).toContain("cannot be taken as it was sent");
});

test("every way to try again that a page offers leads to a page", async () => {
  const nowhere = openDatabase({ url: "postgresql://127.0.0.1:1/none" });
  const busy = await new Visitor(pagesOf({ ...api, db: nowhere })).send("/demo");
  expect(busy.status).toBe(503);
  const [again = ""] = valuesOf(busy.html.slice(busy.html.indexOf("<main")), "href");
  expect(again).toBe("/demo");
  expect((await new Visitor(api).open(again)).status).toBe(200);
  await nowhere.destroy();
});

describe("requests are limited", () => {
  const limits = (requestsPerMinute: number) =>
    new RequestLimits({
      requestsPerMinute,
      keyRequestsPerMinute: requestsPerMinute,
      failuresPerMinute: 100,
      trustedProxies: undefined,
      isOpen: false,
    });
  const from = (app: TestApp["app"], path: string, headers: Record<string, string> = {}) =>
    app.request(path, { headers }, { incoming: { socket: { remoteAddress: "203.0.113.7" }, headers } });

  test("with a page that says when to come back; files count, too", async () => {
    const { app } = pagesOf({ ...api, requestLimits: limits(2) });
    expect((await from(app, "/embed.js")).status).toBe(200);
    expect((await from(app, "/")).status).toBe(200);
    const refused = await from(app, "/");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(refused.headers.get("Content-Type")).toContain("text/html");
    expect(await refused.text()).toContain("That was too much at once.");
  });

  test("as a page also where the console is, which leads to it again, and as problem details where its scripts call", async () => {
    const { app } = pagesOf({ ...api, requestLimits: limits(1) });
    expect((await from(app, "/admin")).status).toBe(200);
    for (const path of ["/admin", "/admin/bookings?q=Ada"]) {
      const refused = await from(app, path, { "Accept-Language": "de" });
      expect(refused.status).toBe(429);
      expect(refused.headers.get("Content-Type")).toContain("text/html");
      const html = await refused.text();
      expect(html).toContain("Das war zu viel auf einmal.");
      expect(valuesOf(html, "href")).toContain(path);
    }
    for (const path of ["/admin/session", "/admin/assets/index.js"]) {
      const refused = await from(app, path);
      expect([refused.status, refused.headers.get("Content-Type")]).toEqual([
        429,
        "application/problem+json",
      ]);
    }
  });

  test("by what a page reads, too", async () => {
    const { doctorId, makeSlot } = await createWorld(api);
    const day = inHours(72).slice(0, 10);
    const slots = Array.from({ length: 60 }, (_, minute) => ({
      start_time: `${day}T12:${String(minute).padStart(2, "0")}:00Z`,
      end_time: `${day}T13:${String(minute).padStart(2, "0")}:00Z`,
    }));
    for (const slot of slots) await makeSlot(slot);
    const { app } = pagesOf({ ...api, requestLimits: limits(10) });
    const response = await from(app, `/r/${doctorId}?day=${day}`);
    expect(response.headers.get("RateLimit")).toContain(";r=8;");
  });
});

test("files need no database, whoever asks for them", async () => {
  const Cookie = `holdfast_session=${"A".repeat(54)}`;
  const asked: string[] = [];
  const identify = (text: string) => {
    asked.push(text);
    throw new Error("the database is away");
  };
  const requestLimits = new RequestLimits({
    requestsPerMinute: 100,
    keyRequestsPerMinute: 100,
    failuresPerMinute: 100,
    trustedProxies: undefined,
    isOpen: false,
  });
  const { app } = pagesOf({ ...api, requestLimits, sessions: { identify } as never });
  const ask = (path: string) =>
    app.request(
      path,
      { headers: { Cookie } },
      { incoming: { socket: { remoteAddress: "203.0.113.7" }, headers: {} } },
    );
  const style = valuesOf((await new Visitor(api).open("/")).html, "href").find((href) =>
    href.endsWith(".css"),
  );
  for (const path of ["/admin", "/admin/bookings", "/embed.js", style ?? ""]) {
    expect([path, (await ask(path)).status]).toEqual([path, 200]);
  }
  expect(asked).toEqual([]);
  expect((await ask("/admin/session")).status).toBe(500);
  expect(asked).toHaveLength(1);
});
