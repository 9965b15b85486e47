import { afterAll, beforeAll, expect, test } from "vitest";
import { createBooking, requireBookingToken } from "../src/index.ts";
import { codeOf, createTestContext, makeSlot, type TestContext, UNKNOWN_ID } from "./harness.ts";

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(() => ctx.close());

const book = async () => {
  const slot = await makeSlot(ctx, 5);
  return createBooking(ctx, { slotId: slot.id, quantity: 1, customer: { name: "Ann" } });
};

test("a booking is open only to its own token", async () => {
  const [mine, other] = [await book(), await book()];
  const check = (id: string, token?: string) => codeOf(requireBookingToken(ctx, { id, token }));
  expect(await check(mine.id, mine.token)).toBe("ok");
  expect(await check(mine.id, other.token)).toBe("BOOKING_NOT_FOUND");
  expect(await check(mine.id, "")).toBe("BOOKING_NOT_FOUND");
  expect(await check(mine.id)).toBe("BOOKING_NOT_FOUND");
  expect(await check(mine.id, mine.token.slice(0, -1))).toBe("BOOKING_NOT_FOUND");
  expect(await check(UNKNOWN_ID, mine.token)).toBe("BOOKING_NOT_FOUND");
});

test("a booking without a stored token is open to none", async () => {
  const { id, token } = await book();
  await ctx.db.updateTable("bookings").set({ token_hash: null }).where("id", "=", id).execute();
  for (const shown of [token, "", "null", undefined]) {
    expect(await codeOf(requireBookingToken(ctx, { id, token: shown }))).toBe("BOOKING_NOT_FOUND");
  }
});

test("a thousand tokens differ", async () => {
  const slot = await makeSlot(ctx, 1_000);
  const input = { slotId: slot.id, quantity: 1, customer: { name: "Ann" } };
  const holds = await Promise.all(Array.from({ length: 1_000 }, () => createBooking(ctx, input)));
  expect(new Set(holds.map(({ token }) => token)).size).toBe(1_000);
});
