import { createTestDatabase, type TestDatabase } from "@holdfast/db/testing";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSlot, startServer, type TestServer } from "../apps/api/test/harness.ts";
import { startBrowser } from "./browser.ts";
import { TcpProxy } from "./faults/proxy.ts";

/* Streams of slots as a browser's own EventSource reads them. */

const TIMEOUT_MILLISECONDS = 120_000;
const WAIT = { timeout: 30_000 };

let database: TestDatabase;
let server: TestServer;
let proxy: TcpProxy;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServer({ DATABASE_URL: database.url });
  proxy = await TcpProxy.start(Number(new URL(server.url).port));
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await proxy?.stop();
  await server?.end();
  await database?.drop();
});

/** What a page has heard: the name of each event, its id and its data, and the state of its EventSource. */
interface Heard {
  events: { type: string; id: string; data: unknown }[];
  source: EventSource;
}

/** A page of the server whose EventSource notes what it hears. */
async function openPage(slotId: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${proxy.port}/docs`);
  await page.evaluate((id) => {
    const source = new EventSource(`/api/slots/stream?slot_id=${id}`);
    const heard: Heard = { events: [], source };
    for (const type of ["slots", "slot", "deleted"]) {
      source.addEventListener(type, (event) => {
        const { lastEventId, data } = event as MessageEvent;
        heard.events.push({ type, id: lastEventId, data: JSON.parse(data) });
      });
    }
    Object.assign(globalThis, { heard });
  }, slotId);
  return page;
}

const eventsOf = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { heard: Heard }).heard.events);

/** Waits until a page has heard so many events. */
async function haveCome(page: Page, count: number): Promise<Heard["events"]> {
  await page.waitForFunction(
    (least) => (globalThis as unknown as { heard: Heard }).heard.events.length >= least,
    count,
    WAIT,
  );
  return eventsOf(page);
}

test(
  "an EventSource comes back by itself with the last id, and has the state of that moment",
  async () => {
    const { slotId } = await makeSlot(server.call, 3);
    const page = await openPage(slotId);
    const book = () => server.call("POST", `/api/slots/${slotId}/book`, { customer_name: "Ann" });
    await haveCome(page, 1);
    await book();
    const [first, second] = await haveCome(page, 2);
    expect(first).toMatchObject({
      type: "slots",
      id: expect.stringMatching(/^\d+$/),
      data: [{ id: slotId, booked: 0 }],
    });
    expect(second).toMatchObject({
      type: "slot",
      id: expect.stringMatching(/^\d+$/),
      data: { id: slotId, booked: 1 },
    });

    const again = page.waitForRequest((request) => request.url().includes("/api/slots/stream"), WAIT);
    proxy.cutAll();
    await book();
    expect((await (await again).allHeaders())["last-event-id"]).toBe(second?.id);
    const third = (await haveCome(page, 3))[2];
    expect(third).toMatchObject({ type: "slots", data: [{ id: slotId, booked: 2 }] });
    expect(Number(third?.id)).toBeGreaterThan(Number(second?.id));
    await page.close();
  },
  TIMEOUT_MILLISECONDS,
);

test(
  "an EventSource gives up where its slot was deleted",
  async () => {
    const { slotId } = await makeSlot(server.call, 3);
    const page = await openPage(slotId);
    await haveCome(page, 1);
    await server.call("DELETE", `/api/admin/slots/${slotId}`);
    expect((await haveCome(page, 2))[1]).toMatchObject({ type: "deleted", data: { id: slotId } });
    await page.waitForFunction(
      () => (globalThis as unknown as { heard: Heard }).heard.source.readyState === EventSource.CLOSED,
      undefined,
      WAIT,
    );
    expect(await eventsOf(page)).toHaveLength(2);
    await page.close();
  },
  TIMEOUT_MILLISECONDS,
);
