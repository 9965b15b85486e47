import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RequestLimits } from "../../src/limits/index.ts";
import { ADMIN_API_KEY } from "../access-matrix.ts";
import { type Call, caller, type TestApp, UNKNOWN_ID } from "../harness.ts";
import { createPagesApp, pagesOf, textOf, Visitor, valuesOf } from "./harness.ts";
import { createWorld, hold, type World } from "./world.ts";

/* Who opens a booking with AUTH=required, and what pages of other sites cannot do. */

let api: TestApp;
let staff: Call;
let world: World;

beforeAll(async () => {
  api = await createPagesApp({ isRequired: true, adminApiKey: ADMIN_API_KEY });
  const headers = { Authorization: `Bearer ${ADMIN_API_KEY}` };
  const call = caller(async (path, init) => api.app.request(path, init));
  staff = (method, path, body) => call(method, path, body, headers);
  world = await createWorld(api, staff);
});

afterAll(() => api.close());

/** What a page says and sends, without what is of this request alone. */
const looksOf = ({ status, headers, html }: { status: number; headers: Headers; html: string }) => [
  status,
  [...headers].filter(([name]) => name !== "x-request-id"),
  html.replace(/ data-now="\d+"/, ""),
];

describe("a booking", () => {
  test("opens for who made it, by a cookie that no script reads and that goes to its page alone", async () => {
    const { visitor, held, id } = await hold(world, await world.makeSlot());
    expect(valuesOf(held.html, "data-status")).toEqual(["PENDING"]);
    const [cookie] = visitor.cookies;
    expect(cookie).toMatchObject({ name: `holdfast_booking_${id}`, path: `/b/${id}` });
    expect(cookie?.attributes).toMatch(/HttpOnly/);
    expect(cookie?.attributes).toMatch(/SameSite=Lax/);
    expect(cookie?.attributes).not.toMatch(/Secure/);
    expect(held.html).not.toContain(cookie?.value);
    expect(api.logged.join("\n")).not.toContain(cookie?.value);
  });

  test("is opened by the code of its link, once and for later", async () => {
    const { id, token } = await world.book(await world.makeSlot());
    const visitor = new Visitor(api);
    const door = await visitor.open(`/b/${id}`);
    expect(door.status).toBe(404);
    expect(textOf(door)).toContain("Open your booking");
    const opened = await visitor.submit(door, `/b/${id}/token`, { token });
    expect(valuesOf(opened.html, "data-status")).toEqual(["PENDING"]);
    expect((await visitor.open(`/b/${id}`)).status).toBe(200);
    const byLink = new Visitor(api);
    const link = `https://tickets.example.org/b/${id}#${token}`;
    expect((await byLink.send(`/b/${id}/token`, { token: link })).status).toBe(200);
  });

  test("looks the same with a wrong code, with that of another one, and where there is none", async () => {
    const { id } = await world.book(await world.makeSlot());
    const other = await world.book(await world.makeSlot());
    const codes = ["", "x", "x".repeat(200), "x".repeat(300), other.token];
    const answers = await Promise.all(
      [id, UNKNOWN_ID].flatMap((booking) =>
        codes.map((token) => new Visitor(api).send(`/b/${booking}/token`, { token })),
      ),
    );
    const looks = answers
      .map((answer) => looksOf(answer))
      .map((look) => JSON.stringify(look).replaceAll(id, UNKNOWN_ID));
    expect(new Set(looks)).toHaveLength(1);
    expect(answers[0]?.status).toBe(404);
    const [mine, nobodys] = [
      await new Visitor(api).open(`/b/${id}`),
      await new Visitor(api).open(`/b/${UNKNOWN_ID}`),
    ];
    expect(JSON.stringify(looksOf(mine)).replaceAll(id, UNKNOWN_ID)).toBe(JSON.stringify(looksOf(nobodys)));
  });

  test.each(["confirm", "extend", "cancel", "reschedule", "customer", "hand-over"])(
    "does not %s without its code",
    async (change) => {
      const { id } = await world.book(await world.makeSlot());
      const other = await hold(world, await world.makeSlot());
      const stolen = other.visitor.cookies[0];
      const thief = new Visitor(api, { Cookie: `holdfast_booking_${id}=${stolen?.value}` });
      for (const visitor of [new Visitor(api), thief]) {
        const answer = await visitor.send(`/b/${id}/${change}`, { slot_id: UNKNOWN_ID });
        expect(answer.status).toBe(404);
        expect(textOf(answer)).toContain("Open your booking");
      }
      expect((await staff("GET", `/api/bookings/${id}`)).body.status).toBe("PENDING");
    },
  );

  test("that was given to somebody else opens for them alone", async () => {
    const { visitor, id } = await hold(world, await world.makeSlot());
    const form = await visitor.open(`/b/${id}/hand-over`);
    const given = await visitor.submit(form, `/b/${id}/hand-over`, { customer_name: "Bea" });
    const [link = ""] = valuesOf(given.html, "href").filter((href) => href.startsWith(`/b/${id}#`));
    expect((await visitor.open(`/b/${id}`)).status).toBe(404);
    const again = await visitor.submit(form, `/b/${id}/hand-over`, { customer_name: "Bea" });
    expect(valuesOf(again.html, "href")).toContain(link);
    expect((await visitor.submit(form, `/b/${id}/hand-over`, { customer_name: "Cem" })).status).toBe(422);
    const [key = ""] = form.html.match(/(?<=name="idempotency_key" value=")[^"]+/) ?? [];
    const fromBrowser = await visitor.send(
      `/b/${id}/hand-over`,
      { idempotency_key: key, customer_name: "Bea" },
      { Origin: "http://localhost" },
    );
    expect(valuesOf(fromBrowser.html, "href")).toContain(`http://localhost${link}`);
    const bea = new Visitor(api);
    expect((await bea.send(`/b/${id}/token`, { token: link })).status).toBe(200);
  });

  test("is no calendar without its code", async () => {
    const { id } = await world.book(await world.makeSlot());
    const answer = await new Visitor(api).open(`/b/${id}/booking.ics`);
    expect(answer.status).toBe(404);
    expect(answer.html).not.toContain("VCALENDAR");
  });
});

