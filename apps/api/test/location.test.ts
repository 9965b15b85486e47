import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN_API_KEY, bearer, createWorld, type World } from "./access-matrix.ts";
import { callRest, restRequests } from "./access-requests.ts";
import { createTestApp, type TestApp } from "./harness.ts";
import type { JsonSchema } from "./inventory.ts";

let api: TestApp;
let world: World;

beforeAll(async () => {
  api = await createTestApp({ isRequired: true, adminApiKey: ADMIN_API_KEY });
  world = await createWorld(api);
});

afterAll(() => api.close());

/** What makes several things at once, or what can be read in a list alone. */
const WITHOUT = [
  "POST /api/admin/doctors/:id/slots/bulk",
  "POST /api/admin/keys",
  "POST /api/admin/shows/:id/slots/bulk",
];

test("every 201 says where what was made can be read, the repetition under a key too", async () => {
  const { body: document } = await api.call("GET", "/openapi.json");
  const without: string[] = [];
  for (const [path, methods] of Object.entries<JsonSchema>(document.paths)) {
    const created = methods["post"]?.responses["201"];
    if (!created) continue;
    const route = `POST ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
    const request = (await restRequests(world)[route]?.()) ?? {};
    const staff = { key: world.keys.admin };
    const first = await callRest(api, route, request, staff);
    expect([route, first.status]).toEqual([route, 201]);
    const location = first.headers.get("Location");
    expect(created.headers["Location"] !== undefined, route).toBe(location !== null);
    if (location === null) without.push(route);
    else {
      const read = await api.call("GET", location, undefined, bearer(world.keys.admin));
      expect([route, read.status, read.body.id]).toEqual([route, 200, first.body.id ?? first.body.order_id]);
    }
  }
  expect(without.toSorted()).toEqual(WITHOUT);
  const path = `/api/slots/${world.slotId}/book`;
  const key = { "Idempotency-Key": "location-0123456789abc" };
  const calls = [1, 2].map(() => () => api.call("POST", path, { patient_name: "Ann" }, key));
  const locations = [];
  for (const call of calls) locations.push((await call()).headers.get("Location"));
  expect(locations[0]).toMatch(/^\/api\/bookings\/[0-9a-f-]{36}$/);
  expect(locations[1]).toBe(locations[0]);
});
