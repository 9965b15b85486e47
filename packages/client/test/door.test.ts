import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApp, makeSlot, type TestApp } from "../../../apps/api/test/harness.ts";
import { createClient, type HoldfastClient } from "../src/index.ts";

let api: TestApp;
let client: HoldfastClient;

beforeAll(async () => {
  api = await createTestApp();
  client = createClient({
    url: "http://localhost",
    fetch: (input, init) => Promise.resolve(api.app.request(input as string, init)),
  });
});

afterAll(() => api.close());

test("a door is kept through the client", async () => {
  const book = async (slotId: string, quantity: number, name: string) => {
    const { id } = await client.bookings.create.mutate({ slotId, quantity, customer: { name } });
    return client.bookings.confirm.mutate({ id });
  };
  const { slotId: id } = await makeSlot(api.call, 5);
  const [ann, bea] = [await book(id, 1, "Ann"), await book(id, 2, "Bea")];
  await client.bookings.checkIn.mutate({ id: ann.id, slotId: id });
  const { items } = await client.slots.doorList.query({ id });
  expect(items.map(({ bookingId, checkedIn }) => [bookingId, checkedIn])).toEqual([
    [ann.id, 1],
    [bea.id, 0],
  ]);
  const scans = items.map(({ code }) => ({
    scanId: randomUUID(),
    code,
    scannedAt: new Date().toISOString(),
  }));
  const merged = await client.slots.mergeScans.mutate({ id, scans });
  expect(merged.items.map(({ outcome }) => outcome)).toContain("ACCEPTED");
  await client.bookings.checkOut.mutate({ id: bea.id, persons: 1 });
  expect(await client.slots.attendance.query({ id })).toMatchObject({ checkedIn: 3, inside: 2 });
  expect((await client.slots.inside.query({ id })).items.map(({ inside }) => inside)).toEqual([1, 1]);
  const conflicts = await client.slots.scans.query({ id, conflicts: true });
  expect(conflicts.items.every(({ outcome }) => outcome === "DUPLICATE")).toBe(true);
});
