import { afterAll, beforeAll, expect, test } from "vitest";
import { type Doctor, makeDoctor, newVisitor, startWorld, type World } from "./harness.ts";

/* Forms that a browser sends by itself, without a script: it has to say that they come from this server. */

const KEY_OF_STAFF = "/api/admin/keys";
let world: World;
let doctor: Doctor;

beforeAll(async () => {
  world = await startWorld();
  doctor = await makeDoctor(world, 1);
});

afterAll(() => world?.close());

test("a form that no script sends names the server's origin", async () => {
  const { page, context } = await newVisitor(world, { javaScriptEnabled: false });
  const path = `/r/${doctor.id}?day=${doctor.day}`;
  await page.goto(world.url + path);
  const sending = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("button", { name: "Deutsch" }).click();
  expect((await (await sending).allHeaders())["origin"]).toBe(world.url);
  await page.locator("html[lang=de]").waitFor();
  expect(page.url()).toBe(world.url + path);
  await context.close();
});

test("staff who are signed in use the visitors' forms, too", async () => {
  const { body } = await world.staff("POST", KEY_OF_STAFF, { name: "Front desk", role: "desk" });
  const { page, context, troubles } = await newVisitor(world);
  const headers = { Origin: world.url };
  const signedIn = await context.request.post(`${world.url}/admin/session`, {
    data: { key: body.key },
    headers,
  });
  expect(signedIn.status()).toBe(200);
  await page.goto(world.url);
  await page.getByRole("button", { name: "Deutsch" }).click();
  await page.locator("html[lang=de]").waitFor();
  expect(troubles).toEqual([]);
  await context.close();
});