test("behind https cookies are sent over https alone", async () => {
  const secure = pagesOf(api, "https://tickets.example.org");
  const { visitor } = await hold({ ...world, api: secure }, await world.makeSlot());
  expect(visitor.cookies[0]?.attributes).toMatch(/Secure/);
});

describe("a form", () => {
  test.each([
    ["Sec-Fetch-Site says cross-site", { "Sec-Fetch-Site": "cross-site" }],
    ["Sec-Fetch-Site says same-site", { "Sec-Fetch-Site": "same-site" }],
    ["Sec-Fetch-Site says that nobody asked for it", { "Sec-Fetch-Site": "none" }],
  ])("is refused where %s", async (_what, headers) => {
    const slotId = await world.makeSlot();
    const { visitor, id } = await hold(world, await world.makeSlot());
    for (const path of [
      `/s/${slotId}`,
      `/s/${slotId}/waitlist`,
      `/b/${id}/cancel`,
      `/b/${id}/token`,
      "/language",
    ]) {
      const answer = await visitor.send(path, { customer_name: "Ann", language: "de" }, headers);
      expect([path, answer.status]).toEqual([path, 403]);
      expect(textOf(answer)).toContain("This form was sent from another site, so nothing was done.");
    }
  });

  test.each([
    ["JSON", "application/json", '{"customer_name":"Ann"}', 415],
    ["several parts", "multipart/form-data; boundary=x", "--x--", 415],
    ["another charset", "application/x-www-form-urlencoded; charset=latin1", "customer_name=Ann", 415],
    ["bytes that are no UTF-8", "application/x-www-form-urlencoded", "customer_name=%ff", 400],
    ["a hundred fields", "application/x-www-form-urlencoded", "a=1&".repeat(100), 400],
    ["too much", "application/x-www-form-urlencoded", `customer_name=${"x".repeat(70_000)}`, 413],
    ["a short key", "application/x-www-form-urlencoded", "customer_name=Ann&idempotency_key=1", 400],
    ["a NUL", "application/x-www-form-urlencoded", "customer_name=A%00nn", 400],
  ])("of %s is refused", async (_what, type, body, status) => {
    const slotId = await world.makeSlot();
    const response = await api.app.request(`/s/${slotId}`, {
      method: "POST",
      headers: { "Content-Type": type, "Sec-Fetch-Site": "same-origin" },
      body,
    });
    expect(response.status).toBe(status);
    expect(valuesOf((await new Visitor(api).open(`/s/${slotId}`)).html, "data-available")).toEqual(["1"]);
  });
});

test("guesses of codes are limited as those of the API are", async () => {
  const limits = {
    requestsPerMinute: 1000,
    keyRequestsPerMinute: 1000,
    failuresPerMinute: 3,
    trustedProxies: undefined,
    isOpen: false,
  };
  const limited = pagesOf({ ...api, requestLimits: new RequestLimits(limits) });
  const { id, token } = await world.book(await world.makeSlot());
  const incoming = { socket: { remoteAddress: "203.0.113.7" }, headers: {} };
  const guess = (path: string, code?: string) =>
    limited.app.request(
      path,
      code === undefined
        ? {}
        : {
            method: "POST",
            headers: { "Content-Type": "application/x-www-form-urlencoded" },
            body: new URLSearchParams({ token: code }),
          },
      { incoming },
    );
  // Who opens a link has no cookie yet, and has guessed nothing.
  for (let count = 0; count < 5; count += 1) expect((await guess(`/b/${id}`)).status).toBe(404);
  const statuses = [];
  for (const code of ["a", "b", "c", token]) {
    statuses.push((await guess(`/b/${id}/token`, code)).status);
    // A guess under way counts until the turn after its answer.
    await setImmediate();
  }
  expect(statuses).toEqual([404, 404, 404, 429]);
  expect((await guess(`/b/${id}`)).status).toBe(429);
  expect((await guess("/")).status).toBe(200);
});
