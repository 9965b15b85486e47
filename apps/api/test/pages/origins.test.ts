import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RequestLimits } from "../../src/limits/index.ts";
import type { TestApp } from "../harness.ts";
import { createPagesApp, pagesOf } from "./harness.ts";

/* Where forms come from, as browsers say it that send no Sec-Fetch-Site: old ones, and all of them over plain http. */

let api: TestApp;

beforeAll(async () => {
  api = await createPagesApp();
});

afterAll(() => api.close());

const requestLimits = (trustedProxies?: number) =>
  new RequestLimits({
    requestsPerMinute: 1_000,
    keyRequestsPerMinute: 1_000,
    failuresPerMinute: 1_000,
    trustedProxies,
    isOpen: true,
  });

const PROXY = "203.0.113.7";
const PUBLIC = "https://tickets.example.org";
/** What a proxy says of the browser's request. */
const FORWARDED = {
  "X-Forwarded-For": "198.51.100.4",
  "X-Forwarded-Host": "tickets.example.org",
  "X-Forwarded-Proto": "https",
};

/** The response to a form that arrives by a proxy, which has put another host in place of the visitors'. */
async function send(app: TestApp["app"], headers: Record<string, string>): Promise<Response> {
  const sent = { Host: "inside:4000", "Content-Type": "application/x-www-form-urlencoded", ...headers };
  const lower = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value]));
  const incoming = { socket: { remoteAddress: PROXY }, headers: lower, url: "/language" };
  const init = { method: "POST", headers: sent, body: "language=de" };
  return app.request("/language", init, { incoming } as never);
}

const statusOf = async (...sending: Parameters<typeof send>) => (await send(...sending)).status;

describe("a form", () => {
  test.each([
    ["of no page", {}, 303],
    ["of this server", { Origin: "http://inside:4000" }, 303],
    ["of this server at the usual port", { Host: "inside:80", Origin: "http://inside" }, 303],
    ["of another site", { Origin: "https://evil.example" }, 403],
    ["of another port", { Origin: "http://inside:4001" }, 403],
    ["of a sandbox", { Origin: "null" }, 403],
    ["of what is no origin", { Origin: "inside:4000" }, 403],
  ])("%s is judged by its Origin", async (_what, headers, status) => {
    expect(await statusOf(api.app, headers)).toBe(status);
  });

  test("that comes by a trusted proxy is judged by the host that it names", async () => {
    const { app } = pagesOf({ ...api, requestLimits: requestLimits(1) });
    expect(await statusOf(app, { ...FORWARDED, Origin: PUBLIC })).toBe(303);
    expect(await statusOf(app, { ...FORWARDED, Origin: "http://tickets.example.org" })).toBe(403);
    expect(await statusOf(app, { ...FORWARDED, Origin: "http://inside:4000" })).toBe(403);
  });

  test("that comes by any other proxy is judged by PUBLIC_URL, and not by what the proxy says", async () => {
    const unknown = pagesOf({ ...api, requestLimits: requestLimits() });
    expect(await statusOf(unknown.app, { ...FORWARDED, Origin: PUBLIC })).toBe(403);
    const named = pagesOf({ ...api, requestLimits: requestLimits(), publicUrl: PUBLIC });
    expect(await statusOf(named.app, { Origin: PUBLIC })).toBe(303);
    expect(await statusOf(named.app, { ...FORWARDED, Origin: "https://evil.example" })).toBe(403);
  });
});

test("cookies are sent over https alone where the outermost of several proxies speaks it", async () => {
  const cookieFor = async (proto: string) =>
    (await send(api.app, { "X-Forwarded-Proto": proto })).headers.get("Set-Cookie");
  expect(await cookieFor("https, http")).toContain("; Secure");
  expect(await cookieFor("http, https")).not.toContain("Secure");
});
