import { afterEach, expect, test } from "vitest";
import { createApp } from "../src/app.ts";
import { createPages } from "../src/pages/index.ts";
import { createTestApp, type TestApp } from "./harness.ts";

const ADMIN_API_KEY = "an-admin-key-of-the-demo-tests";
let api: TestApp;

afterEach(() => api.close());

/** The application with its pages. */
async function createPagesApp(isRequired: boolean) {
  api = await createTestApp({ isRequired, adminApiKey: ADMIN_API_KEY });
  const app = createApp(api, createPages({ language: "en", embedOrigins: [] }));
  const send = async (path: string, init: RequestInit = {}) => {
    const response = await app.request(path, { ...init, headers: { Host: "localhost", ...init.headers } });
    return {
      status: response.status,
      location: response.headers.get("Location"),
      text: await response.text(),
    };
  };
  return {
    read: () => send("/"),
    seed: (headers: Record<string, string> = {}) => send("/demo", { method: "POST", headers }),
  };
}

test("an empty server offers demo data, makes it, and offers no more", async () => {
  const { read, seed } = await createPagesApp(false);
  expect((await read()).text).toContain('action="/demo"');
  expect(await seed({ "Sec-Fetch-Site": "cross-site" })).toMatchObject({ status: 403 });
  expect(await seed({ "Sec-Fetch-Site": "same-origin" })).toMatchObject({ status: 303, location: "/" });
  const { text } = await read();
  expect(text).toContain("Dr. Amelia Hart");
  expect(text).not.toContain('action="/demo"');
});

test("with AUTH=required an admin's key alone makes it, and nothing is made beside other data", async () => {
  const { read, seed } = await createPagesApp(true);
  expect((await read()).text).not.toContain('action="/demo"');
  expect(await seed()).toMatchObject({ status: 401 });
  const admin = { Authorization: `Bearer ${ADMIN_API_KEY}` };
  await api.call("POST", "/api/admin/doctors", { name: "Dr. Real" }, admin);
  const refused = await seed(admin);
  expect(refused).toMatchObject({ status: 409 });
  expect(refused.text).toContain("there are doctors or shows here");
});
