import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, type TestApp, UNKNOWN_ID } from "./harness.ts";
import { proceduresOf } from "./inventory.ts";

/* OPTIONS, and `Allow`, on every path, for a caller who shows nothing. */

let api: TestApp;

beforeAll(async () => {
  api = await createTestApp({ isRequired: true });
});

afterAll(() => api.close());

const METHODS = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"];

test("every path answers OPTIONS with exactly the methods that it has", async () => {
  const paths = new Set(
    api.app.routes
      .filter(({ method, path }) => method !== "ALL" && !path.includes("*"))
      .map(({ path }) => path),
  );
  expect(paths.size).toBeGreaterThan(40);
  for (const path of paths) {
    const address = path
      .replaceAll(/:day/g, "2031-12-25")
      .replaceAll(/:\w+/g, UNKNOWN_ID)
      .replace("{.+\\.ics}", ".ics");
    const options = await api.call("OPTIONS", address);
    expect([path, options.status, options.body]).toEqual([path, 204, ""]);
    const allow = options.headers.get("Allow") ?? "";
    const allowed: string[] = ["OPTIONS"];
    for (const method of METHODS) {
      const { status, headers } = await api.call(method, address);
      if (status === 405) expect([path, method, headers.get("Allow")]).toEqual([path, method, allow]);
      else allowed.push(method);
    }
    expect([path, allow]).toEqual([path, allowed.toSorted().join(", ")]);
  }
});

test("every procedure answers OPTIONS with the methods that it takes", async () => {
  for (const { path, type } of proceduresOf()) {
    const { status, headers } = await api.call("OPTIONS", `/trpc/${path}`);
    expect([path, status, headers.get("Allow")]).toEqual([
      path,
      204,
      type === "mutation" ? "OPTIONS, POST" : "GET, OPTIONS, POST",
    ]);
    const refused = await api.call("PUT", `/trpc/${path}`);
    expect([refused.status, refused.headers.get("Allow")]).toEqual([405, headers.get("Allow")]);
  }
});

test("a path that is not there answers OPTIONS with 404", async () => {
  for (const path of ["/nothing", "/api/nothing", `/api/slots/${UNKNOWN_ID}/nothing`]) {
    const { status, headers } = await api.call("OPTIONS", path);
    expect([status, headers.get("Allow")]).toEqual([404, null]);
  }
});
